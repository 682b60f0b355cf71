"""Adding a commitment by hand: from a passage of a letter, or as it was spoken in a debate."""

from __future__ import annotations

import datetime as dt
import re

import streamlit as st

from kamer.bodies import ministries
from kamer.document import Document, Evidence
from kamer.findings import CommitmentKind
from kamer.glossary import dutch
from kamer.items import Change
from kamer.span import Span
from tracking import StoreError
from ui.addresses import item_address
from ui.markup import element, link
from ui.views.correcting import given_deadline
from ui.views.frame import draw_html, ministry_words, notice
from ui.workplace import Workplace, now

ADDED = "toegevoegd_met_de_hand"
SHORTEST = 12  # letters of a passage, so that it is not found anywhere by chance


def draw_handmade(workplace: Workplace, document: Document | None = None) -> None:
    """The form, behind a button: for a passage of `document`, or for what was said in a debate."""
    if made := st.session_state.pop(ADDED, None):
        words = element("span", "Toegevoegd. ") + link("Bekijk de toezegging", item_address(str(made)))
        draw_html(notice(words, kind="nk-good"))
    with st.popover("Toezegging toevoegen"), st.form("met_de_hand", border=False):
        key = document.key if document is not None else "mondeling"
        asked = passage_fields(key) if document is not None else oral_fields(key)
        change = shared_fields(asked, key, document.metadata.ministry if document else None)
        reason = st.text_input("Reden", key=f"hand_reden_{key}")
        who = st.text_input("Uw naam", value=st.session_state.get("naam", ""), key=f"hand_naam_{key}")
        if st.form_submit_button("Toevoegen", type="primary"):
            add(workplace, document, change, reason, who)


def passage_fields(key: str) -> Change:
    """The passage, as the user copied it from the letter."""
    words = st.text_area(
        "Passage", key=f"hand_passage_{key}", height=120, placeholder="Plak hier de zin uit de brief."
    )
    return Change(title=words.strip() or None)


def oral_fields(key: str) -> Change:
    """The words spoken, where and when."""
    words = st.text_area("Wat is toegezegd?", key=f"hand_woorden_{key}", height=90)
    place = st.text_input(
        "Waar?", key=f"hand_bron_{key}", placeholder="Bijvoorbeeld: commissiedebat Digitale Zaken"
    )
    day = st.date_input("Wanneer?", None, format="DD-MM-YYYY", key=f"hand_dag_{key}")
    said_on = day if isinstance(day, dt.date) else None
    return Change(title=words.strip() or None, source=place.strip() or None, said_on=said_on)


def shared_fields(asked: Change, key: str, ministry: str | None) -> Change:
    """Kind, who, ministry and deadline."""
    from dataclasses import replace

    kind = st.radio(
        "Soort", list(CommitmentKind), format_func=dutch, horizontal=True, key=f"hand_soort_{key}"
    )
    who = st.text_input("Wie doet het?", key=f"hand_wie_{key}")
    codes = list(ministries())
    at = codes.index(ministry) if ministry in codes else None
    chosen = st.selectbox(
        "Ministerie",
        codes,
        index=at,
        format_func=lambda code: ministry_words(code) or code,
        key=f"hand_ministerie_{key}",
        placeholder="Kies …",
    )
    day = st.date_input("Termijn (laatste dag)", None, format="DD-MM-YYYY", key=f"hand_termijn_{key}")
    return replace(
        asked,
        commitment_kind=kind,
        actor=who.strip() or None,
        ministry=chosen,
        deadline=given_deadline(day) if isinstance(day, dt.date) else None,
    )


def add(workplace: Workplace, document: Document | None, change: Change, reason: str, who: str) -> None:
    """Record the new commitment, or say what is lacking."""
    from dataclasses import replace

    if document is not None:
        passage = find_passage(document, change.title or "")
        if passage is None:
            words = "Deze woorden staan niet zo in de brief. Kopieer de hele zin uit de tekst hiernaast."
            draw_html(notice(words, kind="nk-bad"))
            return
        change = replace(change, evidence=passage, title=None, said_on=document.metadata.date)
    try:
        st.session_state[ADDED] = workplace.store.add_item(change, reason, who, now())
    except (StoreError, ValueError) as error:
        draw_html(notice(str(error), kind="nk-bad"))
        return
    st.rerun()


def find_passage(document: Document, words: str) -> Evidence | None:
    """The first place in a letter where these words stand, whatever the white space between them."""
    parts = words.split()
    if len("".join(parts)) < SHORTEST:
        return None
    match = re.search(r"\s+".join(map(re.escape, parts)), document.text)
    return document.evidence(Span(*match.span()), "person") if match else None
