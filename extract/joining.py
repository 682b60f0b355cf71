"""Two moments that are one expression: "eind maart/begin april", "tussen 2031 en 2033"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.bounds import Expression
from extract.days import Interval
from extract.moments import AtYear, Moment

TIGHT = re.compile(r"\s?[-–/]\s?|\s+(?:dan wel|of|à|tot|tot en met|t/m|or|to)\s+(?:in\s+)?(?:het\s+|de\s+)?")
LOOSE = re.compile(r"\s+(?:en|and)\s+(?:in\s+)?(?:het\s+|de\s+)?")
JOINED = "joined"
LISTED = frozenset({"month", "quarter", "season", "year"})


def join_expressions(text: str, expressions: Iterable[Expression]) -> list[Expression]:
    """The expressions in order, those that belong together joined into one."""
    joined: list[Expression] = []
    for expression in expressions:
        if joined and belong_together(text, joined[-1], expression):
            joined[-1] = join(joined[-1], expression)
        else:
            joined.append(expression)
    return joined


def belong_together(text: str, first: Expression, second: Expression) -> bool:
    """True where only a joining word or stroke stands between the two."""
    if second.inner < first.end:
        return False
    gap = text[first.end : second.inner]
    if TIGHT.fullmatch(gap):
        return True
    between = first.frame is not None and first.frame.id == "between"
    listed = first.moment.kind in LISTED and first.moment.kind == second.moment.kind
    return bool(LOOSE.fullmatch(gap)) and (between or listed)


def join(first: Expression, second: Expression) -> Expression:
    """One expression from the start of the first to the end of the second."""
    moment = replace(
        second.moment,
        at=span_both(first.moment, second.moment),
        year=second.moment.year or first.moment.year,
        explicit=second.moment.explicit or first.moment.explicit,
        which=first.moment.which or second.moment.which,
        needs=None,
        past=first.moment.past or second.moment.past,
    )
    return replace(first, moment=moment, end=second.end, parts=(*first.parts, *second.parts, JOINED))


def span_both(first: Moment, second: Moment) -> AtYear:
    """From the first day of the one to the last of the other; a year that only one states holds for both."""

    def at(year: int) -> Interval:
        end = second.at(second.year or year)
        start = first.at(first.year or second.year or year)
        if start.start > end.end:
            if first.year and not second.year:
                end = second.at(first.year + 1)
            else:
                start = first.at((second.year or year) - 1)
        estimated = start.estimated or end.estimated
        return Interval(min(start.start, end.end), end.end, eve=start.eve, estimated=estimated)

    return at
