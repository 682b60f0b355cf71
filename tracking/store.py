"""The store of record: everything that was read, found, tracked and decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, or_, select

from kamer.document import Document, Problem
from kamer.exchange import load_document, load_findings
from kamer.findings import Findings
from kamer.items import Act, Appreciation, Ballot, Change, Decision, Ruling, Status, TrackedItem
from kamer.passages import Passage
from tracking import audit as log
from tracking import decisions as rulings
from tracking import items as tracked
from tracking import letters, official
from tracking import passages as pieces
from tracking.citing import names_meant
from tracking.counters import raise_counter, read_counter
from tracking.database import connect, reading, writing
from tracking.link import Alike
from tracking.models import ContentRow, DocumentRow, FileRow, ItemRow, KeyRow, PassageRow
from tracking.reach import tracking_version
from tracking.records import (
    AuditEntry,
    DocumentSummary,
    FileRecord,
    ItemFilter,
    ItemView,
    Saved,
    UnknownItemError,
)
from tracking.review import ReviewEntry, derive_queue
from tracking.rules import check_ruling, draft_addition
from tracking.shelf import Loaded, Shelf, read_part, read_shelf
from tracking.spoken import PassagePlaces
from tracking.verification import find_tampering


def open_store(url: str) -> Store:
    """The store at `url`, with its tables brought up to date.

    Args:
        url: a database address, such as "sqlite:////home/me/nakoming/nakoming.db"; the folder of a
            SQLite file is made where it is missing.

    Raises:
        StoreError: when the database cannot be opened (in Dutch).
        OSError: when its folder cannot be made.
    """
    return Store(connect(url))


class Store:
    """All records in one database; a context manager, safe to use from several threads.

    Every method that writes does so in one transaction: a kill leaves the state before or after it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.shelf: Shelf | None = None
        self.loaded: Loaded = {}
        self.places = PassagePlaces()
        self.lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    # Letters

    def is_current(self, sha256: str, version: str) -> bool:
        """True where a file with these bytes is in, read by this version."""
        query = select(FileRow.path).where(FileRow.sha256 == sha256, FileRow.version == version)
        with reading(self.engine) as session:
            return session.scalars(query.limit(1)).first() is not None

    def problems_of(self, sha256: str) -> tuple[Problem, ...]:
        """What was wrong with a file with these bytes when it was last read; nothing where it is not in."""
        query = select(FileRow.problems).where(FileRow.sha256 == sha256).order_by(FileRow.read_at.desc())
        with reading(self.engine) as session:
            return letters.PROBLEMS.validate_python(session.scalars(query.limit(1)).first() or ())

    def key_of(self, sha256: str) -> str | None:
        """The key that these bytes were first given, or None when they are new."""
        with reading(self.engine) as session:
            row = session.get(KeyRow, sha256)
            return row.key if row is not None else None

    def save_letter(
        self,
        path: str,
        document: Document,
        findings: Findings,
        passages: Sequence[Passage],
        *,
        version: str,
        at: datetime,
    ) -> Saved:
        """Store one letter whole: document, findings, passages, file and audit line in one transaction.

        Saving the same again changes nothing. A newer reading replaces document, findings and passages,
        never decisions, and keeps the key that the file's bytes were first given. Of two files with one
        official number and similar text the better format stands for the document; with different text
        both are kept, the second as `<key>~<start of its hash>` with a problem `duplicate_number`.

        Args:
            path: where the file lies; one path holds one document.
            document: the file as read.
            findings: what was found in it.
            passages: what search indexes of it.
            version: of everything that made this reading.
            at: the moment, for the records.
        """
        with writing(self.engine) as session:
            return letters.save(session, path, document, findings, passages, version=version, at=at)

    def files(self) -> list[FileRecord]:
        """All files that were read, by path."""
        with reading(self.engine) as session:
            return letters.read_files(session)

    def documents(self) -> list[DocumentSummary]:
        """All documents, newest first, undated last."""
        with reading(self.engine) as session:
            return letters.read_documents(session)

    def document(self, key: str) -> Document | None:
        """The document under `key`."""
        with reading(self.engine) as session:
            row = session.get(ContentRow, key)
            return load_document(row.document) if row is not None else None

    def findings(self, key: str) -> Findings | None:
        """What was found in the document under `key`."""
        with reading(self.engine) as session:
            row = session.get(ContentRow, key)
            return load_findings(row.findings) if row is not None else None

    def resolve_key(self, text: str) -> str | None:
        """The document that a person means by `text`: a key, an official number, a citation, a file's name.

        "30821-204", "kst-30821-204" and "Kamerstuk 30 821, nr. 204" mean the same. None unless just one fits.
        """
        asked = text.strip()
        with reading(self.engine) as session:
            for column in (DocumentRow.key, DocumentRow.number, DocumentRow.source):
                for name in names_meant(asked):
                    found = session.scalars(select(DocumentRow.key).where(column == name)).all()
                    if len(found) == 1:
                        return found[0]
        return None

    def revision(self) -> int:
        """How far the store has come: rises with every letter that is saved."""
        return self.counter("revision")

    def tracked_revision(self) -> int:
        """The revision for which the items were last made; behind `revision` after a killed run.

        -1 where they were made by another version of the program, and must be made anew.
        """
        revision = self.counter("tracked_revision")
        same = self.counter("tracked_by") == tracked.made_by(tracking_version())
        return revision if same or revision == 0 else -1

    def counter(self, name: str) -> int:
        """A counter's value."""
        with reading(self.engine) as session:
            return read_counter(session, name)

    def documents_changed_since(self, revision: int) -> list[str]:
        """The keys of documents that changed after `revision`, in order."""
        query = select(DocumentRow.key).where(DocumentRow.revision > revision).order_by(DocumentRow.key)
        with reading(self.engine) as session:
            return list(session.scalars(query))

    # Passages and vectors

    def passages(self, keys: Sequence[str] | None = None) -> Iterator[Passage]:
        """The passages of these documents (None: of all), by document and in order."""
        with reading(self.engine) as session:
            yield from pieces.read_passages(session, keys)

    def count_passages(self) -> int:
        """How many passages there are."""
        with reading(self.engine) as session:
            return session.scalar(select(func.count()).select_from(PassageRow)) or 0

    def passages_of_items(self, filter: ItemFilter, as_of: date) -> frozenset[str]:
        """The ids of the passages that speak of the items that answer the filter, as known on `as_of`."""
        shelf, revision = self.current_shelf(), self.revision()
        with self.lock, reading(self.engine) as session:
            return self.places.find(session, revision, shelf, filter, as_of)

    def save_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Store vectors by passage id, as those of the passages' texts under `model`.

        Raises:
            KeyError: when a passage is not in the store.
        """
        with writing(self.engine) as session:
            pieces.save_vectors(session, model, vectors)

    def vectors(self, model: str, ids: Sequence[str]) -> dict[str, bytes]:
        """The vectors of these passages' texts under `model`, by passage id; what has none is left out."""
        with reading(self.engine) as session:
            return pieces.read_vectors(session, model, ids)

    # Items

    def retrack(self, at: datetime, alike: Alike | None = None) -> int:
        """Bring all items up to date with the stored findings, and return how many there are.

        Only what the letters that changed can reach is linked anew. Decisions stay with their items,
        also where a new reading gave an item another id.

        Args:
            at: the moment, for the records.
            alike: how alike two passages are in meaning, 0 to 1, where a model tells.
        """
        with writing(self.engine) as session:
            return tracked.retrack(session, at, alike)

    def count_items(self, as_of: date) -> int:
        """How many items are known on `as_of`, without reading them; those that were rejected count."""
        known = or_(ItemRow.first_seen.is_(None), ItemRow.first_seen <= as_of)
        with reading(self.engine) as session:
            return session.scalar(select(func.count()).select_from(ItemRow).where(known)) or 0

    def items(self, filter: ItemFilter, as_of: date) -> list[ItemView]:
        """The items that answer the filter, as known on `as_of`: soonest deadline first, without one last."""
        return self.current_shelf().picture(as_of).select(filter)

    def review_queue(self, as_of: date, filter: ItemFilter | None = None) -> list[ReviewEntry]:
        """What waits for a person on `as_of`, the most urgent first.

        Args:
            as_of: the day of the picture.
            filter: what to limit it to; None limits nothing.
        """
        return derive_queue(self.items(filter or ItemFilter(), as_of), as_of)

    def item(self, item_id: str, as_of: date) -> ItemView | None:
        """One item as known on `as_of`, or None.

        Args:
            item_id: its id, the number of a motion or oral promise, the id of a finding of its own, or
                the start of an id that no other item shares.
            as_of: the day of the picture.
        """
        shelf = self.shelf_of(item_id)
        found = shelf.find(item_id)
        return shelf.view(found, as_of) if found is not None else None

    def shelf_of(self, name: str) -> Shelf:
        """The shelf where it is at hand, otherwise what it would hold of the item of that name."""
        with self.lock, reading(self.engine) as session:
            if self.shelf is not None and self.shelf.revision == read_counter(session, "items_revision"):
                return self.shelf
            return read_part(session, name.strip())

    def current_shelf(self) -> Shelf:
        """All items as people left them; what did not change is not read again."""
        with self.lock, reading(self.engine) as session:
            if self.shelf is None or self.shelf.revision != read_counter(session, "items_revision"):
                self.shelf = read_shelf(session, self.loaded, self.shelf)
            return self.shelf

    def known_item(self, item_id: str) -> TrackedItem:
        """The item of that id, number or finding.

        Raises:
            UnknownItemError: when there is none (in Dutch).
        """
        found = self.current_shelf().find(item_id)
        if found is None:
            raise UnknownItemError(f"Er is geen motie of toezegging met kenmerk {item_id}.")
        return found

    # Decisions and the audit log

    def decide(self, item_id: str, status: Status, reason: str, actor: str, at: datetime) -> Decision:
        """Record what a person decides about an item; it survives every new reading.

        Raises:
            UnknownItemError: when there is no such item (a KeyError, with a message in Dutch).
            ValueError: when the reason or the name is empty (in Dutch).
        """
        found = self.known_item(item_id)
        with writing(self.engine) as session:
            decision = rulings.decide(session, found, status, reason, actor, at)
            raise_counter(session, "items_revision")
            return decision

    def rule(self, item_id: str, act: Act, change: Change, reason: str, actor: str, at: datetime) -> Ruling:
        """Record what a person does with an item beside its standing; it survives every new reading.

        Args:
            item_id: the item; where it is merged, the one that goes into `change.other`.
            act: what is done; `add_item` adds one.
            change: the particulars that the act needs (see `Change`).
            reason: why.
            actor: who.
            at: the moment.

        Raises:
            UnknownItemError: when there is no such item (in Dutch).
            ValueError: when reason or name is empty, or the act cannot be done so (in Dutch).
        """
        shelf, found = self.current_shelf(), self.known_item(item_id)
        settled = check_ruling(shelf, found, act, change)
        with writing(self.engine) as session:
            ruling = rulings.rule(session, found, act, settled, reason, actor, at)
            raise_counter(session, "items_revision")
            return ruling

    def add_item(self, change: Change, reason: str, actor: str, at: datetime) -> str:
        """Add a commitment by hand, from a passage or from words spoken in a debate; return its id.

        Args:
            change: `title` or `evidence`, and what else is known: kind, actor, ministry, deadline,
                `said_on`, `source`.
            reason: why.
            actor: who.
            at: the moment.

        Raises:
            ValueError: when there is neither passage nor words with a source, or reason or name is
                empty (in Dutch).
        """
        item, settled = draft_addition(change, at)
        with writing(self.engine) as session:
            rulings.rule(session, item, Act.ADD, settled, reason, actor, at)
            raise_counter(session, "items_revision")
        found = self.current_shelf().find(item.id)
        return found.id if found is not None else item.id

    def rulings(self, item_id: str) -> list[Ruling]:
        """All that people did with an item beside its standing, oldest first, the undone ones too."""
        shelf = self.current_shelf()
        found = shelf.find(item_id)
        return list(shelf.rulings.get(found.id if found is not None else item_id, ()))

    def record_official(
        self, number: str, result: Ballot | Appreciation, day: date | None, source: str, at: datetime
    ) -> bool:
        """Record what official data tell of the motion of that number; False where it is known already."""
        with writing(self.engine) as session:
            new = official.record(session, number, result, day, source, at)
            if new:
                raise_counter(session, "items_revision")
            return new

    def undo(self, decision_id: int, reason: str, actor: str, at: datetime) -> None:
        """Withdraw a decision; the record stays, marked as undone.

        Raises:
            UnknownItemError: when there is no such decision (in Dutch).
            ValueError: when it is undone already, or reason or name is empty (in Dutch).
        """
        with writing(self.engine) as session:
            rulings.undo(session, decision_id, reason, actor, at)
            raise_counter(session, "items_revision")

    def decisions(self, item_id: str) -> list[Decision]:
        """All decisions about an item, oldest first, the undone ones too."""
        shelf = self.current_shelf()
        found = shelf.find(item_id)
        records = shelf.decisions.get(found.id if found is not None else item_id, ())
        return [record.decision for record in records]

    def audit(self) -> list[AuditEntry]:
        """The audit log, oldest line first."""
        with reading(self.engine) as session:
            return log.entries(session)


def verify_audit(store: Store) -> list[str]:
    """What is wrong with the audit log, in Dutch; empty where every line is as it was written."""
    with reading(store.engine) as session:
        return list(find_tampering(session))
