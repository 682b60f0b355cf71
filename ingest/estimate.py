"""When a letter without a date was written, from what it says of days past and days to come.

Every day that it can be is weighed: days with "jl." lie shortly before a letter, what is yet to happen lies
after it. Only where nearly all weight falls in one stretch of some weeks there is an estimate.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, prod

from ingest.dates import MONTHS, NAMES, Recent, find_dates, find_recent, make_date, session_bounds

# What makes a date with its year surely a past one: the date of a letter, a debate, a vote.
PAST_BEFORE = re.compile(
    r"(?:\b(?:brief|brieven|debat|overleg|motie|verslag|rapport|bericht|advies|besluit|vergadering|toezegging\w*)\b[^.;]{0,80}"
    r"\s(?:van|d\.d\.|dd\.?|op)|\bd\.d\.|\bgedateerd|\bsinds)\s*$",
    re.I,
)
# What came in on a day is dealt with in some weeks: a proposal with a fiche, questions with an answer.
RECEIVED_BEFORE = re.compile(r"(?:datum ontvangst commissiedocument|\(\s*ingezonden)\s*:?\s*$", re.I)
# A day without a year, and the past tense before or behind it ("De Commissie presenteerde op 29 mei").
PLAIN = re.compile(
    rf"\bop\s+(?P<day>\d{{1,2}})\s+(?P<month>{NAMES})\b(?!\.?,?\s*(?:\d{{4}}|jl|j\.l|jongst|laatst|a\.s|aanst|volgend))",
    re.I,
)
PAST_TENSE = re.compile(
    r"\b(?:heeft|hebben|werd|werden|presenteerde|publiceerde|verscheen|ontving|stuurde|stemde|besloot)\b"
    r"[^.;?]{0,60}$",
    re.I,
)
PAST_BEHIND = re.compile(r"\s*(?:heeft|hebben|werd|werden)\b", re.I)
# A month without a year that is past: "Eind maart waren", "sinds februari".
PLAIN_MONTH = re.compile(
    rf"\b(?:(?P<since>sinds)(?:\s+(?P<s>begin|medio|eind))?|(?P<p>begin|medio|eind|in))\s+(?P<month>{NAMES})\b"
    r"(?!\.?,?\s*\d)(?(since)|(?=\s+(?:was|waren|werd|werden|heeft|hebben)\b))",
    re.I,
)
PART_OF_MONTH = {"begin": 5, "medio": 15, "eind": 28}
# What is yet to happen: a present or future tense, and a month with its year behind it.
TO_COME = re.compile(
    r"\b(?:zal|zullen|wordt|worden|ontvangt|verwacht|informeer|stuur|kom)\b[^.;?]{0,90}?"
    rf"\b(?:in|vanaf|voor|vóór|uiterlijk|begin|medio|eind|per|op|tot)\s+(?:\d{{1,2}}\s+)?(?P<month>{NAMES})\s+"
    r"(?P<year>20\d\d)\b",
    re.I,
)
# The dossiers of the budgets, each from the day on which a parliamentary year opens; with its chapter.
BUDGETS = {
    32500: 2010, 33000: 2011, 33400: 2012, 33750: 2013, 34000: 2014, 34300: 2015, 34550: 2016, 34775: 2017,
    35000: 2018, 35300: 2019, 35570: 2020, 35925: 2021, 36200: 2022, 36410: 2023, 36600: 2024, 36800: 2025,
}  # fmt: skip
BUDGET = re.compile(r"\b(\d{2})\s?(\d{3})[ -]+(?:[IVX]+|[A-M])\b")
REGISTERED = re.compile(r"\bTZ(20\d\d)(0[1-9]|1[0-2])-\d")
NUMBERED = re.compile(r"\b(?:(20\d\d)Z\d{4,6}|(?:COM|SWD|JOIN)\s?\((20\d\d)\))")
SESSION = re.compile(
    r"\b(?:vergaderjaar|Kamerstukken II,?|Handelingen II,?)\s+(20\d\d)\s?[-–/]\s?\d{2,4}", re.I
)

# How many days back an author tells of with "jl.": one of some weeks, another of half a year; and a day that
# nobody calls recent any more, as it soon comes again.
JL, STALE, STALE_DAYS = (20.0, 50.0, 130.0), 0.03, 270
# In how many days an event is hardly told of any more: without a year, with one, and what a paper deals with
# that came in.
PLAIN_DAYS, DATED, RECEIVED = 60.0, 120.0, 30.0
# No reading is quite impossible: authors make mistakes, and so do patterns.
SLIP, SLIP_OF_PATTERN = 0.0005, 0.01
# What is told as yet to come may be past all the same, in a quotation.
QUOTED = 0.05
# In the summer recess few letters are sent.
RECESS = 0.3
# How much of the weight has to lie in the weeks behind the estimate.
SURE, STRETCH = 0.85, dt.timedelta(days=100)
# Without a parliamentary year a letter is looked for so long behind the newest day that it surely knows.
SPAN = dt.timedelta(days=3 * 365)


@dataclass(slots=True)
class Clues:
    """What a text says of the day on which it was written."""

    after: list[dt.date] = field(default_factory=list)
    recent: list[Recent] = field(default_factory=list)
    plain: list[Recent] = field(default_factory=list)
    received: list[dt.date] = field(default_factory=list)
    told: list[dt.date] = field(default_factory=list)
    ahead: list[dt.date] = field(default_factory=list)

    def weight(self, day: dt.date) -> float:
        """How well a day fits, were the letter written then."""
        weight = RECESS if (7, 8) <= (day.month, day.day) <= (8, 28) else 1.0
        weight *= recency([age_of(event, day) for event in self.recent])
        for event in self.plain:
            weight *= SLIP_OF_PATTERN + exp(-age_of(event, day) / PLAIN_DAYS)
        for scale, days in ((RECEIVED, self.received), (DATED, self.told)):
            if days:
                weight *= SLIP + exp(-max(0, (day - max(days)).days) / scale)
        for limit in self.ahead:
            weight *= QUOTED if day > limit else 1.0
        return weight

    def days(self) -> set[tuple[int, int]]:
        """Day and month of every event that can be the newest; one without "jl." or year casts doubt."""
        dated = {(day.day, day.month) for day in (*self.received, *self.told)}
        return dated | {(event.day, event.month) for event in self.recent}


def recency(ages: Sequence[int]) -> float:
    """How likely it is that an author calls events of these ages recent, whatever the author's habit."""
    habits = []
    for scale in JL:
        likely = [
            SLIP + exp(-age / scale) * JL[0] / scale * (STALE if age > STALE_DAYS else 1.0) for age in ages
        ]
        habits.append(prod(likely))
    return sum(habits) / len(habits)


