"""Passages by meaning, within the limits of a question."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.embedding import Vectors
from search.lexical import Candidate, LexicalIndex
from search.limits import Limits
from search.rows import Keys
from search.storing import key_of
from search.vectors import UnreadableVectorsError, VectorIndex, in_batches

log = logging.getLogger(__name__)

# Nine of ten passages picked at random lie below this: what is no nearer is no answer.
LEAST_LIKENESS = 0.1
FEW = 3_000  # up to so many allowed passages are named to Chroma one by one
MANY = 30_000  # up to so many are picked out of rows: listing them takes some milliseconds
STRIDE = 1_000  # of more, so many at a time are looked up


class MeaningSearch:
    """The semantic engine for one question: its vector is made once.

    Args:
        lexical: knows which passages the limits leave, and holds them.
        vectors: the vectors of the passages.
        limits: what may be found.
        vector: the question's vector, of length one.
        baseline: the cosine of texts that have nothing to do with each other, which counts as no likeness.
    """

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex, limits: Limits, vector: Vectors,
        baseline: float = 0.0,
    ) -> None:  # fmt: skip
        self.baseline = baseline
        self.lexical = lexical
        self.vectors = vectors
        self.limits = limits
        self.vector = vector

    def nearest(self, depth: int) -> list[Candidate]:
        """The passages nearest to the question within its limits; none where its vectors cannot be read."""
        if not self.vector.any():
            return []
        try:
            found = [replace(hit, score=self.likeness(hit.score)) for hit in self.choose(depth)]
        except UnreadableVectorsError as error:
            log.warning("search by words alone, the vectors cannot be read: %s", error)
            return []
        return [hit for hit in found if hit.score >= LEAST_LIKENESS]

    def likeness(self, cosine: float) -> float:
        """A cosine on the scale on which 0 is nothing in common and 1 the same."""
        return (cosine - self.baseline) / (1.0 - self.baseline)

    def choose(self, depth: int) -> list[Candidate]:
        """The allowed passages that are nearest; where not all are allowed that are looked at, more are."""
        keys, share = self.pool()
        total = self.lexical.count()
        wanted = depth if share == 1 else min(total, 2 * math.ceil(depth / share))
        kept = self.keep_allowed(self.vectors.search(self.vector, wanted, keys), depth)
        if share < 1 and self.vectors.compares_rows and len(kept) < depth:
            # they lie further off than passages commonly do: all of them are named
            keys = self.lexical.allowed_keys(self.limits, total)
            return self.keep_allowed(self.vectors.search(self.vector, depth, keys), depth)
        while len(kept) < depth and wanted < total and share < 1:
            wanted = min(total, 4 * wanted)
            kept = self.keep_allowed(self.vectors.search(self.vector, wanted, keys), depth)
        return kept

    def pool(self) -> tuple[Keys | None, float]:
        """The keys of the passages to choose from, None for all; and about what share of them is allowed."""
        limits, total, rows = self.limits, self.lexical.count(), self.vectors.compares_rows
        if limits.is_empty or not total:
            return None, 1.0
        allowed = self.lexical.count_with_clause(limits)
        fewest = allowed if limits.named is None else min(allowed, len(limits.named))
        if fewest <= (MANY if rows else FEW):
            return self.lexical.allowed_keys(limits, max(fewest, 1)), 1.0
        if limits.named is None or rows:
            return limits.named, allowed / total
        return None, min(allowed / total * len(limits.named) / total, 1.0)

    def keep_allowed(self, found: Sequence[tuple[int, float]], depth: int) -> list[Candidate]:
        """The first `depth` of them that the limits leave."""
        kept: list[Candidate] = []
        for batch in in_batches(found, max(depth, STRIDE)):
            near = dict(batch)
            passages = self.lexical.with_keys(list(near), self.limits, depth - len(kept))
            kept += [replace(hit, score=near[key]) for key, hit in passages.items()]
            if len(kept) >= depth:
                break
        return kept

    def likeness_of(self, ids: Iterable[str]) -> dict[str, float]:
        """How near the passages with these ids are; without those that have no vector."""
        wanted = {key_of(name): name for name in ids}
        try:
            found = self.vectors.search(self.vector, len(wanted), among=list(wanted)) if wanted else []
        except UnreadableVectorsError as error:
            log.warning("no likeness, the vectors cannot be read: %s", error)
            return {}
        return {wanted[key]: self.likeness(near) for key, near in found}
