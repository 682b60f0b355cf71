"""Which passages speak of which items: what a search limited to a standing or a deadline may find."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracking.models import PassageRow
from tracking.passages import chunks
from tracking.records import ItemFilter, ItemView
from tracking.shelf import Shelf

ANSWERS_KEPT = 16  # lists of passages, each of which may name most of them
AFTER_ALL = 2**62  # where no passage ends: only those that end later are looked at


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
