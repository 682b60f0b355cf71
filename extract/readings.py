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
    session_interval,
    single_day,
    week_interval,
    year_interval,
)
from extract.rules import RuleError, read_data

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


def anchor_year(anchor: dt.date | None) -> int | None:
    """The anchor's year."""
    return anchor.year if anchor else None


def stated_year(reading: Reading) -> tuple[int | None, bool]:
    """The year that the words fix, and whether they state it in figures."""
    figures = reading.group("year") or reading.group("iso_year") or reading.group("first_year")
    if figures:
        return year_number(figures), True
    if reading.group("winter"):
        return year_number(reading.text("winter")) + (reading.text("season").startswith("winter")), True
    if reading.group("that"):
        return year_before(reading), False
    which = reading.words.direction(reading.group("year_which"))
    if which is None or reading.anchor is None:
        return None, False
    if which == "last":
        raise PastError
    return reading.anchor.year + (which == "next"), False


def year_before(reading: Reading) -> int | None:
    """The year that the text names last: "het rapport over 2031, dat in april van dat jaar verschijnt"."""
    found = re.findall(r"\b20\d\d\b", reading.match.string[: reading.match.start()][-200:])
    return int(found[-1]) if found else None


def year_number(figures: str) -> int:
    """The year in figures, of which two may stand after a mark: "2031", "'31", "«31"."""
    number = int(re.sub(r"\D", "", figures))
    return number if number > 99 else 2000 + number


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


def the_third(reading: Reading) -> AtYear:
    """A third of a year: "het eerste tertaal", "het tweede trimester"."""
    number = min(int(reading.words.number(reading.text("ordinal"))), 3)
    return lambda year: month_interval(year, 4 * number - 3, 4)


def the_season(reading: Reading) -> AtYear:
    """A season; "de winter van 2031-2032" belongs to the year in which it ends.

    "De winter van 2031" is the one that ends in 2031, or where that has been, the one that begins then.
    """
    season = reading.words.seasons[reading.text("season")]
    anchor = reading.anchor
    if season == "winter" and reading.group("year") and anchor is not None:
        return lambda year: season_interval(year + (season_interval(year, season).end < anchor), season)
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
    """A year or some years: "2031", "2031-2034", "2031/2032"; no years where the second is not later."""
    found = re.findall(r"\d{4}|\d\d", reading.group("range") or "")
    last = year_number(found[0]) if found else None
    if last is not None and last <= year_number(reading.text("year")):
        raise ValueError("the range runs back")
    return lambda year: year_interval(year, last)


def relative_period(reading: Reading) -> AtYear:
    """A period as seen from the anchor: "dit jaar", "volgende maand", "het kwartaal"."""
    unit = reading.words.units[reading.text("unit")]
    figures = reading.group("year")
    if figures and unit == "year":
        return lambda year: year_interval(year_number(figures))
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


def the_decade(reading: Reading) -> AtYear:
    """The decade that holds the anchor; its end is the round year, as "by the end of the decade" means it."""
    if reading.anchor is None:
        raise ValueError("a decade needs an anchor")
    first = reading.anchor.year // 10 * 10
    return lambda year: year_interval(first + 1, first + 10)


def session_year(reading: Reading) -> AtYear:
    """The parliamentary year that holds the anchor, or the next one."""
    if reading.anchor is None:
        raise ValueError("a session year needs an anchor")
    begun = reading.anchor.year - (reading.anchor < session_interval(reading.anchor.year).start)
    found = session_interval(begun + (direction(reading) == "next"))
    return lambda year: found


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


def day_of_this_month(reading: Reading) -> AtYear:
    """A day of the anchor's own month: "20 dezer"."""
    if reading.anchor is None:
        raise ValueError("a day of this month needs an anchor")
    found = single_day(reading.anchor.replace(day=int(reading.text("day"))))
    return lambda year: found


# "Het komende jaar" is the twelve months ahead, "komend jaar" the next calendar year.
COMING_YEAR = frozenset({"het komende", "het aankomende", "the coming"})

KINDS: dict[str, Callable[[Reading], AtYear]] = {
    "day": the_day,
    "numeric_day": numeric_day,
    "month": the_month,
    "quarter": the_quarter,
    "half": the_half,
    "third": the_third,
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
    "session_year": session_year,
    "decade": the_decade,
    "day_of_this_month": day_of_this_month,
}
