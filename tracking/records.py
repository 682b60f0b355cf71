"""What the store hands out and is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kamer.document import DateBasis, DocumentKind, Problem
from kamer.findings import Deadline
from kamer.items import Decision, Ruling, Standing, Status, Timeliness, TrackedItem


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving a letter.

    `key` is the document's key in the store, which may be an older one than the parser gave; `is_new`
    is true where the document was not there before; `duplicate_of` the document that the file repeats.
    """

    key: str
    is_new: bool
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file that was read: `document` is the key of what it holds."""

    path: str
    sha256: str
    document: str
    problems: tuple[Problem, ...]
    read_at: datetime
    version: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a list shows of a document; `counts` says how many findings of each kind there are."""

    key: str
    source: str
    title: str | None
    date: date | None
    date_basis: DateBasis | None
    kind: DocumentKind
    ministry: str | None
    number: str | None
    dossiers: tuple[str, ...]
    language: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items to list; what is left empty limits nothing, but what people rejected is left out.

    `kinds` holds values of ItemKind or CommitmentKind ("motion", "inform"). `dossier` matches a dossier
    with or without its addition ("35925" also finds "35925-XVII"). `due_before` and `due_after` bound
    the last day of the deadline in force, both days included. `text` is searched in title, passages,
    proposers, actor and number; all its words must occur. `rejected` True lists what people rejected,
    None both. `vanished` limits to what is no longer found in its letter (or is). `family` is a ministry
    with its predecessors and successors; `committee` the code of a committee, for the ministries it
    follows; `minister` the surname of a minister, for what was made in the terms at their ministries.
    """

    statuses: tuple[Status, ...] = ()
    kinds: tuple[str, ...] = ()
    ministry: str | tuple[str, ...] | None = None
    dossier: str | None = None
    due_before: date | None = None
    due_after: date | None = None
    timeliness: Timeliness | tuple[Timeliness, ...] | None = None
    text: str | None = None
    silent: bool | None = None
    rejected: bool | None = False
    vanished: bool | None = None
    family: str | None = None
    committee: str | None = None
    minister: str | None = None


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as it was known on the day of its standing, with what people decided by then.

    `deadline` is the one in force on that day (the item's own `deadline` too). `rulings` is what people
    did with the item beside its standing. `changed` is true where a new reading tells something else
    than what people last decided about. `passed_over` are the letters in the item's dossiers, dated
    after its deadline, that say nothing of it, where it is silent.
    """

    item: TrackedItem
    standing: Standing
    decisions: tuple[Decision, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    changed: bool = False
    passed_over: tuple[str, ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        """The deadline in force."""
        return self.item.deadline


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log: who or what did what to which object, with what result.

    `action` is one of `save_letter`, `keep_decision`, `decide`, `rule`, `undo`, `official`;
    `origin` where it came from (a file's path, the item's page); `detail` the particulars.
    """

    id: int
    action: str
    object: str
    result: str
    origin: str
    actor: str
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


class StoreError(OSError):
    """The database cannot be opened, read or written; the message is Dutch, for the user."""


class UnknownItemError(KeyError):
    """There is no such item or decision; the message is Dutch, for the user."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
