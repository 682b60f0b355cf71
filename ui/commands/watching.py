"""`watch` and `digest`: what a user keeps an eye on, and what happened to it since the last digest."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.dutch import DutchCommand, DutchGroup
from ui.commands.exporting import AddressOption, parse_address, write_file
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
from ui.commands.output import printable, write_table
from ui.outputs.kinds import LOCAL

if typing.TYPE_CHECKING:
    import datetime as dt

    from ui.outputs.report import Report
    from ui.watch.digest import Digest
    from ui.watch.mail import Server
    from ui.watch.watches import Book, Seen, Watch
    from ui.workplace import Workplace

watch_app = typer.Typer(
    cls=DutchGroup,
    help="Wat u volgt: toezeggingen en moties naar keuze, en zoekvragen.",
    no_args_is_help=True,
)
UserOption = Annotated[
    str,
    typer.Option("--user", envvar="NAKOMING_USER", help="Wie u bent; elke naam heeft een eigen lijst."),
]
SUFFIXES = (".html", ".txt", ".docx")


@watch_app.command("add", cls=DutchCommand)
def add(
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Hoe u dit noemt.")],
    user: UserOption,
    question: Annotated[
        str | None,
        typer.Option("--question", help="Ook nieuwe passages bij deze zoekvraag.", metavar="VRAAG"),
    ] = None,
    days: Annotated[int, typer.Option(min=0, max=3660, help="Zoveel dagen vooruit kijken.")] = 30,
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
    as_of: AsOfOption = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Volg een keuze uit het register, of een zoekvraag, onder een eigen naam."""
    from ui.watch.watches import WatchError

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
    workplace = workplace_of(data, database_url)
    from ui.watch.keeping import start_watch

    try:
        watch = start_watch(workplace, user, name, wanted, day_of(as_of), question=question, days=days)
    except WatchError as error:
        stop(str(error))
    followed = "een zoekvraag" if watch.only_search else f"{len(watch.seen.items)} punten"
    typer.echo(f"U volgt nu ‘{printable(watch.name)}’: {followed}.")


@watch_app.command("list", cls=DutchCommand)
def list_watches(user: UserOption, data: DataOption = None, database_url: DatabaseOption = None) -> None:
    """Toon wat u volgt."""
    from ui.outputs.catalogue import limits_of

    book = book_of(workplace_of(data, database_url), user)
    if not book.watches:
        typer.echo("U volgt nog niets. Begin met `nakoming watch add NAAM --user …`.")
        return
    rows = [
        [w.name, str(len(w.seen.items)), f"{w.seen.day:%d-%m-%Y}", told_of(w, limits_of(w.wanted))]
        for w in book.watches
    ]
    write_table(f"{book.user} volgt", ["Naam", "Punten", "Laatst bekeken", "Keuze"], rows)


def told_of(watch: Watch, limits: str) -> str:
    """What a watch is limited to, in words."""
    search = f"zoekvraag “{watch.question}”" if watch.question else ""
    items = "" if watch.only_search else limits or "alles"
    return "; ".join(told for told in (search, items) if told)


