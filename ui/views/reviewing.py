"""Beoordelen: what is new or doubtful, one after the other, fastest with the keyboard."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kamer.document import Document, Evidence
from kamer.glossary import dutch, dutch_certainty, dutch_date
from kamer.items import Act, Change, Proposal, Ruling, TrackedItem
from kamer.span import Span
from tracking import ItemFilter, ReviewEntry, StoreError, UnknownItemError
from ui.addresses import document_address, item_address
from ui.badges import deadline_words, kind_words, signals, status_badge
from ui.letters import letter_html
from ui.marking import Mark
from ui.markup import Html, chips, element, join, link, listing
from ui.session import as_of, name_of, summaries, title_of
from ui.views.correcting import correction_fields
from ui.views.deciding import message_of, missing
from ui.views.filters import choose_committee, choose_family
from ui.views.frame import (
    count,
    draw_html,
    draw_title,
    empty_state,
    filter_panel,
    heading,
    ministry_words,
    no_documents,
    notice,
)
from ui.views.handmade import draw_handmade
from ui.workplace import Workplace, now

AT, DONE, LAST = "beoordelen_bij", "beoordelen_melding", "beoordelen_laatste"
SKIPPED = "beoordelen_overgeslagen"
BEFORE, AFTER = 250, 900  # characters of the letter shown before the passage and after it
REASONS = {
    Act.CONFIRM: "Gelezen in de brief en juist bevonden.",
    Act.REJECT: "Gelezen in de brief: dit is geen toezegging of motie.",
    Act.CORRECT: "Gelezen in de brief en gecorrigeerd.",
    Act.LINK: "De passage gaat hierover.",
    Act.UNLINK: "De passage gaat hier niet over.",
}


def draw_reviewing(workplace: Workplace) -> None:
    """The page: the first item that waits, with its passage in the letter and what to do about it."""
    lead = "Wat nieuw of twijfelachtig is, het dringendste eerst. De letter op een knop is haar sneltoets."
    draw_title("Beoordelen", lead)
    if not summaries(workplace):
        draw_html(no_documents())
        return
    queue = wanted_queue(workplace)
    if message := st.session_state.pop(DONE, None):
        draw_html(notice(str(message), kind="nk-good"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_actor()
        draw_handmade(workplace)
    if not queue:
        draw_undo(workplace)
        draw_html(empty_state("Er wacht niets op een oordeel.", ["Haal een filter weg om meer te zien."]))
        return
    at = min(max(int(st.session_state.get(AT, 0)), 0), len(queue) - 1)
    entry = queue[at]
    draw_steps(workplace, entry, at, len(queue))
    text, side = st.columns([7, 5], gap="large")
    with side:
        draw_entry(workplace, entry)
    with text:
        draw_html(passage_in_letter(workplace, entry.view.item))


def wanted_queue(workplace: Workplace) -> list[ReviewEntry]:
    """What waits, of the ministry or committee that was chosen."""
    with filter_panel():
        asked = ItemFilter(family=choose_family(workplace), committee=choose_committee())
    return workplace.store.review_queue(as_of(), asked)


def draw_actor() -> None:
    """Who decides: asked once, kept for the session."""
    st.text_input("Uw naam", key="naam", persist_state="session", autocomplete="name", width=320)


def actor() -> str:
    """Who decides, as typed."""
    return str(st.session_state.get("naam") or "").strip()


def draw_steps(workplace: Workplace, entry: ReviewEntry, at: int, total: int) -> None:
    """Back, on, confirm, reject and undo: each with a key."""
    waiting = count(total, "punt dat op een oordeel wacht", "punten die op een oordeel wachten")
    draw_html(element("p", f"{at + 1} van {waiting}", class_="nk-count", role="status"))
    item = entry.view.item.id
    with st.container(horizontal=True):
        if st.button("Vorige", shortcut="k", disabled=at == 0, key="beoordelen_vorige"):
            go_to(at - 1)
        if st.button("Volgende", shortcut="j", disabled=at + 1 >= total, key="beoordelen_volgende"):
            go_to(at + 1)
        if st.button("Bevestigen", shortcut="b", type="primary", key="beoordelen_bevestigen"):
            rule(workplace, item, Act.CONFIRM, Change())
        if st.button("Afwijzen", shortcut="a", key="beoordelen_afwijzen"):
            rule(workplace, item, Act.REJECT, Change())
        if st.button("Wijzigen", shortcut="w", key="beoordelen_wijzigen"):
            draw_correction(workplace, entry.view.item)
        draw_undo(workplace)


def go_to(at: int) -> None:
    """Show another item of the queue."""
    st.session_state[AT] = at
    st.rerun()


def draw_undo(workplace: Workplace) -> None:
    """The way back from the last thing that was done on this page."""
    last: Ruling | None = st.session_state.get(LAST)
    pressed = st.button("Ongedaan maken", shortcut="u", disabled=last is None, key="beoordelen_terug")
    if not pressed or last is None:
        return
    try:
        workplace.store.undo(last.id, "Ongedaan gemaakt bij het beoordelen.", last.actor, now())
    except (StoreError, UnknownItemError, ValueError) as error:
        draw_html(notice(message_of(error), kind="nk-bad"))
        return
    st.session_state[LAST] = None
    st.session_state[DONE] = f"Ongedaan gemaakt: {dutch(last.act)}. Beide staan in het logboek."
    st.rerun()


def rule(workplace: Workplace, item: str, act: Act, change: Change, reason: str = "") -> None:
    """Record what the user does with an item, or say what is lacking."""
    lacking = missing({"uw naam": actor()})
    if lacking:
        draw_html(notice(f"Vul eerst in: {lacking}. Dat hoeft maar één keer.", kind="nk-bad"))
        return
    try:
        made = workplace.store.rule(item, act, change, reason.strip() or REASONS[act], actor(), now())
    except (StoreError, UnknownItemError, ValueError) as error:
        draw_html(notice(message_of(error), kind="nk-bad"))
        return
    st.session_state[LAST] = made
    st.session_state[DONE] = f"Vastgelegd: {dutch(act)}. Met “Ongedaan maken” (u) gaat u terug."
    st.rerun()


def draw_entry(workplace: Workplace, entry: ReviewEntry) -> None:
    """What was read, why it waits, and the passages to choose from."""
    item = entry.view.item
    badges = [status_badge(entry.view.standing.status), *signals(entry.view.standing)]
    draw_html(
        element("div", *badges, class_="nk-badges"),
        element("h2", link(title_of(item), item_address(item.id)), class_="nk-h2"),
        chips(facts(item)),
        element("h3", "Waarom dit wacht", class_="nk-h3"),
        listing(entry.reasons),
    )
    for nth, proposal in enumerate(item.proposals):
        draw_proposal(workplace, item, proposal, nth)


def facts(item: TrackedItem) -> list[str | None]:
    """Kind, who, ministry, deadline and certainty, in short."""
    return [
        kind_words(item),
        item.number,
        item.actor or ", ".join(item.proposers) or None,
        ministry_words(item.ministry),
        f"termijn {deadline_words(item)}" if item.deadline else "geen termijn",
        f"zekerheid {dutch_certainty(item.confidence)}" if item.confidence < 1 else None,
    ]


def draw_proposal(workplace: Workplace, item: TrackedItem, proposal: Proposal, nth: int) -> None:
    """One passage that may speak of the item: yes, no, or elsewhere."""
    evidence = proposal.event.evidence
    if evidence is None:
        return
    known = summaries(workplace)
    name = name_of(known[evidence.document]) if evidence.document in known else evidence.document
    where = link(name, document_address(evidence.document, evidence.span))
    others = [link(other, item_address(other)) for other in proposal.rivals]
    beside = element("p", "Kan ook gaan over: ", join(others, ", "), class_="nk-meta") if others else None
    draw_html(
        element("h3", "Gaat deze passage hierover?", class_="nk-h3"),
        element("blockquote", evidence.quote, class_="nk-statement"),
        element("p", where, f" ({dutch_date(proposal.event.date)})", class_="nk-meta"),
        element("p", proposal.event.text, " ", proposal.link.reason, class_="nk-sub"),
        beside,
    )
    change = Change(finding=proposal.link.finding, evidence=evidence)
    with st.container(horizontal=True):
        if st.button("Ja, hierover", key=f"ja_{item.id}_{nth}", shortcut="h" if nth == 0 else None):
            rule(workplace, item.id, Act.LINK, change)
        if st.button("Nee", key=f"nee_{item.id}_{nth}", shortcut="n" if nth == 0 else None):
            rule(workplace, item.id, Act.UNLINK, change)


@st.dialog("Wijzigen", width="large")
def draw_correction(workplace: Workplace, item: TrackedItem) -> None:
    """What was read, to be put right; what is left as it is stays."""
    with st.form("correctie", border=False):
        change = correction_fields(item)
        reason = st.text_input("Reden", value=REASONS[Act.CORRECT])
        if st.form_submit_button("Vastleggen", type="primary"):
            rule(workplace, item.id, Act.CORRECT, change, reason)


def passage_in_letter(workplace: Workplace, item: TrackedItem) -> Html:
    """The passage that made the item, with the letter around it."""
    own = [mention.evidence for mention in item.mentions if mention.finding == item.id]
    evidence = next(iter(own or [mention.evidence for mention in item.mentions[:1]]), None)
    if evidence is None:
        words = f"Mondeling toegezegd: {item.source}." if item.source else "Hier hoort geen brief bij."
        return empty_state(words)
    document = workplace.store.document(evidence.document)
    if document is None:
        return empty_state("De brief staat niet meer in het register.")
    return letter_part(workplace, document, evidence)


def letter_part(workplace: Workplace, document: Document, evidence: Evidence) -> Html:
    """The part of a letter around a passage, with a way to the whole."""
    known = summaries(workplace).get(document.key)
    name = name_of(known) if known else document.key
    page = f", bladzijde {evidence.pages[0]}" if evidence.pages else ""
    whole = link(name + page, document_address(document.key, evidence.span))
    if evidence.span.end > len(document.text) or evidence.span.of(document.text) != evidence.quote:
        gone = "Deze passage staat niet meer zo in de brief."
        quote = element("blockquote", evidence.quote, class_="nk-statement")
        return heading("In de brief") + element("p", whole, class_="nk-meta") + notice(gone) + quote
    part = window(document, evidence.span)
    drawn = letter_html(part, [Mark(evidence.span.shifted(-start_of(document, evidence.span)), "commitment")])
    return heading("In de brief") + element("p", whole, class_="nk-meta") + drawn


def start_of(document: Document, span: Span) -> int:
    """Where the part of the letter around a passage starts: at a block."""
    starts = [block.span.start for block in document.blocks if block.span.end >= span.start - BEFORE]
    return min((start for start in starts if start <= span.start), default=max(span.start - BEFORE, 0))


def window(document: Document, span: Span) -> Document:
    """The blocks around a passage as a document of their own."""
    start = start_of(document, span)
    end = max((b.span.end for b in document.blocks if b.span.start <= span.end + AFTER), default=0)
    end = max(min(max(end, span.end), len(document.text)), span.end)
    blocks = [block for block in document.blocks if start <= block.span.start and block.span.end <= end]
    moved = tuple(
        replace(
            block,
            span=block.span.shifted(-start),
            cells=tuple(cell.shifted(-start) for cell in block.cells),
        )
        for block in blocks
    )
    return Document(
        document.key,
        document.source,
        document.sha256,
        document.text[start:end],
        blocks=moved,
        metadata=document.metadata,
    )
