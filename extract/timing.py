"""Which time belongs to which clause of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.clauses import Clause
from extract.deadlines import find_deadlines
from extract.pipeline import Sentence
from kamer.document import DateBasis, Document
from kamer.findings import Deadline, DeadlineBasis
from kamer.span import Span

FOR_PERIOD = re.compile(r"\b(?:voor|over|van|in)\s+de\s+periode\s*$", re.IGNORECASE)
PLANNED_FOR = re.compile(
    r"\b(?:voorzien|gepland|geagendeerd|ingepland|geprogrammeerd|voorziene)\b", re.IGNORECASE
)
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
IN_BRACKETS = re.compile(
    rf"\((?:gepland|voorzien|verwacht|naar\s+verwachting|in|vanaf|start)?\s*(?P<time>(?:begin|medio|eind|het)?\s*(?:{MONTHS}|Q[1-4]|"
    r"(?:eerste|tweede|derde|vierde)\s+kwartaal|voorjaar|najaar)(?:\s+20\d\d)?)\)",
    re.IGNORECASE,
)
CARRIES_ON = re.compile(r"\b(?:dan|op\s+dat\s+moment|tegelijkertijd|gelijktijdig|daarbij)\b", re.IGNORECASE)


def read_deadlines(text: str, document: Document) -> list[Deadline]:
    """The forward-looking times in a sentence, resolved against the letter's date."""
    metadata = document.metadata
    estimated = metadata.date_basis is DateBasis.ESTIMATED
    found = find_deadlines(text, metadata.date, language="nl", estimated=estimated)
    kept = (
        deadline for deadline in found if deadline.span and not FOR_PERIOD.search(text[: deadline.span.start])
    )
    planned = [read_planned(deadline, text, document) for deadline in kept]
    return planned + [
        bracketed
        for match in IN_BRACKETS.finditer(text)
        if not any(
            one.span and one.span.start < match.end() and match.start() < one.span.end for one in planned
        )
        for bracketed in read_bracketed(match, document)
    ]


def read_bracketed(match: re.Match[str], document: Document) -> list[Deadline]:
    """A time that stands alone in brackets behind a deed: "de inspectie herziet het kader (september)"."""
    estimated = document.metadata.date_basis is DateBasis.ESTIMATED
    found = find_deadlines(f"in {match['time']}", document.metadata.date, estimated=estimated)
    span = Span(match.start("time"), match.end("time"))
    return [replace(one, text=match["time"], span=span) for one in found[:1] if one.latest is not None]


def read_planned(deadline: Deadline, text: str, document: Document) -> Deadline:
    """A time after "voorzien": there "voor het vierde kwartaal" is the quarter, not what is before it."""
    before = text[: deadline.span.start] if deadline.span else ""
    words = re.match(r"voor\s+", deadline.text)
    if words is None or deadline.span is None or not PLANNED_FOR.search(before[-60:]):
        return deadline
    bare = find_deadlines(deadline.text[words.end() :], document.metadata.date, estimated=deadline.estimated)
    return replace(bare[0], span=deadline.span, text=deadline.text) if bare else deadline


def share_deadlines(
    deadlines: Iterable[Deadline], clauses: Sequence[Clause], sentence: Sentence
) -> dict[int, Deadline]:
    """The best deadline of each clause: the time stands among the clause's own words."""
    offset = sentence.span.start - sentence.block.span.start
    owners: dict[int, Deadline] = {}
    for deadline in deadlines:
        if deadline.span is None:
            continue
        at = owner_of(deadline.span.shifted(offset), clauses)
        if at is not None and (at not in owners or is_better(deadline, owners[at])):
            owners[at] = deadline
    return owners


def owner_of(span: Span, clauses: Sequence[Clause]) -> int | None:
    """The clause among whose own words a span stands."""
    for at, clause in enumerate(clauses):
        if any(token.idx <= span.start < token.idx + len(token) for token in clause.tokens):
            return at
    return None


def is_better(new: Deadline, old: Deadline) -> bool:
    """True where a time says more than another in its clause; of two with a last day the first counts."""
    both_dated = new.latest is not None and old.latest is not None
    return not both_dated and rank(new) > rank(old)


def rank(deadline: Deadline) -> tuple[bool, bool, bool]:
    """How much a time says; "jaarlijks" before "in mei", but not before "per mei 2031"."""
    recurring = deadline.basis is DeadlineBasis.RECURRING
    stated = deadline.basis is DeadlineBasis.EXPLICIT and deadline.latest is not None
    return recurring or stated, deadline.latest is not None, deadline.basis is not DeadlineBasis.VAGUE


def carry_deadline(
    clause: Clause, clauses: Sequence[Clause], document: Document, before: Sentence | None
) -> Deadline | None:
    """The time that "dan" or "op dat moment" takes over from the clause or the sentence before."""
    own = " ".join(token.text for token in clause.tokens)
    if not CARRIES_ON.search(own):
        return None
    parsed = clause.first.doc
    text = parsed[clauses[0].first.i : clause.first.i].text
    if not text.strip() and before is not None and before.block.span == before.block.span:
        text = before.text
    dated = [deadline for deadline in read_deadlines(text, document) if deadline.latest is not None]
    return replace(dated[-1], span=None) if dated else None
