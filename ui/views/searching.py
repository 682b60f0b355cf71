"""Zoeken: a question in the address, filters beside it, passages with the matched words marked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kamer.document import DocumentKind
from kamer.glossary import dutch, dutch_date
from kamer.passages import Filters, Hit, Query, SearchMode
from tracking import DocumentSummary
from ui.addresses import document_address, search_address
from ui.badges import capital
from ui.marking import mark_words
from ui.markup import Html, chips, element, link, listing
from ui.session import document_name, name_of, summaries
from ui.views.filters import choose_day, choose_document_kind, choose_dossier, choose_ministry, choose_one
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
from ui.workplace import Workplace

STEP, MOST = 20, 200
NEWEST = 8
LANGUAGES = {"Nederlands": "nl", "Engels": "en"}


def draw_searching(workplace: Workplace) -> None:
    """The page: question, filters, hits."""
    draw_title("Zoeken", "Doorzoek brieven, moties, antwoorden en EU-stukken op woorden en op betekenis.")
    if not summaries(workplace):
        draw_html(no_documents())
        return
    question, mode = draw_question()
    filters = draw_filters(workplace)
    if not question.strip():
        draw_html(start_tips(), heading("Nieuwste stukken"), newest(workplace))
        return
    if trouble := workplace.search_trouble():
        draw_html(notice(trouble))
    limit = wanted_limit()
    hits = workplace.find(Query(question.strip(), mode, limit + 1, filters))
    draw_hits(hits, limit, filters)


def draw_question() -> tuple[str, SearchMode]:
    """The search box and the choice of engine, both kept in the address."""
    box, choice = st.columns([3, 2], vertical_alignment="bottom")
    question = box.text_input(
        "Zoekvraag",
        key="vraag",
        bind="query-params",
        type="search",
        placeholder="Bijvoorbeeld: evaluatie voor de zomer, of een nummer als 36 123",
        on_change=fewest_hits,
    )
    names = {capital(dutch(mode)): mode for mode in SearchMode}
    chosen = choice.segmented_control(
        "Zoeken op",
        list(names),
        default=next(iter(names)),
        required=True,
        key="modus",
        bind="query-params",
        wrap=True,
    )
    return question or "", names[chosen or next(iter(names))]


def draw_filters(workplace: Workplace) -> Filters:
    """The filters, with as choices only what the register holds."""
    with filter_panel():
        ministry = choose_ministry(workplace)
        kind = choose_document_kind(workplace)
        dossier = choose_dossier(workplace)
        after, before = choose_day("Datum van", "van"), choose_day("Datum tot en met", "tot")
        language = choose_one("Taal", list(LANGUAGES), "taal", "Alle talen")
        promised = st.toggle("Alleen passages met een toezegging", key="toezegging", bind="query-params")
    return Filters(
        ministries=(ministry,) if ministry else (),
        kinds=(kind.value,) if kind else (),
        dossiers=(dossier,) if dossier else (),
        language=LANGUAGES[language] if language else None,
        after=after,
        before=before,
        finding_kinds=("commitment",) if promised else (),
    )


def wanted_limit() -> int:
    """How many hits to show: more after each press of the button."""
    return min(int(st.session_state.get("aantal", STEP)), MOST)


def fewest_hits() -> None:
    """A new question starts with the first hits."""
    st.session_state["aantal"] = STEP


def more_hits() -> None:
    """Show more hits."""
    st.session_state["aantal"] = wanted_limit() + STEP


def draw_hits(hits: Sequence[Hit], limit: int, filters: Filters) -> None:
    """The hits, best first, or what to try where there are none."""
    if not hits:
        draw_html(no_hits(filters))
        return
    shown = hits[:limit]
    words = count(len(shown), "passage", "passages")
    start = "De eerste " if len(hits) > limit else ""
    draw_html(element("p", f"{start}{words}, de beste eerst.", class_="nk-count", role="status"))
    draw_html(*(hit_card(hit) for hit in shown))
    if len(hits) > limit and limit < MOST:
        st.button("Meer passages tonen", on_click=more_hits)


def hit_card(hit: Hit) -> Html:
    """One hit: document, date, ministry, page, the passage with the words marked, and who found it."""
    passage = hit.passage
    title = document_name(passage.title or None, passage.kind, passage.number, passage.document)
    facts = chips(
        [
            dutch_date(passage.date) if passage.date else "datum onbekend",
            ministry_words(passage.ministry),
            dutch(DocumentKind(passage.kind)),
            passage.number,
            f"pagina {passage.page}" if passage.page else None,
        ]
    )
    return element(
        "article",
        element("h2", link(title, document_address(passage.document, passage.span))),
        facts,
        element("p", mark_words(passage.text, hit.marks), class_="nk-passage", lang=passage.language),
        element("p", found_by(hit), class_="nk-found"),
        class_="nk-result",
    )


def found_by(hit: Hit) -> str:
    """Which engine found it, in words: "Gevonden op woorden (1e) en op betekenis (3e)"."""
    ways = [("op woorden", hit.lexical_rank), ("op betekenis", hit.semantic_rank)]
    found = [f"{words} ({rank}e)" for words, rank in ways if rank is not None]
    return "Gevonden " + " en ".join(found) if found else ""


def start_tips() -> Html:
    """What can be asked, for somebody who sees the page for the first time."""
    examples = ["voor de zomer geïnformeerd", "uitvoering van de motie", "evaluatie van de regeling"]
    links = [link(example, search_address(example)) for example in examples]
    return empty_state(
        "Typ een vraag, een paar woorden of een nummer. Zet woorden tussen aanhalingstekens om ze naast "
        "elkaar te zoeken. Voorbeelden:",
        links,
    )


def newest(workplace: Workplace) -> Html:
    """The newest documents of the register, to start reading from."""
    shown = list(summaries(workplace).values())[:NEWEST]
    return listing((newest_line(document) for document in shown), "nk-plain")


def newest_line(document: DocumentSummary) -> Html:
    """One document: title with date, ministry and kind."""
    name = link(name_of(document), document_address(document.key))
    day = dutch_date(document.date) if document.date else "datum onbekend"
    return name + chips([day, ministry_words(document.ministry), dutch(document.kind), document.number])


def no_hits(filters: Filters) -> Html:
    """What to try where nothing was found."""
    tips = [
        "Gebruik minder woorden, of een ander woord voor hetzelfde.",
        "Kies “Woorden en betekenis”: dan telt ook wat er ongeveer zo staat.",
        "Controleer de spelling van namen en nummers.",
    ]
    if filters != Filters():
        tips.insert(0, "Haal een of meer filters weg: die beperken nu de uitkomst.")
    return empty_state("Niets gevonden.", tips)
