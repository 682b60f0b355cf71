"""Stretches of the calendar: what a quarter, the end of a year or a recess is, in days. Pure arithmetic."""

from __future__ import annotations

import datetime as dt
import tomllib
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

ONE_DAY = dt.timedelta(days=1)
ONE_WEEK = dt.timedelta(days=7)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to and including `end`.

    `eve` is the last day of "before it" where that is not simply the day before: "voor de zomer" ends when
    the summer recess begins, "voor het einde van het jaar" only with the year. `estimated` is true where
    the days come from a rule of thumb (the recesses of coming years), `eve_estimated` where only the eve
    does.
    """

    start: dt.date
    end: dt.date
    eve: dt.date | None = None
    estimated: bool = False
    eve_estimated: bool = False

    @property
    def day_before(self) -> dt.date:
        """The last day on which something is before this interval."""
        return self.eve or self.start - ONE_DAY

    @property
    def days(self) -> int:
        """How many days it counts."""
        return (self.end - self.start).days + 1


def single_day(day: dt.date) -> Interval:
    """One day."""
    return Interval(day, day)


def month_interval(year: int, month: int, months: int = 1) -> Interval:
    """`months` whole months from `month` on; a month above 12 runs into the next year."""
    start = add_months(dt.date(year, 1, 1), month - 1)
    return Interval(start, add_months(start, months) - ONE_DAY)


def year_interval(year: int, last: int | None = None) -> Interval:
    """A calendar year, or the years up to and including `last`."""
    return Interval(dt.date(year, 1, 1), dt.date(last or year, 12, 31))


def quarter_interval(year: int, quarter: int) -> Interval:
    """Quarter 1 to 4."""
    return month_interval(year, 3 * quarter - 2, 3)


def half_interval(year: int, half: int) -> Interval:
    """The first or second half of a year."""
    return month_interval(year, 6 * half - 5, 6)


def week_interval(day: dt.date) -> Interval:
    """The week, Monday to Sunday, that holds `day`."""
    monday = day - dt.timedelta(days=day.weekday())
    return Interval(monday, monday + 6 * ONE_DAY)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last day of a month that is shorter.

    >>> add_months(dt.date(2031, 1, 31), 1)
    datetime.date(2031, 2, 28)
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def add_workdays(day: dt.date, count: int) -> dt.date:
    """`count` working days (Monday to Friday) after `day`."""
    while count > 0:
        day += ONE_DAY
        count -= day.weekday() < 5
    return day


def add_term(day: dt.date, number: float, unit: str) -> dt.date:
    """`number` days, workdays, weeks, months, quarters, halves or years after `day` (before, if negative)."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    if unit in months:
        whole, rest = divmod(number * months[unit], 1)
        return add_months(day, int(whole)) + dt.timedelta(days=round(30 * rest))
    if unit == "workday" and number >= 0:
        return add_workdays(day, int(number))
    return day + dt.timedelta(days=round(number * (7 if unit == "week" else 1)))


# ---- the parts of an interval ("eind", "begin", "de eerste helft van")


def part_of(interval: Interval, part: str) -> Interval:
    """The part of `interval` that `part` names; `eve` is kept right for "before" (see `Interval`)."""
    return PARTS[part](interval)


def end_part(interval: Interval) -> Interval:
    """The last quarter of a year, the last third of anything else; "before the end" is up to the end."""
    length = round(interval.days / (4 if interval.days > 300 else 3))
    start = interval.end - dt.timedelta(days=max(length, 1) - 1)
    return replace(interval, start=max(start, interval.start), eve=interval.end)


def begin_part(interval: Interval) -> Interval:
    """The first quarter of a year, the first third of anything else ("begin juli": 10 July)."""
    if interval.start.day == 1 and interval.days > 80:
        months = 1 if interval.days < 150 else 2 if interval.days < 300 else 3
        return replace(interval, end=add_months(interval.start, months) - ONE_DAY)
    return replace(interval, end=interval.start + dt.timedelta(days=max(round(interval.days / 3) - 1, 0)))


