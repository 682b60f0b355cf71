"""Opvolging: every commitment and motion with its status, deadline and signals; or one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from kamer.glossary import dutch_date
from kamer.items import ItemKind, Timeliness, TrackedItem
from tracking import ItemFilter, ItemView
from ui.addresses import FOLLOWING, address, item_address
from ui.badges import deadline_words, due_day, kind_words, signals, status_badge
from ui.markup import Child, Html, chips, element, join, link, table
from ui.session import as_of, summaries, title_of
from ui.views.filters import (
    choose_committee,
    choose_day,
    choose_family,
    choose_item_kind,
    choose_ministry,
    choose_one,
    choose_statuses,
)
from ui.views.frame import (
    count,
    current_page,
    draw_html,
    draw_title,
    empty_state,
    filter_panel,
    first_page,
    ministry_words,
    no_documents,
    pager,
)
from ui.views.item import draw_item
from ui.workplace import Workplace

FAR = date.max
ORDERS = ("Termijn, eerste bovenaan", "Termijn, laatste bovenaan", "Nieuwste brief bovenaan", "Ministerie")
SIGNALS = ("Termijn verstreken", "Binnen 30 dagen", "Geen latere brief gezien")
TIMES = {SIGNALS[0]: Timeliness.OVERDUE, SIGNALS[1]: Timeliness.DUE_SOON}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked of the list: the filter of the store and an order."""

    filter: ItemFilter
    order: str


def draw_following(workplace: Workplace) -> None:
    """The page: one item where the address names one, otherwise the list."""
    if item := st.query_params.get("item"):
        draw_item(workplace, item)
        return
    draw_title(
        "Opvolging", "Wat is toegezegd of gevraagd, wat het ministerie daarover meldt, en wat openstaat."
    )
    if not summaries(workplace):
        draw_html(no_documents())
        return
    wishes = draw_wishes(workplace)
    views = wanted_items(workplace, wishes)
    draw_figures(views)
    draw_list(views, wishes)


def draw_wishes(workplace: Workplace) -> Wishes:
    """The filters in the sidebar, all kept in the address."""
    with filter_panel():
        text = st.text_input(
            "Zoek in de lijst",
            key="tekst",
            placeholder="Woorden of naam",
            bind="query-params",
            on_change=first_page,
        )
        kinds = choose_item_kind()
        statuses = choose_statuses()
        signal = choose_one("Signaal", SIGNALS, "signaal", "Alle")
        ministry = choose_ministry(workplace)
        family, committee = choose_family(workplace), choose_committee()
        before = choose_day("Termijn uiterlijk", "termijn")
        order = choose_one("Volgorde", ORDERS, "volgorde", ORDERS[0])
    wanted = ItemFilter(
        statuses=tuple(statuses),
        kinds=kinds,
        ministry=ministry,
        family=family,
        committee=committee,
        due_before=before,
        text=text or None,
        timeliness=TIMES.get(signal or ""),
        silent=True if signal == SIGNALS[2] else None,
    )
    return Wishes(wanted, order or ORDERS[0])


def wanted_items(workplace: Workplace, wishes: Wishes) -> list[ItemView]:
    """The items that were asked for, in the order that was asked for."""
    views = workplace.store.items(wishes.filter, as_of())
    return in_order(views, wishes.order)


def in_order(views: Sequence[ItemView], order: str) -> list[ItemView]:
    """The items in the order of that name; items without a date come last."""
    if order == ORDERS[1]:
        return sorted(views, key=lambda v: (due_day(v.item) or date.min, v.item.id), reverse=True)
    if order == ORDERS[2]:
        return sorted(views, key=lambda v: (v.item.made_on or date.min, v.item.id), reverse=True)
    by_day = sorted(views, key=lambda v: (due_day(v.item) or FAR, v.item.made_on or FAR, v.item.id))
    if order == ORDERS[3]:
        return sorted(by_day, key=lambda v: ministry_words(v.item.ministry) or "~")
    return by_day


def draw_figures(views: Sequence[ItemView]) -> None:
    """How many there are in all, and how many ask for attention."""
    late = sum(view.standing.timeliness is Timeliness.OVERDUE for view in views)
    soon = sum(view.standing.timeliness is Timeliness.DUE_SOON for view in views)
    silent = sum(view.standing.silent for view in views)
    motions = sum(view.item.kind is ItemKind.MOTION for view in views)
    draw_html(
        figures(
            [
                (len(views) - motions, "toezeggingen", address(FOLLOWING, soort="Toezeggingen")),
                (motions, "moties", address(FOLLOWING, soort="Moties")),
                (late, "termijn verstreken", address(FOLLOWING, signaal=SIGNALS[0])),
                (silent, "geen latere brief gezien", address(FOLLOWING, signaal=SIGNALS[2])),
                (soon, "binnen 30 dagen", address(FOLLOWING, signaal=SIGNALS[1])),
            ]
        )
    )


def figures(rows: Sequence[tuple[int, str, str]]) -> Html:
    """Large numbers with their names, each leading to its list; what is late in the colour of alarm."""
    return element("div", join(figure(*row) for row in rows), class_="nk-figures")


def figure(number: int, name: str, target: str) -> Html:
    """One large number with its name."""
    alarm = number and name.startswith(("termijn verstreken", "geen latere"))
    digits = element("b", f"{number:,}".replace(",", "."))
    drawn = link(digits + element("span", name), target)
    return element("div", drawn, class_="nk-figure nk-alarm" if alarm else "nk-figure")


def draw_list(views: Sequence[ItemView], wishes: Wishes) -> None:
    """The table, a part at a time."""
    if not views:
        tips = ["Haal een of meer filters weg.", "Kies een latere peildatum: latere brieven tellen dan mee."]
        draw_html(empty_state("Geen toezeggingen of moties die hieraan voldoen.", tips))
        return
    shown, number, last = current_page(views)
    words = f"{count(len(views), 'regel', 'regels')}, stand op {dutch_date(as_of())}. "
    draw_html(element("p", words, f"Volgorde: {wishes.order.lower()}.", class_="nk-count", role="status"))
    draw_html(items_table(shown, "Toezeggingen en moties met hun stand"), pager(FOLLOWING, number, last))


def items_table(views: Sequence[ItemView], caption: str) -> Html:
    """Items as a table: status, statement, deadline, signals."""
    return table(["Status", "Omschrijving", "Termijn", "Signaal"], map(item_row, views), caption=caption)


def item_row(view: ItemView) -> list[Child]:
    """One line of the table."""
    item = view.item
    late = view.standing.timeliness is Timeliness.OVERDUE
    moved = len(item.deadline_history) > 1
    deadline = join(
        [
            element("span", deadline_words(item), class_="nk-nowrap nk-late" if late else "nk-nowrap"),
            element("span", "verschoven", class_="nk-sub") if moved else None,
        ]
    )
    marks = element("div", *signals(view.standing), class_="nk-badges") if signals(view.standing) else None
    return [status_badge(view.standing.status), item_cell(item), deadline, marks]


def item_cell(item: TrackedItem) -> Html:
    """The statement as a link, with kind, who and when under it."""
    title = element("span", title_of(item), class_="nk-clamp")
    return link(title, item_address(item.id)) + chips(
        [
            kind_words(item),
            item.number,
            item.ministry,
            ", ".join(item.proposers) or None,
            dutch_date(item.made_on) if item.made_on else None,
        ]
    )
