"""What a page needs from the session: the workplace, and the day as of which standings are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kamer.document import DocumentKind
from kamer.findings import Commitment, Findings, Fulfilment, Motion
from kamer.glossary import dutch
from kamer.items import TrackedItem
from tracking import DocumentSummary, ItemFilter
from ui.badges import capital
from ui.workplace import Workplace, open_workplace

AS_OF = "peildatum"
KEPT_AS_OF = "gekozen_peildatum"


@st.cache_resource(show_spinner="De gegevens worden geopend …")
def the_workplace() -> Workplace:
    """The workplace of this server, shared by all sessions (folder and database from the environment).

    Raises:
        OSError: when the data folder or the database cannot be opened.
    """
    workplace = open_workplace()
    _ = workplace.store  # opened here, where what goes wrong is told, and by one session only
    return workplace


def draw_as_of() -> date:
    """The field for the day as of which standings are shown; today unless the user (or address) says."""
    if KEPT_AS_OF in st.session_state and AS_OF not in st.query_params:
        st.session_state[AS_OF] = st.session_state[KEPT_AS_OF]
    chosen = st.date_input(
        "Peildatum",
        value=date.today(),
        format="DD-MM-YYYY",
        key=AS_OF,
        bind="query-params",
        on_change=keep_as_of,
        help="De stand wordt bepaald met wat op deze dag bekend was; latere brieven tellen dan niet mee.",
    )
    day = chosen if isinstance(chosen, date) else date.today()
    st.session_state[KEPT_AS_OF] = day
    return day


def keep_as_of() -> None:
    """Keep the day that was chosen, so that it holds on the next page too."""
    st.session_state[KEPT_AS_OF] = st.session_state[AS_OF] or date.today()


def as_of() -> date:
    """The day as of which standings are shown in this session."""
    kept = st.session_state.get(KEPT_AS_OF)
    return kept if isinstance(kept, date) else date.today()


@st.cache_resource(show_spinner=False, max_entries=4)
def item_ids(_workplace: Workplace, database: str, revision: int) -> dict[str, str]:
    """The item of each finding, for links from a letter to what is followed; shared, never changed.

    Args:
        _workplace: where the items are (not part of the cache key).
        database: its address, as part of the cache key.
        revision: of the tracking run, so that a new ingest makes the map anew.
    """
    views = _workplace.store.items(ItemFilter(), date.max)
    return {mention.finding: view.item.id for view in views for mention in view.item.mentions}


def items_by_finding(workplace: Workplace) -> dict[str, str]:
    """The item of each finding, as of the last tracking run."""
    return item_ids(workplace, workplace.database_url, workplace.store.tracked_revision())


@st.cache_resource(show_spinner=False, max_entries=4)
def all_summaries(_workplace: Workplace, database: str, revision: int) -> dict[str, DocumentSummary]:
    """Every document by key, newest first; `database` and `revision` name the state that is meant."""
    ordered = sorted(_workplace.store.documents(), key=lambda d: (d.date or date.min, d.key), reverse=True)
    return {summary.key: summary for summary in ordered}


def summaries(workplace: Workplace) -> dict[str, DocumentSummary]:
    """Every document of the register by key, newest first."""
    return all_summaries(workplace, workplace.database_url, workplace.store.revision())


def followed_in(findings: Findings, items: dict[str, str]) -> Sequence[str]:
    """The items that the findings of one letter speak of, in the order of the letter."""
    found: list[Commitment | Motion | Fulfilment] = [
        *findings.commitments,
        *findings.motions,
        *findings.fulfilments,
    ]
    ordered = sorted(found, key=lambda finding: finding.evidence.span)
    return list(dict.fromkeys(items[finding.id] for finding in ordered if finding.id in items))


def title_of(item: TrackedItem) -> str:
    """The item's title in one line, with a capital."""
    return capital(" ".join(item.title.split()))


def document_name(title: str | None, kind: DocumentKind | str, number: str | None, source: str) -> str:
    """How a document is called on screen: its title, else its kind and number, else its file."""
    return title or (f"{dutch(DocumentKind(kind))} {number}" if number else source)


def name_of(document: DocumentSummary) -> str:
    """How a document of the register is called on screen."""
    return document_name(document.title, document.kind, document.number, document.source)
