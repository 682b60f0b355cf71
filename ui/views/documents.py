"""Documenten: every letter of the register with what was found in it; or one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from kamer.document import DocumentKind
from kamer.glossary import dutch
from tracking import DocumentSummary
from ui.addresses import DOCUMENTS, document_address
from ui.badges import badge
from ui.markup import Child, Html, chips, element, join, link, table
from ui.session import name_of, summaries
from ui.views.filters import choose_document_kind, choose_dossier, choose_ministry
from ui.views.frame import (
    count,
    current_page,
    day_cell,
    draw_html,
    draw_title,
    empty_state,
    filter_panel,
    first_page,
    no_documents,
    pager,
)
from ui.views.letter import draw_letter
from ui.workplace import Workplace

FOUND = {
    "commitments": ("toezegging", "toezeggingen"),
    "motions": ("motie", "moties"),
    "fulfilments": ("afdoening", "afdoeningen"),
    "references": ("verwijzing", "verwijzingen"),
}


def draw_documents(workplace: Workplace) -> None:
    """The page: one letter where the address names one, otherwise the list."""
    if key := st.query_params.get("document"):
        draw_letter(workplace, key)
        return
    draw_title("Documenten", "Alle gelezen brieven, moties, antwoorden en EU-stukken.")
    known = summaries(workplace)
    if not known:
        draw_html(no_documents())
        return
    wanted = wanted_documents(workplace, list(known.values()))
    if not wanted:
        draw_html(empty_state("Geen documenten die hieraan voldoen.", ["Haal een of meer filters weg."]))
        return
    shown, number, last = current_page(wanted)
    draw_html(
        element("p", count(len(wanted), "document", "documenten") + ", nieuwste eerst.", class_="nk-count")
    )
    draw_html(documents_table(shown), pager(DOCUMENTS, number, last))


def wanted_documents(workplace: Workplace, known: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """The documents that pass the filters in the sidebar."""
    with filter_panel():
        text = st.text_input(
            "Zoek op titel of nummer",
            key="titel",
            bind="query-params",
            on_change=first_page,
            placeholder="Woorden",
        )
        kind = choose_document_kind(workplace)
        ministry = choose_ministry(workplace)
        dossier = choose_dossier(workplace)
        troubled = st.toggle("Alleen met leesproblemen", key="problemen", bind="query-params")
    return [
        document
        for document in known
        if all(word in words_of(document) for word in (text or "").lower().split())
        and kind in (None, document.kind)
        and ministry in (None, document.ministry)
        and (not dossier or dossier in document.dossiers)
        and (not troubled or document.problems)
    ]


def words_of(document: DocumentSummary) -> str:
    """What the text filter looks in."""
    return " ".join(filter(None, [document.title, document.number, document.source, document.key])).lower()


def documents_table(documents: Sequence[DocumentSummary]) -> Html:
    """Documents as a table."""
    heads = ["Datum", "Document", "Ministerie", "Gevonden", "Leesproblemen"]
    return table(heads, map(document_row, documents), caption="Gelezen documenten")


def document_row(document: DocumentSummary) -> list[Child]:
    """One line of the table."""
    facts = [dutch(DocumentKind(document.kind)), document.number, ", ".join(document.dossiers) or None]
    name = link(element("span", name_of(document), class_="nk-clamp"), document_address(document.key))
    trouble = badge("!", "Let op", "status-partly") if document.problems else None
    return [
        day_cell(document.date),
        name + chips(facts),
        document.ministry,
        found_words(document.counts),
        trouble,
    ]


def found_words(counts: Mapping[str, int]) -> Html | None:
    """What was found, in words, a line each."""
    parts = [count(counts[name], *words) for name, words in FOUND.items() if counts.get(name)]
    return join((element("span", part, class_="nk-nowrap") for part in parts), ", ") if parts else None
