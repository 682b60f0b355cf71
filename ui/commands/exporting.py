"""`export`: lists for clerks and ministries, a calendar, a feed, all data with its evidence, or one item."""

from __future__ import annotations

import sys
import typing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.filters import (
    AfterOption,
    AsOfOption,
    BeforeOption,
    CommitteeOption,
    DossierOption,
    FamilyOption,
    KindOption,
    MinisterOption,
    MinistryOption,
    SilentOption,
    StatusOption,
    TextOption,
    day_of,
    filter_of,
)
from ui.commands.options import DatabaseOption, DataOption, parse_day, stop, workplace_of
from ui.outputs.kinds import FORMS, LOCAL, Form, Kind, say_forms

if typing.TYPE_CHECKING:
    from ui.outputs.catalogue import Choice, Output
    from ui.workplace import Workplace

AddressOption = Annotated[
    str,
    typer.Option(
        "--address", envvar="NAKOMING_ADDRESS", help="Adres van de app, voor verwijzingen.", metavar="URL"
    ),
]


class Separator(StrEnum):
    """What stands between the columns of CSV."""

    COMMA = ","
    SEMICOLON = ";"


def export(
    what: Annotated[
        Kind,
        typer.Argument(metavar="SOORT", help=f"Wat u wilt maken: {', '.join(kind.value for kind in Kind)}."),
    ],
    item: Annotated[
        str | None,
        typer.Argument(metavar="[NUMMER]", help="Bij ‘item’: het nummer van het punt, of het begin ervan."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Het bestand; ‘-’ is de standaarduitvoer.", metavar="BESTAND"),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Soort bestand; anders zegt de naam het.")
    ] = None,
    status: StatusOption = None,
    kind: KindOption = None,
    ministry: MinistryOption = None,
    family: FamilyOption = None,
    committee: CommitteeOption = None,
    minister: MinisterOption = None,
    dossier: DossierOption = None,
    before: BeforeOption = None,
    after: AfterOption = None,
    text: TextOption = None,
    silent: SilentOption = False,
    settled_since: Annotated[
        str | None,
        typer.Option(
            "--settled-since", help="Begrotingsbijlage: niet wat eerder is afgerond.", metavar="DATUM"
        ),
    ] = None,
    separator: Annotated[
        Separator, typer.Option(help="CSV: teken tussen kolommen; ‘;’ voor een Nederlandse Excel.")
    ] = Separator.COMMA,
    feed_address: Annotated[
        str | None, typer.Option(help="Feed: adres waar de feed zelf komt te staan.", metavar="URL")
    ] = None,
    address: AddressOption = LOCAL,
    as_of: AsOfOption = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Maak een lijst, agenda, feed of gegevensbestand van toezeggingen en moties."""
    from ui.outputs.catalogue import Choice

    wanted = filter_of(
        status=status,
        kind=kind,
        ministry=ministry,
        family=family,
        committee=committee,
        minister=minister,
        dossier=dossier,
        before=before,
        after=after,
        text=text,
        silent=silent,
    )
    choice = Choice(
        kind=what,
        as_of=day_of(as_of),
        wanted=wanted,
        item=asked_item(what, item),
        settled_since=parse_day(settled_since) if settled_since else None,
        separator=separator.value,
        address=parse_address(address),
        feed_address=parse_address(feed_address) if feed_address else None,
    )
    chosen = choose_form(choice.kind, form, output)
    workplace = workplace_of(data, database_url)
    write_output(make(workplace, choice, chosen), output)
    tell_left_out(workplace, choice)


def asked_item(what: Kind, item: str | None) -> str | None:
    """The item that is asked for, where one must be and only there.

    Raises:
        typer.BadParameter: where it lacks, or does not belong.
    """
    if what is Kind.ITEM and not item:
        raise typer.BadParameter(
            "noem het nummer van het punt: `nakoming export item NUMMER`. Zie `nakoming items`.",
            param_hint="NUMMER",
        )
    if what is not Kind.ITEM and item:
        raise typer.BadParameter(
            f"‘{item}’ hoort hier niet; alleen bij ‘item’ hoort een nummer.", param_hint="NUMMER"
        )
    return item


def parse_address(text: str) -> str:
    """An address of the web as typed.

    Raises:
        typer.BadParameter: where it is none.
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise typer.BadParameter(f"‘{text}’ is geen adres. Schrijf bijvoorbeeld {LOCAL}.")
    return text.strip()


def choose_form(kind: Kind, typed: Form | None, output: Path | None) -> Form:
    """The form of the file: what was typed, else what its name says, else the first that there is.

    Raises:
        typer.BadParameter: where the kind does not come in that form.
    """
    suffix = output.suffix.lower().removeprefix(".") if output is not None and output.name != "-" else ""
    asked = typed.value if typed else {"htm": "html", "xml": "atom", "ical": "ics"}.get(suffix, suffix)
    if not asked:
        return FORMS[kind][0]
    found = next((form for form in FORMS[kind] if form.value == asked), None)
    if found is None:
        hint = "--format" if typed else "--output"
        raise typer.BadParameter(
            f"‘{kind.value}’ bestaat niet als ‘{asked}’, wel als {say_forms(FORMS[kind])}.", param_hint=hint
        )
    return found


def make(workplace: Workplace, choice: Choice, form: Form) -> Output:
    """The file; ends with a message where there is no such item."""
    from ui.outputs.catalogue import NoSuchItemError, make_output

    try:
        return make_output(workplace, choice, form)
    except NoSuchItemError as error:
        stop(str(error))


def write_output(made: Output, output: Path | None) -> None:
    """Write a file whole, or its bytes to stdout; a Word or Excel file is kept off a terminal."""
    if output is None or str(output) == "-":
        if made.is_binary and sys.stdout.isatty():
            stop(f"Dit is geen tekst. Geef met -o een bestand op, bijvoorbeeld: -o {made.name}")
        sys.stdout.buffer.write(made.content)
        sys.stdout.flush()
        return
    write_file(output, made.content)
    typer.echo(f"Geschreven: {output}", err=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; ends with a message where it cannot be."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a pipe such as /dev/stdout; it must not be replaced by a file
        else:
            replace_whole(path.resolve(), content)
    except OSError as error:
        stop(f"Het bestand {path} kan niet worden geschreven: {why_not(error)}.")


def replace_whole(path: Path, content: bytes) -> None:
    """Put a file in the place of one that is there, with its rights, or those of any new file."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".nakoming-") as folder:
        draft = Path(folder) / path.name
        draft.write_bytes(content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)


def why_not(error: OSError) -> str:
    """Why a file cannot be written, in Dutch."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "de map bestaat niet"
    if isinstance(error, PermissionError):
        return "u hebt daar geen schrijfrechten"
    return "dat is een map" if isinstance(error, IsADirectoryError) else str(error.strerror or error)


def tell_left_out(workplace: Workplace, choice: Choice) -> None:
    """Say on stderr what a calendar lacks, and why."""
    if choice.kind is not Kind.AGENDA:
        return
    from ui.outputs.agenda import left_out, say_left_out
    from ui.outputs.catalogue import views_of

    missing = left_out(views_of(workplace, choice))
    if missing:
        typer.echo(say_left_out(missing), err=True)
