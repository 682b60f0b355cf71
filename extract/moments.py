"""From the words of a moment ("het derde kwartaal van 2031") to its days: one function a kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from extract.days import (
    ONE_DAY,
    Interval,
    add_months,
    feast_interval,
    half_interval,
    month_interval,
    quarter_interval,
    recess_interval,
    recess_table,
    season_interval,
    single_day,
    week_interval,
    year_interval,
)
from extract.rules import Rule, RuleError, read_data
from kamer.span import Span

AtYear = Callable[[int], Interval]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of one language stand for; the tables `[vocabulary.*]` of its rule file."""

    months: Mapping[str, int]
    numbers: Mapping[str, float]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    weekdays: Mapping[str, int]
    which: Mapping[str, str]
    feasts: Mapping[str, str]

    def number(self, word: str) -> float:
        """A number in words or digits."""
        found = self.numbers.get(plain(word))
        return float(word) if found is None else found

    def direction(self, word: str | None) -> str | None:
        """`this`, `next` or `last`; None without a word."""
        return self.which.get(plain(word)) if word else None


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of a rule file.

    Raises:
        RuleError: when the file has no `[vocabulary]` or lacks one of its tables.
    """
    try:
        return Vocabulary(**read_data(name)["vocabulary"])
    except (KeyError, TypeError) as error:
        raise RuleError(f"{name}: the vocabulary is not complete: {error}") from error


def plain(words: str) -> str:
    """Lower case with single blanks."""
    return " ".join(words.lower().split())


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar as a text names it; `past` where its own words say so ("12 mei jl.").

    `at` gives its days in a year; `year` is set where the words fix the year (`explicit` where they state
    it); otherwise the year follows from the anchor. `which` is `this`, `next` or None.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """One match of a moment rule, with what is needed to count it out."""

    match: re.Match[str]
    words: Vocabulary
    anchor: dt.date | None

    def group(self, name: str) -> str | None:
        """What a group of the rule holds; None where it has no such group or the group is empty."""
        return self.match[name] if name in self.match.re.groupindex else None

    def text(self, name: str) -> str:
        """What a group holds, in plain form, or nothing."""
        return plain(self.group(name) or "")


class PastError(Exception):
    """The words themselves say that it is past ("12 mei jl.", "afgelopen zomer")."""


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
    needs = "edge" if rule.values.get("needs_edge") else "strong" if rule.values.get("needs_strong") else None
    return Moment(Span(*match.span()), kind, rule.id, at, year, explicit, which, needs)


def anchor_year(anchor: dt.date | None) -> int | None:
    """The anchor's year."""
    return anchor.year if anchor else None


def stated_year(reading: Reading) -> tuple[int | None, bool]:
    """The year that the words fix, and whether they state it in figures."""
    figures = reading.group("year") or reading.group("iso_year")
    if figures:
        return int(figures), True
    which = reading.words.direction(reading.group("year_which"))
    if which is None or reading.anchor is None:
        return None, False
    if which == "last":
        raise PastError
    return reading.anchor.year + (which == "next"), False


def direction(reading: Reading) -> str | None:
    """`this` or `next`, from the word before or the mark after ("komende", "a.s.")."""
    found = reading.words.direction(reading.group("which")) or reading.words.direction(reading.group("mark"))
    if found == "last":
        raise PastError
    return found


def the_day(reading: Reading) -> AtYear:
    """A day or a few days: "12 mei", "12 en 13 juni"."""
    month = month_number(reading)
    day = int(reading.text("day"))
    first = int(reading.group("first") or day)
    return lambda year: Interval(dt.date(year, month, min(first, day)), dt.date(year, month, day))


def month_number(reading: Reading) -> int:
    """The number of the month in group `month`."""
    return reading.words.months[reading.text("month").rstrip(".")]


def numeric_day(reading: Reading) -> AtYear:
    """A day in figures: "01-07-2031", "2031-07-01"."""
    day, month = (int(reading.group(n) or reading.group(f"iso_{n}") or 0) for n in ("day", "month"))
    return lambda year: single_day(dt.date(year, month, day))


def the_month(reading: Reading) -> AtYear:
    """A month: "december 2031"."""
    month = month_number(reading)
    return lambda year: month_interval(year, month)


def the_quarter(reading: Reading) -> AtYear:
    """Quarters: "Q1/Q2 2031", "het tweede of derde kwartaal"."""
    numbers = [reading.group(n) for n in ("ordinal", "second", "qfirst", "q", "number")]
    quarters = [int(reading.words.number(n)) for n in numbers if n]
    first, last = min(quarters), max(quarters)
    return lambda year: Interval(quarter_interval(year, first).start, quarter_interval(year, last).end)


def the_half(reading: Reading) -> AtYear:
    """Half a year: "het eerste halfjaar", "H2 2031"."""
    number = int(reading.words.number(reading.group("ordinal") or reading.text("h")))
    return lambda year: half_interval(year, min(number, 2))


