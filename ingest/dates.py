"""Dates as letters write them: in full ("8 november 2022"), in figures, without a year ("12 mei jl.")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

DUTCH = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = (
    {name: at % 12 + 1 for at, name in enumerate(DUTCH + ENGLISH)}
    | {
        short: at + 1
        for at, short in enumerate(
            ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        )
    }
    | {"sept": 9, "oct": 10, "mar": 3, "dez": 12}
)
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
FULL = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\s+(?P<month>{NAMES})\.?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{NAMES})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year>(?:19|20)\d\d)\b", re.I
)
FIGURES = re.compile(r"\b(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)\b")
ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{2})-(?P<day>\d{2})\b")
RECENT = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{NAMES})\.?\s*(?:jl\.?|j\.l\.|jongstleden|laatstleden)(?!\w)", re.I
)


@dataclass(frozen=True, slots=True)
class Recent:
    """A day without a year that lies shortly before the letter."""

    day: int
    month: int

    def before(self, day: dt.date) -> dt.date | None:
        """The last such day on or before `day`."""
        here = make_date(day.year, self.month, self.day)
        return here if here and here <= day else make_date(day.year - 1, self.month, self.day)


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def date_of(match: re.Match[str]) -> dt.date | None:
    """The date of a match with day, month and year."""
    month = match["month"]
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    return make_date(int(match["year"]), number, int(match["day"]))


def find_dates(text: str) -> Iterator[tuple[int, dt.date]]:
    """All dates with a year, in order, each with the offset at which it starts."""
    found = [
        (m.start(), d)
        for p in (FULL, MONTH_FIRST, FIGURES, ISO)
        for m in p.finditer(text)
        if (d := date_of(m))
    ]
    yield from sorted(found)


def parse_date(text: str) -> dt.date | None:
    """The first date with a year in `text`, or None.

    >>> parse_date("Den Haag, 8 november 2022")
    datetime.date(2022, 11, 8)
    """
    return next((date for _, date in find_dates(text)), None)


def find_recent(text: str) -> Iterator[Recent]:
    """All days with "jl." and no year, in order."""
    for match in RECENT.finditer(text):
        yield Recent(int(match["day"]), MONTHS[match["month"].lower()])


def session_bounds(session_year: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a parliamentary year: from the third Tuesday of September (art. 65 Grondwet)."""
    match = re.fullmatch(r"(\d{4})-(\d{4})", session_year)
    if match is None:
        return None
    return opening(int(match[1])), opening(int(match[2])) - dt.timedelta(days=1)


def session_of(day: dt.date) -> str:
    """The parliamentary year in which a day lies.

    >>> session_of(dt.date(2023, 9, 18))
    '2022-2023'
    """
    first = day.year if day >= opening(day.year) else day.year - 1
    return f"{first}-{first + 1}"


def opening(year: int) -> dt.date:
    """Prinsjesdag: the third Tuesday of September."""
    first = dt.date(year, 9, 1)
    return first + dt.timedelta(days=(1 - first.weekday()) % 7 + 14)
