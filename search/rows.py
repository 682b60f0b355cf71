"""All vectors side by side in plain files, the nearest found by sketches: quick with or without filters.

A sketch has one bit a number: whether it is positive, after a turn that spreads what a vector says over all
its numbers (Charikar 2002). A question is compared with all sketches, and then in full with the few thousand
that differ least. A search among chosen passages takes about as long as one among all, and nothing heavy is
imported.

Each change is one file: the documents that it replaces, and their rows; a file is there whole or not at all.
Of many files one is made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from search.embedding import Vectors
from search.storing import key_of

MOST_FILES = 32
FULLY_COMPARED = 8_000  # of so many rows each is compared in full
SHORTLIST = 4_000  # of more, so many: those whose sketches are nearest
WORTH_PICKING = 8  # of fewer than one in so many rows the sketches are picked out; else all are compared
BLOCK = 65_536  # sketches compared at once: so many that they stay in the processor's cache
LARGEST = 127  # the largest 8-bit number

Keys = npt.NDArray[np.int64]
Row = tuple[str, str, bytes]


class UnreadableFileError(Exception):
    """A file of vectors cannot be read."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors of length one, one row a passage.

    `keys` and `documents` are those of the passages and of their documents (see `key_of`); `vectors` has
    8-bit numbers, to be multiplied by `scales`; `sketches` has 64 bits of each row's sketch a line.
    """

    keys: Keys
    documents: Keys
    vectors: npt.NDArray[np.int8]
    scales: Vectors
    sketches: npt.NDArray[np.uint64]

    def take(self, chosen: npt.NDArray[np.int64]) -> Rows:
        """Some of the rows."""
        return Rows(
            self.keys[chosen], self.documents[chosen], self.vectors[chosen], self.scales[chosen],
            np.ascontiguousarray(self.sketches[:, chosen]),
        )  # fmt: skip

    def full(self, chosen: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of some rows as they were, but for rounding."""
        return self.vectors[chosen].astype(np.float32) * self.scales[chosen, None]


@dataclass(frozen=True, slots=True)
class Change:
    """What one file says: the keys of the documents that it replaces, and their rows."""

    replaced: Keys
    rows: Rows


