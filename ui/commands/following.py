"""`items` and `item`: the register on a day, and everything known of one item."""

from __future__ import annotations

import datetime as dt
import typing
from typing import Annotated, Any

import typer

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
    from tracking import ItemView

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Peildatum; standaard vandaag.", metavar="DATUM")
]


def items(
    status: Annotated[list[str] | None, typer.Option(help="Stand: openstaand, voldaan, …")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Soort: motion, commitment, inform, act, milestone.")
    ] = None,
    ministry: Annotated[str | None, typer.Option(help="Ministerie, bijvoorbeeld EZK of Financiën.")] = None,
    family: Annotated[
        str | None, typer.Option("--my-ministry", help="Ministerie, met zijn voorgangers.")
    ] = None,
    committee: Annotated[str | None, typer.Option(help="Voortouwcommissie, bijvoorbeeld EZ.")] = None,
    minister: Annotated[
        str | None, typer.Option(help="Gedaan onder deze bewindspersoon.", metavar="ACHTERNAAM")
    ] = None,
    before: Annotated[str | None, typer.Option(help="Termijn op of vóór deze dag.", metavar="DATUM")] = None,
    as_of: AsOfOption = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon de toezeggingen en moties met hun stand."""
    from tracking import ItemFilter

    wanted = ItemFilter(
        statuses=tuple(parse_status(word) for word in status or ()),
        kinds=(parse_kind(kind),) if kind else (),
        ministry=ministry_meant(ministry) if ministry else None,
        family=ministry_meant(family) if family else None,
        committee=committee_meant(committee) if committee else None,
        minister=minister_meant(minister) if minister else None,
        due_before=parse_day(before) if before else None,
    )
    views = workplace_of(data, database_url).store.items(wanted, day_of(as_of))
    if form is Format.TABLE:
        write_items(views)
    else:
        write_rows([item_row(view) for view in views], form)


def day_of(as_of: str | None) -> dt.date:
    """The day asked for, or today."""
    return parse_day(as_of) if as_of else dt.date.today()


def parse_status(word: str) -> typing.Any:
    """A status as typed, in Dutch or as its English name.

    Raises:
        typer.BadParameter: where there is no such status.
    """
    from kamer.items import Status

    for status in Status:
        if word.strip().lower() in (status.value, status.name.lower()):
            return status
    known = ", ".join(status.value for status in Status)
    raise typer.BadParameter(f"‘{word}’ is geen stand. Kies uit: {known}.", param_hint="--status")


def ministry_meant(word: str) -> str:
    """The code of a ministry as typed.

    Raises:
        typer.BadParameter: where there is no such ministry.
    """
    from kamer.bodies import ministries, parse_ministry

    code = parse_ministry(word)
    if code is None:
        known = ", ".join(ministries())
        raise typer.BadParameter(f"‘{word}’ is geen ministerie. Kies uit: {known}.", param_hint="--ministry")
    return code


def committee_meant(word: str) -> str:
    """The code of a committee as typed.

    Raises:
        typer.BadParameter: where there is no such committee.
    """
    from kamer.committees import committees, parse_committee

    code = parse_committee(word)
    if code is None:
        known = ", ".join(committees())
        raise typer.BadParameter(f"‘{word}’ is geen commissie. Kies uit: {known}.", param_hint="--committee")
    return code


def minister_meant(name: str) -> str:
    """The surname of a minister as typed.

    Raises:
        typer.BadParameter: where no term of such a minister is known.
    """
    from kamer.ministers import terms_of

    if not list(terms_of(name)):
        raise typer.BadParameter(
            f"Van ‘{name}’ is geen ambtsperiode bekend. Kies met --ministry en --before.",
            param_hint="--minister",
        )
    return name


def parse_kind(word: str) -> str:
    """A kind as typed, in Dutch or English.

    Raises:
        typer.BadParameter: where there is no such kind.
    """
    from kamer.findings import CommitmentKind
    from kamer.glossary import dutch
    from kamer.items import ItemKind

    known: dict[str, str] = {
        name: kind.value for kind in (*ItemKind, *CommitmentKind) for name in (kind.value, dutch(kind))
    }
    if word.strip().lower() not in known:
        raise typer.BadParameter(
            f"‘{word}’ is geen soort. Kies uit: {', '.join(known)}.", param_hint="--kind"
        )
    return known[word.strip().lower()]


def write_items(views: list[ItemView]) -> None:
    """The register as a table for people."""
    from kamer.glossary import dutch

    write_table(
        "1 punt" if len(views) == 1 else f"{len(views)} punten",
        ["Nummer", "Soort", "Ministerie", "Termijn", "Stand", "Tijdigheid", "Wat"],
        [
            [
                view.item.id[:12] if view.item.number is None else view.item.id,
                dutch(view.item.commitment_kind or view.item.kind),
                view.item.ministry or "",
                deadline_words(view),
                dutch(view.standing.status),
                dutch(view.standing.timeliness) + (" (stil)" if view.standing.silent else ""),
                shorten(view.item.title, 160),
            ]
            for view in views
        ],
    )


def deadline_words(view: ItemView) -> str:
    """The last day of the deadline in force, or its own words where it has none."""
    from kamer.glossary import dutch_date

    deadline = view.item.deadline
    if deadline is None:
        return ""
    return dutch_date(deadline.latest) if deadline.latest else f"“{deadline.text}”"


def shorten(text: str, length: int) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def item_row(view: ItemView) -> dict[str, Any]:
    """An item with its standing as JSON values."""
    from pydantic import TypeAdapter

    from kamer.items import Decision, Ruling, Standing, TrackedItem

    row: dict[str, Any] = TypeAdapter(TrackedItem).dump_python(view.item, mode="json")
    row["standing"] = TypeAdapter(Standing).dump_python(view.standing, mode="json")
    row["decisions"] = [TypeAdapter(Decision).dump_python(d, mode="json") for d in view.decisions]
    row["rulings"] = [TypeAdapter(Ruling).dump_python(r, mode="json") for r in view.rulings]
    row["passed_over"] = list(view.passed_over)
    return row


def item(
    identity: Annotated[
        str, typer.Argument(metavar="NUMMER", help="Het nummer van het punt, of het begin ervan.")
    ],
    as_of: AsOfOption = None,
    data: DataOption = None,
    database_url: DatabaseOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon alles wat van één punt bekend is, met de passages en de geschiedenis."""
    view = workplace_of(data, database_url).store.item(identity, day_of(as_of))
    if view is None:
        stop(f"Er is geen punt met nummer ‘{identity}’. Zie `nakoming items` voor de nummers.")
    if form is Format.TABLE:
        write_item(view)
    else:
        write_rows([item_row(view)], form)


def write_item(view: ItemView) -> None:
    """One item for people."""
    from kamer.glossary import dutch, dutch_date

    tracked, standing = view.item, view.standing
    lines = [
        f"{dutch(tracked.commitment_kind or tracked.kind).capitalize()} {tracked.id}",
        "",
        tracked.title,
        "",
        f"Wie: {tracked.actor or ', '.join(tracked.proposers) or 'onbekend'}",
        f"Ministerie: {tracked.ministry or 'onbekend'}",
        f"Termijn: {deadline_words(view) or 'geen'}",
        f"Stand op {dutch_date(standing.as_of)}: {dutch(standing.status)} ({dutch(standing.timeliness)})",
        *(f"  - {reason}" for reason in standing.reasons),
    ]
    lines += section("Geschiedenis", [event_line(event) for event in tracked.events])
    lines += section("Passages", [mention_line(mention) for mention in tracked.mentions])
    lines += section("Verbanden", [f"{link.document}: {link.reason}" for link in tracked.links])
    lines += section("Gaan misschien hierover", [proposal_line(each) for each in tracked.proposals])
    lines += section("Besluiten", [decision_line(decision) for decision in view.decisions])
    lines += section("Bewerkingen", [ruling_line(ruling) for ruling in view.rulings])
    for line in lines:
        typer.echo(printable(line))


def section(title: str, lines: list[str]) -> list[str]:
    """A titled list; nothing where the list is empty."""
    return ["", title, *(f"  - {line}" for line in lines)] if lines else []


def event_line(event: typing.Any) -> str:
    """One event of an item."""
    from kamer.glossary import dutch_date

    return f"{dutch_date(event.date)}: {event.text}"


def mention_line(mention: typing.Any) -> str:
    """One passage with its place."""
    evidence = mention.evidence
    page = f", blz. {evidence.pages[0]}" if evidence.pages else ""
    return f"{evidence.document}{page} [{mention.finding}]: “{shorten(evidence.quote, 300)}”"


def proposal_line(proposal: typing.Any) -> str:
    """One passage that may speak of the item, with the handle to choose it by."""
    link, evidence = proposal.link, proposal.event.evidence
    return f"{link.document} [{link.finding}]: “{shorten(evidence.quote, 200)}” {link.reason}"


def ruling_line(ruling: typing.Any) -> str:
    """One thing that a person did with the item."""
    from kamer.glossary import dutch, dutch_date

    undone = " (ingetrokken)" if ruling.undone else ""
    lost = "" if ruling.found else " (de passage wordt niet meer in de brief gevonden)"
    said = f"{dutch(ruling.act)} — {ruling.reason}{undone}{lost}"
    return f"{ruling.id}: {dutch_date(ruling.at)} {ruling.actor}: {said}"


def decision_line(decision: typing.Any) -> str:
    """One decision of a person."""
    from kamer.glossary import dutch, dutch_date

    undone = " (ingetrokken)" if decision.undone else ""
    said = f"{dutch(decision.status)} — {decision.reason}{undone}"
    return f"{decision.id}: {dutch_date(decision.at)} {decision.actor}: {said}"
