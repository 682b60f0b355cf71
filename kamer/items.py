"""A commitment or a motion over time: mentions, links, deadlines, events, and where it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kamer.document import Evidence
from kamer.findings import CommitmentKind, Deadline, Strength


class ItemKind(StrEnum):
    """What is followed."""

    COMMITMENT = "commitment"
    MOTION = "motion"


class Status(StrEnum):
    """The official statuses (Eerste and Tweede Kamer), plus unknown, which is legitimate."""

    OPEN = "openstaand"
    PARTLY = "deels voldaan"
    DONE = "voldaan"
    LAPSED = "vervallen"
    ONGOING = "doorlopend"
    UNKNOWN = "onbekend"


class Timeliness(StrEnum):
    """Where an item stands against its deadline on a given day."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"  # within 30 days
    OVERDUE = "overdue"
    NO_DATE = "no_date"
    SETTLED = "settled"  # no longer open, so nothing is due


class EventKind(StrEnum):
    """What happened to an item."""

    MADE = "made"
    MENTIONED = "mentioned"
    REPEATED = "repeated"
    MOVED = "moved"  # the deadline
    CLAIMED_DONE = "claimed_done"
    CLAIMED_PARTLY = "claimed_partly"
    IN_PROGRESS = "in_progress"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # a changed motion came in its place
    DECIDED = "decided"  # by a person


@dataclass(frozen=True, slots=True)
class Mention:
    """One passage that speaks of the item: the finding, its letter and the letter's date."""

    finding: str
    evidence: Evidence
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Link:
    """Why a passage in another letter is taken to speak of this item.

    `reason` is plain Dutch for the user; `rule` names the linking rule; `score` is 0 to 1.
    """

    document: str
    finding: str
    rule: str
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an item, with the passage that says so.

    `text` is plain Dutch. `evidence` is None only for what a person decided.
    """

    kind: EventKind
    date: dt.date | None
    text: str
    evidence: Evidence | None = None
    deadline: Deadline | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an item: a record, never overwritten, applied last."""

    id: int
    item: str
    status: Status
    reason: str
    actor: str
    at: dt.datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands on a day, in three parts that are never mixed.

    `claimed` is what the ministry says, with `claim` the event that says so; `decided` what a person
    decided; `timeliness` how the day compares with the deadline. `status` is the decision where there
    is one, otherwise the claim. `reasons` is never empty; `silent` is true where the deadline has
    passed and no later letter speaks of the item.
    """

    as_of: dt.date
    status: Status
    claimed: Status
    decided: Status | None
    timeliness: Timeliness
    reasons: tuple[str, ...]
    claim: Event | None = None
    decision: Decision | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an item was known by from a day on (None: always), until a later letter told more."""

    date: dt.date | None
    title: str
    ministry: str | None = None
    proposers: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    made_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TrackedItem:
    """One commitment or motion with its whole life.

    `id` comes from content: the first finding's id for a commitment, `motie-<number>` for a motion.
    `title` is what a list shows: the statement, or the motion's subject or request. `actor` is who is
    to act; `ministry` the ministry's code; `number` a motion's Kamerstuk; `deadline` the one in force;
    `particulars`, where these changed, what was known from which day, in order (undated first).
    """

    id: str
    kind: ItemKind
    title: str
    mentions: tuple[Mention, ...]
    made_on: dt.date | None = None
    commitment_kind: CommitmentKind | None = None
    strength: Strength | None = None
    actor: str | None = None
    ministry: str | None = None
    number: str | None = None
    proposers: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    deadline: Deadline | None = None
    deadline_history: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    replaced_by: str | None = None
    confidence: float = 1.0
    particulars: tuple[Particulars, ...] = ()
