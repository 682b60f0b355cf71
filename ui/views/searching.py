"""Zoeken: a question in the address, filters beside it, passages with the matched words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from kamer.document import DocumentKind
from kamer.glossary import dutch, dutch_date
from kamer.items import Status
from kamer.passages import Filters, Hit, Passage, Query, SearchMode
from tracking import DocumentSummary, ItemFilter, ItemView
from ui.addresses import address, document_address, item_address, search_address
from ui.badges import capital
from ui.marking import Mark, mark_text
from ui.markup import Html, chips, element, escape, join, link, listing
from ui.session import as_of, document_name, name_of, summaries, title_of
from ui.views.filters import (
    choose_day,
    choose_document_kind,
    choose_dossier,
    choose_ministry,
    choose_one,
    choose_statuses,
)
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

if TYPE_CHECKING:
    from search import StatementSearch

STEP, MOST = 20, 200
ITEMS = 5  # of the register, shown before the passages
LIKE = "zoals"  # in the address: the passage that others should be like
QUOTES = frozenset('"“”„«»')
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
    example = st.query_params.get(LIKE)
    if example and not question.strip():
        draw_like(workplace, example, filters)
        return
    if not question.strip():
        draw_html(start_tips(), heading("Nieuwste stukken"), newest(workplace))
        return
    if trouble := workplace.search_trouble():
        draw_html(notice(trouble))
    from search.fields import both, take_fields

    limit = wanted_limit()
    hits = workplace.find(Query(question.strip(), mode, limit + 1, filters))
    draw_items(workplace, question, filters)
    draw_hits(hits, limit, no_hits(question, mode, both(filters, take_fields(question)[1])))


def draw_items(workplace: Workplace, question: str, filters: Filters) -> None:
    """The commitments and motions of the register that a question is about, before the passages."""
    views = {view.item.id: view for view in workplace.store.items(ItemFilter(), as_of())}
    key = (str(workplace.data), workplace.store.revision(), as_of(), len(views))
    searched = statements_of(key, workplace, {name: words_of(view) for name, view in views.items()})
    allowed = {view.item.id for view in workplace.store.items(item_filter(filters), as_of())}
    likely = [name for name in searched.find(question, len(views)) if name in allowed][: 3 * ITEMS]
    by_title = {views[name].item.title: name for name in reversed(likely)}
    found = list(reversed(by_title.values()))[:ITEMS]
    if not found:
        return
    lines = [link(title_of(views[name].item), item_address(name)) + item_facts(views[name]) for name in found]
    draw_html(
        element(
            "details",
            element("summary", fitting_words(len(found))),
            listing(lines, "nk-plain"),
            class_="nk-items",
            open="",
        )
    )


def fitting_words(number: int) -> str:
    """How many items fit, as a sentence without a stop."""
    return (
        f"{number} punten in het register die hierbij passen"
        if number != 1
        else ("1 punt in het register dat hierbij past")
    )


def item_filter(filters: Filters) -> ItemFilter:
    """The filters that say something about an item as well as about a passage."""
    return ItemFilter(
        statuses=tuple(status for status in Status if status.value in filters.statuses),
        ministry=filters.ministries or None,
        dossier=filters.dossiers[0] if filters.dossiers else None,
        minister=filters.ministers[0] if filters.ministers else None,
        due_after=filters.due_after,
        due_before=filters.due_before,
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def statements_of(
    key: tuple[str, int, date, int], _workplace: Workplace, _texts: dict[str, str]
) -> StatementSearch:
    """The texts of the register made ready to be searched, once for each of its states (`key`)."""
    from search import StatementSearch

    return StatementSearch(_texts, _workplace.embedder)


def words_of(view: ItemView) -> str:
    """What an item is searched by: its title, who put it forward, its number."""
    item = view.item
    return " ".join(part for part in (item.title, *item.proposers, item.number, item.actor) if part)


def item_facts(view: ItemView) -> Html:
    """What kind of item, of which ministry, and where it stands."""
    item = view.item
    return chips([dutch(item.kind), item.number, item.ministry, dutch(view.standing.status)])


def draw_like(workplace: Workplace, example: str, filters: Filters) -> None:
    """The passages that are about the same as one passage."""
    limit = wanted_limit()
    hits = workplace.index.find_like(example, limit + 1, filters)
    draw_html(element("p", "Passages die lijken op de passage die u koos.", class_="nk-count"))
    draw_hits(hits, limit, no_hits("", SearchMode.HYBRID, filters), asked=False)


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
        minister = st.text_input(
            "Bewindspersoon die tekende", key="bewindspersoon", placeholder="Achternaam", bind="query-params"
        )
        statuses = choose_statuses()
        due_after, due_before = (
            choose_day("Termijn vanaf", "termijn_vanaf"),
            choose_day("Termijn uiterlijk", "termijn"),
        )
        promised = st.toggle("Alleen passages met een toezegging", key="toezegging", bind="query-params")
    return Filters(
        ministries=(ministry,) if ministry else (),
        kinds=(kind.value,) if kind else (),
        dossiers=(dossier,) if dossier else (),
        language=LANGUAGES[language] if language else None,
        after=after,
        before=before,
        finding_kinds=("commitment",) if promised else (),
        ministers=(minister.strip(),) if minister and minister.strip() else (),
        statuses=tuple(status.value for status in statuses),
        due_after=due_after,
        due_before=due_before,
        as_of=as_of(),
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


def draw_hits(hits: Sequence[Hit], limit: int, otherwise: Html, *, asked: bool = True) -> None:
    """The hits, best first, or something else where there are none; `asked` where a question was typed."""
    if not hits:
        draw_html(otherwise)
        return
    shown = hits[:limit]
    words = count(len(shown), "passage", "passages")
    start = "De eerste " if len(hits) > limit else ""
    draw_html(element("p", f"{start}{words}, de beste eerst.", class_="nk-count", role="status"))
    draw_html(*(hit_card(hit, asked=asked) for hit in shown))
    if len(hits) > limit and limit < MOST:
        st.button("Meer passages tonen", on_click=more_hits)


def hit_card(hit: Hit, *, asked: bool = True) -> Html:
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
        element("p", marked(hit), class_="nk-passage", lang=passage.language),
        element("p", found_by(hit), class_="nk-found"),
        why(hit) if asked else None,
        element("p", *beside(hit), class_="nk-found"),
        class_="nk-result",
    )


def why(hit: Hit) -> Html:
    """Why a passage was found, folded in."""
    return element("details", element("summary", "Waarom deze treffer?"), reasons(hit), class_="nk-why")


def marked(hit: Hit) -> Html:
    """The passage with the words of the question marked, and otherwise the names of its subjects."""
    asked = [Mark(span, "hit") for span in hit.marks]
    named = [Mark(span, "related", title="verwant begrip") for span in hit.related_marks]
    return mark_text(hit.passage.text, [*asked, *named])


def reasons(hit: Hit) -> Html:
    """Why a passage was found: which words stand in it, which related names, and how near it is."""
    text = hit.passage.text
    words = dict.fromkeys(span.of(text).lower() for span in hit.marks)
    said = [
        word_reason(list(words), hit.lexical_rank),
        f"Verwante begrippen die hier staan: {', '.join(hit.related)}." if hit.related else None,
        nearness(hit.likeness) if hit.likeness is not None else None,
    ]
    return listing(words for words in said if words)


def word_reason(words: list[str], rank: int | None) -> str:
    """Which words of the question stand in a passage; in a compound a part of one may."""
    if words:
        return f"Woorden uit uw vraag: {', '.join(words)}."
    if rank is not None:
        return "Een deel van een woord uit uw vraag, of een verwant woord, staat hier."
    return "Geen woord uit uw vraag staat hier."


def nearness(likeness: float) -> str:
    """How near in meaning, in words, with the share from 0 to 100 that they stand for."""
    # of passages about 130 needs half lie above .39 and a tenth above .55; of others among the nearest
    # thirty half lie below .30
    words = "sterk" if likeness >= 0.45 else "redelijk" if likeness >= 0.33 else "weinig"
    return f"In betekenis lijkt de passage er {words} op ({round(likeness * 100)} van 100)."


def beside(hit: Hit) -> Iterator[Html]:
    """Where the same text stands too, and the way to passages like this one."""
    if hit.copies:
        yield escape("Dezelfde tekst staat ook in: ")
        yield join((copy_link(copy) for copy in hit.copies), ", ")
        yield escape(". ")
    yield link("Meer zoals deze passage", address("", **{LIKE: hit.passage.id}))


def copy_link(passage: Passage) -> Html:
    """A link to another passage of the same text."""
    name = document_name(passage.title or None, passage.kind, passage.number, passage.document)
    page = f", pagina {passage.page}" if passage.page else ""
    return link(f"{name}{page}", document_address(passage.document, passage.span))


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
        "elkaar te zoeken, en een minteken voor een woord dat er niet mag staan. Ook ministerie:VWS, "
        "dossier:36123, soort:brief, met:toezegging en vanaf:2024 kunnen in de vraag. Voorbeelden:",
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


def no_hits(question: str, mode: SearchMode, filters: Filters) -> Html:
    """What to try where nothing was found."""
    tips = ["Gebruik minder woorden, of een ander woord voor hetzelfde."]
    if mode is not SearchMode.HYBRID:
        tips.append("Kies “Woorden en betekenis”: dan telt ook wat er ongeveer zo staat.")
    tips.append("Controleer de spelling van namen en nummers.")
    if not QUOTES.isdisjoint(question):
        tips.insert(
            0, "Laat de aanhalingstekens weg: wat ertussen staat, moet nu woord voor woord in de tekst staan."
        )
    if replace(filters, as_of=None) != Filters():
        tips.insert(
            0,
            "Haal een of meer filters weg, ook die in de vraag zelf staan (zoals minister:Jansen): "
            "die beperken nu de uitkomst.",
        )
    return empty_state("Niets gevonden.", tips)