def age_of(event: Recent, day: dt.date) -> int:
    """How many days before `day` an event without a year last was."""
    past = event.before(day)
    return (day - past).days if past else 1461  # the 29th of February


def estimate_date(text: str, session_year: str | None) -> dt.date | None:
    """The day after the newest past event that the text tells of; None where that is not certain."""
    clues = find_clues(text)
    first, last = bounds_of(clues, session_bounds(session_year) if session_year else None)
    if first is None or last is None or not clues.days():
        return None
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    weights = [clues.weight(day) for day in days]
    best = days[max(range(len(days)), key=lambda at: weights[at])]
    near = sum(weight for day, weight in zip(days, weights, strict=True) if best <= day <= best + STRETCH)
    if (best.day, best.month) not in clues.days() or near < SURE * sum(weights):
        return None
    return best + dt.timedelta(days=1)


def bounds_of(clues: Clues, session: tuple[dt.date, dt.date] | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day on which a letter can have been written; None where nothing tells."""
    sure = [*clues.after, *clues.told, *clues.received]
    if session:
        return max([session[0], *(day for day in sure if session[0] <= day <= session[1])]), session[1]
    return (max(sure), max(sure) + SPAN) if sure else (None, None)


def find_clues(text: str) -> Clues:
    """All that a text says of the day on which it was written."""
    clues = Clues(
        after=list(find_sure(text)), recent=unique(find_recent(text)), plain=unique(find_plain(text))
    )
    for at, date in find_dates(text):
        before = text[max(0, at - 120) : at]
        if RECEIVED_BEFORE.search(before):
            clues.received.append(date)
        elif PAST_BEFORE.search(before):
            clues.told.append(date)
    clues.ahead = [end_of(match) for match in TO_COME.finditer(text)]
    return clues


def unique(events: Iterator[Recent]) -> list[Recent]:
    """Each event once, in order."""
    return list(dict.fromkeys(events))


def find_plain(text: str) -> Iterator[Recent]:
    """All days and months without a year and without "jl." that are told in the past tense."""
    for match in PLAIN.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        if PAST_TENSE.search(before) or PAST_BEHIND.match(text, match.end()):
            yield Recent(int(match["day"]), MONTHS[match["month"].lower()])
    for match in PLAIN_MONTH.finditer(text):
        part = (match["s"] or match["p"] or "").lower()
        yield Recent(PART_OF_MONTH.get(part, 1), MONTHS[match["month"].lower()])


def find_sure(text: str) -> Iterator[dt.date]:
    """Days before which the text cannot have been written, by the numbers that it names."""
    for match in BUDGET.finditer(text):
        year = BUDGETS.get(int(match[1] + match[2]))
        if year:
            yield dt.date(year, 9, 15)
    yield from (dt.date(int(match[1]), int(match[2]), 1) for match in REGISTERED.finditer(text))
    yield from (dt.date(int(match[1] or match[2]), 1, 1) for match in NUMBERED.finditer(text))
    yield from (dt.date(int(match[1]), 9, 15) for match in SESSION.finditer(text))


def end_of(match: re.Match[str]) -> dt.date:
    """The last day of the month that a match names."""
    month, year = MONTHS[match["month"].lower()], int(match["year"])
    following = make_date(year + month // 12, month % 12 + 1, 1)
    assert following is not None
    return following - dt.timedelta(days=1)
