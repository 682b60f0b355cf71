"""`items` and `item`: the register on a day, and everything known of one item."""

from __future__ import annotations

import typing
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
from ui.commands.options import (
    DatabaseOption,
    DataOption,
    Format,
    FormatOption,
    stop,
    workplace_of,
)
from ui.commands.output import printable, write_rows, write_table

if typing.TYPE_CHECKING:
    from tracking import ItemView


def items(
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
    form: FormatOption = Format.TABLE,
) -> None:
    """Toon de toezeggingen en moties met hun stand."""
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
    views = workplace_of(data, database_url).store.items(wanted, day_of(as_of))
    if form is Format.TABLE:
        write_items(views)
    else:
        from ui.outputs.everything import item_row

        write_rows([item_row(view) for view in views], form)


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
        from ui.outputs.everything import item_row

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
