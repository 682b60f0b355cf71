"""People decide: an item's status, and what was read of it; each with a reason and a name, and undoable."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from kamer.glossary import dutch, dutch_date
from kamer.items import Act, Change, Decision, Mention, Ruling, Status, TrackedItem
from tracking import ItemView, StoreError, UnknownItemError
from ui.badges import status_badge
from ui.markup import Html, element, listing
from ui.session import as_of
from ui.views.correcting import correction_fields
from ui.views.frame import draw_html, notice
from ui.workplace import Workplace, now

CHOICES = (Status.OPEN, Status.PARTLY, Status.DONE, Status.LAPSED, Status.ONGOING)
DOABLE = {
    Act.CONFIRM: "Bevestigen: het klopt zoals het is gelezen",
    Act.CORRECT: "Wijzigen: omschrijving, soort, wie of termijn",
    Act.REJECT: "Afwijzen: het is geen toezegging of motie",
    Act.MERGE: "Samenvoegen met een ander punt",
    Act.SPLIT: "Een passage afsplitsen",
    Act.UNLINK: "Een passage losmaken",
}
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
    draw_rulings(workplace, view)


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


def draw_rulings(workplace: Workplace, view: ItemView) -> None:
    """What people did with the reading of the item, and what can be done with it."""
    draw_html(element("h2", "Wat is gelezen", class_="nk-h2"))
    if view.changed:
        draw_html(notice("Een nieuwe lezing geeft iets anders dan waarover is besloten. Kijk het na."))
    if view.item.vanished:
        draw_html(notice("Deze passage wordt bij een nieuwe lezing niet meer in de brief gevonden."))
    if view.rulings:
        ordered = sorted(view.rulings, key=lambda ruling: ruling.id, reverse=True)
        draw_html(listing(map(ruling_line, ordered), "nk-decisions"))
    with st.popover("Bevestigen, wijzigen, samenvoegen …"):
        draw_ruling_form(workplace, view)


def ruling_line(ruling: Ruling) -> Html:
    """One thing that a person did: what, why, who and when."""
    reason = element("span", ruling.reason, class_="nk-undone" if ruling.undone else None)
    notes = " (ingetrokken)" if ruling.undone else ""
    notes += "" if ruling.found else " — de passage wordt niet meer in de brief gevonden"
    at = ruling.at.astimezone()
    by = f"besluit {ruling.id}, {ruling.actor}, {dutch_date(at)} om {at:%H.%M} uur{notes}"
    return element("b", dutch(ruling.act).capitalize()) + " " + reason + element("span", by, class_="nk-sub")


def draw_ruling_form(workplace: Workplace, view: ItemView) -> None:
    """One thing to do with the item, with what it needs."""
    item = view.item
    choices = [act for act in DOABLE if act is not Act.SPLIT or len(item.mentions) > 1]
    standing = [ruling for ruling in view.rulings if not ruling.undone]
    names = [*(DOABLE[act] for act in choices), *(f"Besluit {r.id} intrekken" for r in standing)]
    chosen = st.selectbox("Wat wilt u doen?", names, None, key=f"doen_{item.id}", placeholder="Kies …")
    if chosen is None:
        return
    act = next((act for act in choices if DOABLE[act] == chosen), None)
    with st.form(f"bewerken_{item.id}", border=False):
        change = draw_change(item, act)
        reason = st.text_input("Reden", key=f"bewerken_reden_{item.id}")
        who = st.text_input("Uw naam", value=st.session_state.get("naam", ""), key=f"bewerken_naam_{item.id}")
        sent = st.form_submit_button("Vastleggen", type="primary")
    if sent:
        undone = next((r for r in standing if chosen == f"Besluit {r.id} intrekken"), None)
        record_ruling(workplace, item, act, change, undone, reason, who)


def draw_change(item: TrackedItem, act: Act | None) -> Change:
    """The fields that an act needs."""
    if act is Act.CORRECT:
        return correction_fields(item, f"bewerken_{item.id}")
    if act is Act.MERGE:
        other = st.text_input("Kenmerk van het andere punt", key=f"samen_{item.id}")
        return Change(other=other.strip())
    if act in (Act.SPLIT, Act.UNLINK):
        return choose_passage(item)
    return Change()


def choose_passage(item: TrackedItem) -> Change:
    """One of the later passages of an item."""
    later = {mention.finding: mention for mention in item.mentions[1:]}
    chosen = st.radio("Welke passage?", list(later), None, format_func=lambda f: shown(later[f]))
    return Change(finding=chosen, evidence=later[chosen].evidence) if chosen else Change()


def shown(mention: Mention) -> str:
    """A passage in a list to choose from."""
    words = " ".join(mention.evidence.quote.split())
    return f"{dutch_date(mention.date)}: {words[:120]}{'…' if len(words) > 120 else ''}"


def record_ruling(
    workplace: Workplace,
    item: TrackedItem,
    act: Act | None,
    change: Change,
    undone: Ruling | None,
    reason: str,
    who: str,
) -> None:
    """Record what the user does with the item, or say what is lacking."""
    lacking = missing({"een reden": reason, "uw naam": who})
    if lacking:
        draw_html(notice(f"Vul nog in: {lacking}.", kind="nk-bad"))
        return
    try:
        if undone is not None:
            workplace.store.undo(undone.id, reason, who, now())
        elif act is not None:
            workplace.store.rule(item.id, act, change, reason, who, now())
    except (StoreError, UnknownItemError, ValueError) as error:
        draw_html(notice(message_of(error), kind="nk-bad"))
        return
    what = f"Besluit {undone.id} is ingetrokken" if undone else f"Vastgelegd: {dutch(act)}" if act else ""
    st.session_state[MESSAGE] = f"{what}. Dit staat in het logboek."
    st.rerun()
