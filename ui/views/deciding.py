"""People decide: setting an item's status with a reason and a name, and withdrawing that again."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from kamer.glossary import dutch, dutch_date
from kamer.items import Decision, Status
from tracking import ItemView, StoreError, UnknownItemError
from ui.badges import status_badge
from ui.markup import Html, element, listing
from ui.session import as_of
from ui.views.frame import draw_html, notice
from ui.workplace import Workplace, now

CHOICES = (Status.OPEN, Status.PARTLY, Status.DONE, Status.LAPSED, Status.ONGOING)
MESSAGE, DONE = "melding_besluit", "besluit_vastgelegd"


def draw_decisions(workplace: Workplace, view: ItemView) -> None:
    """The form for a decision, with all earlier ones under it."""
    draw_html(element("h2", "Besluit vastleggen", class_="nk-h2"))
    if message := st.session_state.pop(MESSAGE, None):
        draw_html(notice(str(message), kind="nk-good"))
    if as_of() < dt.date.today():
        draw_html(
            notice("U kijkt naar een eerdere peildatum. Een besluit van nu telt pas vanaf vandaag mee.")
        )
    draw_form(workplace, view)
    decisions = list(workplace.store.decisions(view.item.id))
    if decisions:
        draw_html(element("h3", "Eerdere besluiten", class_="nk-h3"), history(decisions))
        draw_undo(workplace, decisions)


def draw_form(workplace: Workplace, view: ItemView) -> None:
    """Status, reason and name; all three are needed, and kept."""
    names = {dutch(status): status for status in CHOICES}
    # keys of the item's own: what was typed about one item must not stand under the next
    status_key, reason_key = f"besluit_status_{view.item.id}", f"besluit_reden_{view.item.id}"
    if st.session_state.pop(DONE, None) == view.item.id:
        st.session_state[status_key], st.session_state[reason_key] = None, ""
    with st.form("besluit", border=True):
        # radio buttons, not a list that unfolds: one press, and all choices in sight
        status = st.radio("Status", list(names), None, horizontal=True, key=status_key)
        reason = st.text_area(
            "Reden",
            key=reason_key,
            height=90,
            placeholder="Waaruit blijkt dit? Noem de brief of het debat.",
        )
        actor = st.text_input("Uw naam", key="naam", persist_state="session", autocomplete="name")
        sent = st.form_submit_button("Besluit vastleggen", type="primary")
    if not sent:
        return
    lacking = missing({"een status": status, "een reden": reason, "uw naam": actor})
    if lacking or status is None:
        draw_html(notice(f"Vul nog in: {lacking}.", kind="nk-bad"))
        return
    try:
        workplace.store.decide(view.item.id, names[status], reason.strip(), actor.strip(), now())
    except (StoreError, UnknownItemError, ValueError) as error:
        draw_html(notice(message_of(error), kind="nk-bad"))
        return
    st.session_state[MESSAGE] = f"Vastgelegd: {status}. Dit besluit staat in het logboek."
    st.session_state[DONE] = view.item.id
    st.rerun()


def message_of(error: Exception) -> str:
    """The Dutch sentence of an error of the store (a KeyError would show it in quotes)."""
    return str(error.args[0]) if error.args else "Dit kon niet worden vastgelegd."


def missing(fields: dict[str, str | None]) -> str:
    """The names of the fields that are empty, as a Dutch enumeration."""
    names = [name for name, value in fields.items() if not (value or "").strip()]
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def history(decisions: list[Decision]) -> Html:
    """All decisions, newest first; one that was withdrawn stays legible."""
    ordered = sorted(decisions, key=lambda decision: decision.at, reverse=True)
    return listing(map(decision_line, ordered), "nk-decisions")


def decision_line(decision: Decision) -> Html:
    """One decision: status, reason, who and when."""
    reason = element("span", decision.reason, class_="nk-undone" if decision.undone else None)
    withdrawn = " (ingetrokken)" if decision.undone else ""
    at = decision.at.astimezone()
    by = f"{decision.actor}, {dutch_date(at)} om {at:%H.%M} uur{withdrawn}"
    return status_badge(decision.status) + " " + reason + element("span", by, class_="nk-sub")


def draw_undo(workplace: Workplace, decisions: list[Decision]) -> None:
    """The way back: withdraw the newest decision that still holds, with a reason and a name."""
    standing = [decision for decision in decisions if not decision.undone]
    if not standing:
        return
    last = max(standing, key=lambda decision: decision.at)
    with st.popover(f"Besluit “{dutch(last.status)}” intrekken"), st.form("intrekken", border=False):
        reason = st.text_input("Reden van intrekking", key=f"intrekking_reden_{last.id}")
        actor = st.text_input(
            "Uw naam", value=st.session_state.get("naam", ""), key=f"intrekking_naam_{last.id}"
        )
        if st.form_submit_button("Intrekken"):
            withdraw(workplace, last, reason, actor)


def withdraw(workplace: Workplace, decision: Decision, reason: str, actor: str) -> None:
    """Withdraw a decision, or say what is lacking."""
    lacking = missing({"een reden": reason, "uw naam": actor})
    if lacking:
        draw_html(notice(f"Vul nog in: {lacking}.", kind="nk-bad"))
        return
    try:
        workplace.store.undo(decision.id, reason.strip(), actor.strip(), now())
    except (StoreError, UnknownItemError, ValueError) as error:  # somebody else withdrew it meanwhile
        draw_html(notice(message_of(error), kind="nk-bad"))
        return
    st.session_state[MESSAGE] = "Het besluit is ingetrokken. Het blijft in het logboek staan."
    st.rerun()
