"""The index of all passages: two engines in one folder, kept in step with the store's revision."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kamer.passages import Filters, Hit, Passage, Query, SearchMode
from search.asking import Asker, Register
from search.copies import group_copies
from search.embedding import Embedder
from search.generations import (
    State,
    current_generation,
    new_generation,
    read_state,
    stamp,
    use_generation,
    write_state,
)
from search.lexical import LexicalIndex
from search.marking import mark_related, mark_words
from search.querying import ParsedQuery, parse_query
from search.rows import Row
from search.vectors import DamagedIndexError, VectorIndex, in_batches

log = logging.getLogger(__name__)

DEPTH = 100  # how deep each engine is asked at least: fusion needs more than it shows
MOST_COPIES = 15  # hits read beyond those shown, to fill the places of copies
REBUILD_BATCH = 5_000

PassageVectors = Iterable[tuple[Passage, bytes]]


class Index:
    """All passages by word and by meaning. One process writes; any number read.

    Args:
        folder: the index's folder; made where it is missing or of an older format.
        embedder: makes vectors of questions. Where its name is not `model`, the index holds another
            model's vectors: searches then go by words alone until the caller rebuilds.
        register: tells which passages speak of commitments and motions with the standing and the
            deadline that filters ask for.
    """

    def __init__(self, folder: Path, embedder: Embedder, register: Register | None = None) -> None:
        self.folder = folder
        self.register = register
        self.embedder = embedder
        self.lock = threading.RLock()
        if current_generation(folder) is None:
            fresh = new_generation(folder)
            write_state(fresh, State(0, embedder.name))
            use_generation(folder, fresh)
        self.open_current()

    def open_current(self) -> None:
        """Open the generation that the pointer names."""
        generation = current_generation(self.folder)
        assert generation is not None
        self.stamp = stamp(self.folder)
        self.generation = generation
        self.state = read_state(generation)
        self.damaged = False
        try:
            self.lexical, self.vectors = open_engines(generation)
        except DamagedIndexError as error:
            log.warning("the index cannot be read and must be rebuilt: %s", error)
            self.damaged = True
            self.lexical, self.vectors = open_engines(new_generation(self.folder))

    def follow(self) -> None:
        """See what another process wrote since."""
        with self.lock:
            if stamp(self.folder) != self.stamp:
                self.open_current()

    @property
    def revision(self) -> int:
        """The store's revision up to which everything is in."""
        self.follow()
        return self.state.revision

    @property
    def model(self) -> str:
        """The name of the model whose vectors the index holds; empty where it is damaged: rebuild then."""
        self.follow()
        return "" if self.damaged else self.state.model

    def count(self) -> int:
        """How many passages can be found."""
        self.follow()
        return self.lexical.count()

    def update(self, revision: int, documents: Sequence[str], passages: PassageVectors) -> None:
        """Replace all passages of some documents, then record the revision.

        Killed at any point, the recorded revision is the old one, and doing the same again completes it.

        Args:
            revision: the store's revision after this update.
            documents: keys of the documents that changed; those without passages vanish.
            passages: what they consist of now, each with its vector (float32, little-endian).

        Raises:
            DamagedIndexError: when a folder is damaged: `model` is empty from then on; `rebuild` then.
        """
        with self.lock:
            self.follow()
            fresh = list(passages)
            if self.damaged:
                raise DamagedIndexError(str(self.generation))
            if documents or fresh:
                self.fill(documents, fresh)
            self.record(self.state.at(revision))

    def fill(self, documents: Sequence[str], fresh: Sequence[tuple[Passage, bytes]]) -> None:
        """Bring both engines up to date; a damaged one is recorded, so that the next run rebuilds."""
        try:
            fill(self.lexical, self.vectors, documents, fresh)
        except DamagedIndexError:
            self.record(State(self.state.revision, ""))
            raise

    def rebuild(self, revision: int, passages: PassageVectors) -> None:
        """Make a whole new generation with the embedder's vectors, then point to it."""
        with self.lock:
            fresh, before = new_generation(self.folder), self.vectors
            fill_new(fresh, passages)
            write_state(fresh, State(revision, self.embedder.name))
            use_generation(self.folder, fresh)
            self.open_current()
            before.discard()

    def record(self, state: State) -> None:
        """Write down what is in, as the last step of an update."""
        write_state(self.generation, state)
        self.state = state
        self.stamp = stamp(self.folder)

    def find(self, query: Query) -> list[Hit]:
        """The passages that answer a question, best first, each telling why.

        Args:
            query: text, mode, limit and filters; any text may be typed. Passages of nearly the same text
                are one hit, with the others as its copies.
        """
        parsed = parse_query(query.text)
        if parsed.is_empty or query.limit < 1:
            return []
        with self.lock:
            most = query.limit + MOST_COPIES
            asker = self.asker(query, parsed, max(DEPTH, 3 * query.limit), most)
            hits = group_copies(self.answers(query, asker))[: query.limit]
            names = asker.names
        return [explain(hit, parsed, names) for hit in hits]

    def rank(self, query: Query) -> list[Hit]:
        """The same without marks and with copies in their own places, which is quicker."""
        parsed = parse_query(query.text)
        if parsed.is_empty or query.limit < 1:
            return []
        with self.lock:
            asker = self.asker(query, parsed, max(DEPTH, 2 * query.limit), query.limit)
            return self.answers(query, asker)

    def find_like(self, passage: str, limit: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Passages about the same as one passage, nearest first; none where there is no such passage.

        Args:
            passage: its id.
            limit: how many at most.
            filters: what they are limited to.
        """
        with self.lock:
            self.follow()
            known = self.lexical.passages([passage])
            if passage not in known or limit < 1:
                return []
            query = Query("", SearchMode.HYBRID, limit, filters or Filters())
            asker = self.asker(query, parse_query(""), max(DEPTH, 3 * limit), limit + MOST_COPIES)
            use_meaning = self.state.model == self.embedder.name
            example = known[passage].passage
            found = asker.by_example(example, use_meaning=use_meaning)
        # the passage itself comes first; its copies are in its group
        grouped = group_copies([Hit(example, 0.0), *found])
        return grouped[1 : limit + 1]

    def asker(self, query: Query, parsed: ParsedQuery, depth: int, limit: int) -> Asker:
        """A question to both engines as they are now."""
        self.follow()
        return Asker(
            self.lexical, self.vectors, self.embedder, query, parsed, depth, limit, self.register
        )  # fmt: skip

    def answers(self, query: Query, asker: Asker) -> list[Hit]:
        """What the engines of the question's mode return, fused."""
        parsed = asker.parsed
        if not (parsed.words or parsed.identifiers):
            return asker.by_filters_alone()
        if not self.asks_for_meaning(query, parsed):
            if query.mode is SearchMode.SEMANTIC:
                return []
            return asker.by_number() if parsed.identifiers else asker.by_word_alone()
        return asker.by_meaning_alone() if query.mode is SearchMode.SEMANTIC else asker.by_both()

    def asks_for_meaning(self, query: Query, parsed: ParsedQuery) -> bool:
        """False where the words alone answer."""
        if query.mode is SearchMode.LEXICAL or self.state.model != self.embedder.name:
            return False
        # who types a document's number wants that document, not what resembles it
        return query.mode is SearchMode.SEMANTIC or not parsed.identifiers


def explain(hit: Hit, parsed: ParsedQuery, names: Sequence[str]) -> Hit:
    """The hit with the words that matched marked, and the official names that stand in it."""
    marks = mark_words(hit.passage.text, parsed)
    related, related_marks = mark_related(hit.passage.text, names, marks)
    return replace(hit, marks=marks, related=related, related_marks=related_marks)


def open_engines(generation: Path) -> tuple[LexicalIndex, VectorIndex]:
    """Both engines of a generation.

    Raises:
        DamagedIndexError: when either cannot read its folder.
    """
    return LexicalIndex(generation / "lexical"), VectorIndex(generation / "vectors")


def fill_new(generation: Path, passages: PassageVectors) -> None:
    """Fill the engines of an empty generation; where there is much to fill, Chroma by a process of its own.

    Raises:
        DamagedIndexError: when Chroma fails.
    """
    lexical, vectors = open_engines(generation)
    vectors.discard()  # what a server has of a folder of this name that was here before
    batches = in_batches(passages, REBUILD_BATCH)
    first = next(batches, [])
    if len(first) < REBUILD_BATCH or vectors.address:
        for batch in chain([first], batches):
            fill(lexical, vectors, (), batch)
        return
    from search.chroma_filling import ChromaFiller

    with ChromaFiller(vectors.folder) as filler, lexical.filling() as add:
        for batch in chain([first], batches):
            rows = rows_of(batch)
            filler.write(rows)
            vectors.rows.replace((), rows)
            add(passage for passage, _ in batch)


def rows_of(batch: Sequence[tuple[Passage, bytes]]) -> list[Row]:
    """Passages with vectors as the vectors' engine takes them."""
    return [(passage.id, passage.document, vector) for passage, vector in batch]


def fill(
    lexical: LexicalIndex,
    vectors: VectorIndex,
    documents: Sequence[str],
    fresh: Sequence[tuple[Passage, bytes]],
) -> None:
    """Bring both engines to hold exactly these passages for these documents."""
    vectors.replace(documents, rows_of(fresh))
    lexical.replace(documents, [passage for passage, _ in fresh])


def open_index(folder: Path, embedder: Embedder, register: Register | None = None) -> Index:
    """The index in a folder; an empty one at revision 0 where there is none yet.

    Args:
        folder: where it lives.
        embedder: see `Index`.
        register: see `Index`.
    """
    return Index(folder, embedder, register)
