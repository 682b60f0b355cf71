"""A stretch of the calendar as a text names it, and the days that it may mean seen from an anchor."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from extract.days import ONE_DAY, Interval, year_interval
from extract.readings import (
    KINDS,
    AtYear,
    PastError,
    Reading,
    Vocabulary,
    anchor_year,
    direction,
    stated_year,
)
from extract.rules import Rule
from kamer.span import Span

FIXED = frozenset({"weekday", "near_day", "any_recess", "session_year", "decade", "day_of_this_month"})
AT_HAND = 200  # days
BEGUN = dt.timedelta(days=30)  # said in March, "komend voorjaar" is the one that has just begun


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar as a text names it; `past` where its own words say so ("12 mei jl.").

    `at` gives its days in a year; `year` is set where the words fix the year (`explicit` where they state
    it); otherwise the year follows from the anchor. `which` is `this`, `next` or None; `needs` is what must
    stand before it to make a time: an `edge`, a `frame`, or a `limit` (a frame that bounds from one side).
    """

    span: Span
    kind: str
    rule: str
    at: AtYear
    year: int | None = None
    explicit: bool = False
    which: str | None = None
    needs: str | None = None
    past: bool = False

    @property
    def fixed(self) -> bool:
        """True where the words leave no choice of year."""
        return self.year is not None


def parse_moment(
    rule: Rule, match: re.Match[str], words: Vocabulary, anchor: dt.date | None
) -> Moment | None:
    """The moment that a match names; None where it is no date at all."""
    reading = Reading(match, words, anchor)
    kind = rule.values["kind"]
    try:
        year, explicit = stated_year(reading)
        which = direction(reading)
        at = KINDS[kind](reading)
        if kind in FIXED:
            year = anchor_year(anchor)
        at(year or anchor_year(anchor) or 2000)
    except PastError:
        return Moment(Span(*match.span()), kind, rule.id, year_interval, past=True)
    except ValueError:
        return None
    return Moment(Span(*match.span()), kind, rule.id, at, year, explicit, which, rule.values.get("needs"))


def occurrences(moment: Moment, anchor: dt.date | None) -> list[Interval]:
    """The days that the moment may mean, in order of time: one where its year is fixed."""
    if moment.kind == "relative" or moment.fixed:
        return [moment.at(moment.year or anchor_year(anchor) or 2000)]
    if anchor is None:
        return []
    found = [moment.at(year) for year in candidate_years(moment, anchor) if valid(moment, year)]
    if moment.which == "next":
        begun = BEGUN if moment.kind == "season" else ONE_DAY * 0
        return [interval for interval in found if interval.start >= anchor - begun]
    if moment.which == "this":  # said in September, "deze zomer" is the one that has been
        return [interval for interval in found if (interval.start - anchor).days <= AT_HAND]
    return found


def candidate_years(moment: Moment, anchor: dt.date) -> range:
    """The years in which a moment without a year may lie, seen from the anchor."""
    return range(anchor.year - 1, anchor.year + 3)


def valid(moment: Moment, year: int) -> bool:
    """False for 29 February in a year that has none."""
    try:
        moment.at(year)
    except ValueError:
        return False
    return True
