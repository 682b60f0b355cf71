"""What lies ahead and what has been: whether an expression speaks of something that is still to happen."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from extract.bounds import Bounds, Expression
from extract.days import Interval
from extract.rules import Rule
from kamer.span import Span

SENTENCE_END = re.compile(
    r"[;?!]\s|(?<!c\.s)(?<!nr)(?<!nrs)(?<!art)(?<!d\.d)(?<!o\.a)(?<!bijv)(?<!jl)(?<!a\.s)\.\s|(?:(?<=jl)|(?<=a\.s))\.\s(?=[A-Z])"
    r"|\n\s*\n"
)
CLAUSE_END = re.compile(
    r"[,;:()]|\b(?:dat|die|waar\w*|maar|terwijl|omdat|aangezien|doordat|zodat"
    r"|indien|om|of|hoe|wat|welke|wie|that|which|while|because|whether)\b"
    r"|\ben\b(?=\s+(?:ik|wij|we|hij|zij|het\s+kabinet|(?:de|uw)\s+[kK]amer|de\s+[mM]inister|daarom|zal|zullen)\b)"
)
FAR = 330  # a yearless date that comes round only after so many days has more likely just passed
NEARER = 200  # after "constaterende dat" even sooner, unless the verb looks ahead
LONG = frozenset({"first_half", "second_half", "whole"})
BARE = frozenset(
    {"day", "numeric_day", "month", "quarter", "half", "third", "season", "recess", "feast", "week_number"}
)
INSIDE = re.compile(
    r"(?:in|binnen|gedurende|rond|rondom|omstreeks|tijdens|during|around|throughout|over|by|for)\b(?:\s+(?:het|de))?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The rules of a language that tell the past from what is to come."""

    past: tuple[Rule, ...]
    past_after: tuple[Rule, ...]
    future: tuple[Rule, ...]
    factual: tuple[Rule, ...]
    before_year: tuple[Rule, ...]
    past_second: tuple[Rule, ...] = ()
    reported: tuple[Rule, ...] = ()
    denied: tuple[Rule, ...] = ()
    denied_before: tuple[Rule, ...] = ()

    def is_past(self, text: str, span: Span, *, perfect: bool = True) -> bool:
        """True where the clause around `span` tells of something that has happened.

        Without `perfect` the perfect tense does not tell: "dat het vóór Prinsjesdag is uitgekeerd" asks for
        something to come. Where the verb looks ahead it does not tell either ("is toegezegd … te zenden").
        """
        if self.is_denied(text, span):
            return True
        after = text[span.end : span.end + 60]
        if has(self.past_after, after) or (opens_sentence(text, span) and has(self.past_second, after)):
            return True
        clause = clause_around(text, span)
        plain = tuple(rule for rule in self.past if not rule.values.get("perfect"))
        return has(plain, clause) or (perfect and has(self.past, clause) and not self.is_ahead(text, span))

    def is_denied(self, text: str, span: Span) -> bool:
        """True where the text says that it will not be then: "het lukt niet om dit voor 1 mei te zenden"."""
        start = limits(CLAUSE_END, text, span, 250)[0]
        before = text[max(0, start - 80) : start]
        return has(self.denied, clause_around(text, span)) or has(self.denied_before, before)

    def is_ahead(self, text: str, span: Span) -> bool:
        """True where the clause itself speaks of what is to come.

        After "constaterende dat" a bare infinitive with "te" does not tell ("om hen te breken … in juni").
        """
        factual = has(self.factual, sentence_around(text, span))
        telling = tuple(rule for rule in self.future if not (factual and rule.values.get("weak")))
        return has(telling, clause_around(text, span))

    def counts(self, text: str, span: Span, rule: Rule) -> bool:
        """Whether an expression without days says when something is to happen.

        "Jaarlijks" after "overwegende dat" tells how things are, not what is to be done. An expression
        with a verb of its own ("zodra het rapport is verschenen") is judged by the verb around it.
        """
        if rule.values.get("factual") is False and has(self.factual, sentence_around(text, span)):
            return False
        if rule.values.get("own_verb"):
            text = text[: span.start] + " " * len(span) + text[span.end :]
        return not self.is_past(text, span)


def has(rules: tuple[Rule, ...], text: str) -> bool:
    """True where one of the rules finds something."""
    return any(rule.pattern.search(text) for rule in rules)


def opens_sentence(text: str, span: Span) -> bool:
    """True where nothing stands before `span` in its sentence."""
    return not text[limits(SENTENCE_END, text, span, 600)[0] : span.start].strip()


def sentence_around(text: str, span: Span) -> str:
    """The sentence that holds `span`."""
    start, end = limits(SENTENCE_END, text, span, 600)
    return text[start:end]


def clause_around(text: str, span: Span) -> str:
    """The clause that holds `span`, cut at commas and conjunctions."""
    start, end = limits(CLAUSE_END, text, span, 250)
    first, last = limits(SENTENCE_END, text, span, 250)
    return text[max(start, first) : min(end, last)]


