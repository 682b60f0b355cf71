"""Whether an index holds what the database of record says, passage by passage and vector by vector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kamer.passages import Filters, Passage
from search.exact import UnreadableFileError
from search.index import Index
from search.querying import parse_query
from search.vectors import in_batches

BATCH = 1_000
NEARLY = 0.999  # the cosine of a vector with itself in 16-bit numbers, with room to spare


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an index: ids that it lacks or has otherwise, and how many it should not have."""

    missing: tuple[str, ...]
    different: tuple[str, ...]
    superfluous: int

    @property
    def is_sound(self) -> bool:
        """True where nothing is wrong."""
        return not (self.missing or self.different or self.superfluous)


def verify_index(index: Index, recorded: Iterable[tuple[Passage, bytes]]) -> Verdict:
    """Compare an index with the record.

    Args:
        index: read, never written.
        recorded: every passage of the record with its vector.

    Raises:
        DamagedIndexError: when the vectors cannot be read at all.
    """
    index.follow()
    missing: list[str] = []
    different: list[str] = []
    total = 0
    for batch in in_batches(recorded, BATCH):
        total += len(batch)
        held = index.lexical.passages([passage.id for passage, _ in batch], parse_query(""), Filters())
        vectors = vectors_of(index, [passage.id for passage, _ in batch])
        for passage, vector in batch:
            if passage.id not in held or passage.id not in vectors:
                missing.append(passage.id)
            elif held[passage.id].passage != passage or not is_near(vectors[passage.id], vector):
                different.append(passage.id)
    indexed = max(index.lexical.count(), index.vectors.count())
    return Verdict(tuple(missing), tuple(different), max(indexed - (total - len(missing)), 0))


def vectors_of(index: Index, ids: list[str]) -> dict[str, np.ndarray]:
    """The vectors with these ids, where the files and Chroma agree on them."""
    stored = index.vectors.guarded("get", ids=ids, include=["embeddings"])
    found = dict(zip(stored["ids"], stored["embeddings"], strict=True))
    exact = index.vectors.exact
    try:
        exact.refresh()
    except UnreadableFileError:
        return {}
    rows = {name: exact.rows.vectors[exact.at[name]] for name in found if name in exact.at}
    return {name: row for name, row in rows.items() if is_near(row, np.asarray(found[name], "<f4").tobytes())}


def is_near(vector: np.ndarray, recorded: bytes) -> bool:
    """True where a vector points where the recorded one does; two of zeros do."""
    other = np.frombuffer(recorded, "<f4")
    if vector.shape != other.shape:
        return False
    lengths = float(np.linalg.norm(vector) * np.linalg.norm(other))
    return not (vector.any() or other.any()) if lengths == 0 else float(vector @ other) / lengths >= NEARLY
