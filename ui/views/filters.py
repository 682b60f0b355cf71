"""Filters in the sidebar. One key means one thing on every page, so that a choice can travel along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kamer.bodies import is_within, ministries
from kamer.committees import committees
from kamer.document import DocumentKind
from kamer.glossary import dutch
from kamer.items import Status
from ui.session import summaries
from ui.views.frame import first_page, ministry_words
from ui.workplace import Workplace

ITEM_KINDS = {
    "Toezeggingen": "commitment",
    "Toezegging: informeren": "inform",
    "Toezegging: handelen": "act",
    "Toezegging: mijlpaal": "milestone",
    "Moties": "motion",
}


def choose_one(label: str, options: Sequence[str], key: str, placeholder: str) -> str | None:
    """A filter of which one value can be chosen, kept in the address; none chosen limits nothing."""
    chosen: str | None = st.selectbox(
        label, options, None, key=key, placeholder=placeholder, bind="query-params", on_change=first_page
    )
    return chosen


def choose_ministry(workplace: Workplace) -> str | None:
    """The code of a ministry that has documents in the register."""
    codes = {d.ministry for d in summaries(workplace).values() if d.ministry}
    names = {ministry_words(code) or code: code for code in codes}
    chosen = choose_one("Ministerie", sorted(names), "ministerie", "Alle ministeries")
    return names[chosen] if chosen else None


def choose_family(workplace: Workplace) -> str | None:
    """The code of a ministry that is meant with its predecessors ("mijn ministerie")."""
    present = {d.ministry for d in summaries(workplace).values() if d.ministry}
    known = [c for c in ministries() if any(is_within(code, c, None) for code in present)]
    names = {ministry_words(code) or code: code for code in known}
    chosen = choose_one("Mijn ministerie (met voorgangers)", sorted(names), "mijn", "Alle ministeries")
    return names[chosen] if chosen else None


def choose_committee() -> str | None:
    """The code of a standing committee ("voortouwcommissie")."""
    names = {committee.label: committee.code for committee in committees().values()}
    chosen = choose_one("Voortouwcommissie", sorted(names), "commissie", "Alle commissies")
    return names[chosen] if chosen else None


def choose_dossier(workplace: Workplace) -> str | None:
    """A dossier of which there are documents in the register."""
    dossiers = sorted({dossier for d in summaries(workplace).values() for dossier in d.dossiers})
    return choose_one("Dossier", dossiers, "dossier", "Alle dossiers")


def choose_document_kind(workplace: Workplace) -> DocumentKind | None:
    """A kind of document of which there are some in the register."""
    present = {d.kind for d in summaries(workplace).values()}
    names = {dutch(kind): kind for kind in DocumentKind if kind in present}
    chosen = choose_one("Soort stuk", list(names), "stuk", "Alle soorten")
    return names[chosen] if chosen else None


def choose_item_kind() -> tuple[str, ...]:
    """A kind of item, as the store's filter takes it; empty where all are wanted."""
    chosen = choose_one("Soort", list(ITEM_KINDS), "soort", "Alle soorten")
    return (ITEM_KINDS[chosen],) if chosen else ()


def choose_statuses() -> list[Status]:
    """The statuses to show; none chosen shows all."""
    names = {dutch(status): status for status in Status}
    chosen = st.multiselect(
        "Status",
        list(names),
        key="status",
        placeholder="Alle statussen",
        bind="query-params",
        select_all=False,
        on_change=first_page,
    )
    return [names[name] for name in chosen]


def choose_day(label: str, key: str) -> date | None:
    """A day, kept in the address; empty limits nothing."""
    day = st.date_input(
        label,
        None,
        key=key,
        format="DD-MM-YYYY",
        bind="query-params",
        min_value=date(1945, 1, 1),
        max_value=date(2100, 12, 31),
        on_change=first_page,
    )
    return day if isinstance(day, date) else None
