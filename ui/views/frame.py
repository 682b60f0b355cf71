"""What all pages share: title, notices, empty states, a pager, and the line at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from kamer.bodies import ministry_name
from kamer.glossary import dutch_date
from ui.addresses import address
from ui.markup import Child, Html, element, join, link, listing
from ui.session import summaries
from ui.workplace import Workplace

Thing = TypeVar("Thing")
PER_PAGE = 50


def draw_html(*parts: Child) -> None:
    """Show markup; text among it is escaped."""
    drawn = join(parts)
    if drawn:
        st.html(str(drawn))


def draw_title(title: str, lead: str | None = None) -> None:
    """The heading of a page with one line of explanation."""
    draw_html(element("h1", title, class_="nk-title"), element("p", lead, class_="nk-lead") if lead else None)


def heading(words: str) -> Html:
    """A heading of the second rank."""
    return element("h2", words, class_="nk-h2")


def notice(words: Child, *, kind: str = "") -> Html:
    """A message that asks for attention; `kind` is "nk-good" or "nk-bad", otherwise it is a warning."""
    return element("div", element("p", words), class_=f"nk-notice {kind}".strip(), role="status")


def empty_state(words: str, advice: Iterable[Child] = ()) -> Html:
    """What stands where there is nothing, and what the user can try."""
    tips = list(advice)
    return element("div", element("p", words), listing(tips) if tips else None, class_="nk-empty")


def draw_trouble(words: str, detail: str) -> None:
    """An error that the user can do something about, with what the system said."""
    draw_html(notice(f"{words} {detail}", kind="nk-bad"))


def no_documents() -> Html:
    """What stands on a page while there is not one letter in the register."""
    add = link("Voeg brieven toe", address("toevoegen"))
    words = (
        Html("") + add + " of lees een map in met de opdracht " + element("code", "nakoming ingest MAP") + "."
    )
    return empty_state("Er staan nog geen brieven in het register.", [words])


def draw_foot(workplace: Workplace) -> None:
    """What the register holds, and what every reader must know about it."""
    summary = f"{count(len(summaries(workplace)), 'document', 'documenten')} in het register. "
    advice = "Nakoming leest brieven met regels en modellen en kan zich vergissen: de passage zelf beslist."
    draw_html(element("div", summary, advice, class_="nk-foot"))


def filter_panel() -> st.delta_generator.DeltaGenerator:
    """The place for a page's filters: in the sidebar, above the day."""
    panel = st.session_state.get("filters")
    return panel if panel is not None else st.sidebar


def current_page(things: Sequence[Thing], per_page: int = PER_PAGE) -> tuple[Sequence[Thing], int, int]:
    """The part of a long list that the address asks for (`?blad=2`), its number, and how many there are."""
    last = max(1, -(-len(things) // per_page))
    asked = st.query_params.get("blad", "1")
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return things[(number - 1) * per_page : number * per_page], number, last


def pager(page: str, number: int, last: int) -> Html | None:
    """Links to the previous and next part of a long list; None where all of it is shown."""
    if last == 1:
        return None
    back = link("← Vorige", page_address(page, number - 1)) if number > 1 else None
    on = link("Volgende →", page_address(page, number + 1)) if number < last else None
    return element("p", join([back, f"Blad {number} van {last}", on], "   "), class_="nk-meta")


def page_address(page: str, number: int) -> str:
    """The present address with another part of the list."""
    return address(page, **{**st.query_params.to_dict(), "blad": str(number)})


def first_page() -> None:
    """Back to the start of the list: called when a filter changes."""
    st.query_params.pop("blad", None)


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 brief", "12 brieven"."""
    return f"{number:,}".replace(",", ".") + f" {one if number == 1 else many}"


def ministry_words(code: str | None) -> str | None:
    """A ministry's name for users, None where none is known."""
    return ministry_name(code) if code else None


def day_cell(day: date | None) -> Html:
    """A date in a table."""
    return element("span", dutch_date(day) if day else "–", class_="nk-nowrap")
