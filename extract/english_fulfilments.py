"""What an English communication says became of a step that was announced earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.pipeline import Sentence
from extract.rules import Rule, load_rules
from kamer.document import BlockKind, Document
from kamer.findings import Fulfilment, Reference, ReferenceType, Relation, Target

LOOK_BACK = 4
HANDLES = frozenset({ReferenceType.COM, ReferenceType.SWD, ReferenceType.JOIN, ReferenceType.KAMERSTUK})
SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
RECALLED = re.compile(
    r"\b(?:announced|promised|committed\s+to|foreseen|planned|undertook|undertaken|pledged|envisaged|scheduled"
    r"|set\s+out\s+in\s+(?:COM|JOIN|SWD))\b",
    re.IGNORECASE,
)


def find_announced(
    document: Document, sentences: Sequence[Sentence], references: Sequence[Reference]
) -> Iterator[Fulfilment]:
    """The announced steps that are done, moved or dropped, each with the paper that announced it."""
    for at, sentence in enumerate(sentences):
        rule = first_rule(sentence.text) if sentence.block.kind in SPOKEN else None
        if rule is None or not (rule.values.get("alone") or is_recalled(sentences, at)):
            continue
        handle = find_handle(sentences, at, document, references)
        if handle is not None:
            yield Fulfilment(
                id="",
                evidence=document.evidence(sentence.span, rule.id),
                relation=Relation(rule.values["relation"]),
                target=Target(reference=handle),
                confidence=0.7,
            )


def first_rule(text: str) -> Rule | None:
    """The first rule that matches a sentence."""
    return next((rule for rule in load_rules("fulfilments.en") if rule.pattern.search(text)), None)


def is_recalled(sentences: Sequence[Sentence], at: int) -> bool:
    """True where this sentence or the one before says that something was announced."""
    return any(RECALLED.search(sentence.text) for sentence in sentences[max(0, at - 1) : at + 1])


def find_handle(
    sentences: Sequence[Sentence], at: int, document: Document, references: Sequence[Reference]
) -> str | None:
    """The number of the announcing paper: in the sentence or shortly before, or else the only one cited."""
    cited = [r for r in references if r.type in HANDLES]
    for earlier in range(at, max(-1, at - 1 - LOOK_BACK), -1):
        span = sentences[earlier].span
        notes = list(document.notes_within(span))
        for reference in cited:
            place = reference.evidence.span
            if span.contains(place) or any(note.span.contains(place) for note in notes):
                return reference.identifier
    known = {reference.identifier for reference in cited}
    return next(iter(known)) if len(known) == 1 else None
