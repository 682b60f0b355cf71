"""Termijnen: what is overdue, what went silent, and what falls due in the next half year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kamer.glossary import dutch_date
from kamer.items import Timeliness
from tracking import ItemFilter, ItemView
from ui.addresses import DUE, address
from ui.badges import due_day
from ui.charts import chart_legend, due_chart, due_points
from ui.markup import element
from ui.session import as_of, summaries
from ui.views.filters import choose_item_kind, choose_ministry
from ui.views.following import figures, in_order, items_table
from ui.views.frame import (
    count,
    current_page,
    draw_html,
    draw_title,
    empty_state,
    filter_panel,
    first_page,
    heading,
    no_documents,
    pager,
)
from ui.workplace import Workplace

WINDOWS = (30, 90, 180)


def draw_due(workplace: Workplace) -> None:
    """The page: figures, the timeline, and a list for each stretch of time."""
    draw_title("Termijnen", "Wat had er moeten zijn, wat nadert, en waarover geen brief meer is gezien.")
    if not summaries(workplace):
        draw_html(no_documents())
        return
    views = dated_items(workplace)
    lists = sort_by_time(views, as_of())
    draw_html(figures([(len(part), name.lower(), address(DUE, lijst=name)) for name, part in lists.items()]))
    draw_timeline(views)
    draw_lists(lists)


def dated_items(workplace: Workplace) -> list[ItemView]:
    """The items with a last day, of the ministry and kind that were chosen."""
    with filter_panel():
        wanted = ItemFilter(kinds=choose_item_kind(), ministry=choose_ministry(workplace))
    return [view for view in workplace.store.items(wanted, as_of()) if due_day(view.item)]


def sort_by_time(views: Sequence[ItemView], today: date) -> dict[str, list[ItemView]]:
    """The items by what asks for attention first; each item that is open stands in one list of days.

    The list of silence is part of what is overdue: the day has passed and no later letter speaks of it.
    """
    late = [view for view in views if view.standing.timeliness is Timeliness.OVERDUE]
    ahead = [v for v in views if v.standing.timeliness in (Timeliness.DUE_SOON, Timeliness.ON_TIME)]
    lists = {
        "Termijn verstreken": late,
        "Geen latere brief gezien": [view for view in late if view.standing.silent],
    }
    start = -1
    for days in WINDOWS:
        name = f"Komende {days} dagen" if start < 0 else f"{start + 1} tot {days} dagen"
        lists[name] = [view for view in ahead if start < days_left(view, today) <= days]
        start = days
    return {name: in_order(part, "") for name, part in lists.items()}


def days_left(view: ItemView, today: date) -> int:
    """How many days remain until the last day (negative once it has passed)."""
    return ((due_day(view.item) or date.max) - today).days


def draw_timeline(views: Sequence[ItemView]) -> None:
    """Every item in its month, a year back and a year ahead."""
    draw_html(heading("Tijdlijn per maand"))
    points = due_points(views, as_of())
    if not points:
        draw_html(empty_state("In het jaar voor en na de peildatum valt geen termijn."))
        return
    outside = len(views) - len(points)
    words = "Elk teken is een toezegging of motie, in de maand waarin de termijn afloopt."
    band = " De gekleurde strook is de maand van de peildatum."
    more = f" {count(outside, 'termijn ligt', 'termijnen liggen')} buiten dit venster." if outside else ""
    alt = f"{len(points)} termijnen per maand rond {dutch_date(as_of())}; de lijsten hieronder noemen ze."
    draw_html(chart_legend())
    st.altair_chart(due_chart(points, as_of()), width="stretch", alt=alt, theme=None)
    draw_html(element("p", words + band + more, class_="nk-meta"))


def draw_lists(lists: dict[str, list[ItemView]]) -> None:
    """The lists, one at a time; the address keeps which."""
    names = list(lists)
    chosen = st.segmented_control(
        "Lijst",
        names,
        default=names[0],
        required=True,
        key="lijst",
        bind="query-params",
        on_change=first_page,
        wrap=True,
    )
    name = chosen or names[0]
    draw_html(heading(f"{name} ({len(lists[name])})"))
    if not lists[name]:
        draw_html(empty_state("Niets in deze lijst op deze peildatum."))
        return
    shown, number, last = current_page(lists[name])
    draw_html(items_table(shown, name), pager(DUE, number, last))
