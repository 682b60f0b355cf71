"""The fields in which a person puts right what was read of an item."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from kamer.findings import CommitmentKind, Deadline, DeadlineBasis
from kamer.glossary import dutch, dutch_date
from kamer.items import Change, ItemKind, TrackedItem


def correction_fields(item: TrackedItem, key: str = "correctie") -> Change:
    """The fields of a correction; what the user leaves as it is changes nothing."""
    title = st.text_area("Omschrijving", value=item.title, key=f"{key}_titel", height=90)
    kind = choose_kind(item, key)
    who = st.text_input("Wie het doet", value=item.actor or "", key=f"{key}_wie")
    latest = item.deadline.latest if item.deadline else None
    day = st.date_input("Termijn (laatste dag)", value=latest, format="DD-MM-YYYY", key=f"{key}_termijn")
    none = st.checkbox("Er is geen termijn", key=f"{key}_geen")
    chosen = day if isinstance(day, dt.date) else None
    return Change(
        title=title.strip() if title.strip() not in ("", item.title) else None,
        commitment_kind=kind if kind is not item.commitment_kind else None,
        actor=who.strip() if who.strip() not in ("", item.actor or "") else None,
        deadline=given_deadline(chosen) if chosen and chosen != latest and not none else None,
        without_deadline=none,
    )


def choose_kind(item: TrackedItem, key: str) -> CommitmentKind | None:
    """The kind of a commitment; a motion has none."""
    if item.kind is not ItemKind.COMMITMENT:
        return None
    kinds = list(CommitmentKind)
    at = kinds.index(item.commitment_kind) if item.commitment_kind else None
    chosen: CommitmentKind | None = st.radio(
        "Soort", kinds, index=at, format_func=dutch, horizontal=True, key=f"{key}_soort"
    )
    return chosen


def given_deadline(day: dt.date) -> Deadline:
    """A deadline that a person gives."""
    return Deadline(dutch_date(day), None, day, DeadlineBasis.EXPLICIT, rule="person")
