"""What tracking needs to know of one letter: its name, its day, and its findings with the words around."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile

from kamer.document import BlockKind, Document, DocumentKind, Evidence
from kamer.findings import Commitment, Findings, Fulfilment, Motion, Reference, ReferenceType
from kamer.span import Span
from tracking.titles import promise_title
from tracking.told import Told, find_told
from tracking.wording import say_paper, say_place
from tracking.words import find_stems

AROUND = 300  # characters either side, where a letter has no blocks


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with the stems of its own words, the heading that it stands under and its title."""

    commitment: Commitment
    stems: frozenset[str]
    section: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A fulfilment with the stems of the text around it and the heading that it stands under."""

    fulfilment: Fulfilment
    stems: frozenset[str]
    section: str | None


@dataclass(frozen=True, slots=True)
class NamedMotion:
    """A motion as one letter names it, with the stems of its subject and request, and of its paragraphs.

    `told` is what the letter says of the vote on it and of the cabinet's judgement.
    """

    motion: Motion
    subject: frozenset[str]
    context: frozenset[str]
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The facts of one document that decide links.

    `paper` is what it is called in a sentence ("de brief van 3 mei 2024"), `name` what it is cited by;
    `opening` the passage that stands for a motion document as a whole, and `asked` the stems of its text.
    """

    key: str
    name: str
    paper: str
    kind: DocumentKind
    date: dt.date | None
    number: str | None
    title: str | None
    ministry: str | None
    dossiers: tuple[str, ...]
    proposers: tuple[str, ...]
    replaces: str | None
    opening: Evidence | None
    asked: frozenset[str]
    promises: tuple[Promise, ...]
    claims: tuple[Claim, ...]
    motions: tuple[NamedMotion, ...]
    toezeggingen: tuple[Reference, ...]

    @property
    def is_motion(self) -> bool:
        """True where this document is a motion with a number of its own."""
        return self.kind is DocumentKind.MOTION and self.number is not None

    def cite(self, evidence: Evidence | None = None) -> str:
        """The letter in a sentence, with where to look: "de brief van 3 mei 2024 (kst-36000-7, blz. 2)"."""
        return f"{self.paper} {say_place(self.name, evidence)}"


def read_facts(document: Document, findings: Findings) -> Letter:
    """The facts of one document and what was found in it."""
    about = document.metadata
    return Letter(
        key=document.key,
        name=document.key if about.number else document.source or document.key,
        paper=say_paper(document),
        kind=about.kind,
        date=about.date,
        number=about.number,
        title=about.title,
        ministry=about.ministry,
        dossiers=about.dossiers,
        proposers=about.proposers,
        replaces=about.replaces,
        opening=find_opening(document),
        asked=find_asked(document),
        promises=tuple(promise_of(document, commitment) for commitment in findings.commitments),
        claims=tuple(claim_of(document, fulfilment) for fulfilment in findings.fulfilments),
        motions=tuple(named_motion(document, motion) for motion in findings.motions),
        toezeggingen=tuple(r for r in findings.references if r.type is ReferenceType.TOEZEGGING),
    )


def promise_of(document: Document, commitment: Commitment) -> Promise:
    """The commitment with its stems and heading."""
    evidence = commitment.evidence
    section = commitment.section or document.section_at(evidence.span.start)
    title = promise_title(document, evidence.span)
    return Promise(commitment, find_stems(evidence.quote), section, title)


def claim_of(document: Document, fulfilment: Fulfilment) -> Claim:
    """The fulfilment with the stems of its paragraph and heading."""
    span = fulfilment.evidence.span
    section = document.section_at(span.start)
    words = " ".join((fulfilment.evidence.quote, paragraph_at(document, span), section or ""))
    return Claim(fulfilment, find_stems(words), section)


def named_motion(document: Document, motion: Motion) -> NamedMotion:
    """The motion with the stems of its subject and of the paragraphs that name it."""
    passages = (motion.evidence, *motion.mentions)
    names = find_stems(" ".join(motion.proposers))
    context = find_stems(" ".join(paragraph_at(document, passage.span) for passage in passages))
    subject = find_stems(" ".join(part for part in (motion.subject, motion.request) if part))
    return NamedMotion(motion, subject - names, context - names, find_told(document, motion))


def paragraph_at(document: Document, span: Span) -> str:
    """The text of the blocks that `span` touches; without blocks, the text around it."""
    first = bisect_right(document.blocks, span.start, key=lambda block: block.span.end)
    touched = takewhile(lambda block: block.span.start < span.end, document.blocks[first:])
    if words := " ".join(block.span.of(document.text) for block in touched):
        return words
    return document.text[max(span.start - AROUND, 0) : span.end + AROUND]


def find_opening(document: Document) -> Evidence | None:
    """The first paragraph of a motion document, which stands for the whole; None for other papers."""
    if document.metadata.kind is not DocumentKind.MOTION or not document.text.strip():
        return None
    blocks = [block.span for block in document.blocks_of(BlockKind.PARAGRAPH)]
    whole = Span(0, len(document.text)).trimmed(document.text)
    return document.evidence(blocks[0] if blocks else whole, "tracking.motion_document")


def find_asked(document: Document) -> frozenset[str]:
    """What a motion document is about: the stems of its title and text; empty for other papers."""
    if document.metadata.kind is not DocumentKind.MOTION:
        return frozenset()
    return find_stems(" ".join((document.metadata.title or "", document.text)))
