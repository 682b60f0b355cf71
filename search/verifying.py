"""Whether an index holds what the database of record says, passage by passage and vector by vector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kamer.passages import Passage
from search.index import Index
from search.rows import UnreadableFileError
from search.storing import key_of
from search.vectors import chroma_id, in_batches, key_of_chroma

BATCH = 1_000
NEARLY = 0.999  # the cosine of a vector with itself in 8-bit numbers, with room to spare


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
        held = index.lexical.passages([passage.id for passage, _ in batch])
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
    names = {key_of(name): name for name in ids}
    stored = index.vectors.guarded("get", ids=list(map(chroma_id, names)), include=["embeddings"])
    found = {
        key_of_chroma(name): vector for name, vector in zip(stored["ids"], stored["embeddings"], strict=True)
    }
    rows = index.vectors.rows
    try:
        chosen = rows.find_rows(list(found))
    except UnreadableFileError:
        return {}
    held = dict(zip(rows.rows.keys[chosen].tolist(), rows.rows.full(chosen), strict=True))
    same = {key: row for key, row in held.items() if is_near(row, np.asarray(found[key], "<f4").tobytes())}
    return {names[key]: row for key, row in same.items()}


def is_near(vector: np.ndarray, recorded: bytes) -> bool:
    """True where a vector points where the recorded one does; two of zeros do."""
    other = np.frombuffer(recorded, "<f4")
    if vector.shape != other.shape:
        return False
    lengths = float(np.linalg.norm(vector) * np.linalg.norm(other))
    return not (vector.any() or other.any()) if lengths == 0 else float(vector @ other) / lengths >= NEARLY
