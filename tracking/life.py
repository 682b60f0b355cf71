"""The life of a deadline, of a yearly duty and of a motion: pure, from an item and a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kamer.findings import Deadline, DeadlineBasis
from kamer.items import (
    Appreciation,
    Ballot,
    Decision,
    Event,
    EventKind,
    Official,
    TrackedItem,
)
from tracking.standing import SETTLED, as_seen_on, deadline_on, derive_claim, derive_decision, first_seen

GRACE = 92  # days after the day of an occurrence in which its letter still counts for it
# How often a duty comes back, by the words that say so, in months.
PERIODS = (
    (1, re.compile(r"maandelijks|elke maand|iedere maand")),
    (3, re.compile(r"kwartaal|driemaandelijks|elke drie maanden")),
    (6, re.compile(r"half\s?ja|zesmaandelijks|twee ?maal per jaar|tweemaal per jaar|elke zes maanden")),
    (24, re.compile(r"tweejaarlijks|om de twee jaar|elke twee jaar")),
    (12, re.compile(r"ja+r|vanaf|steeds")),
)
# What a letter does that keeps an occurrence: it tells parliament of it.
KEEPS = frozenset(
    {EventKind.CLAIMED_DONE, EventKind.CLAIMED_PARTLY, EventKind.REPEATED, EventKind.SUPPLEMENTED}
)


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One deadline in the life of an item: what it was, from when, and where a letter says so."""

    deadline: Deadline
    since: date | None
    event: Event
    first: bool


@dataclass(frozen=True, slots=True)
class DeadlineLife:
    """First promised, moved, moved again; `days_open` from its making to the day, or to its settling."""

    steps: tuple[DeadlineStep, ...]
    moved: int
    days_open: int | None

    @property
    def first(self) -> Deadline | None:
        """The deadline that was promised first: it stays what it was, whatever follows."""
        return self.steps[0].deadline if self.steps else None


def derive_deadlines(item: TrackedItem, as_of: date, decisions: Sequence[Decision] = ()) -> DeadlineLife:
    """The deadlines of an item up to `as_of`, and how long it has been open.

    Args:
        item: with its whole life.
        as_of: the day of the picture.
        decisions: of people about it: what they settle is open no longer.
    """
    seen = as_seen_on(item, as_of)
    told = [event for event in seen.deadline_history if event.deadline is not None]
    steps: list[DeadlineStep] = []
    for event in told:
        assert event.deadline is not None
        if steps and is_same(steps[-1].deadline, event.deadline):
            continue
        steps.append(DeadlineStep(event.deadline, event.date, event, first=not steps))
    moved = sum(event.kind is EventKind.MOVED for event in seen.deadline_history)
    return DeadlineLife(tuple(steps), max(moved, len(steps) - 1), days_open(item, as_of, decisions))


def is_same(one: Deadline, other: Deadline) -> bool:
    """True where two deadlines have one last day, or neither has one and the words agree."""
    return one.latest == other.latest and (one.latest is not None or one.text == other.text)


def days_open(item: TrackedItem, as_of: date, decisions: Sequence[Decision] = ()) -> int | None:
    """Days from the making of an item to `as_of`, or to the day on which it was settled; None undated."""
    made = item.made_on or first_seen(item)
    if made is None or made > as_of:
        return None
    status, claim, _ = derive_claim(item, as_of)
    end = claim.date if claim is not None and claim.date is not None and status in SETTLED else None
    if decision := derive_decision(decisions, as_of):
        end = decision.at.date() if decision.status in SETTLED else None
    return ((end or as_of) - made).days


