"""One commitment or motion with its whole life: standing in three parts, history, links, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from kamer.document import Evidence
from kamer.findings import Commitment, Findings, Motion
from kamer.glossary import dutch, dutch_certainty, dutch_date
from kamer.items import Event, EventKind, ItemKind, Link, Standing, TrackedItem
from tracking import ItemView
from ui.addresses import FOLLOWING, REVIEWING, document_address, item_address, print_address
from ui.badges import deadline_words, kind_words, signals, status_badge, time_badge
from ui.markup import Child, Html, chips, definitions, element, join, link, listing
from ui.session import as_of, name_of, summaries, title_of
from ui.views.deciding import draw_decisions
from ui.views.frame import count, draw_html, empty_state, heading, ministry_words
from ui.views.lives import life_panels
from ui.workplace import Workplace

MARKS = {
    EventKind.CLAIMED_DONE: "nk-done",
    EventKind.MOVED: "nk-trouble",
    EventKind.REFUSED: "nk-trouble",
    EventKind.WITHDRAWN: "nk-trouble",
    EventKind.DECIDED: "nk-human",
}


def draw_item(workplace: Workplace, item_id: str) -> None:
    """The page of one item; an unknown id says what to do."""
    draw_html(element("p", link("← Alle toezeggingen en moties", FOLLOWING), class_="nk-back"))
    view = workplace.store.item(item_id, as_of())
    if view is None:
        tips = [
            link("Zoek het in de lijst", FOLLOWING),
            "Kies een latere peildatum: het kan later zijn gedaan.",
        ]
        draw_html(empty_state("Dit nummer hoort bij geen toezegging of motie in het register.", tips))
        return
    titles = Titles(workplace)
    main, side = st.columns([7, 4], gap="large")
    with main:
        draw_head(view)
        draw_html(standing_parts(view, titles), reasons(view.standing))
        draw_html(heading("Tijdlijn"), timeline(view, titles))
        draw_html(*links(view.item, titles), *proposals(view.item, titles))
    with side:
        draw_html(element("p", link("Afdrukken of opslaan", print_address(view.item.id)), class_="nk-back"))
        draw_html(facts(view.item, source_finding(workplace, view.item), titles))
        draw_html(deadline_history(view.item, titles), *life_panels(view, titles.link))
        draw_decisions(workplace, view)


class Titles:
    """How a document is called on screen, and the link to a passage in it."""

    def __init__(self, workplace: Workplace) -> None:
        self.known = summaries(workplace)

    def of(self, key: str) -> str:
        """The title, or the number or file name where it has none."""
        summary = self.known.get(key)
        return name_of(summary) if summary else key

    def link(self, evidence: Evidence) -> Html:
        """The passage's letter as a link to the passage."""
        page = f", pagina {evidence.pages[0]}" if evidence.pages else ""
        return link(self.of(evidence.document) + page, document_address(evidence.document, evidence.span))


def draw_head(view: ItemView) -> None:
    """Title, badges and the statement itself."""
    item = view.item
    name = f"Motie {item.number}" if item.kind is ItemKind.MOTION and item.number else kind_words(item)
    badges = element("div", status_badge(view.standing.status), *signals(view.standing), class_="nk-badges")
    quote = item.mentions[0].evidence.quote if item.mentions else title_of(item)
    statement = quote if item.kind is ItemKind.COMMITMENT else title_of(item)
    draw_html(element("h1", name, class_="nk-title"), badges)
    draw_html(element("blockquote", statement, class_="nk-statement"))


def standing_parts(view: ItemView, titles: Titles) -> Html:
    """The standing in its three parts, side by side and never mixed."""
    standing = view.standing
    parts = [
        ("Wat het ministerie meldt", claimed_part(standing, titles)),
        ("Wat mensen besloten", decided_part(standing)),
        (f"Tijdigheid op {dutch_date(standing.as_of)}", time_part(view)),
    ]
    drawn = (element("section", element("h3", name), body, class_="nk-part") for name, body in parts)
    return heading("Stand van zaken") + element("div", join(drawn), class_="nk-standing")


