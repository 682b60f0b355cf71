"""Passages by meaning, within what filters, phrases and exclusions leave."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kamer.passages import Filters
from search.embedding import Vectors
from search.lexical import Candidate, LexicalIndex
from search.querying import ParsedQuery
from search.storing import key_of
from search.vectors import UnreadableVectorsError, VectorIndex, in_batches

log = logging.getLogger(__name__)

# Nine of ten passages picked at random lie below this: what is no nearer is no answer.
LEAST_LIKENESS = 0.1
FEW = 3_000  # up to so many allowed passages are named to Chroma one by one
MANY = 100_000  # up to so many are picked out of rows that lie side by side
STRIDE = 1_000  # of more, so many at a time are looked up


class MeaningSearch:
    """The semantic engine for one question: its vector is made once.

    Args:
        lexical: knows which passages are allowed, and holds them.
        vectors: the vectors of the passages.
        query: the question.
        vector: its vector, of length one.
        baseline: the cosine of texts that have nothing to do with each other, which counts as no likeness.
    """

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex, query: ParsedQuery, vector: Vectors,
        baseline: float = 0.0,
    ) -> None:  # fmt: skip
        self.baseline = baseline
        self.lexical = lexical
        self.vectors = vectors
        self.query = query
        self.vector = vector

    def nearest(self, filters: Filters, depth: int) -> list[Candidate]:
        """The allowed passages nearest to the question; none where its vectors cannot be read."""
        if not self.vector.any():
            return []
        try:
            found = [replace(hit, score=self.likeness(hit.score)) for hit in self.choose(filters, depth)]
        except UnreadableVectorsError as error:
            log.warning("search by words alone, the vectors cannot be read: %s", error)
            return []
        return [hit for hit in found if hit.score >= LEAST_LIKENESS]

    def likeness(self, cosine: float) -> float:
        """A cosine on the scale on which 0 is nothing in common and 1 the same."""
        return (cosine - self.baseline) / (1.0 - self.baseline)

    def choose(self, filters: Filters, depth: int) -> list[Candidate]:
        """Where few passages are allowed they are named to the engine; where many are, more are fetched."""
        allowed = self.lexical.count_allowed(self.query, filters)
        if allowed is not None and allowed <= (MANY if self.vectors.compares_rows else FEW):
            keys = self.lexical.allowed_keys(self.query, filters, max(allowed, 1))
            return self.keep_allowed(self.vectors.search(self.vector, depth, keys), filters, depth)
        total = self.lexical.count()
        wanted = depth if allowed is None else min(total, 2 * depth * -(-total // allowed))
        return self.keep_allowed(self.vectors.search(self.vector, wanted), filters, depth)

    def keep_allowed(
        self, found: Sequence[tuple[int, float]], filters: Filters, depth: int
    ) -> list[Candidate]:
        """The first `depth` of them that filters, phrases and exclusions leave."""
        kept: list[Candidate] = []
        for batch in in_batches(found, max(depth, STRIDE)):
            passages = self.lexical.with_keys([key for key, _ in batch], self.query, filters)
            kept += [replace(passages[key], score=near) for key, near in batch if key in passages]
            if len(kept) >= depth:
                break
        return kept[:depth]

    def likeness_of(self, ids: Iterable[str]) -> dict[str, float]:
        """How near the passages with these ids are; without those that have no vector."""
        wanted = {key_of(name): name for name in ids}
        try:
            found = self.vectors.search(self.vector, len(wanted), among=list(wanted)) if wanted else []
        except UnreadableVectorsError as error:
            log.warning("no likeness, the vectors cannot be read: %s", error)
            return {}
        return {wanted[key]: self.likeness(near) for key, near in found}
