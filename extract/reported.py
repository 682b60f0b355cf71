"""Sentences that only tell what somebody else says, asks or expects: their "dat …" promises nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors import Subject, find_subject
from extract.clauses import Clause
from extract.frames import Frame, read_frame
from extract.words import words

# What somebody expects to have done: "de korpschef verwacht dat de achterstand in mei is weggewerkt".
COMPLETED = re.compile(
    r"\b(?:gereed|klaar|afgerond|weggewerkt|hersteld|voltooid|opgeleverd|operationeel|in\s+gebruik|open\w*|van\s+start|starten|start|"
    r"begint|beginnen|ingaat|verleend|vastgesteld|op\s+sterkte|besluit\w*|in\s+werking|gepubliceerd|verschijn\w*)\b",
    re.IGNORECASE,
)
ASKED = re.compile(r"\bheeft\b[^;]*\b(?:commissie|Kamer|lid)\b[^;]*\b(?:verzocht|gevraagd)\b")
OTHERS = frozenset({Subject.EXTERNAL, Subject.NAMED, Subject.OTHER})


def is_report(clauses: Sequence[Clause]) -> bool:
    """True where the main clause only tells of a promise: "in de brief is toegezegd dat …"."""
    frames = [read_frame(clause) for clause in clauses if clause.main]
    if any(expects(frame) for frame in frames):
        told = " ".join(token.text for clause in clauses if not clause.main for token in clause.tokens)
        return COMPLETED.search(told) is None
    return any(reports(frame) for frame in frames)


def asks(text: str) -> bool:
    """True where parliament has asked for something: what it asks about is no promise either."""
    return ASKED.search(text) is not None


def expects(frame: Frame) -> bool:
    """True for "de havens verwachten": others can only promise what they finish themselves."""
    return (
        frame.finite in ("verwachten", "hopen")
        and frame.tense == "present"
        and find_subject(frame)[0] in OTHERS
    )


def reports(frame: Frame) -> bool:
    """True for a main clause whose "dat …" is no promise of this letter."""
    if frame.tense == "present" and frame.verb in words("claims"):
        return frame.passive or find_subject(frame)[0] in OTHERS
    if frame.tense == "perfect" and frame.verb in ("vastleggen", "bepalen", "voorschrijven"):
        return True  # "in het verdrag is vastgelegd dat …"
    if "kunnen" in frame.helpers and frame.verb in ("leiden", "betekenen", "maken", "zorgen"):
        return True  # "dit kan ertoe leiden dat …"
    told = frame.tense in ("past", "perfect") and frame.is_a("say", "tell", "talk", "ask")
    return told or (frame.denied and frame.is_a("say", "tell"))