def no_rows(dimension: int = 0) -> Rows:
    """No rows at all."""
    none, lines = np.zeros(0, np.int64), -(-dimension // 64)
    vectors, sketches = np.zeros((0, dimension), np.int8), np.zeros((lines, 0), np.uint64)
    return Rows(none, none, vectors, np.zeros(0, np.float32), sketches)


class VectorRows:
    """A folder of such files; one process writes, any number read.

    Args:
        folder: made where it is missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.owners: dict[str, list[Keys]] = {}
        self.joined: tuple[str, ...] = ()
        self.rows = no_rows()
        self.order: Keys = np.zeros(0, np.int64)
        self.sorted_keys: Keys = np.zeros(0, np.int64)

    def files(self) -> list[Path]:
        """The files in the order in which they were written."""
        return sorted(self.folder.glob("*.npz"))

    def replace(self, documents: Sequence[str], rows: Sequence[Row]) -> None:
        """Take out all rows of these documents and put in the given ones.

        Args:
            documents: their keys.
            rows: passage id, document key and vector (float32, little-endian) of each passage.
        """
        files = self.files()
        number = int(files[-1].stem) + 1 if files else 0
        self.write(number, Change(keys_of(documents), pack(rows)))
        if len(files) >= MOST_FILES:
            # not kept: who writes need not hold what others search
            joined = join([read_change(file) for file in self.files()])
            self.write(number + 1, Change(np.unique(joined.documents), joined))
            for file in self.files()[:-1]:
                file.unlink()

    def write(self, number: int, change: Change) -> None:
        """Write one file, so that it is there whole or not at all."""
        rows = change.rows
        draft = self.folder / f".{number:08}"
        with draft.open("wb") as content:
            np.savez(
                content, replaced=change.replaced, keys=rows.keys, documents=rows.documents,
                vectors=rows.vectors, scales=rows.scales, sketches=rows.sketches,
            )  # fmt: skip
            content.flush()
            os.fsync(content.fileno())
        draft.replace(self.folder / f"{number:08}.npz")

    def refresh(self) -> None:
        """Read what was written since.

        Raises:
            UnreadableFileError: when a file is damaged.
        """
        files = self.files()
        names = tuple(file.name for file in files)
        if names == self.joined:
            return
        try:
            changes = [read_change(file) for file in files]
        except UnreadableFileError:
            if files == self.files():
                raise
            # the writer made one file of many in the meantime
            self.refresh()
            return
        self.rows = join(changes)
        self.order = np.argsort(self.rows.keys)
        self.sorted_keys = self.rows.keys[self.order]
        self.joined = names

    def count(self) -> int:
        """How many rows there are."""
        self.refresh()
        return len(self.rows.keys)

    def keys_of_documents(self, documents: Sequence[str]) -> list[int]:
        """The keys of all passages that these documents ever had since the files were last made one."""
        wanted = keys_of(documents)
        self.owners = {
            file.name: self.owners.get(file.name) or read_arrays(file, "documents", "keys")
            for file in self.files()
        }
        found = [keys[np.isin(owners, wanted)] for owners, keys in self.owners.values()]
        return [int(key) for key in np.unique(np.concatenate(found))] if found else []

    def find_rows(self, keys: Sequence[int] | Keys) -> npt.NDArray[np.int64]:
        """The numbers of the rows with these keys; those that are not there are left out."""
        self.refresh()
        # stable: no work where they are in order, as the register's list is
        wanted = np.sort(np.asarray(keys, np.int64), kind="stable")
        wanted = wanted[np.flatnonzero(np.diff(wanted, prepend=-1))]
        if not len(self.order):
            return np.zeros(0, np.int64)
        places = np.searchsorted(self.sorted_keys, wanted).clip(max=len(self.order) - 1)
        chosen: npt.NDArray[np.int64] = self.order[places[self.sorted_keys[places] == wanted]]
        return chosen

    def search(
        self, vector: Vectors, limit: int, among: Sequence[int] | Keys | None = None
    ) -> list[tuple[int, float]]:
        """The keys of the passages nearest in meaning with their cosine, best first.

        Args:
            vector: what is asked.
            limit: how many.
            among: the keys to choose from; None for all.
        """
        self.refresh()
        chosen = None if among is None else self.find_rows(among)
        total = len(self.rows.keys) if chosen is None else len(chosen)
        if limit < 1 or not total:
            return []
        unit = vector / (float(np.linalg.norm(vector)) or 1.0)
        few = max(SHORTLIST, 4 * limit)
        if total > max(FULLY_COMPARED, few):
            chosen = shortlist(self.rows.sketches, sketch(unit[None])[:, 0], few, chosen)
        elif chosen is None:
            chosen = np.arange(total)
        scores = (self.rows.vectors[chosen].astype(np.float32) @ unit) * self.rows.scales[chosen]
        best = np.lexsort((self.rows.keys[chosen], -scores))[:limit]
        return [(int(self.rows.keys[chosen[at]]), float(scores[at])) for at in best]


def pack(rows: Sequence[Row]) -> Rows:
    """Rows as they are kept."""
    if not rows:
        return no_rows()
    vectors = np.stack([np.frombuffer(row[2], "<f4") for row in rows])
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12).astype(np.float32) / LARGEST
    small = np.rint(vectors / scales[:, None]).astype(np.int8)
    return Rows(
        keys_of([row[0] for row in rows]), keys_of([row[1] for row in rows]), small, scales, sketch(vectors)
    )


def keys_of(names: Iterable[str]) -> Keys:
    """The keys of passages or documents."""
    return np.fromiter(map(key_of, names), np.int64)


@lru_cache(maxsize=4)
def turn_of(dimension: int) -> Vectors:
    """The turn before sketching: the same in every process, so that sketches can be compared."""
    wild = np.random.default_rng(dimension).normal(size=(dimension, dimension))
    return np.linalg.qr(wild)[0].astype(np.float32)


def sketch(vectors: Vectors) -> npt.NDArray[np.uint64]:
    """The sketches of some vectors: a column each, 64 bits in each of its lines."""
    count, dimension = vectors.shape
    lines = -(-dimension // 64)
    bits = np.zeros((count, lines * 64), np.bool_)
    bits[:, :dimension] = vectors @ turn_of(dimension) > 0
    return np.ascontiguousarray(np.packbits(bits, axis=1).view(np.uint64).T)


def shortlist(
    sketches: npt.NDArray[np.uint64], asked: npt.NDArray[np.uint64], few: int,
    chosen: npt.NDArray[np.int64] | None,
) -> npt.NDArray[np.int64]:  # fmt: skip
    """The numbers of the rows whose sketches differ least from the one asked for, about `few` of them."""
    picks = chosen is not None and len(chosen) < sketches.shape[1] / WORTH_PICKING
    far = np.concatenate([*differences(sketches[:, chosen] if picks else sketches, asked)])
    if chosen is not None and not picks:
        far = far[chosen]
    nearest = np.argpartition(far, few)[:few]
    return nearest if chosen is None else chosen[nearest]


def differences(
    sketches: npt.NDArray[np.uint64], asked: npt.NDArray[np.uint64]
) -> Iterator[npt.NDArray[np.uint16]]:
    """In how many bits each sketch differs, a block of them at a time."""
    for at in range(0, sketches.shape[1], BLOCK):
        block = sketches[:, at : at + BLOCK]
        far = np.zeros(block.shape[1], np.uint16)
        for line, bits in zip(block, asked, strict=True):
            far += np.bitwise_count(line ^ bits)
        yield far


def read_change(file: Path) -> Change:
    """What a file says.

    Raises:
        UnreadableFileError: when it is damaged.
    """
    replaced, *rows = read_arrays(file, "replaced", "keys", "documents", "vectors", "scales", "sketches")
    return Change(replaced, Rows(*rows))


def read_arrays(file: Path, *names: str) -> list[npt.NDArray[Any]]:
    """Some of the arrays of a file; the others are not read.

    Raises:
        UnreadableFileError: when it is damaged.
    """
    try:
        with np.load(file) as content:
            return [content[name] for name in names]
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise UnreadableFileError(f"{file}: {error}") from error


def join(changes: Sequence[Change]) -> Rows:
    """The rows that no later change replaces; of two with one key the later."""
    filled = [change.rows for change in changes if len(change.rows.keys)]
    if not filled:
        return no_rows()
    numbers = [np.full(len(change.rows.keys), number, np.int32) for number, change in enumerate(changes)]
    last = {int(document): number for number, change in enumerate(changes) for document in change.replaced}
    everything = Rows(
        np.concatenate([rows.keys for rows in filled]), np.concatenate([rows.documents for rows in filled]),
        np.concatenate([rows.vectors for rows in filled]), np.concatenate([rows.scales for rows in filled]),
        np.concatenate([rows.sketches for rows in filled], axis=1),
    )  # fmt: skip
    live = later_only(everything.keys)
    if last:
        live &= np.concatenate(numbers) >= replaced_at(everything.documents, last)
    return everything if live.all() else everything.take(np.flatnonzero(live))


def later_only(keys: Keys) -> npt.NDArray[np.bool_]:
    """False for a row whose key comes again."""
    live = np.zeros(len(keys), np.bool_)
    live[len(keys) - 1 - np.unique(keys[::-1], return_index=True)[1]] = True
    return live


def replaced_at(documents: Keys, last: dict[int, int]) -> npt.NDArray[np.int64]:
    """For each row, the number of the last change that replaces its document; 0 where none does."""
    names = np.asarray(sorted(last), np.int64)
    numbers = np.asarray([last[int(name)] for name in names], np.int64)
    places = np.searchsorted(names, documents).clip(max=len(names) - 1)
    return np.where(names[places] == documents, numbers[places], 0)
