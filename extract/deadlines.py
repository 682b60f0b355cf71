"""By when something is to happen: Dutch and English time expressions as days, seen from a letter's date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from extract.bounds import Bounds, Expression, parse_expression, resolve, rules_of
from extract.days import ONE_DAY, add_term
from extract.joining import join_expressions
from extract.moments import Moment, parse_moment
from extract.outlook import Outlook, lies_ahead
from extract.readings import Vocabulary, vocabulary
from extract.rules import Rule, RuleSet, load_rules
from kamer.findings import Deadline, DeadlineBasis
from kamer.span import Span

LANGUAGES = ("nl", "en")
UNDATED = dt.date(
    2000, 1, 1
)  # stands for the date of a letter that has none; no day that hangs on it is told
# What comes in every year, so that "jaarlijks" beside it makes it recur.
OF_EACH_ROUND = frozenset({"day", "month", "quarter", "season", "recess", "feast", "half_year"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one language by role, with its vocabulary."""

    name: str
    words: Vocabulary
    moments: tuple[Rule, ...]
    around: tuple[Rule, ...]
    terms: tuple[Rule, ...]
    others: tuple[Rule, ...]
    masks: tuple[Rule, ...]
    outlook: Outlook


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; Dutch where there is none for it."""
    name = f"deadlines.{language if language in LANGUAGES else 'nl'}"
    rules = load_rules(name)

    def role(*roles: str) -> tuple[Rule, ...]:
        return tuple(rules_of(rules, *roles))

    return Grammar(
        name,
        vocabulary(name),
        role("moment"),
        role("edge", "frame"),
        role("term"),
        role("words"),
        role("mask"),
        outlook_of(rules),
    )


def outlook_of(rules: RuleSet) -> Outlook:
    """The rules that tell what lies ahead from what has been."""
    return Outlook(
        past=tuple(rules_of(rules, "past")),
        past_after=tuple(rules_of(rules, "past_after")),
        future=tuple(rules_of(rules, "future")),
        factual=tuple(rules_of(rules, "factual")),
        before_year=tuple(rules_of(rules, "context")),
        past_second=tuple(rules_of(rules, "past_second")),
        reported=tuple(rules_of(rules, "reported")),
        denied=tuple(rules_of(rules, "denied")),
        denied_before=tuple(rules_of(rules, "denied_before")),
    )


def find_deadlines(
    text: str, anchor: dt.date | None, *, language: str = "nl", estimated: bool = False
) -> list[Deadline]:
    """All expressions that say by when or when something is to happen after `anchor`, in order.

    Args:
        text: a sentence, a paragraph or a table cell.
        anchor: the letter's date, from which relative expressions are counted; without one they keep
            their words, and only expressions that state their year get days.
        language: `nl` or `en`.
        estimated: whether the anchor itself is an estimate; then days that hang on it say so.

    Returns:
        Deadlines with `span` relative to `text`. Past dates, dates of documents and names that hold a
        year are left out.
    """
    rules = grammar(language)
    dated = list(dated_deadlines(text, anchor, rules))
    terms = list(term_deadlines(text, anchor, rules))
    others = list(other_deadlines(text, rules))
    chosen = date_events(text, join_recurring(text, choose([*dated, *terms, *others])))
    return [with_estimate(deadline) for deadline in chosen] if estimated else chosen


def with_estimate(deadline: Deadline) -> Deadline:
    """The deadline, marked as hanging on an estimated date where its days do."""
    if deadline.basis is not DeadlineBasis.RELATIVE:
        return deadline
    return replace(deadline, estimated=True)


def span_of(deadline: Deadline) -> Span:
    """The span of a deadline that was just found, which is always set."""
    assert deadline.span is not None
    return deadline.span


# ---- dates


def dated_deadlines(text: str, anchor: dt.date | None, rules: Grammar) -> Iterator[Deadline]:
    """Expressions that name a stretch of the calendar."""
    moments = find_moments(text, anchor or UNDATED, rules)
    expressions = [parse_expression(text, moment, rules.around, rules.words) for moment in moments]
    for joined in join_expressions(text, expressions):
        expression = as_planned(text, joined, rules)
        resolved = resolve(expression, anchor if expression.moment.explicit else anchor or UNDATED)
        if resolved is None:
            continue
        interval, bounds = resolved
        if lies_ahead(text, expression, interval, bounds, anchor, rules.outlook):
            yield dated_deadline(text, expression, bounds, anchor)


PLANNED = re.compile(
    r"\s+(?:(?:is|zijn|staat|staan|was|waren)\s+)?"
    r"(?:voorzien(?!\s+(?:in|van)\b)|gepland|ingepland|geagendeerd|geprogrammeerd|beoogd)\b"
)


def as_planned(text: str, expression: Expression, rules: Grammar) -> Expression:
    """The expression; "voor het najaar zijn voorzien" is in the autumn, not before it."""
    frame = expression.frame
    bare = frame is not None and frame.id == "voor" and text[expression.start :].lower().startswith("voor")
    if not bare or not PLANNED.match(text, expression.end):
        return expression
    planned = (rule for rule in rules.around if rule.id == "planned_for")
    return replace(expression, frame=next(planned, frame))


def find_moments(text: str, anchor: dt.date, rules: Grammar) -> list[Moment]:
    """All moments in order, the longest where they overlap, none inside a mask."""
    lowered = text.lower()
    masks = [Span(*m.span()) for rule in rules.masks for m in matches(rule, text, lowered)]
    found: list[tuple[Span, Moment | None]] = []
    for rule in rules.moments:
        for match in matches(rule, text, lowered):
            found.append((Span(*match.span()), parse_moment(rule, match, rules.words, anchor)))
    taken: list[Span] = list(masks)
    kept: list[Moment] = []
    for span, moment in sorted(found, key=lambda pair: (-len(pair[0]), pair[0].start)):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
            if moment is not None:
                kept.append(moment)
    return sorted(kept, key=lambda moment: moment.span)


def matches(rule: Rule, text: str, lowered: str) -> Iterator[re.Match[str]]:
    """The matches of a rule, none where its words are absent."""
    if rule.may_match(lowered):
        yield from rule.pattern.finditer(text)


def dated_deadline(text: str, expression: Expression, bounds: Bounds, anchor: dt.date | None) -> Deadline:
    """The deadline of an expression with days."""
    span = Span(expression.start, expression.end).trimmed(text)
    basis = DeadlineBasis.EXPLICIT if expression.moment.explicit else DeadlineBasis.RELATIVE
    known = anchor is not None or expression.moment.explicit
    around = (*expression.parts, *([expression.frame.id] if expression.frame else ()))
    return Deadline(
        span.of(text),
        bounds.earliest if known else None,
        bounds.latest if known else None,
        basis,
        span,
        bounds.estimated,
        "+".join((expression.moment.rule, *around)),
    )


# ---- terms


def term_deadlines(text: str, anchor: dt.date | None, rules: Grammar) -> Iterator[Deadline]:
    """So much after the anchor: "binnen zes weken"."""
    lowered = text.lower()
    for rule in rules.terms:
        for match in matches(rule, text, lowered):
            span = Span(*match.span()).trimmed(text)
            latest = term_end(match, anchor, rules.words)
            if not rules.outlook.is_past(text, span):
                yield Deadline(span.of(text), None, latest, DeadlineBasis.RELATIVE, span, rule=rule.id)


def term_end(match: re.Match[str], anchor: dt.date | None, words: Vocabulary) -> dt.date | None:
    """The last day of a term, None without an anchor."""
    groups = match.groupdict()
    if anchor is None:
        return None
    if groups.get("unit_b"):
        return add_term(anchor, 1, "half")
    number = 1.0 if groups["n"].lower() in ("het", "dit") else words.number(groups["n"])
    return add_term(anchor, number, words.units[groups["unit"].lower()])


# ---- without days


def other_deadlines(text: str, rules: Grammar) -> Iterator[Deadline]:
    """Vague, recurring and event expressions."""
    lowered = text.lower()
    for rule in rules.others:
        for match in matches(rule, text, lowered):
            span = Span(*match.span()).trimmed(text)
            basis = DeadlineBasis(rule.values["basis"])
            if rules.outlook.counts(text, span, rule):
                yield Deadline(span.of(text), basis=basis, span=span, rule=rule.id)


def choose(found: list[Deadline]) -> list[Deadline]:
    """Of expressions that overlap the one that says most: terms upon an event, then days, then the rest."""
    ranked = sorted(found, key=lambda one: (rank(one), -len(span_of(one))))
    kept: list[Deadline] = []
    for deadline in ranked:
        if not any(span_of(deadline).overlaps(span_of(other)) for other in kept):
            kept.append(deadline)
    return sorted(kept, key=span_of)


def join_recurring(text: str, found: list[Deadline]) -> list[Deadline]:
    """Those found, with the day of a round taken into the round: "jaarlijks in mei" has no last day."""
    joined: list[Deadline] = []
    for deadline in found:
        if joined and is_round(text, joined[-1], deadline):
            joined[-1] = one_round(text, joined[-1], deadline)
        else:
            joined.append(deadline)
    return joined


def is_round(text: str, first: Deadline, second: Deadline) -> bool:
    """True where one recurs and the other, directly beside it, says at what time of each round."""
    recurring = [one for one in (first, second) if one.basis is DeadlineBasis.RECURRING]
    dated = [one for one in (first, second) if one.basis is DeadlineBasis.RELATIVE]
    beside = not text[span_of(first).end : span_of(second).start].strip()
    return beside and len(recurring) == len(dated) == 1 and dated[0].rule.split("+")[0] in OF_EACH_ROUND


def one_round(text: str, first: Deadline, second: Deadline) -> Deadline:
    """The recurring one of the two, with the words of both."""
    recurring = first if first.basis is DeadlineBasis.RECURRING else second
    span = Span(span_of(first).start, span_of(second).end)
    return replace(recurring, span=span, text=span.of(text))


def rank(deadline: Deadline) -> int:
    """What goes first where expressions overlap."""
    if "+units_" in deadline.rule:  # "een maand voor het zomerreces"
        return -1
    if deadline.rule == "term_event":
        return 0
    return 1 if deadline.basis in (DeadlineBasis.EXPLICIT, DeadlineBasis.RELATIVE) else 2


# ---- events with a day


DATED_EVENTS = frozenset({"before_event", "at_event"})
# "voor het overleg met de sector dat in mei plaatsvindt", "bij het debat (12 mei)"
WHICH_IS = re.compile(
    r"[^.;:()]{0,60}?,?\s+(?:dat|die|welke)\s+(?:naar\s+verwachting\s+)?|\s*\(\s*", re.IGNORECASE
)
TAKES_PLACE = re.compile(
    r"\s*\)|[^.;,]{0,30}?\b(?:plaats|plaatsvind\w*|gepland|gehouden|voorzien|geagendeerd|gevoerd)\b",
    re.IGNORECASE,
)


def date_events(text: str, found: list[Deadline]) -> list[Deadline]:
    """Those found; an event of which the text says when it is gets that time."""
    dated: list[Deadline] = []
    for deadline in found:
        if dated and is_day_of(text, dated[-1], deadline):
            dated[-1] = dated_event(text, dated[-1], deadline)
        else:
            dated.append(deadline)
    return dated


def is_day_of(text: str, event: Deadline, day: Deadline) -> bool:
    """True where `day` is when `event` is: in brackets behind it, or in the clause that hangs on it."""
    between = text[span_of(event).end : span_of(day).start]
    after = text[span_of(day).end :]
    return (
        event.rule in DATED_EVENTS
        and day.latest is not None
        and WHICH_IS.fullmatch(between) is not None
        and TAKES_PLACE.match(after) is not None
    )


def dated_event(text: str, event: Deadline, day: Deadline) -> Deadline:
    """The event with its day; what is to happen before it has the day before a single day as its last."""
    span = Span(span_of(event).start, span_of(day).end)
    before = event.rule == "before_event"
    on_one_day = before and day.earliest is not None and day.earliest == day.latest
    latest = day.earliest - ONE_DAY if on_one_day and day.earliest else day.latest
    earliest = None if before else day.earliest
    return replace(day, span=span, text=span.of(text), earliest=earliest, latest=latest)


# ---- rows of the command line


def deadline_rows(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """For each row {id, date, text} a row {id, deadlines: [{text, start, end, earliest, latest, basis}]}.

    Raises:
        ValueError: for a row that lacks something, in Dutch, with the number of its line.
    """
    for number, row in enumerate(lines, start=1):
        text, anchor = checked_row(row, number)
        language = str(row.get("language") or "nl")
        found = find_deadlines(text, anchor, language=language)
        yield {"id": row["id"], "deadlines": [dump_deadline(deadline) for deadline in found]}


def checked_row(row: Any, number: int) -> tuple[str, dt.date | None]:
    """Text and date of a row; see `deadline_rows`."""
    if not isinstance(row, dict):
        raise ValueError(f"Regel {number}: verwacht een object met id, date en text.")
    for key in ("id", "text"):
        if key not in row:
            raise ValueError(f"Regel {number}: het veld “{key}” ontbreekt.")
    if not isinstance(row["text"], str):
        raise ValueError(f"Regel {number}: het veld “text” is geen tekst.")
    return row["text"], checked_date(row.get("date"), number)


def checked_date(value: Any, number: int) -> dt.date | None:
    """The date of a row; None where it has none."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f"Regel {number}: “{value}” is geen datum (verwacht: jjjj-mm-dd).") from None


def dump_deadline(deadline: Deadline) -> dict[str, Any]:
    """One deadline as values that JSON knows."""
    span = span_of(deadline)
    return {
        "text": deadline.text,
        "start": span.start,
        "end": span.end,
        "earliest": deadline.earliest.isoformat() if deadline.earliest else None,
        "latest": deadline.latest.isoformat() if deadline.latest else None,
        "basis": deadline.basis,
        "estimated": deadline.estimated,
    }