class Kept(StrEnum):
    """What came of one occurrence of a duty that comes back."""

    KEPT = "kept"
    MISSED = "missed"
    AHEAD = "ahead"  # its day has not come


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a recurring duty falls due, with the event that kept it."""

    due: date
    kept: Kept
    event: Event | None = None


def derive_series(item: TrackedItem, as_of: date) -> tuple[Occurrence, ...]:
    """Every occurrence of a duty that comes back ("jaarlijks"), up to the first after `as_of`.

    An occurrence is kept by a letter that tells parliament of it, after the occurrence before and at
    most three months late. Empty for an item that does not come back, or of which the first is unknown.
    """
    deadline = deadline_on(item, as_of)
    if deadline is None or deadline.basis is not DeadlineBasis.RECURRING:
        return ()
    made = item.made_on or first_seen(item)
    days = due_days(deadline, made, as_of) if made is not None else []
    seen = as_seen_on(item, as_of)
    keeping = [e for e in seen.events if e.kind in KEEPS and e.date is not None and e.date != made]
    series: list[Occurrence] = []
    for due in days:
        after = series[-1].due + timedelta(GRACE) if series and series[-1].event else (made or due)
        found = next((e for e in keeping if is_for(e, due, after) and not is_taken(e, series)), None)
        kept = Kept.KEPT if found else Kept.MISSED if due < as_of else Kept.AHEAD
        series.append(Occurrence(due, kept, found))
    return tuple(series)


def is_for(event: Event, due: date, after: date) -> bool:
    """True where the event lies in the time of the occurrence."""
    return event.date is not None and min(after, due) < event.date <= due + timedelta(GRACE)


def is_taken(event: Event, series: Sequence[Occurrence]) -> bool:
    """True where the event kept an earlier occurrence."""
    return any(each.event is event for each in series)


def due_days(deadline: Deadline, made: date, as_of: date) -> list[date]:
    """The days on which a recurring duty falls due after its making, up to the first after `as_of`."""
    months = period_of(deadline.text)
    day = deadline.latest or end_of_period(made, months)
    while day <= made:
        day = add_months(day, months)
    days = [day]
    while days[-1] <= as_of and len(days) < 200:
        days.append(add_months(days[-1], months))
    return days


def period_of(words: str) -> int:
    """How often the words say that it comes back, in months; a year where they do not say.

    >>> [period_of(words) for words in ("elk kwartaal", "halfjaarlijks", "jaarlijks in mei", "periodiek")]
    [3, 6, 12, 12]
    """
    said = words.lower()
    return next((months for months, pattern in PERIODS if pattern.search(said)), 12)


def end_of_period(day: date, months: int) -> date:
    """The last day of the month, quarter, half year or year after the one that holds `day`.

    >>> end_of_period(date(2024, 2, 10), 12), end_of_period(date(2024, 2, 10), 3)
    (datetime.date(2024, 12, 31), datetime.date(2024, 3, 31))
    """
    month = -(-day.month // min(months, 12)) * min(months, 12)
    year = day.year + (1 if months > 12 else 0)
    return add_months(date(year, 1, 1), month) - timedelta(1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day.

    >>> add_months(date(2024, 8, 31), 6)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    is_last = (day + timedelta(1)).month != day.month
    return date(year, month + 1, last if is_last else min(day.day, last))


@dataclass(frozen=True, slots=True)
class MotionChain:
    """What became of a motion: the vote, the cabinet's judgement, the claims, and a person's verdict.

    `vote` and `appreciation` come with where they are from: official data, or the event that tells of
    it in a letter. `claims` are the events in which letters say what is done with it.
    """

    vote: Ballot | None
    vote_from: Official | Event | None
    appreciation: Appreciation | None
    appreciation_from: Official | Event | None
    claims: tuple[Event, ...]
    verdict: Decision | None


CLAIMING = frozenset(
    {
        EventKind.CLAIMED_DONE,
        EventKind.CLAIMED_PARTLY,
        EventKind.IN_PROGRESS,
        EventKind.REFUSED,
        EventKind.MOVED,
        EventKind.WITHDRAWN,
    }
)


def derive_chain(item: TrackedItem, as_of: date, decisions: Sequence[Decision] = ()) -> MotionChain:
    """What became of a motion by `as_of`: official data go before what letters say."""
    seen = as_seen_on(item, as_of)
    vote, vote_from = last_told(seen, EventKind.VOTED, Ballot)
    judged, judged_from = last_told(seen, EventKind.APPRECIATED, Appreciation)
    claims = tuple(event for event in seen.events if event.kind in CLAIMING)
    return MotionChain(
        Ballot(vote) if vote else None,
        vote_from,
        Appreciation(judged) if judged else None,
        judged_from,
        claims,
        derive_decision(decisions, as_of),
    )


def last_told(
    item: TrackedItem, kind: EventKind, results: type[Ballot] | type[Appreciation]
) -> tuple[str | None, Official | Event | None]:
    """The last result of official data; without any, the last that a letter tells, with its source."""
    official = [each for each in item.official if isinstance(each.result, results)]
    if official:
        last = max(official, key=lambda each: each.date or date.min)
        return last.result.value, last
    told = [event for event in item.events if event.kind is kind and event.result]
    return (told[-1].result, told[-1]) if told else (None, None)
