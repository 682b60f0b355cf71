"""Commitments in English papers: what an institution of the EU says it will do, and what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.deadlines import find_deadlines
from extract.pipeline import Sentence, sentences_of
from extract.rules import Rule, load_rules
from kamer.document import BlockKind, DateBasis, Document
from kamer.findings import Commitment, CommitmentKind, Deadline, Strength

SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
ACTOR = re.compile(
    r"\b(?:[Tt]he\s+)?(?P<name>(?:(?!The\b|In\b|By\b|Under\b|To\b|This\b)[A-Z]\w+\s+(?:(?:for|of|and|the)\s+)*){0,4}"
    r"(?:Agency|Authority|Bank|Board|Centre|Commission|Committee|Council|Court|Office|Parliament|Presidency"
    r"|Representative|Undertaking)(?:\s+(?:for|of)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)?"
    r"|Member\s+States|Europol|Eurojust|Eurostat|Frontex|EIB|ECB|[A-Z]{4,})\b"
)
REFUSED = re.compile(r"\b(?:will|shall|does|do|is|are)\s+not\b|\bno\s+longer\b|\bcannot\b")
CONDITION = re.compile(r"\b(?:if|unless|whether)\b[^,]*$", re.IGNORECASE)
# "This Communication will" speaks of the paper itself.
YEAR = re.compile(r"\bfor\s+20\d\d\b")  # "planned for 2028"
SELF = re.compile(
    r"\bthis\s+(?:communication|document|report|paper|section|chapter|proposal)\b", re.IGNORECASE
)
SAYS = re.compile(
    r"\b(?:will|shall|is|are|has|have|plans?|intends?|aims?|expects?|adopt|publish|launch)\b", re.IGNORECASE
)
SPLIT = re.compile(
    r";\s+|,\s+(?=(?:and|while|whereas|but)\s+(?:the\s+|it\s|a\s|an\s))|\s+(?=and\s+(?:the|it)\s+[\w\s]{0,30}?will\b)"
)


def find_english(document: Document) -> Iterator[Commitment]:
    """The commitments in the running text of an English paper; their ids are set by the caller."""
    for sentence in sentences_of(document):
        if sentence.block.kind in SPEAKING and not sentence.text.rstrip().endswith("?"):
            yield from read_english(sentence, document)


def read_english(sentence: Sentence, document: Document) -> Iterator[Commitment]:
    """The commitments of one sentence: one for each part that promises, two at most."""
    found = [made for part in cut_parts(sentence.text) if (made := read_part(part, sentence, document))]
    yield from found[:2]


def cut_parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence stand that can each promise on their own."""
    start = 0
    for match in SPLIT.finditer(text):
        if not SAYS.search(text[start : match.start()]):
            continue  # "the Commission and the Council will" is one subject
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def read_part(part: tuple[int, int], sentence: Sentence, document: Document) -> Commitment | None:
    """The commitment of one part of a sentence, or None."""
    text = sentence.text[part[0] : part[1]]
    if SELF.search(text) or REFUSED.search(text) or is_guarded(text):
        return None
    deadline = best_deadline(text, document)
    rule = first_rule(text, timed=deadline is not None or YEAR.search(text) is not None)
    if rule is None:
        return None
    span = sentence.place(*part).trimmed(document.text)
    kind = CommitmentKind(rule.values["kind"])
    return Commitment(
        id="",
        evidence=document.evidence(span, rule.id),
        kind=kind,
        strength=Strength(rule.values["strength"]),
        actor=find_actor(text, sentence.text),
        deadline=place(deadline, sentence, part[0]),
        section=document.section_at(span.start),
        confidence=float(rule.values["confidence"]),
    )


def is_guarded(text: str) -> bool:
    """True for a duty, a forecast, or what somebody else is asked."""
    lowered = text.lower()
    guards = (rule for rule in load_rules("promises.en") if rule.values.get("guard"))
    return any(rule.may_match(lowered) and rule.pattern.search(text) for rule in guards)


def first_rule(text: str, *, timed: bool) -> Rule | None:
    """The first rule that matches and has the time that it needs."""
    lowered = text.lower()
    for rule in load_rules("promises.en"):
        if rule.values.get("guard"):
            continue
        match = (
            rule.pattern.search(text)
            if rule.may_match(lowered) and (timed or not rule.values.get("needs_time"))
            else None
        )
        if match and not CONDITION.search(text[: match.start()]):
            return rule
    return None


def best_deadline(text: str, document: Document) -> Deadline | None:
    """The time in a text that has a last day, or else the first one."""
    metadata = document.metadata
    estimated = metadata.date_basis is DateBasis.ESTIMATED
    found = list(find_deadlines(text, metadata.date, language="en", estimated=estimated))
    return next((deadline for deadline in found if deadline.latest is not None), found[0] if found else None)


def place(deadline: Deadline | None, sentence: Sentence, offset: int) -> Deadline | None:
    """The deadline with its span on the document."""
    if deadline is None or deadline.span is None:
        return deadline
    return replace(deadline, span=deadline.span.shifted(sentence.span.start + offset))


def find_actor(text: str, sentence: str) -> str | None:
    """The institution that the part names, or else the sentence."""
    match = ACTOR.search(text) or ACTOR.search(sentence)
    return " ".join(match["name"].split()) if match else None
