"""Beside an item: the life of its deadline, the occurrences of a yearly duty, the chain of a motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kamer.document import Evidence
from kamer.glossary import dutch, dutch_date
from kamer.items import Event, ItemKind, Official
from tracking import ItemView, Kept, Occurrence, derive_chain, derive_deadlines, derive_series
from ui.badges import status_badge
from ui.markup import Child, Html, definitions, element, join, listing
from ui.views.frame import count

LinkTo = Callable[[Evidence], Html]
KEPT = {Kept.KEPT: "nagekomen", Kept.MISSED: "niet gezien", Kept.AHEAD: "nog te gaan"}


def life_panels(view: ItemView, link_to: LinkTo) -> Iterator[Html]:
    """The panels that the item has something for."""
    yield deadline_panel(view)
    if series := derive_series(view.item, view.standing.as_of):
        lines = (occurrence_line(each, link_to) for each in series)
        yield element("section", element("h2", "Elke keer"), listing(lines), class_="nk-panel")
    if view.item.kind is ItemKind.MOTION:
        yield chain_panel(view, link_to)


def deadline_panel(view: ItemView) -> Html:
    """First promised, how often moved, and how long it has been open."""
    life = derive_deadlines(view.item, view.standing.as_of, view.decisions)
    first, now, silent = life.first, view.deadline, len(view.passed_over)
    rows: list[tuple[str, Child]] = [
        ("Eerste termijn", dutch_date(first.latest) if first and first.latest else None),
        ("Nu", dutch_date(now.latest) if life.moved and now and now.latest else None),
        ("Verschoven", count(life.moved, "keer", "keer") if life.moved else None),
        ("Open", count(life.days_open, "dag", "dagen") if life.days_open is not None else None),
        ("Zwijgt erover", count(silent, "latere brief", "latere brieven") if silent else None),
    ]
    shown = [row for row in rows if row[1] is not None]
    if not shown:
        return Html("")
    return element("section", element("h2", "Looptijd"), definitions(shown), class_="nk-panel")


def occurrence_line(occurrence: Occurrence, link_to: LinkTo) -> Html:
    """One time that a recurring duty fell due, with the letter that kept it."""
    day = element("b", dutch_date(occurrence.due))
    evidence = occurrence.event.evidence if occurrence.event else None
    proof = element("span", link_to(evidence), class_="nk-sub") if evidence else None
    return join([day, " ", KEPT[occurrence.kept], proof])


def chain_panel(view: ItemView, link_to: LinkTo) -> Html:
    """Vote, the cabinet's judgement, what letters claim, and a person's verdict."""
    chain = derive_chain(view.item, view.standing.as_of, view.decisions)
    claims = join(claim_line(event, link_to) for event in chain.claims) if chain.claims else "geen brief"
    rows: list[tuple[str, Child]] = [
        ("Stemming", result_line(dutch(chain.vote), chain.vote_from, link_to) if chain.vote else "onbekend"),
        (
            "Oordeel van het kabinet",
            result_line(dutch(chain.appreciation), chain.appreciation_from, link_to)
            if chain.appreciation
            else "onbekend",
        ),
        ("Gemeld", claims),
        ("Besluit", status_badge(chain.verdict.status) if chain.verdict else "nog geen"),
    ]
    return element("section", element("h2", "Keten van de motie"), definitions(rows), class_="nk-panel")


def result_line(words: str, source: Official | Event | None, link_to: LinkTo) -> Html:
    """A result with where it is from."""
    if isinstance(source, Official):
        day = f", {dutch_date(source.date)}" if source.date else ""
        return element("span", words) + element("span", f"{source.source}{day}", class_="nk-sub")
    proof = link_to(source.evidence) if source is not None and source.evidence else None
    return element("span", words) + element("span", proof, class_="nk-sub")


def claim_line(event: Event, link_to: LinkTo) -> Html:
    """One letter that says what is done with the motion."""
    proof = link_to(event.evidence) if event.evidence else None
    return element("span", f"{dutch(event.kind)} ({dutch_date(event.date)}) ", proof, class_="nk-sub")