def middle_part(interval: Interval) -> Interval:
    """Around the middle: the middle third up to the very middle, which is its last day."""
    middle = interval.start + dt.timedelta(days=interval.days // 2 - (interval.days < 32))
    start = interval.start + dt.timedelta(days=interval.days // 3)
    return replace(interval, start=min(start, middle), end=middle, eve=middle)


def first_half(interval: Interval) -> Interval:
    """The first half: whole months where the interval is some."""
    months = whole_months(interval)
    if months and months % 2 == 0:
        return replace(interval, end=add_months(interval.start, months // 2) - ONE_DAY)
    return replace(interval, end=interval.start + dt.timedelta(days=max((interval.days - 1) // 2, 0)))


def second_half(interval: Interval) -> Interval:
    """The second half."""
    return replace(interval, start=first_half(interval).end + ONE_DAY, eve=None)


def whole_months(interval: Interval) -> int:
    """How many whole months the interval is, 0 when it is no number of whole months."""
    if interval.start.day != 1 or (interval.end + ONE_DAY).day != 1:
        return 0
    after = interval.end + ONE_DAY
    return (after.year - interval.start.year) * 12 + after.month - interval.start.month


def opening(interval: Interval) -> Interval:
    """Its first day ("de start van het reces")."""
    return replace(interval, end=interval.start)


def last_week(interval: Interval) -> Interval:
    """Its last seven days."""
    return replace(interval, start=max(interval.end - 6 * ONE_DAY, interval.start), eve=None)


def week_after(interval: Interval) -> Interval:
    """The seven days after it."""
    return Interval(interval.end + ONE_DAY, interval.end + ONE_WEEK, estimated=interval.estimated)


def week_before(interval: Interval) -> Interval:
    """The seven days before it."""
    return replace(interval, start=interval.start - ONE_WEEK, end=interval.start - ONE_DAY, eve=None)


def week_of(interval: Interval) -> Interval:
    """The week in which it begins ("de week van 17 maart")."""
    return week_interval(interval.start)


def whole(interval: Interval) -> Interval:
    """All of it ("in de loop van")."""
    return interval


PARTS = {
    "end": end_part,
    "begin": begin_part,
    "middle": middle_part,
    "first_half": first_half,
    "second_half": second_half,
    "opening": opening,
    "last_week": last_week,
    "week_after": week_after,
    "week_before": week_before,
    "week_of": week_of,
    "whole": whole,
}


# ---- seasons, feasts, recesses


def season_interval(year: int, season: str) -> Interval:
    """A season by whole months; a winter by the year in which it ends.

    "Voor de zomer" ends when the Kamer goes into its summer recess, as ministries use it.
    """
    if season == "winter":
        return month_interval(year - 1, 12, 3)
    if season == "late_summer":
        return month_interval(year, 9)
    if season == "summer":
        recess = recess_interval(year, "zomerreces")
        eve = recess.start - ONE_DAY
        return replace(month_interval(year, 6, 3), eve=eve, eve_estimated=recess.estimated)
    return month_interval(year, {"spring": 3, "autumn": 9}[season], 3)


def easter(year: int) -> dt.date:
    """Easter Sunday (the anonymous Gregorian computus, in the form of Butcher 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The `nth` Monday (0) to Sunday (6) of a month."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


EASTER_DAYS = {"easter": 0, "pentecost": 49}  # Sunday and Monday


def session_interval(year: int) -> Interval:
    """The parliamentary year that begins in `year`: from Prinsjesdag (Constitution, art. 65) to the next."""
    return Interval(feast_day(year, "prinsjesdag"), feast_day(year + 1, "prinsjesdag") - ONE_DAY)


def feast_interval(year: int, feast: str) -> Interval:
    """A named day of the year.

    Prinsjesdag is the third Tuesday of September (Constitution, art. 65), Verantwoordingsdag the third
    Wednesday of May. The turn of the year belongs to the year that ends.
    """
    if feast == "christmas":
        return Interval(dt.date(year, 12, 25), dt.date(year, 12, 26))
    if feast in EASTER_DAYS:
        first = easter(year) + EASTER_DAYS[feast] * ONE_DAY
        return Interval(first, first + ONE_DAY)
    if feast == "new_year":
        return Interval(dt.date(year, 12, 31), dt.date(year, 12, 31), eve=dt.date(year, 12, 31))
    return single_day(feast_day(year, feast))


def feast_day(year: int, feast: str) -> dt.date:
    """The day of a feast that is one day."""
    days = {
        "prinsjesdag": nth_weekday(year, 9, 1, 3),
        "verantwoordingsdag": nth_weekday(year, 5, 2, 3),
        "year_end": dt.date(year, 12, 31),
        "ascension": easter(year) + 39 * ONE_DAY,
        "kings_day": dt.date(year, 4, 27),
        "sinterklaas": dt.date(year, 12, 5),
    }
    return days[feast]


@dataclass(frozen=True, slots=True)
class RecessTable:
    """Known recesses by name and year of their first day, and how to estimate the others."""

    known: dict[tuple[str, int], Interval]
    estimates: dict[str, tuple[int, int, int]]


@cache
def recess_table() -> RecessTable:
    """The content of `extract/data/recesses.toml`."""
    content = tomllib.loads(files("extract").joinpath("data", "recesses.toml").read_text("utf-8"))
    known = {
        (row["name"], row["start"].year): Interval(row["start"], row["end"], estimated=not row["certain"])
        for row in content["recess"]
    }
    estimates = {row["name"]: (*row["first_friday_from"], row["days"]) for row in content["estimate"]}
    return RecessTable(known, estimates)


def recess_interval(year: int, name: str) -> Interval:
    """The recess of that name that begins in `year`; estimated where its dates are not on record."""
    table = recess_table()
    known = table.known.get((name, year))
    if known is not None:
        return known
    month, day, days = table.estimates[name]
    from_day = dt.date(year, month, day)
    start = from_day + dt.timedelta(days=(FRIDAY - from_day.weekday()) % 7)
    return Interval(start, start + dt.timedelta(days=days), estimated=True)
