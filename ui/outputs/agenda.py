"""Deadlines as a calendar (RFC 5545): a whole day each, under an id that stays when the deadline moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kamer.findings import Deadline, DeadlineBasis
from kamer.glossary import dutch
from kamer.items import Status, TrackedItem
from tracking import ItemView
from ui.badges import kind_words
from ui.outputs.sound import one_line
from ui.outputs.wording import (
    Letters,
    ministry_words,
    place_of,
    short,
    standing_of,
    steps_of,
    term_of,
    what_of,
)

if TYPE_CHECKING:
    from icalendar import Calendar, Event

SETTLED = frozenset({Status.DONE, Status.LAPSED})
SUMMARY = 140  # characters
DOMAIN = "nakoming.invalid"  # what stands after the id; a name that nobody can hold (RFC 2606)
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that is not in the calendar, and why."""

    item: str
    title: str
    reason: str


def to_ics(
    views: Sequence[ItemView],
    letters: Letters,
    as_of: dt.date,
    title: str,
    address_of: Address | None = None,
) -> bytes:
    """The deadlines of the items as the bytes of an ICS file.

    An item keeps its UID; a later calendar raises SEQUENCE and DTSTAMP, so that a program that took in an
    earlier one moves the event. What is settled, or has lost its day, is CANCELLED where it may have stood in
    an earlier calendar; what never had a day is left out (`left_out` tells which and why).

    Args:
        views: the items, as known on `as_of`.
        letters: the letters in which they stand, by key.
        as_of: the day of the picture; the same day gives the same bytes.
        title: what the calendar is called.
        address_of: the address of an item, for a link.
    """
    calendar = new_calendar(title, len(left_out(views)))
    for view in views:
        deadline = last_dated(view.item)
        if deadline is not None and deadline.latest is not None:
            calendar.add_component(event_of(view, letters, as_of, deadline.latest, address_of))
    content: bytes = calendar.to_ical()
    return content


def new_calendar(title: str, missing: int) -> Calendar:
    """An empty calendar with its name, and how many items have no day."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Nakoming//Termijnen//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(title))
    told = f" Niet opgenomen: {missing} zonder dag." if missing else ""
    calendar.add("x-wr-caldesc", f"Termijnen van moties en toezeggingen.{told}")
    return calendar


def left_out(views: Sequence[ItemView]) -> list[LeftOut]:
    """The open items that have no day, each with the reason."""
    missing = (v for v in views if last_dated(v.item) is None and v.standing.status not in SETTLED)
    return [LeftOut(v.item.id, what_of(v.item), reason_of(v.item.deadline)) for v in missing]


def reason_of(deadline: Deadline | None) -> str:
    """Why a deadline is no day in the calendar."""
    if deadline is None or not deadline.text.strip():
        return "Er is geen termijn genoemd."
    words = f"“{one_line(deadline.text)}”"
    if deadline.basis is DeadlineBasis.EVENT:
        return f"De termijn {words} hangt af van een gebeurtenis."
    return f"De termijn {words} geeft geen dag."


def last_dated(item: TrackedItem) -> Deadline | None:
    """The deadline in force where it has a day, otherwise the last before it that had one."""
    if item.deadline is not None and item.deadline.latest is not None:
        return item.deadline
    return next((step for step in reversed(steps_of(item)) if step.latest is not None), None)


def event_of(
    view: ItemView, letters: Letters, as_of: dt.date, day: dt.date, address_of: Address | None
) -> Event:
    """One deadline as an event of a whole day."""
    from icalendar import Event

    item, event = view.item, Event()
    event.add("uid", f"{uid_of(item.id)}@{DOMAIN}")
    event.add("dtstamp", midnight(as_of))
    event.add("last-modified", midnight(last_change(view) or as_of))
    event.add("sequence", sequence_of(view))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))  # the first day after (RFC 5545, section 3.6.1)
    event.add("summary", summary_of(view))
    event.add("description", description_of(view, letters))
    event.add("status", status_of(view))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [kind_words(item), item.ministry or "Ministerie onbekend"])
    if address_of is not None:
        event.add("url", address_of(item.id))
    return event


def uid_of(item: str) -> str:
    """An id of a safe form, the same for the same item."""
    return hashlib.sha256(item.encode("utf-8", "replace")).hexdigest()[:32]


def midnight(day: dt.date) -> dt.datetime:
    """The start of a day in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def last_change(view: ItemView) -> dt.date | None:
    """The day on which the item last changed: a letter's or a decision's."""
    item = view.item
    days = [event.date for event in (*item.events, *item.deadline_history) if event.date]
    days += [mention.date for mention in item.mentions if mention.date]
    days += [decision.at.date() for decision in view.decisions]
    days += [ruling.at.date() for ruling in view.rulings]
    return max(days, default=None)


def sequence_of(view: ItemView) -> int:
    """How often the item changed up to the day: it never falls as letters and decisions are added."""
    by_people = len(view.decisions) + len(view.rulings)
    return len(view.item.deadline_history) + len(view.item.events) + by_people


def status_of(view: ItemView) -> str:
    """CONFIRMED; TENTATIVE where the day is an estimate; CANCELLED where nothing falls due any more."""
    deadline = view.item.deadline
    if view.standing.status in SETTLED or deadline is None or deadline.latest is None:
        return "CANCELLED"
    return "TENTATIVE" if deadline.estimated else "CONFIRMED"


def summary_of(view: ItemView) -> str:
    """What the calendar shows: whose deadline, and of what; an estimated day says so."""
    item = view.item
    about = "± " if item.deadline is not None and item.deadline.estimated else ""
    whose = f"{item.ministry}: " if item.ministry else ""
    done = f"[{dutch(view.standing.status)}] " if view.standing.status in SETTLED else ""
    return short(f"{done}{about}{whose}{what_of(item)}", SUMMARY)


def description_of(view: ItemView, letters: Letters) -> str:
    """The deadline's own words and history, where it stands on the page, and how it stands."""
    item = view.item
    guess = item.deadline is not None and item.deadline.estimated
    parts = [
        what_of(item),
        f"Termijn: {term_of(item)}",
        "Let op: deze dag is een schatting." if guess else "",
        f"Ministerie: {ministry_words(item.ministry)}",
        f"Vindplaats: {place_of(item, letters)}",
        f"Stand van zaken: {standing_of(view)}",
    ]
    return "\n".join(part for part in parts if part)


def say_left_out(missing: Sequence[LeftOut]) -> str:
    """How many items the calendar lacks, for the user."""
    if not missing:
        return ""
    many = len(missing) != 1
    return (
        f"{len(missing)} {'punten staan' if many else 'punt staat'} niet in de agenda: "
        f"{'ze hebben' if many else 'het heeft'} geen termijn met een dag."
    )
