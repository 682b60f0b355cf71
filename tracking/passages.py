"""Passages and their vectors of record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kamer.passages import Passage
from tracking.letters import PASSAGE
from tracking.models import PassageRow, VectorRow
from tracking.records import ItemFilter, ItemView
from tracking.shelf import Shelf

CHUNK = 500  # parameters in one query; SQLite bounds their number
ANSWERS_KEPT = 16  # lists of passages, each of which may name most of them
AFTER_ALL = 2**62  # where no passage ends: only those that end later are looked at


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in stretches that fit in one query."""
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]


def read_passages(session: Session, keys: Sequence[str] | None) -> Iterator[Passage]:
    """The passages of these documents (None: of all), by document and in order."""
    ordered = select(PassageRow.passage).order_by(PassageRow.document, PassageRow.ordinal)
    if keys is None:
        yield from map(PASSAGE.validate_python, session.scalars(ordered.execution_options(yield_per=500)))
        return
    for chunk in chunks(sorted(set(keys))):
        found = session.scalars(ordered.where(PassageRow.document.in_(chunk)))
        yield from map(PASSAGE.validate_python, found)


class PassagePlaces:
    """Which passages speak of which items.

    Where a document's passages lie is read once, until the store changes; which of them speak of an item is
    worked out once, until its view changes; an answer is kept until either changes.
    """

    def __init__(self) -> None:
        self.revision = -1
        self.laid: dict[str, list[tuple[int, int, str]]] = {}
        self.known: dict[str, tuple[ItemView, frozenset[str]]] = {}
        self.shelf: Shelf | None = None
        self.answers: dict[tuple[ItemFilter, date], frozenset[str]] = {}

    def find(
        self, session: Session, revision: int, shelf: Shelf, asked: ItemFilter, as_of: date
    ) -> frozenset[str]:
        """The ids of the passages that share a character with what is said of an item.

        Args:
            session: where to read.
            revision: the store's.
            shelf: the items, perhaps as they were before the store's last change.
            asked: which of them.
            as_of: the day of the picture.
        """
        if revision != self.revision:
            self.revision, self.laid, self.known, self.answers = revision, {}, {}, {}
        if shelf is not self.shelf or len(self.answers) >= ANSWERS_KEPT:
            self.shelf, self.answers = shelf, {}
        if (asked, as_of) not in self.answers:
            views = shelf.picture(as_of).select(asked)
            fresh = [view for view in views if not self.knows(view)]
            self.read(session, {m.evidence.document for view in fresh for m in view.item.mentions})
            self.known.update((view.item.id, (view, self.speaking_of(view))) for view in fresh)
            found = (self.known[view.item.id][1] for view in views)
            self.answers[asked, as_of] = frozenset().union(*found)
        return self.answers[asked, as_of]

    def knows(self, view: ItemView) -> bool:
        """True where it is worked out which passages speak of the item, and its view is still the same."""
        held = self.known.get(view.item.id)
        return held is not None and held[0] is view

    def speaking_of(self, view: ItemView) -> frozenset[str]:
        """The ids of the passages that speak of one item."""
        found: list[str] = []
        for evidence in (mention.evidence for mention in view.item.mentions):
            held = self.laid.get(evidence.document, [])
            # passages follow one another and never overlap
            for _, start, name in held[bisect_right(held, (evidence.span.start, AFTER_ALL)) :]:
                if start >= evidence.span.end:
                    break
                found.append(name)
        return frozenset(found)

    def read(self, session: Session, documents: set[str]) -> None:
        """Read where the passages of these documents lie (end, start, id), as far as that is not known."""
        missing = sorted(documents - self.laid.keys())
        span = PassageRow.passage["span"]
        start, end = span["start"].as_integer(), span["end"].as_integer()
        query = select(PassageRow.document, end, start, PassageRow.id)
        found: dict[str, list[tuple[int, int, str]]] = {document: [] for document in missing}
        for chunk in chunks(missing):
            # plain rows: there may be a hundred thousand
            rows = session.connection().execute(query.where(PassageRow.document.in_(chunk)))
            for document, end_at, start_at, name in rows:
                found[document].append((end_at, start_at, name))
        self.laid.update((document, sorted(places)) for document, places in found.items())


def text_hashes(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The hash of each passage's text, by passage id; ids that are not there are left out."""
    hashes: dict[str, str] = {}
    for chunk in chunks(ids):
        query = select(PassageRow.id, PassageRow.text_sha256).where(PassageRow.id.in_(chunk))
        hashes.update(session.execute(query).tuples().all())
    return hashes


def save_vectors(session: Session, model: str, vectors: Mapping[str, bytes]) -> None:
    """Store vectors by passage id, as those of the passages' texts.

    Raises:
        KeyError: when a passage is not in the store.
    """
    hashes = text_hashes(session, list(vectors))
    by_text = {hashes[passage]: vector for passage, vector in vectors.items()}
    for chunk in chunks(sorted(by_text)):
        session.execute(delete(VectorRow).where(VectorRow.model == model, VectorRow.text_sha256.in_(chunk)))
        rows = [{"model": model, "text_sha256": text, "vector": by_text[text]} for text in chunk]
        session.execute(insert(VectorRow), rows)


def read_vectors(session: Session, model: str, ids: Sequence[str]) -> dict[str, bytes]:
    """The vectors of these passages under a model; passages without one are left out."""
    hashes = text_hashes(session, ids)
    known: dict[str, bytes] = {}
    for chunk in chunks(sorted(set(hashes.values()))):
        query = select(VectorRow.text_sha256, VectorRow.vector)
        query = query.where(VectorRow.model == model, VectorRow.text_sha256.in_(chunk))
        known.update(session.execute(query).tuples().all())
    return {passage: known[text] for passage, text in hashes.items() if text in known}
