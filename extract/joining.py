"""Two moments that are one expression: "eind maart/begin april", "tussen 2031 en 2033"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.bounds import Expression
from extract.days import Interval
from extract.moments import Moment
from extract.readings import AtYear

TIGHT = re.compile(
    r"\s?[-–/]\s?|\s+(?:dan wel|danwel|of|à|tot|tot en met|t/m|or|to)\s+(?:in\s+)?(?:het\s+|de\s+)?"
)
LOOSE = re.compile(r"\s+(?:en|and)\s+(?:in\s+)?(?:het\s+|de\s+)?")
COMMA = re.compile(r",\s+")
CLOSER = re.compile(r",?\s*\(\s*")  # "in de zomer (juni)"
YEAR_FIRST = re.compile(r",?\s+")  # "volgend jaar voor de zomer"
JOINED = "joined"
LISTED = frozenset({"month", "quarter", "season", "year"})
WITHIN_YEAR = frozenset({"day", "month", "quarter", "half", "third", "season", "recess", "feast"})
FINER = frozenset({"day", "numeric_day", "month", "quarter", "week_number"})


def join_expressions(text: str, expressions: Iterable[Expression]) -> list[Expression]:
    """The expressions in order, those that belong together joined into one."""
    joined: list[Expression] = []
    for expression in expressions:
        if joined and (one := one_of_two(text, joined[-1], expression)) is not None:
            joined[-1] = one
        else:
            joined.append(expression)
    return joined


def one_of_two(text: str, first: Expression, second: Expression) -> Expression | None:
    """The one expression that two neighbours make, None where they do not belong together."""
    if gives_year(text, first, second):
        return in_year_of(first, second)
    if is_closer(text, first, second):
        return closer(text, first, second)
    return join(first, second) if belong_together(text, first, second) else None


def belong_together(text: str, first: Expression, second: Expression) -> bool:
    """True where only a joining word or stroke stands between the two."""
    if second.inner < first.end:
        return False
    gap = text[first.end : second.inner]
    if TIGHT.fullmatch(gap):
        return True
    if COMMA.fullmatch(gap):  # "eind mei, begin juni"
        return first.parts == ("end",) and second.parts == ("begin",)
    between = first.frame is not None and first.frame.id == "between"
    listed = first.moment.kind in LISTED and first.moment.kind == second.moment.kind
    return bool(LOOSE.fullmatch(gap)) and (between or listed)


def gives_year(text: str, first: Expression, second: Expression) -> bool:
    """True where the first only says of which year the second is: "volgend jaar voor de zomer"."""
    if first.parts or first.bound != "within" or second.start < first.end:
        return False
    whole_year = first.moment.rule in ("relative_year", "year") and not second.moment.fixed
    apart = second.start == second.moment.span.start  # "in 2031 mei" is no time
    return (
        whole_year
        and not (first.moment.rule == "year" and apart)
        and second.moment.kind in WITHIN_YEAR
        and second.moment.which is None
        and bool(YEAR_FIRST.fullmatch(text[first.end : second.start]))
    )


def in_year_of(first: Expression, second: Expression) -> Expression:
    """The second expression, in the year of the first."""
    year = first.moment.at(first.moment.year or 2000).start.year
    moment = replace(second.moment, year=year, explicit=first.moment.explicit)
    return replace(second, moment=moment, start=first.start)


def is_closer(text: str, first: Expression, second: Expression) -> bool:
    """True where the second stands in brackets behind the first and says it more closely: "(juni)"."""
    if second.moment.kind not in FINER or first.moment.kind in FINER or second.frame is not None:
        return False
    opened = second.start >= first.end and CLOSER.fullmatch(text[first.end : second.start])
    return bool(opened) and text[second.end :].lstrip().startswith(")")


def closer(text: str, first: Expression, second: Expression) -> Expression:
    """The second expression with the words of the first; a year that only the first states holds for it."""
    end = text.index(")", second.end) + 1
    year = second.moment.year or first.moment.year
    explicit = second.moment.explicit or first.moment.explicit
    moment = replace(second.moment, year=year, explicit=explicit)
    frame = first.frame if first.bound in ("within", "by") else None
    parts = (*second.parts, JOINED)
    return replace(second, moment=moment, start=first.start, end=end, frame=frame, parts=parts)


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
