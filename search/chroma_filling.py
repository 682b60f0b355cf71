"""Chroma filled by a process of its own: while it writes, its library lets no other thread of Python work.

    python -m search.chroma_filling FOLDER

reads stretches of keys and vectors from standard input and puts them into the collection of a folder that
nobody else has opened.
"""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from search.embedding import Vectors
from search.rows import Keys, Row, keys_of
from search.vectors import UnreadableVectorsError, VectorIndex

HEAD = struct.Struct("<QQ")  # how many vectors, and how many numbers each has


class ChromaFiller:
    """A process that fills an empty folder; a context manager, done when it is left.

    Args:
        folder: that of the vectors of a new generation.

    Raises:
        UnreadableVectorsError: on leaving, or on writing, where the process failed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "search.chroma_filling", str(folder)]
        root = Path(__file__).parents[1]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=root)

    def __enter__(self) -> Self:
        return self

    def write(self, rows: Sequence[Row]) -> None:
        """Hand over some rows; waits until those before are in."""
        assert self.process.stdin is not None
        if not rows:
            return
        vectors = b"".join(row[2] for row in rows)
        try:
            self.process.stdin.write(HEAD.pack(len(rows), len(rows[0][2]) // 4))
            self.process.stdin.write(keys_of(row[0] for row in rows).astype("<i8").tobytes())
            self.process.stdin.write(vectors)
        except BrokenPipeError as error:
            raise UnreadableVectorsError(f"{self.folder}: Chroma stopped") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.process.kill()
            self.process.wait()
            return
        assert self.process.stdin is not None
        self.process.stdin.close()
        if self.process.wait() != 0:
            raise UnreadableVectorsError(f"{self.folder}: Chroma could not be filled")


def read_stretches(content: BinaryIO) -> Iterator[tuple[Keys, Vectors]]:
    """The keys and vectors that were handed over, stretch by stretch.

    Raises:
        EOFError: when the other side stopped in the middle.
    """
    while head := content.read(HEAD.size):
        count, dimension = HEAD.unpack(head)
        keys, vectors = content.read(8 * count), content.read(4 * count * dimension)
        if len(vectors) < 4 * count * dimension:
            raise EOFError("the writer stopped in the middle")
        yield np.frombuffer(keys, "<i8"), np.frombuffer(vectors, "<f4").reshape(count, dimension)


def main() -> None:
    """Fill the folder that is named."""
    index = VectorIndex(Path(sys.argv[1]))
    for keys, vectors in read_stretches(sys.stdin.buffer):
        index.put(keys.tolist(), vectors)


if __name__ == "__main__":
    main()
