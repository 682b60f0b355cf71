"""Days that have been: when a debate was held, when a letter was sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kamer.span import Span

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})(?:\s+(?P<year>(?:19|20)\d\d))?"
    r"(?P<last>\s+(?:jl|j\.l|jongstleden|laatstleden|ll|(?:van\s+)?dit\s+jaar))?",
    re.IGNORECASE,
)
# What was on that day: only the day of a debate or a paper is a handle on a promise.
OCCASION = re.compile(
    r"\b(?:\w*debat\w*|\w*overleg\w*|AO|WGO|VAO|NO|mondelinge\s+vragen\w*|vragenuur\w*|\w*brief|\w*brieven|schrijven|"
    r"\w*behandeling|beantwoording|vergadering|regeling\s+van\s+werkzaamheden|\w*commissie|rondetafel\w*|hoorzitting|(?:sprak|spraken|debatteerde)\s+(?:ik|wij|uw\s+Kamer))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day with its words' place in the text that was read."""

    day: dt.date
    span: Span


def find_past_days(text: str, anchor: dt.date | None) -> Iterator[PastDay]:
    """The days in a text that are not after `anchor`; one without a year is the last such day."""
    for match in DAY.finditer(text):
        day = resolve_day(match, anchor)
        if day is not None and (anchor is None or day <= anchor):
            yield PastDay(day, Span(match.start(), match.end()))


def resolve_day(match: re.Match[str], anchor: dt.date | None) -> dt.date | None:
    """The day that the words mean; None for a day that does not exist or hangs on an unknown year."""
    month = MONTHS.index(match["month"].lower()) + 1
    if match["year"]:
        return make_day(int(match["year"]), month, int(match["day"]))
    if anchor is None:
        return None
    this_year = make_day(anchor.year, month, int(match["day"]))
    if this_year is not None and this_year > anchor:
        return make_day(anchor.year - 1, month, int(match["day"]))
    return this_year


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_occasion(text: str, anchor: dt.date | None) -> dt.date | None:
    """The day of the debate or the paper that a text names, where there is one near the words for it."""
    for past in find_past_days(text, anchor):
        around = text[max(0, past.span.start - 110) : past.span.end + 110]
        if OCCASION.search(around):
            return past.day
    return None
