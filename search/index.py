"""The index of all passages: two engines in one folder, kept in step with the store's revision."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kamer.passages import Filters, Hit, Passage, Query, SearchMode
from search.embedding import Embedder, Vectors
from search.fusion import fuse_ranks
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
from search.marking import mark_words
from search.querying import ParsedQuery, parse_query
from search.vectors import UnreadableVectorsError, VectorIndex, in_batches

log = logging.getLogger(__name__)

WEIGHTS = {SearchMode.LEXICAL: (1.0, 0.0), SearchMode.SEMANTIC: (0.0, 1.0), SearchMode.HYBRID: (1.0, 1.0)}
DEPTH = 100  # how deep each engine is asked at least: fusion needs more than it shows
FEW = 2_000  # up to so many allowed passages are named to Chroma one by one
REBUILD_BATCH = 5_000

PassageVectors = Iterable[tuple[Passage, bytes]]


class Index:
    """All passages by word and by meaning. One process writes; any number read.

    Args:
        folder: the index's folder; made where it is missing or of an older format.
        embedder: makes vectors of questions. Where its name is not `model`, the index holds another
            model's vectors: searches then go by words alone until the caller rebuilds.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder = folder
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
        self.lexical = LexicalIndex(generation / "lexical")
        self.vectors = VectorIndex(generation / "vectors")

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
        """The name of the model whose vectors the index holds."""
        self.follow()
        return self.state.model

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
            UnreadableVectorsError: when Chroma's folder is damaged; `rebuild` then.
        """
        with self.lock:
            self.follow()
            fresh = list(passages)
            if documents or fresh:
                fill(self.lexical, self.vectors, documents, fresh)
            self.record(self.state.at(revision))

    def rebuild(self, revision: int, passages: PassageVectors) -> None:
        """Make a whole new generation with the embedder's vectors, then point to it."""
        with self.lock:
            fresh = new_generation(self.folder)
            lexical, vectors = LexicalIndex(fresh / "lexical"), VectorIndex(fresh / "vectors")
            for batch in in_batches(passages, REBUILD_BATCH):
                fill(lexical, vectors, (), batch)
            write_state(fresh, State(revision, self.embedder.name))
            use_generation(self.folder, fresh)
            self.open_current()

    def record(self, state: State) -> None:
        """Write down what is in, as the last step of an update."""
        write_state(self.generation, state)
        self.state = state
        self.stamp = stamp(self.folder)

    def find(self, query: Query) -> list[Hit]:
        """The passages that answer a question, best first, with the matching words marked.

        Args:
            query: text, mode, limit and filters; any text may be typed.
        """
        parsed = parse_query(query.text)
        return [replace(hit, marks=mark_words(hit.passage.text, parsed)) for hit in self.rank(query, parsed)]

    def rank(self, query: Query, parsed: ParsedQuery | None = None) -> list[Hit]:
        """The same without marks, which cost more than the ranking."""
        parsed = parsed or parse_query(query.text)
        if parsed.is_empty or query.limit < 1:
            return []
        depth = max(DEPTH, 2 * query.limit)
        with self.lock:
            self.follow()
            by_word = self.by_word(parsed, query, depth)
            by_meaning = self.by_meaning(parsed, query, depth)
        return fuse(by_word, by_meaning, WEIGHTS[query.mode])[: query.limit]

    def by_word(self, parsed: ParsedQuery, query: Query, depth: int) -> dict[str, Passage]:
        """What the lexical engine returns, best first."""
        if query.mode is SearchMode.SEMANTIC:
            return {}
        return {hit.passage.id: hit.passage for hit in self.lexical.search(parsed, query.filters, depth)}

    def by_meaning(self, parsed: ParsedQuery, query: Query, depth: int) -> dict[str, Passage]:
        """What the semantic engine returns, best first; nothing where its vectors cannot be used."""
        if query.mode is SearchMode.LEXICAL or self.state.model != self.embedder.name:
            return {}
        if query.mode is SearchMode.HYBRID and parsed.identifiers:
            return {}  # who types a document's number wants that document, not what resembles it
        vector = self.embedder.embed_queries([parsed.text])[0]
        if not vector.any():
            return {}
        try:
            return self.nearest(vector, parsed, query.filters, depth)
        except UnreadableVectorsError as error:
            log.warning("search by words alone, the vectors cannot be read: %s", error)
            return {}

    def nearest(
        self, vector: Vectors, parsed: ParsedQuery, filters: Filters, depth: int
    ) -> dict[str, Passage]:
        """The allowed passages nearest to a vector.

        Where few are allowed they are named to Chroma; where many are, more are fetched than needed.
        """
        allowed = self.lexical.count_allowed(parsed, filters)
        if allowed is not None and allowed <= FEW:
            choice = {passage.id: passage for passage in self.lexical.allowed(parsed, filters, FEW)}
            found = self.vectors.search(vector, depth, among=list(choice))
            return {name: choice[name] for name, _ in found}
        total = self.lexical.count()
        wanted = depth if allowed is None else min(total, 2 * depth * -(-total // allowed))
        return self.keep_allowed(self.vectors.search(vector, wanted), parsed, filters, depth)

    def keep_allowed(
        self, found: Sequence[tuple[str, float]], parsed: ParsedQuery, filters: Filters, depth: int
    ) -> dict[str, Passage]:
        """The first `depth` of them that filters, phrases and exclusions leave."""
        kept: dict[str, Passage] = {}
        for batch in in_batches([name for name, _ in found], depth):
            passages = self.lexical.passages(batch, parsed, filters)
            kept |= {name: passages[name] for name in batch if name in passages}
            if len(kept) >= depth:
                break
        return dict(list(kept.items())[:depth])


def fuse(
    by_word: dict[str, Passage], by_meaning: dict[str, Passage], weights: tuple[float, float]
) -> list[Hit]:
    """Both engines' answers as one list, with the place that each engine gave them."""
    words, meanings = ({name: at for at, name in enumerate(found, 1)} for found in (by_word, by_meaning))
    passages = by_meaning | by_word
    return [
        Hit(passages[name], score, (), words.get(name), meanings.get(name))
        for name, score in fuse_ranks([list(by_word), list(by_meaning)], weights).items()
    ]


def fill(
    lexical: LexicalIndex,
    vectors: VectorIndex,
    documents: Sequence[str],
    fresh: Sequence[tuple[Passage, bytes]],
) -> None:
    """Bring both engines to hold exactly these passages for these documents."""
    lexical.replace(documents, [passage for passage, _ in fresh])
    vectors.replace(documents, [(passage.id, passage.document, vector) for passage, vector in fresh])


def open_index(folder: Path, embedder: Embedder) -> Index:
    """The index in a folder; an empty one at revision 0 where there is none yet.

    Args:
        folder: where it lives.
        embedder: see `Index`.
    """
    return Index(folder, embedder)
