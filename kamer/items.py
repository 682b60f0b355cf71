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
    SUPPLEMENTED = "supplemented"  # promised again, and more of it
    WEAKENED = "weakened"  # promised again, less firmly
    VOTED = "voted"  # parliament decided on the motion
    APPRECIATED = "appreciated"  # the cabinet gave its judgement of the motion
    DECIDED = "decided"  # by a person


class Act(StrEnum):
    """What a person does with an item, apart from giving it a status."""

    CONFIRM = "confirm"
    REJECT = "reject"  # it is no commitment
    CORRECT = "correct"
    MERGE = "merge"  # two items are one
    SPLIT = "split"  # a passage becomes an item of its own
    LINK = "link"  # a passage speaks of the item
    UNLINK = "unlink"  # it does not
    ADD = "add"  # by hand


class Relationship(StrEnum):
    """How a later passage relates to the promise: the official relations of the register."""

    REPETITION = "repetition"
    ADDITION = "addition"
    CHANGE = "change"


class Ballot(StrEnum):
    """What parliament did with a motion."""

    ADOPTED = "aangenomen"
    REJECTED = "verworpen"
    HELD = "aangehouden"
    WITHDRAWN = "ingetrokken"
    TAKEN_OVER = "overgenomen"  # the cabinet made it its own, without a vote


class Appreciation(StrEnum):
    """The cabinet's judgement of a motion (Kabinetsappreciatie)."""

    LEFT_TO_PARLIAMENT = "oordeel Kamer"
    DISCOURAGED = "ontraden"
    DISCOURAGED_UNLESS = "ontraden, tenzij gewijzigd"
    PREMATURE = "ontijdig"
    SUPERFLUOUS = "overbodig"
    TAKEN_OVER = "overgenomen"
    ASKED_TO_HOLD = "verzocht motie aan te houden"
    NONE = "geen appreciatie"


@dataclass(frozen=True, slots=True)
class Mention:
    """One passage that speaks of the item: the finding, its letter and the letter's date."""

    finding: str
    evidence: Evidence
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Link:
    """Why a passage in another letter is taken to speak of this item.

    `reason` is plain Dutch for the user; `rule` names the linking rule; `score` is 0 to 1; `relation`
    how a passage that promises again relates to the promise.
    """

    document: str
    finding: str
    rule: str
    reason: str
    score: float = 1.0
    relation: Relationship | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an item, with the passage that says so.

    `text` is plain Dutch. `evidence` is None only for what a person decided. `result` is what came of a
    vote, or the judgement of the cabinet, as `Ballot` or `Appreciation` writes it.
    """

    kind: EventKind
    date: dt.date | None
    text: str
    evidence: Evidence | None = None
    deadline: Deadline | None = None
    actor: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage that may speak of the item, with `rivals` that it may speak of instead: people choose.

    `link` tells why it may; `event` is what happened to the item if it does.
    """

    link: Link
    event: Event
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """What official data tell of a motion: the vote on it, or the cabinet's appreciation of it."""

    result: Ballot | Appreciation
    date: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changes; what is None stays as it is.

    `title` to `deadline` correct the reading; `without_deadline` says that there is none. `other` is the
    item into which this one is merged. `finding`, `evidence` and `said_on` are the passage that is
    linked, unlinked, split off or added, as it stood then, with the day of its letter; `event` what a
    linked passage says happened. `source` is where an oral promise was made; `made` the id of the item
    that was added or split off.
    """

    title: str | None = None
    commitment_kind: CommitmentKind | None = None
    actor: str | None = None
    ministry: str | None = None
    deadline: Deadline | None = None
    without_deadline: bool = False
    other: str | None = None
    finding: str | None = None
    evidence: Evidence | None = None
    said_on: dt.date | None = None
    event: Event | None = None
    source: str | None = None
    made: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person did with an item: a record, never overwritten, applied last.

    `found` is false where the passage that it is about is no longer found in the letter.
    """

    id: int
    item: str
    act: Act
    change: Change
    reason: str
    actor: str
    at: dt.datetime
    undone: bool = False
    found: bool = True


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
    `proposals` are passages that may speak of it; `official` what official data tell of a motion.

    The rest comes from people: `confirmed`, `rejected`, `by_hand` with its `source`; `vanished` is true
    where a person decided about it and a new reading no longer finds it in the letter.
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
    proposals: tuple[Proposal, ...] = ()
    official: tuple[Official, ...] = ()
    confirmed: bool = False
    rejected: bool = False
    by_hand: bool = False
    source: str | None = None
    vanished: bool = False
