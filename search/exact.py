"""All vectors side by side in plain files: every one is compared, which up to some 100,000 is quickest.

A search among named passages is as quick as one among all, nothing near is missed, and nothing heavy is
imported. Each change is one file: the documents that it replaces, and their rows; a file is there whole or
not at all. Of many files one is made.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from search.embedding import Vectors
from search.storing import key_of

MOST_FILES = 32
Row = tuple[str, str, bytes]


class UnreadableFileError(Exception):
    """A file of vectors cannot be read."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors of length one with the passage and the document of each."""

    ids: list[str]
    documents: list[str]
    vectors: Vectors
    keys: npt.NDArray[np.int64]


NO_ROWS = Rows([], [], np.zeros((0, 0), np.float32), np.zeros(0, np.int64))


class ExactVectors:
    """A folder of such files.

    Args:
        folder: made where it is missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.seen: tuple[str, ...] | None = None
        self.rows = NO_ROWS
        self.at: dict[str, int] = {}

    def files(self) -> list[Path]:
        """The files in the order in which they were written."""
        return sorted(self.folder.glob("*.npz"))

    def replace(self, documents: Sequence[str], rows: Sequence[Row]) -> None:
        """Take out all rows of these documents and put in the given ones."""
        files = self.files()
        number = int(files[-1].stem) + 1 if files else 0
        self.write(number, documents, rows)
        if len(files) >= MOST_FILES:
            self.refresh()
            kept = self.rows
            content = zip(kept.ids, kept.documents, map(bytes, kept.vectors.astype("<f4")), strict=True)
            self.write(number + 1, sorted(set(kept.documents)), list(content))
            for file in self.files()[:-1]:
                file.unlink()

    def write(self, number: int, documents: Sequence[str], rows: Sequence[Row]) -> None:
        """Write one file, so that it is there whole or not at all."""
        vectors = [np.frombuffer(row[2], "<f4") for row in rows]
        matrix = np.stack(vectors).astype(np.float16) if vectors else np.zeros((0, 0), np.float16)
        content = io.BytesIO()
        np.savez(
            content, vectors=matrix, ids=packed([row[0] for row in rows]),
            documents=packed([row[1] for row in rows]), replaced=packed(documents),
            keys=np.asarray([key_of(row[0]) for row in rows], np.int64),
        )  # fmt: skip
        draft = self.folder / f".{number:08}"
        draft.write_bytes(content.getvalue())
        draft.replace(self.folder / f"{number:08}.npz")

    def refresh(self) -> None:
        """Read what was written since.

        Raises:
            UnreadableFileError: when a file is damaged.
        """
        names = tuple(file.name for file in self.files())
        if names != self.seen:
            self.rows = read_rows(self.files())
            self.at = {name: row for row, name in enumerate(self.rows.ids)}
            self.seen = names

    def count(self) -> int:
        """How many rows there are."""
        self.refresh()
        return len(self.rows.ids)

    def search(
        self, vector: Vectors, limit: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The ids nearest in meaning with their cosine, best first; see `VectorIndex.search`."""
        self.refresh()
        if not self.rows.ids or limit < 1:
            return []
        unit = vector / (float(np.linalg.norm(vector)) or 1.0)
        if among is None:
            return self.best(self.rows.vectors @ unit, np.arange(len(self.rows.ids)), limit)
        chosen = np.asarray([self.at[name] for name in among if name in self.at], np.int64)
        return self.best(self.rows.vectors[chosen] @ unit, chosen, limit)

    def search_keys(self, vector: Vectors, limit: int, keys: Sequence[int]) -> list[tuple[str, float]]:
        """The same among the passages with these keys (see `key_of`)."""
        self.refresh()
        unit = vector / (float(np.linalg.norm(vector)) or 1.0)
        chosen = np.flatnonzero(np.isin(self.rows.keys, np.asarray(keys, np.int64)))
        return self.best(self.rows.vectors[chosen] @ unit, chosen, limit) if len(chosen) else []

    def best(self, scores: Vectors, rows: npt.NDArray[np.int64], limit: int) -> list[tuple[str, float]]:
        """The ids of the highest scores."""
        few = min(limit, len(scores))
        if not few:
            return []
        top = np.argpartition(-scores, few - 1)[:few]
        found = [(self.rows.ids[int(rows[at])], float(scores[at])) for at in top]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def packed(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Names as bytes, each ended by a line break: an array of texts would be as wide as the longest."""
    return np.frombuffer("".join(f"{name}\n" for name in names).encode("utf-8", "surrogatepass"), np.uint8)


def unpacked(content: npt.NDArray[np.uint8]) -> list[str]:
    """The names again."""
    return content.tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]


def read_rows(files: Sequence[Path]) -> Rows:
    """The rows that no later file replaces.

    Raises:
        UnreadableFileError: when a file is damaged.
    """
    ids: list[str] = []
    documents: list[str] = []
    parts: list[npt.NDArray[np.float16]] = []
    begins: list[int] = []
    numbers: list[npt.NDArray[np.int64]] = []
    replaced: dict[str, int] = {}
    for number, file in enumerate(files):
        try:
            with np.load(file) as content:
                replaced |= dict.fromkeys(unpacked(content["replaced"]), number)
                begins.append(len(ids))
                ids += unpacked(content["ids"])
                documents += unpacked(content["documents"])
                parts.append(content["vectors"])
                numbers.append(content["keys"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise UnreadableFileError(f"{file}: {error}") from error
    first = {document: begins[number] for document, number in replaced.items()}
    last = {name: row for row, name in enumerate(ids) if row >= first.get(documents[row], 0)}
    whole = [part for part in parts if len(part)]
    if not whole:
        return NO_ROWS
    matrix = np.concatenate(whole) if len(whole) > 1 else whole[0]
    live = list(last.values())
    vectors = (matrix if len(live) == len(ids) else matrix[live]).astype(np.float32)
    keys = np.concatenate(numbers)[live]
    return Rows([ids[row] for row in live], [documents[row] for row in live], vectors, keys)
