"""What a sentence close behind a motion says is done with it, read from its verbs where no formula does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.actors import Subject, find_subject
from extract.clauses import split_clauses
from extract.frames import Frame, read_frame
from extract.pipeline import Sentence
from kamer.document import Document
from kamer.findings import Disposition

# Words that tie a sentence to what was just said: "dit loket", "hiertoe", "een dergelijke regeling".
LINKED = re.compile(
    r"\b(?:dit|dat|deze|die|dergelijke?|hier\w*|daar\w*|zo'n|ervan|ertoe)\b(?!\s+(?:jaar|maand|week|brief|moment|kabinet|zomer))",
    re.IGNORECASE,
)
SHORTEST_NOUN = 5
STILL = re.compile(r"\bnog\s+(?:niet|geen)\b|\bniet\s+(?:alleen|eerder|later|meer\s+dan)\b", re.IGNORECASE)
ACTING = frozenset({Subject.WE, Subject.GOVERNMENT})
DOING = ("deed", "event", "tell", "ask", "talk")


def read_treatment(sentence: Sentence, asked: Iterable[str], document: Document) -> Disposition | None:
    """What a sentence says is done with the motion before it, or None where it does not speak of that.

    Args:
        sentence: A sentence directly behind the one that names the motion.
        asked: The words in which the motion was named, in lower case.
        document: The letter, whose date tells what lies ahead.

    Returns:
        Refused, under way or done, by the last main clause that says so.
    """
    if "motie" in sentence.text.lower() or sentence.text.rstrip().endswith("?"):
        return None  # a sentence that names a motion is read by its formulas
    if not is_linked(sentence, frozenset(asked)):
        return None
    frames = [read_frame(clause) for clause in split_clauses(sentence.tokens) if clause.main]
    read = [found for frame in frames if (found := read_deed(frame, sentence)) is not None]
    return read[-1] if read else None


def is_linked(sentence: Sentence, asked: frozenset[str]) -> bool:
    """True where a sentence points back, or repeats a noun of the motion."""
    nouns = (token.lower_ for token in sentence.tokens if token.is_alpha and not token.tag_)
    shared = any(len(noun) >= SHORTEST_NOUN and noun in asked for noun in nouns)
    return shared or LINKED.search(sentence.text) is not None


def read_deed(frame: Frame, sentence: Sentence) -> Disposition | None:
    """What one main clause says: "dat zal ik niet doen", "dit wordt meegenomen", "het loket is geopend"."""
    subject, _ = find_subject(frame)
    if not frame.is_a(*DOING) or not frame.helpers.isdisjoint({"moeten", "mogen", "kunnen", "hoeven"}):
        return None
    if frame.denied:
        return None if STILL.search(sentence.text) or subject not in ACTING else Disposition.REJECTED
    if frame.tense == "perfect":
        others = subject is not Subject.PARLIAMENT and not frame.is_a("ask", "talk")
        return Disposition.CARRIED_OUT if others else None
    if frame.tense != "present":
        return None
    coming = frame.finite in ("zullen", "gaan") or frame.passive or subject in (*ACTING, Subject.PARLIAMENT)
    return Disposition.IN_PROGRESS if coming or is_coming(sentence) else None


def is_coming(sentence: Sentence) -> bool:
    """True where a sentence has a word of what is under way or to come."""
    return COMING.search(sentence.text) is not None


COMING = re.compile(
    r"\b(?:momenteel|thans|op\s+dit\s+moment|binnenkort|in\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|"
    r"oktober|november|december|20\d\d|het\s+(?:voorjaar|najaar|eerste|tweede|derde|vierde))|volgend\w*|dit\s+(?:jaar|najaar|voorjaar)|"
    r"voor\s+de\s+zomer|medio|eind|begin)\b",
    re.IGNORECASE,
)