def the_season(reading: Reading) -> AtYear:
    """A season; "de winter van 2031-2032" belongs to the year in which it ends."""
    season = reading.words.seasons[reading.text("season")]
    begun = reading.group("winter")
    if begun and season == "winter":
        return lambda year: season_interval(int(begun) + 1, season)
    return lambda year: season_interval(year, season)


def the_recess(reading: Reading) -> AtYear:
    """A recess; the krokusreces is the one of spring."""
    name = reading.text("recess").replace("krokus", "voorjaars") + "reces"
    return lambda year: recess_interval(year, name)


def any_recess(reading: Reading) -> AtYear:
    """The next recess of any name, as "voor het reces" means it."""
    anchor = reading.anchor
    if anchor is None:
        raise ValueError("the next recess needs an anchor")
    years = (anchor.year, anchor.year + 1)
    found = [recess_interval(year, name) for year in years for name in recess_table().estimates]
    coming = min((one for one in found if one.start > anchor), key=lambda one: one.start)
    return lambda year: coming


def the_feast(reading: Reading) -> AtYear:
    """A named day; the Miljoenennota of a year comes out in September before it."""
    word = reading.text("feast")
    feast = reading.words.feasts[word]
    back = 1 if word == "miljoenennota" and reading.group("year") else 0
    return lambda year: feast_interval(year - back, feast)


def the_school_year(reading: Reading) -> AtYear:
    """A school year: 1 August to 31 July (Wet op het primair onderwijs, art. 1)."""
    return lambda year: Interval(dt.date(year, 8, 1), dt.date(year + 1, 7, 31))


def the_year(reading: Reading) -> AtYear:
    """A year or some years: "2031", "2031-2034"."""
    last = reading.group("range")
    return lambda year: year_interval(year, int(re.findall(r"\d{4}", last)[0]) if last else None)


def relative_period(reading: Reading) -> AtYear:
    """A period as seen from the anchor: "dit jaar", "volgende maand", "het kwartaal"."""
    unit = reading.words.units[reading.text("unit")]
    figures = reading.group("year")
    if figures and unit == "year":
        return lambda year: year_interval(int(figures))
    anchor = reading.anchor
    if anchor is None:
        raise ValueError("a relative period needs an anchor")
    if unit == "year" and reading.text("which") in COMING_YEAR:
        return lambda year: Interval(anchor, add_months(anchor, 12))
    found = shifted(anchor, unit, int(direction(reading) == "next"))
    return lambda year: found


def shifted(anchor: dt.date, unit: str, by: int) -> Interval:
    """The week, month, … that holds the anchor, or the one `by` further on."""
    if unit == "week":
        return week_interval(anchor + dt.timedelta(days=7 * by))
    if unit == "weekend":
        week = week_interval(anchor)
        return Interval(week.end - ONE_DAY, week.end)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    start = (anchor.month - 1) // size * size + 1 + size * by
    return month_interval(anchor.year, start, size)


def the_weekday(reading: Reading) -> AtYear:
    """The first such weekday after the anchor."""
    if reading.anchor is None:
        raise ValueError("a weekday needs an anchor")
    wanted = reading.words.weekdays[reading.text("weekday") or reading.text("weekday_as")]
    ahead = (wanted - reading.anchor.weekday() - 1) % 7 + 1
    found = single_day(reading.anchor + dt.timedelta(days=ahead))
    return lambda year: found


def week_number(reading: Reading) -> AtYear:
    """The week of that ISO number."""
    number = int(reading.text("week"))
    return lambda year: week_interval(dt.date.fromisocalendar(year, number, 1))


def near_day(reading: Reading) -> AtYear:
    """One of the days at hand: "vandaag", "morgen", "overmorgen"."""
    if reading.anchor is None:
        raise ValueError("a near day needs an anchor")
    ahead = int(reading.words.number(reading.text("near")))
    found = single_day(reading.anchor + dt.timedelta(days=ahead))
    return lambda year: found


AT_HAND = 200  # days
# "Het komende jaar" is the twelve months ahead, "komend jaar" the next calendar year.
COMING_YEAR = frozenset({"het komende", "het aankomende", "the coming"})

KINDS: dict[str, Callable[[Reading], AtYear]] = {
    "day": the_day,
    "numeric_day": numeric_day,
    "month": the_month,
    "quarter": the_quarter,
    "half": the_half,
    "season": the_season,
    "recess": the_recess,
    "any_recess": any_recess,
    "feast": the_feast,
    "school_year": the_school_year,
    "year": the_year,
    "relative": relative_period,
    "weekday": the_weekday,
    "week_number": week_number,
    "near_day": near_day,
}
FIXED = frozenset({"weekday", "near_day", "any_recess"})


def occurrences(moment: Moment, anchor: dt.date | None) -> list[Interval]:
    """The days that the moment may mean, in order of time: one where its year is fixed."""
    if moment.kind == "relative" or moment.fixed:
        return [moment.at(moment.year or anchor_year(anchor) or 2000)]
    if anchor is None:
        return []
    found = [moment.at(year) for year in candidate_years(moment, anchor) if valid(moment, year)]
    if moment.which == "next":
        return [interval for interval in found if interval.start >= anchor]
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