@watch_app.command("remove", cls=DutchCommand)
def remove(
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Wat u niet langer wilt volgen.")],
    user: UserOption,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Volg iets niet langer."""
    from ui.watch.watches import WatchError, Watches

    try:
        Watches(workplace_of(data, database_url).data).remove(user, name)
    except WatchError as error:
        stop(str(error))
    typer.echo(f"‘{printable(name)}’ is verwijderd.")


def digest(
    user: UserOption,
    only: Annotated[str | None, typer.Option("--watch", help="Alleen dit, van wat u volgt.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Bestand: .html, .txt of .docx.", metavar="BESTAND"),
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Verstuur het per e-mail.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Laat het volgende overzicht bij hetzelfde punt beginnen.")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--since", help="Vergelijk met deze dag.", metavar="DATUM")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", envvar="NAKOMING_SMTP_TO", help="E-mailadres van de ontvanger.")
    ] = None,
    sender: Annotated[
        str | None, typer.Option("--smtp-from", envvar="NAKOMING_SMTP_FROM", help="Adres van de afzender.")
    ] = None,
    host: Annotated[
        str | None, typer.Option("--smtp-host", envvar="NAKOMING_SMTP_HOST", help="De mailserver.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--smtp-port", envvar="NAKOMING_SMTP_PORT", min=1, max=65535, help="De poort ervan."),
    ] = None,
    tls: Annotated[
        str, typer.Option("--smtp-tls", envvar="NAKOMING_SMTP_TLS", help="starttls, tls of geen.")
    ] = "starttls",
    login: Annotated[
        str | None, typer.Option("--smtp-user", envvar="NAKOMING_SMTP_USER", help="Naam om in te loggen.")
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--smtp-password-file",
            help="Bestand met het wachtwoord; anders de omgevingsvariabele NAKOMING_SMTP_PASSWORD.",
            metavar="BESTAND",
        ),
    ] = None,
    address: AddressOption = LOCAL,
    as_of: AsOfOption = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Toon wat er nieuw, verschoven, verstreken of stil is in wat u volgt.

    Wat op het scherm komt, telt niet als gezien; een bestand of een verzonden e-mail wel (zie --keep).
    """
    from ui.watch.mail import MailError
    from ui.watch.watches import WatchError

    workplace, day = workplace_of(data, database_url), day_of(as_of)
    base = parse_address(address)
    check_wishes(output, send, sender, to)
    server = server_of(host, port, tls, login, password_file) if send else None
    try:
        book = book_of(workplace, user)
        digests, seen = digests_of(workplace, book, only, day, parse_day(since) if since else None)
        report = report_of(workplace, book, digests, day)
        if output is not None:
            write_digest(report, output, base)
        if server is not None:
            send_digest(report, digests, server, sender or "", to or "", base)
        if output is None and server is None:
            show(report)
        elif seen and not keep and since is None and as_of is None:
            mark_seen(workplace, book, seen)
    except (WatchError, MailError) as error:
        stop(str(error))


def check_wishes(output: Path | None, send: bool, sender: str | None, to: str | None) -> None:
    """Say what is wrong before anything is made.

    Raises:
        typer.BadParameter: where the file has no known suffix, or a mail lacks an address.
    """
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(
            f"‘{output.name}’ moet eindigen op {', '.join(SUFFIXES)}.", param_hint="--output"
        )
    if send and not (sender and to):
        raise typer.BadParameter(
            "geef met --smtp-from en --to de adressen van afzender en ontvanger op.", param_hint="--send"
        )


def book_of(workplace: Workplace, user: str) -> Book:
    """A user's watches; ends with a message where they cannot be read."""
    from ui.watch.watches import WatchError, Watches

    try:
        return Watches(workplace.data).book(user)
    except WatchError as error:
        stop(str(error))


def digests_of(
    workplace: Workplace, book: Book, only: str | None, day: dt.date, since: dt.date | None
) -> tuple[list[Digest], dict[str, Seen]]:
    """The digest of each watch, or of the one that was named, and what each saw.

    Raises:
        WatchError: where there is no watch of that name.
    """
    from ui.watch.digest import make_digest
    from ui.watch.watches import WatchError, no_such_watch

    watches = [watch for watch in book.watches if only is None or watch is book.find(only)]
    if only is not None and not watches:
        raise WatchError(no_such_watch(book, only))
    made = {watch.name: make_digest(workplace, watch, day, since) for watch in watches}
    return [digest for digest, _ in made.values()], {name: seen for name, (_, seen) in made.items()}


def report_of(workplace: Workplace, book: Book, digests: list[Digest], day: dt.date) -> Report:
    """The digests in words."""
    from ui.outputs.catalogue import letters_of
    from ui.watch.telling import digest_report

    return digest_report(book.user, digests, letters_of(workplace), day)


def mark_seen(workplace: Workplace, book: Book, seen: dict[str, Seen]) -> None:
    """Record what the digests saw."""
    from ui.watch.watches import Watches

    Watches(workplace.data).mark_seen(book.user, seen)


def show(report: Report) -> None:
    """The digest on the terminal."""
    from ui.outputs.plain import to_text

    typer.echo(printable(to_text(report).decode("utf-8")))


def write_digest(report: Report, output: Path, address: str) -> None:
    """The digest as a file, by its suffix."""
    from ui.outputs.catalogue import address_of
    from ui.outputs.page import to_html
    from ui.outputs.plain import to_text
    from ui.outputs.word import to_docx

    made = {
        ".txt": lambda: to_text(report),
        ".docx": lambda: to_docx(report),
        ".html": lambda: to_html(report, lambda item: address_of(address, item)),
    }
    write_file(output, made[output.suffix.lower()]())
    typer.echo(f"Geschreven: {output}", err=True)


def server_of(
    host: str | None, port: int | None, tls: str, login: str | None, password_file: Path | None
) -> Server:
    """The mail server that the options mean.

    Raises:
        typer.BadParameter: where the host lacks, or the security or the file with the password is none.
    """
    import os

    from ui.watch.mail import Security, Server

    if not host:
        raise typer.BadParameter(
            "geef de mailserver op, of zet NAKOMING_SMTP_HOST.", param_hint="--smtp-host"
        )
    try:
        security = Security(tls.strip().lower())
    except ValueError:
        known = ", ".join(security.value for security in Security)
        raise typer.BadParameter(f"‘{tls}’ kan niet. Kies uit: {known}.", param_hint="--smtp-tls") from None
    password = os.environ.get("NAKOMING_SMTP_PASSWORD")
    if password_file is not None:
        password = read_password(password_file)
    return Server(host.strip(), port, security, login, password)


def read_password(path: Path) -> str:
    """The first line of a file.

    Raises:
        typer.BadParameter: where the file cannot be read.
    """
    try:
        return path.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "geen leesbare tekst"
        raise typer.BadParameter(
            f"het bestand is niet te lezen: {words}.", param_hint="--smtp-password-file"
        ) from error


def send_digest(
    report: Report, digests: list[Digest], server: Server, sender: str, to: str, address: str
) -> None:
    """The digest by mail.

    Raises:
        MailError: where it cannot be sent.
    """
    from ui.outputs.catalogue import address_of
    from ui.outputs.page import to_html
    from ui.outputs.plain import to_text
    from ui.watch.mail import make_mail, send_mail
    from ui.watch.telling import say_counts
    from ui.workplace import now

    if all(digest.is_empty for digest in digests):
        typer.echo("Er is niets te melden; er is geen e-mail verstuurd.", err=True)
        return
    html = to_html(report, lambda item: address_of(address, item))
    subject = f"Nakoming: {say_counts(digests).rstrip('.').lower()}"
    send_mail(make_mail(subject, to_text(report), html, sender, to, now()), server)
    typer.echo(f"Verstuurd aan {printable(to)}.", err=True)