def limits(boundary: re.Pattern[str], text: str, span: Span, reach: int) -> tuple[int, int]:
    """The nearest boundaries before and after `span`."""
    floor = max(0, span.start - reach)
    start = max((m.end() for m in boundary.finditer(text, floor, span.start)), default=floor)
    after = boundary.search(text, span.end, span.end + reach)
    return start, after.start() if after else min(len(text), span.end + reach)


def lies_ahead(
    text: str,
    expression: Expression,
    interval: Interval,
    bounds: Bounds,
    anchor: dt.date | None,
    outlook: Outlook,
) -> bool:
    """Whether a dated expression says when something is to happen after the anchor."""
    if not well_formed(text, expression, outlook) or is_own_date(expression, bounds, anchor):
        return False
    if anchor is None:
        framed = expression.frame is not None or bool(expression.parts)
        return framed and not outlook.is_past(text, Span(expression.start, expression.end))
    span = Span(expression.start, expression.end)
    if expression.moment.explicit and interval.start > anchor:
        return not outlook.is_denied(text, span)
    due = expression.bound in ("before", "by", "towards") and bounds.decisive is not None
    if outlook.is_past(text, span, perfect=not due):
        return False
    return not is_doubtful(text, expression, span, bounds, anchor, outlook)


def is_doubtful(
    text: str, expression: Expression, span: Span, bounds: Bounds, anchor: dt.date, outlook: Outlook
) -> bool:
    """Whether a date without a year comes round so late that the one before it may be meant."""
    moment = expression.moment
    if (
        bounds.latest == anchor
        and bounds.earliest is None
        and has(outlook.reported, sentence_around(text, span))
    ):
        return True  # on the day itself: "zou nog voor de zomer worden opengesteld"
    if moment.fixed or moment.which or moment.kind == "relative" or bounds.decisive is None:
        return False
    days = (bounds.decisive - anchor).days
    sentence = sentence_around(text, span)
    if days > NEARER and has(outlook.reported, sentence):
        return True
    limit = NEARER if has(outlook.factual, sentence) else FAR
    return days > limit and expression.bound in ("within", "start") and not outlook.is_ahead(text, span)


def is_own_date(expression: Expression, bounds: Bounds, anchor: dt.date | None) -> bool:
    """True for the letter's own date ("Den Haag, 8 november 2031", "ontvangen 12 mei 2031")."""
    bare = expression.frame is None and not expression.parts
    return bare and anchor is not None and bounds.earliest == bounds.latest == anchor


def well_formed(text: str, expression: Expression, outlook: Outlook) -> bool:
    """Whether the words make a time of doing, rather than a name, a level or a document's date."""
    if expression.moment.past:
        return False
    if not has_what_it_needs(expression):
        return False
    if expression.bound == "of":  # "van 2031" is no time of doing, "van 2031 tot 2033" is
        return "joined" in expression.parts and text[expression.start :].lower().startswith("van")
    if expression.moment.kind == "year" and "event" in expression.parts:
        return False
    if is_for(text, expression, outlook):
        return False
    if expression.moment.kind in ("year", "school_year"):
        return year_is_time(text, expression)
    if expression.frame is not None or expression.parts or expression.moment.which:
        return True
    if stands_alone(text, expression):
        return expression.moment.kind in BARE
    return expression.moment.fixed and expression.moment.kind in BARE


def has_what_it_needs(expression: Expression) -> bool:
    """Whether before the moment stands what makes it a time ("vóór het weekend", not "in het weekend")."""
    needs = expression.moment.needs
    if needs == "edge":
        return bool(expression.parts)
    if needs == "limit":
        return expression.bound in ("before", "by", "towards", "after", "soon_after")
    return needs != "frame" or expression.frame is not None


def is_for(text: str, expression: Expression, outlook: Outlook) -> bool:
    """True where "voor" means "for": "een planning voor de eerste helft van 2031", "het budget voor 2031"."""
    if expression.frame is None or not expression.frame.values.get("ambiguous"):
        return False
    if expression.moment.kind == "school_year" or expression.moment.rule == "relative_year":
        return not expression.parts
    long = expression.moment.kind == "year" or not LONG.isdisjoint(expression.parts)
    timed = bool({"end", "begin", "middle"} & set(expression.parts))
    return long and not timed and not has(outlook.before_year, text[: expression.start][-60:])


def stands_alone(text: str, expression: Expression) -> bool:
    """True for a cell of a planning table that holds nothing else ("mei")."""
    return text.strip() == text[expression.start : expression.end].strip()


def year_is_time(text: str, expression: Expression) -> bool:
    """Whether a bare year is a time ("in 2031"), not a part of a name ("Agenda 2031")."""
    if expression.parts or stands_alone(text, expression):
        return True
    frame = expression.frame
    if frame is None:
        return False
    if frame.id == "within":
        return bool(INSIDE.search(text[expression.start : expression.moment.span.start]))
    return True
