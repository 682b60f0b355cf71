"""What extraction finds in one document: references, motions, commitments, fulfilments, deadlines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kamer.document import Evidence
from kamer.span import Span


class ReferenceType(StrEnum):
    """What kind of document a reference names."""

    KAMERSTUK = "kamerstuk"
    TOEZEGGING = "toezegging"
    COM = "com"
    SWD = "swd"
    JOIN = "join"
    DECISION = "c"  # C(2023) 1234: a decision or implementing act of the Commission
    CELEX = "celex"
    EU_PROCEDURE = "eu_procedure"
    BWB = "bwb"
    QUESTION = "question"  # 2023Z19677
    ANSWER = "answer"  # ah-tk-20202021-1121
    URL = "url"


class Disposition(StrEnum):
    """What a letter says is done with a motion."""

    CLOSED = "closed"
    CARRIED_OUT = "carried_out"
    IN_PROGRESS = "in_progress"
    REJECTED = "rejected"
    MENTIONED = "mentioned"


class CommitmentKind(StrEnum):
    """What is promised: word to parliament, a deed of government, or an event at a time."""

    INFORM = "inform"
    ACT = "act"
    MILESTONE = "milestone"


class Strength(StrEnum):
    """How firmly it is promised."""

    FIRM = "firm"
    INTENDED = "intended"
    EXPECTED = "expected"


class Relation(StrEnum):
    """What a fulfilment does to the earlier promise."""

    FULFILS = "fulfils"
    PARTLY = "partly"
    POSTPONES = "postpones"
    WITHDRAWS = "withdraws"


class DeadlineBasis(StrEnum):
    """How a deadline's dates are known."""

    EXPLICIT = "explicit"  # the year is stated
    RELATIVE = "relative"  # needs the letter's date
    VAGUE = "vague"
    EVENT = "event"  # hangs on something else happening
    RECURRING = "recurring"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words themselves, and the days that bound them.

    `latest` is the last day on which it is still on time; None where the words give no last day.
    `earliest` bounds it from below. `span` is where the words stand in the text that was read.
    `estimated` is true where the days hang on an estimated letter date or an estimated recess.
    """

    text: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    basis: DeadlineBasis | None = None
    span: Span | None = None
    estimated: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation of another document by number; every citation is one Reference.

    `identifier` is normalised as in the guidelines ("30821-181"); `dossiers` holds all dossiers of a
    joint document.
    """

    id: str
    evidence: Evidence
    type: ReferenceType
    identifier: str
    dossiers: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion that the letter names, with what the letter says is done with it.

    `evidence` is its first mention, `mentions` all of them, `disposition_evidence` the passage from
    which the disposition was read (None when merely mentioned).
    """

    id: str
    evidence: Evidence
    identifier: str | None
    proposers: tuple[str, ...]
    disposition: Disposition
    mentions: tuple[Evidence, ...]
    disposition_evidence: Evidence | None = None
    subject: str | None = None
    request: str | None = None
    deadline: Deadline | None = None
    replaces: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Commitment:
    """A statement that an actor will do something that can later be checked.

    `actor` is as printed or, in the ik-form, the office of who signed; `section` the heading above it;
    `motion` the number of the motion that it answers.
    """

    id: str
    evidence: Evidence
    kind: CommitmentKind
    strength: Strength
    actor: str | None = None
    recipient: str | None = None
    deadline: Deadline | None = None
    section: str | None = None
    motion: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """The best handle on an earlier item that a letter gives."""

    reference: str | None = None
    toezegging: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """A statement that something promised or asked earlier is now done, moved or dropped."""

    id: str
    evidence: Evidence
    relation: Relation
    target: Target
    deadline: Deadline | None = None  # where it is postponed: the new one
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one document."""

    document: str
    references: tuple[Reference, ...] = ()
    motions: tuple[Motion, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    fulfilments: tuple[Fulfilment, ...] = ()
