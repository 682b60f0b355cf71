"""`review`, `decide`, `add` and `votes`: what people do with the register, from the command line."""

from __future__ import annotations

import datetime as dt
import re
import typing
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.commands.filters import AsOfOption, committee_meant, day_of, ministry_meant, parse_status
from ui.commands.options import (
    DatabaseOption,
    DataOption,
    Format,
    FormatOption,
    parse_day,
    stop,
    workplace_of,
)
from ui.commands.output import printable, write_rows, write_table

if typing.TYPE_CHECKING:
    from kamer.document import Evidence
    from kamer.findings import CommitmentKind, Deadline
    from kamer.items import Act, Change
    from tracking import ReviewEntry, Store

ReasonOption = Annotated[str, typer.Option("--reason", help="Waarom: noem de brief of het debat.")]
ActorOption = Annotated[
    str, typer.Option("--actor", envvar="NAKOMING_ACTOR", help="Wie dit besluit.", metavar="NAAM")
]
NO_DEADLINE = "geen"
PLACE = re.compile(r"(?P<key>.+):(?P<start>\d+)-(?P<end>\d+)")


def review(
    ministry: Annotated[str | None, typer.Option(help="Ministerie, met zijn voorgangers.")] = None,
    committee: Annotated[str | None, typer.Option(help="Commissie, bijvoorbeeld EZ of DiZa.")] = None,
    most: Annotated[int, typer.Option("--limit", help="Hoeveel regels ten hoogste.", min=1)] = 50,
    as_of: AsOfOption = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon wat op een oordeel wacht: nieuw of twijfelachtig, het dringendste eerst."""
    from tracking import ItemFilter

    wanted = ItemFilter(
        family=ministry_meant(ministry) if ministry else None,
        committee=committee_meant(committee) if committee else None,
    )
    queue = workplace_of(data, database_url).store.review_queue(day_of(as_of), wanted)
    if form is Format.TABLE:
        write_queue(queue[:most], len(queue))
    else:
        write_rows([queue_row(entry) for entry in queue[:most]], form)


def write_queue(queue: list[ReviewEntry], total: int) -> None:
    """The queue as a table for people."""
    from kamer.glossary import dutch

    if not queue:
        typer.echo("Er wacht niets op een oordeel.")
        return
    title = "1 punt wacht" if total == 1 else f"{total} punten wachten"
    rows = [
        [
            entry.view.item.id[:12] if entry.view.item.number is None else entry.view.item.id,
            dutch(entry.view.item.commitment_kind or entry.view.item.kind),
            entry.view.item.ministry or "",
            f"{entry.view.item.title} — {' '.join(entry.reasons)}",
        ]
        for entry in queue
    ]
    write_table(f"{title} op een oordeel", ["Nummer", "Soort", "Ministerie", "Wat en waarom"], rows)


def queue_row(entry: ReviewEntry) -> dict[str, Any]:
    """An entry of the queue as JSON values."""
    doubts = [doubt.name.lower() for doubt in entry.doubts]
    from ui.outputs.everything import item_row

    return {**item_row(entry.view), "doubts": doubts, "review_reasons": list(entry.reasons)}


def decide(
    identity: Annotated[str, typer.Argument(metavar="NUMMER", help="Het nummer van het punt.")],
    reason: ReasonOption,
    actor: ActorOption,
    status: Annotated[str | None, typer.Option(help="Stand: openstaand, voldaan, …")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Het klopt zoals het is gelezen.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Het is geen toezegging of motie.")] = False,
    kind: Annotated[str | None, typer.Option(help="Juiste soort: inform, act, milestone.")] = None,
    title: Annotated[str | None, typer.Option(help="Juiste omschrijving.")] = None,
    who: Annotated[str | None, typer.Option(help="Wie het doet.")] = None,
    ministry: Annotated[str | None, typer.Option(help="Juiste ministerie.")] = None,
    deadline: Annotated[str | None, typer.Option(help="Juiste termijn, of ‘geen’.", metavar="DATUM")] = None,
    merge_into: Annotated[
        str | None, typer.Option(help="Het is hetzelfde punt als dit.", metavar="NUMMER")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="Deze passage is een punt op zichzelf.", metavar="PASSAGE")
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            help="Deze passage gaat hierover: haar kenmerk, of DOCUMENT:BEGIN-EIND.", metavar="PASSAGE"
        ),
    ] = None,
    unlink: Annotated[
        str | None, typer.Option(help="Deze passage gaat hier niet over.", metavar="PASSAGE")
    ] = None,
    undo: Annotated[int | None, typer.Option(help="Trek dit besluit in.", metavar="BESLUIT")] = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Leg een besluit vast over één punt, met reden en naam; elk besluit blijft bewaard.

    Een passage noemt u bij het kenmerk dat `nakoming item NUMMER` toont.
    """
    from kamer.items import Act, Change

    store = workplace_of(data, database_url).store
    correction = Change(
        title=title,
        commitment_kind=kind_meant(kind) if kind else None,
        actor=who,
        ministry=ministry_meant(ministry) if ministry else None,
        deadline=deadline_meant(deadline) if deadline and deadline != NO_DEADLINE else None,
        without_deadline=deadline == NO_DEADLINE,
    )
    wanted: list[tuple[Act, Change]] = []
    wanted += [(Act.CONFIRM, Change())] if confirm else []
    wanted += [(Act.REJECT, Change())] if reject else []
    wanted += [(Act.CORRECT, correction)] if correction != Change() else []
    wanted += [(Act.MERGE, Change(other=merge_into))] if merge_into else []
    for act, passage in ((Act.SPLIT, split), (Act.LINK, link), (Act.UNLINK, unlink)):
        wanted += [(act, passage_meant(store, passage))] if passage else []
    if len(wanted) + (status is not None) + (undo is not None) != 1:
        stop("Geef precies één besluit op, bijvoorbeeld --confirm, --reject, --status voldaan of --deadline.")
    carry_out(store, identity, wanted, status, undo, reason, actor)


def carry_out(
    store: Store,
    identity: str,
    wanted: list[tuple[Act, Change]],
    status: str | None,
    undo: int | None,
    reason: str,
    actor: str,
) -> None:
    """Record the one decision that was asked for, and say so."""
    from kamer.glossary import dutch
    from ui.workplace import now

    with refusals():
        if undo is not None:
            of_item = {d.id for d in store.decisions(identity)} | {r.id for r in store.rulings(identity)}
            if undo not in of_item:
                stop(f"Besluit {undo} hoort niet bij dit punt.")
            store.undo(undo, reason, actor, now())
            typer.echo(f"Besluit {undo} is ingetrokken.")
        elif status is not None:
            made = store.decide(identity, parse_status(status), reason, actor, now())
            typer.echo(f"Vastgelegd als besluit {made.id}: {dutch(made.status)}.")
        for act, change in wanted:
            ruling = store.rule(identity, act, change, reason, actor, now())
            typer.echo(f"Vastgelegd als besluit {ruling.id}: {dutch(act)}.")


class refusals:  # noqa: N801 (a context manager reads as a verb's object)
    """What the store refuses ends the command with its Dutch message."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Tell a refusal, and leave all else alone."""
        from tracking import StoreError, UnknownItemError

        if isinstance(error, (ValueError, UnknownItemError, StoreError)):
            stop(str(error))


def kind_meant(word: str) -> CommitmentKind:
    """A kind of commitment as typed, in Dutch or English.

    Raises:
        typer.BadParameter: where there is no such kind.
    """
    from kamer.findings import CommitmentKind
    from kamer.glossary import dutch

    for kind in CommitmentKind:
        if word.strip().lower() in (kind.value, dutch(kind)):
            return kind
    known = ", ".join(dutch(kind) for kind in CommitmentKind)
    raise typer.BadParameter(f"‘{word}’ is geen soort toezegging. Kies uit: {known}.", param_hint="--kind")


def deadline_meant(text: str) -> Deadline:
    """A deadline that a person gives: its words and its last day.

    Raises:
        typer.BadParameter: where it is no date.
    """
    from kamer.findings import Deadline, DeadlineBasis

    return Deadline(text.strip(), None, parse_day(text), DeadlineBasis.EXPLICIT, rule="person")


def passage_meant(store: Store, text: str) -> Change:
    """A passage as typed: the id of its finding, or a document with the place in it."""
    from kamer.items import Change

    if (place := PLACE.fullmatch(text.strip())) is None:
        return Change(finding=text.strip())
    evidence, day = evidence_at(store, place["key"], int(place["start"]), int(place["end"]))
    return Change(evidence=evidence, said_on=day)


def evidence_at(store: Store, key: str, start: int, end: int) -> tuple[Evidence, dt.date | None]:
    """The passage of a document at a place, with the day of the document; ends where there is none."""
    from kamer.span import Span

    document = store.document(store.resolve_key(key) or key)
    if document is None:
        stop(f"Er is geen document ‘{key}’.")
    if not start < end <= len(document.text):
        stop(f"De plaats {start}-{end} ligt niet in ‘{document.key}’.")
    return document.evidence(Span(start, end).trimmed(document.text), "person"), document.metadata.date


def add(
    reason: ReasonOption,
    actor: ActorOption,
    passage: Annotated[
        str | None, typer.Option(help="De passage: DOCUMENT:BEGIN-EIND.", metavar="PASSAGE")
    ] = None,
    words: Annotated[
        str | None, typer.Option(help="De woorden van een mondelinge toezegging, of een omschrijving.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Waar het is toegezegd, bijvoorbeeld het debat.")] = None,
    date: Annotated[str | None, typer.Option(help="Wanneer het is toegezegd.", metavar="DATUM")] = None,
    kind: Annotated[str | None, typer.Option(help="Soort: inform, act, milestone.")] = None,
    who: Annotated[str | None, typer.Option(help="Wie het doet.")] = None,
    ministry: Annotated[str | None, typer.Option(help="Ministerie.")] = None,
    deadline: Annotated[str | None, typer.Option(help="Termijn.", metavar="DATUM")] = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Voeg een toezegging met de hand toe: uit een brief, of mondeling gedaan in een debat."""
    from dataclasses import replace

    from kamer.items import Change
    from ui.workplace import now

    store = workplace_of(data, database_url).store
    place = passage_meant(store, passage) if passage else Change()
    if passage and place.evidence is None:
        stop("Schrijf de passage als DOCUMENT:BEGIN-EIND.")
    change = replace(
        place,
        title=words,
        source=source,
        said_on=parse_day(date) if date else place.said_on,
        commitment_kind=kind_meant(kind) if kind else None,
        actor=who,
        ministry=ministry_meant(ministry) if ministry else None,
        deadline=deadline_meant(deadline) if deadline else None,
    )
    with refusals():
        typer.echo(f"Toegevoegd als {store.add_item(change, reason, actor, now())}.")


def votes(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="JSON of een tabel met stemmingen.")],
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Lees stemmingen over moties en oordelen van het kabinet in, uit open data van de Tweede Kamer."""
    from ingest.motion_facts import count_motions, parse_motion_facts
    from ui.workplace import now

    store = workplace_of(data, database_url).store
    with refusals():
        read = parse_motion_facts(read_text(file))
        new = [
            fact
            for fact in read.facts
            if store.record_official(fact.number, fact.result, fact.date, file.name, now())
        ]
    typer.echo(f"{len(new)} nieuwe gegevens over {count_motions(new)} moties vastgelegd.")
    if read.unnamed:
        typer.echo(f"{read.unnamed} regels noemen geen Kamerstuknummer en zijn overgeslagen.", err=True)


def read_text(file: Path) -> str:
    """The text of a file, unpacked where it ends in .gz; ends with a message where it cannot be read."""
    import gzip

    try:
        content = file.read_bytes()
        return (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    except OSError as error:
        stop(f"{printable(str(file))} kan niet worden gelezen: {error.strerror or error}.")
    except UnicodeDecodeError:
        stop(f"{printable(str(file))} is geen tekst in UTF-8.")