def claimed_part(standing: Standing, titles: Titles) -> Html:
    """What a letter says came of it, with that letter."""
    claim = standing.claim
    if claim is None:
        return status_badge(standing.claimed) + element("p", "Geen brief meldt wat hiervan gekomen is.")
    when = f"Brief van {dutch_date(claim.date)}: " if claim.date else ""
    where = titles.link(claim.evidence) if claim.evidence else None
    return status_badge(standing.claimed) + element("p", when, where)


def decided_part(standing: Standing) -> Html:
    """What a person decided, with reason, name and day."""
    if standing.decided is None or standing.decision is None:
        return element("p", "Nog geen besluit van een medewerker.")
    decision = standing.decision
    by = f"{decision.actor}, {dutch_date(decision.at)}"
    return status_badge(standing.decided) + element("p", decision.reason) + element("p", by, class_="nk-meta")


def time_part(view: ItemView) -> Html:
    """How the day compares with the deadline, and whether it went silent."""
    deadline = view.item.deadline
    words = element("p", "Termijn: ", deadline_words(view.item)) if deadline else None
    said = (
        element("p", f"In de brief: “{deadline.text}”", class_="nk-meta")
        if deadline and deadline.text
        else None
    )
    silent = "De termijn is verstreken en geen latere brief gaat hierop in." if view.standing.silent else None
    return join([time_badge(view.standing.timeliness), words, said, element("p", silent) if silent else None])


def reasons(standing: Standing) -> Html:
    """Why the standing is what it is."""
    return element("div", element("h3", "Waarom deze stand", class_="nk-h3"), listing(standing.reasons))


def timeline(view: ItemView, titles: Titles) -> Html:
    """What happened up to the day, oldest first, each with its passage."""
    day = view.standing.as_of
    events = sorted(view.item.events, key=lambda event: event.date or date.min)
    seen = [event for event in events if event.date is None or event.date <= day]
    told = [None, *(event.evidence for event in seen)]
    lines = join(event_line(e, titles, repeated=e.evidence == b) for e, b in zip(seen, told, strict=False))
    later = len(events) - len(seen)
    words = f"{count(later, 'latere gebeurtenis', 'latere gebeurtenissen')} na de peildatum niet getoond."
    note = element("p", words, class_="nk-meta") if later else None
    return join([element("ol", lines, class_="nk-line"), note])


def event_line(event: Event, titles: Titles, *, repeated: bool) -> Html:
    """One event: when, what, and the passage that says so (once, where two events rest on it)."""
    when = element("span", dutch_date(event.date) if event.date else "zonder datum", class_="nk-when")
    head = element("p", when, event.text or dutch(event.kind))
    proof = None
    if event.evidence and not repeated:
        quote = element("p", short(event.evidence.quote), class_="nk-quote")
        proof = quote + element("p", titles.link(event.evidence), class_="nk-meta")
    return element("li", head, proof, class_=MARKS.get(event.kind))


