"""What a letter says of the vote on a motion and of the cabinet's judgement of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kamer.document import Document, Evidence
from kamer.findings import Motion
from kamer.items import Appreciation, Ballot, EventKind
from tracking.titles import sentence_at

# "de aangenomen motie Bos", "de motie is met algemene stemmen verworpen", "deze motie is aangehouden"
VOTES = (
    (Ballot.ADOPTED, re.compile(r"\b(?:aangenomen|aanvaarde|aanvaard)\b")),
    (Ballot.REJECTED, re.compile(r"\bverworpen\b")),
    (Ballot.HELD, re.compile(r"\baangehouden\b")),
    (Ballot.WITHDRAWN, re.compile(r"\bingetrokken\b")),
)
# "heb ik oordeel Kamer gegeven", "ik heb de motie ontraden", "de motie werd ontijdig geacht"
JUDGEMENTS = (
    (Appreciation.DISCOURAGED, re.compile(r"\bontra(?:den|ad|adt|adde)\b")),
    (
        Appreciation.LEFT_TO_PARLIAMENT,
        re.compile(r"\boordeel (?:aan de |van de )?kamer\b|\bhet oordeel aan uw kamer\b"),
    ),
    (Appreciation.PREMATURE, re.compile(r"\bontijdig\b")),
    (Appreciation.SUPERFLUOUS, re.compile(r"\boverbodig\b")),
)
MOTION = re.compile(r"\bmoties?\b")
DENIED = re.compile(r"\b(?:niet|nog niet|geen)\s+(?:\w+\s+)?(?:aangenomen|verworpen|aangehouden|ontraden)\b")
# A wetsvoorstel, an amendment or an advice may be adopted in the same sentence.
OTHERS = re.compile(r"\b(?:wetsvoorstel|amendement|wet|voorstel|verordening|richtlijn|conclusies)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says of a motion: the kind of event, the result as its enum writes it, and where."""

    kind: EventKind
    result: str
    evidence: Evidence


def find_told(document: Document, motion: Motion) -> tuple[Told, ...]:
    """What the sentences that name a motion say of its vote and of the cabinet's judgement."""
    found: dict[tuple[EventKind, str], Told] = {}
    for passage in (motion.evidence, *motion.mentions):
        span = sentence_at(document, passage.span)
        for kind, result in find_results(span.of(document.text)):
            told = Told(kind, result, document.evidence(span, "tracking.told"))
            found.setdefault((kind, result), told)
    return tuple(found.values())


def find_results(sentence: str) -> list[tuple[EventKind, str]]:
    """The one vote and the one judgement that a sentence tells of motions; what is not certain is left out.

    >>> find_results("Met de aangenomen motie van het lid Bos is verzocht om een loods.")
    [(<EventKind.VOTED: 'voted'>, 'aangenomen')]
    >>> find_results("De motie Bos is aangenomen en de motie De Wit is verworpen.")
    []
    """
    said = " ".join(sentence.lower().split())
    if not MOTION.search(said) or DENIED.search(said) or OTHERS.search(said):
        return []
    votes = [result.value for result, pattern in VOTES if pattern.search(said)]
    judged = [result.value for result, pattern in JUDGEMENTS if pattern.search(said)]
    found = [(EventKind.VOTED, votes[0])] if len(votes) == 1 else []
    return found + ([(EventKind.APPRECIATED, judged[0])] if len(judged) == 1 else [])
