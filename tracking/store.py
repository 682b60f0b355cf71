"""The store of record: everything that was read, found, tracked and decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select

from kamer.document import Document, Problem
from kamer.exchange import load_document, load_findings
from kamer.findings import Findings
from kamer.items import Decision, Status, TrackedItem
from kamer.passages import Passage
from tracking import audit as log
from tracking import decisions as rulings
from tracking import items as tracked
from tracking import letters
from tracking import passages as pieces
from tracking.counters import raise_counter, read_counter
from tracking.database import connect, reading, writing
from tracking.models import ContentRow, DocumentRow, FileRow, KeyRow
from tracking.records import (
    AuditEntry,
    DocumentSummary,
    FileRecord,
    ItemFilter,
    ItemView,
    Saved,
    UnknownItemError,
)
from tracking.verification import find_tampering

CITED = re.compile(
    r"(?:kamerstuk(?:ken)?|kst)?[\s-]*(?P<dossier>\d{2}\s?\d{3}(?:\s?[-–]\s?\d{2}(?=[\s,-]))?)"
    r"[\s,-]*(?:\(?(?P<addition>[IVXLC]+[A-Z]?|R\d{4})\)?)?[\s,-]*(?:nr\.?\s*)?[\s-]*(?P<number>\d+|[A-Z]{1,3})",
    re.IGNORECASE,
)


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

    Every method that writes does so in one transaction: a kill at any moment leaves the state before
    or after it, never between.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.shelf: tracked.Shelf | None = None
        self.facts: letters.KnownFacts = {}
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
        """The revision for which the items were last made; behind `revision` after a killed run."""
        return self.counter("tracked_revision")

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

    def retrack(self, at: datetime) -> int:
        """Make all items anew from the stored findings, and return how many there are.

        Decisions stay with their items, also where a new reading gave an item another id.
        """
        with writing(self.engine) as session:
            return tracked.retrack(session, self.facts, at)

    def items(self, filter: ItemFilter, as_of: date) -> list[ItemView]:
        """The items that answer the filter, as known on `as_of`: soonest deadline first, without one last."""
        return self.current_shelf().picture(as_of).select(filter)

    def item(self, item_id: str, as_of: date) -> ItemView | None:
        """One item as known on `as_of`, or None.

        Args:
            item_id: its id, the number of a motion or oral promise, the id of a finding of its own, or
                the start of an id that no other item shares.
            as_of: the day of the picture.
        """
        shelf = self.current_shelf()
        found = find_item(shelf, item_id)
        return shelf.view(found, as_of) if found is not None else None

    def current_shelf(self) -> tracked.Shelf:
        """All items and decisions, read anew only when they changed."""
        with self.lock, reading(self.engine) as session:
            if self.shelf is None or self.shelf.revision != read_counter(session, "items_revision"):
                self.shelf = tracked.read_shelf(session)
            return self.shelf

    # Decisions and the audit log

    def decide(self, item_id: str, status: Status, reason: str, actor: str, at: datetime) -> Decision:
        """Record what a person decides about an item; it survives every new reading.

        Raises:
            UnknownItemError: when there is no such item (a KeyError, with a message in Dutch).
            ValueError: when the reason or the name is empty (in Dutch).
        """
        found = find_item(self.current_shelf(), item_id)
        if found is None:
            raise UnknownItemError(f"Er is geen motie of toezegging met kenmerk {item_id}.")
        with writing(self.engine) as session:
            decision = rulings.decide(session, found, status, reason, actor, at)
            raise_counter(session, "items_revision")
            return decision

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
        found = find_item(shelf, item_id)
        records = shelf.decisions.get(found.id if found is not None else item_id, ())
        return [record.decision for record in records]

    def audit(self) -> list[AuditEntry]:
        """The audit log, oldest line first."""
        with reading(self.engine) as session:
            return log.entries(session)


def names_meant(text: str) -> list[str]:
    """The names of a document that a person may mean by `text`, surest first.

    >>> names_meant("Kamerstuk 30 821, nr. 204")[-1]
    '30821-204'
    """
    names = [text, text.lower(), text.removeprefix("kst-")]
    if match := CITED.fullmatch(text):
        dossier = re.sub(r"\s", "", match["dossier"]).replace("–", "-")
        parts = (dossier, (match["addition"] or "").upper(), match["number"].upper())
        names.append("-".join(part for part in parts if part))
    return list(dict.fromkeys(names))


def find_item(shelf: tracked.Shelf, name: str) -> TrackedItem | None:
    """The item of that id, number or finding, or the only one of which the id starts so."""
    asked = name.strip()
    by_id = {item.id: item for item in shelf.items}
    if asked in shelf.names:
        return by_id[shelf.names[asked]]
    if not asked:
        return None
    found = [item for item in shelf.items if item.number == asked]
    found = found or [item for item in shelf.items if item.id.startswith(asked)]
    return found[0] if len(found) == 1 else None


def verify_audit(store: Store) -> list[str]:
    """What is wrong with the audit log, in Dutch; empty where every line is as it was written."""
    with reading(store.engine) as session:
        return list(find_tampering(session))