def short(quote: str, most: int = 420) -> str:
    """A passage cut at a word where it is long."""
    line = " ".join(quote.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def links(item: TrackedItem, titles: Titles) -> Iterable[Html]:
    """Why passages in other letters are taken to speak of this item."""
    found = {mention.finding: mention.evidence for mention in item.mentions}
    rows = dict.fromkeys(link_line(tie, found.get(tie.finding), titles) for tie in item.links)
    if rows:
        yield heading("Verbonden passages") + listing(rows, "nk-plain")


def proposals(item: TrackedItem, titles: Titles) -> Iterable[Html]:
    """Passages that may speak of this item: a person chooses, on the page Beoordelen."""
    if item.proposals:
        found = {each.link.finding: each.event.evidence for each in item.proposals}
        rows = [link_line(each.link, found[each.link.finding], titles) for each in item.proposals]
        yield heading("Gaan misschien hierover") + listing(rows, "nk-plain")
        yield element("p", "Kies op de pagina ", link("Beoordelen", REVIEWING), ".", class_="nk-meta")


def link_line(tie: Link, evidence: Evidence | None, titles: Titles) -> Html:
    """One passage with the reason for the link."""
    sure = None if tie.score >= 1 else f" Zekerheid {dutch_certainty(tie.score)}."
    reason = element("span", tie.reason, sure, class_="nk-sub")
    if evidence is None:
        return link(titles.of(tie.document), document_address(tie.document)) + reason
    return titles.link(evidence) + element("p", short(evidence.quote, 180), class_="nk-quote") + reason


def source_finding(workplace: Workplace, item: TrackedItem) -> Commitment | Motion | None:
    """The finding in which the item was first seen, with what the item itself does not hold."""
    for mention in item.mentions:
        findings = workplace.store.findings(mention.evidence.document)
        for finding in followed(findings):
            if finding.id == mention.finding:
                return finding
    return None


def followed(findings: Findings | None) -> Sequence[Commitment | Motion]:
    """The findings that can be the start of an item."""
    return [*findings.commitments, *findings.motions] if findings else []


def facts(item: TrackedItem, finding: Commitment | Motion | None, titles: Titles) -> Html:
    """Who, to whom, by when, where: beside the standing."""
    rows: list[tuple[str, Child]] = [
        ("Soort", kind_words(item)),
        ("Kamerstuk", item.number),
        ("Indieners" if len(item.proposers) > 1 else "Indiener", ", ".join(item.proposers) or None),
        ("Wie", item.actor),
        ("Ministerie", ministry_words(item.ministry)),
        ("Stelligheid", dutch(item.strength) if item.strength else None),
        ("Gedaan op", dutch_date(item.made_on) if item.made_on else None),
        ("Termijn", deadline_words(item)),
        ("Dossiers", ", ".join(item.dossiers) or None),
        ("Brief", titles.link(item.mentions[0].evidence) if item.mentions else None),
        *finding_facts(finding),
        (
            "Vervangen door",
            link(item.replaced_by, item_address(item.replaced_by)) if item.replaced_by else None,
        ),
        ("Zekerheid", dutch_certainty(item.confidence) if item.confidence < 1 else None),
        ("Kenmerk", element("code", item.id)),
    ]
    return element("section", element("h2", "Gegevens"), definitions(rows), class_="nk-panel")


def finding_facts(finding: Commitment | Motion | None) -> list[tuple[str, Child]]:
    """What only the finding itself holds."""
    if isinstance(finding, Motion):
        return [("Verzoek", finding.request)]
    if isinstance(finding, Commitment):
        motion = link(finding.motion, item_address(f"motie-{finding.motion}")) if finding.motion else None
        return [("Aan", finding.recipient), ("Onder de kop", finding.section), ("Bij motie", motion)]
    return []


def deadline_history(item: TrackedItem, titles: Titles) -> Html | None:
    """First promised, moved to, moved again: each with its letter."""
    if not item.deadline_history:
        return None
    lines = (deadline_line(event, titles) for event in item.deadline_history)
    return element("section", element("h2", "Verloop van de termijn"), listing(lines), class_="nk-panel")


def deadline_line(event: Event, titles: Titles) -> Html:
    """One step in the deadline's life: the last day and the words, and the letter that says so."""
    deadline = event.deadline
    day = element("b", dutch_date(deadline.latest)) if deadline and deadline.latest else None
    words = f"“{deadline.text}”" if deadline and deadline.text else None
    letter = titles.link(event.evidence) if event.evidence else None
    said = chips([day, words]) if day or words else element("p", short(event.text, 160), class_="nk-meta")
    return said + chips([dutch_date(event.date) if event.date else None, letter])
