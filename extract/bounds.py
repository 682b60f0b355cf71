"""What stands before a moment: which part of it is meant, and whether it bounds from above or below."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.days import ONE_DAY, ONE_WEEK, Interval, add_term, part_of
from extract.moments import Moment, occurrences
from extract.readings import AtYear, Vocabulary
from extract.rules import Rule, RuleSet

REACH = 110
MOST_EDGES = 3
OPENS = frozenset({"season", "recess", "any_recess", "feast"})  # "tegen de zomer": before it opens
SOON = 2 * ONE_WEEK  # "direct na het reces": within its first two weeks


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which something is to happen; either may be open."""

    earliest: dt.date | None
    latest: dt.date | None
    estimated: bool = False

    @property
    def decisive(self) -> dt.date | None:
        """The day that decides whether it still lies ahead."""
        return self.latest or self.earliest


@dataclass(frozen=True, slots=True)
class Expression:
    """A moment with its edges and its frame: `start` is where the first of their words stands."""

    moment: Moment
    start: int
    end: int
    parts: tuple[str, ...] = ()
    frame: Rule | None = None
    inner: int = 0  # where the moment with its edges starts, without the frame

    @property
    def bound(self) -> str:
        """The bound that the frame sets; `within` without one."""
        return str(self.frame.values["bound"]) if self.frame else "within"


def parse_expression(text: str, moment: Moment, rules: Sequence[Rule], words: Vocabulary) -> Expression:
    """The moment together with the words before it that belong to it.

    `rules` are those with role `edge` or `frame` of the language.
    """
    start, at, parts = moment.span.start, moment.at, list[str]()
    for _ in range(MOST_EDGES):
        rule, match = longest(text, start, [rule for rule in rules if rule.values["role"] == "edge"])
        if rule is None or match is None:
            break
        at = cut(at, rule, match, words)
        parts.append(str(rule.values["part"]))
        start = begin_of(match, start)
    frame, match = longest(text, start, [rule for rule in rules if rule.values["role"] == "frame"])
    inner = start
    if match is not None:
        start = begin_of(match, start)
    return Expression(replace(moment, at=at), start, moment.span.end, tuple(parts), frame, inner)


def longest(text: str, end: int, rules: Sequence[Rule]) -> tuple[Rule | None, re.Match[str] | None]:
    """The rule that reaches furthest back from `end`; of equals the first in the file."""
    left = text[max(0, end - REACH) : end]
    lowered = left.lower()
    tried = (rule for rule in rules if rule.may_match(lowered))
    found = [(rule, match) for rule in tried if (match := rule.pattern.search(left))]
    return min(found, key=lambda pair: pair[1].start(), default=(None, None))


def begin_of(match: re.Match[str], end: int) -> int:
    """Where a match in the text before `end` starts in the whole text; its group `frame` where it has one."""
    group = "frame" if "frame" in match.re.groupindex else 0
    return end - (match.end() - match.start(group)) if match.group().strip() else end


def cut(at: AtYear, rule: Rule, match: re.Match[str], words: Vocabulary) -> AtYear:
    """`at`, limited to the part that an edge names."""
    part = str(rule.values["part"])
    groups = match.groupdict()
    if part == "event":
        return at
    if part == "nth_week":
        nth = int(words.number(groups["nth"]))
        return lambda year: nth_week(at(year), nth)
    if part in ("first_units", "units_before", "units_after"):
        number = words.number(groups["n"]) if groups.get("n") else 1.0
        unit = words.units[groups["unit"].lower()] if groups.get("unit") else "week"
        return lambda year: counted(at(year), part, number, unit)
    return lambda year: part_of(at(year), part)


def nth_week(interval: Interval, nth: int) -> Interval:
    """Its `nth` seven days."""
    start = interval.start + (nth - 1) * ONE_WEEK
    return replace(interval, start=start, end=start + ONE_WEEK - ONE_DAY, eve=None)


def counted(interval: Interval, part: str, number: float, unit: str) -> Interval:
    """So many units at its beginning, before it, or after it."""
    if part == "first_units":
        return replace(interval, end=add_term(interval.start, number, unit) - ONE_DAY)
    if part == "units_before":
        day = add_term(interval.start, -number, unit)
        return Interval(day, day, eve=day, estimated=interval.estimated)
    day = add_term(interval.end, number, unit)
    return Interval(interval.end + ONE_DAY, day, eve=day, estimated=interval.estimated)


def bounds_of(expression: Expression, interval: Interval, anchor: dt.date | None) -> Bounds:
    """Earliest and latest day, from the interval and the frame."""
    bound, estimated = expression.bound, interval.estimated
    if bound == "before" or (bound == "towards" and expression.moment.kind in OPENS):
        return Bounds(None, interval.day_before, estimated or interval.eve_estimated)
    if bound in ("by", "towards"):
        return Bounds(None, interval.end, estimated)
    if bound == "not_before":
        return Bounds(interval.start, None, estimated)
    if bound == "after":
        return Bounds(interval.end + ONE_DAY, None, estimated)
    if bound == "soon_after":
        return Bounds(interval.end + ONE_DAY, interval.end + SOON, estimated)
    if bound == "start":
        return start_bounds(expression, interval, anchor)
    return Bounds(interval.start, interval.end, estimated)


def start_bounds(expression: Expression, interval: Interval, anchor: dt.date | None) -> Bounds:
    """From when on: the first day, or the last where that has passed or is vague ("vanaf de zomer")."""
    late = "end" in expression.parts or "middle" in expression.parts or expression.moment.kind == "season"
    passed = anchor is not None and interval.start < anchor
    return Bounds(interval.start, interval.end if late or passed else interval.start, interval.estimated)


def resolve(expression: Expression, anchor: dt.date | None) -> tuple[Interval, Bounds] | None:
    """The first occurrence that has not passed on the anchor's day; None where all have."""
    for interval in occurrences(expression.moment, anchor):
        bounds = bounds_of(expression, interval, anchor)
        if anchor is not None and is_eve(expression, interval, bounds, anchor):
            return interval, replace(bounds, latest=anchor)
        decisive = bounds.decisive
        if anchor is None or (decisive is not None and decisive >= anchor):
            return interval, bounds
    return None


def is_eve(expression: Expression, interval: Interval, bounds: Bounds, anchor: dt.date) -> bool:
    """True where "voor het reces" is said on the Friday on which it begins: that day is still before it."""
    before = bounds.earliest is None and bounds.latest == interval.day_before
    return before and expression.moment.kind in OPENS and anchor == interval.day_before + ONE_DAY


def rules_of(rules: RuleSet, *roles: str) -> list[Rule]:
    """The rules with one of these roles, in the order of the file."""
    return [rule for rule in rules if rule.values["role"] in roles]
