"""Passages by meaning: a Chroma collection in a folder, with our own vectors and one writer."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from search.embedding import Vectors
from search.generations import write_whole
from search.rows import Keys, Row, UnreadableFileError, VectorRows
from search.storing import key_of

log = logging.getLogger(__name__)

COLLECTION = "passages"
SERVER_VARIABLE = "NAKOMING_CHROMA"
# Fewer links a vector than Chroma's own 16, which saves a tenth of writing and disk, but a wider search:
# nearly all of the nearest are found. And fewer, larger steps of writing: what is not yet in the graph when
# the folder is opened is put in then.
CONFIGURATION: Any = {
    "hnsw": {
        "space": "cosine",
        "max_neighbors": 12,
        "ef_construction": 60,
        "ef_search": 400,
        "batch_size": 500,
        "sync_threshold": 2_000,
    }
}
BATCH = 5_000  # Chroma refuses more than 5,461 at once
# Up to so many the rows' sketches are compared, with filters too; beyond, Chroma's graph is walked.
MOST_COMPARED = 2_000_000
Item = TypeVar("Item")


class DamagedIndexError(Exception):
    """An engine cannot read its folder; the caller makes the index anew from the store."""


class UnreadableVectorsError(DamagedIndexError):
    """Chroma cannot read its folder."""


class VectorIndex:
    """One Chroma folder, or a server's collection for it; `replace` writes, all else reads.

    NAKOMING_CHROMA (`host:port`) names a Chroma server that then holds the vectors and finds them.

    A Chroma client does not see what another process writes: who opens the folder anew does.

    Args:
        folder: made where it is missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.rows = VectorRows(folder / "rows")
        self.address = os.environ.get(SERVER_VARIABLE, "")
        database = folder / "chroma.sqlite3"
        if database.exists() and not is_sqlite(database):
            raise UnreadableVectorsError(f"{database} is no database")

    @cached_property
    def client(self) -> Any:
        """Chroma, opened when it is first needed: its import takes half a second."""
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        SharedSystemClient.clear_system_cache()
        settings = Settings(anonymized_telemetry=False)
        if self.address:
            host, _, port = self.address.rpartition(":")
            return chromadb.HttpClient(host, int(port), settings=settings)
        return chromadb.PersistentClient(str(self.folder), settings)

    @cached_property
    def collection(self) -> Any:
        """Chroma's collection.

        Raises:
            UnreadableVectorsError: when Chroma refuses the folder, or its server does not answer.
        """
        with self.told(ValueError):
            return self.client.get_or_create_collection(
                self.name, embedding_function=None, configuration=CONFIGURATION
            )

    @property
    def name(self) -> str:
        """The collection's name: on a server, one for each folder."""
        if not self.address:
            return COLLECTION
        return f"{COLLECTION}-{hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]}"

    def count(self) -> int:
        """How many vectors there are."""
        return int(self.guarded("count"))

    def replace(self, documents: Sequence[str], rows: Sequence[Row]) -> None:
        """Take out all vectors of these documents and put in the given ones.

        Chroma knows a passage by its key; which passages a document had, the files of rows tell. What a
        killed writer left in Chroma is in no such file: a list beside them, written first, tells of it.

        Args:
            documents: keys.
            rows: passage id, document key and vector (float32, little-endian) of each passage.

        Raises:
            UnreadableVectorsError: when Chroma refuses, or a file of rows is damaged.
        """
        try:
            gone = {*self.unfinished(), *(self.rows.keys_of_documents(documents) if documents else ())}
            self.begin(gone.union(key_of(row[0]) for row in rows))
            if gone and self.count():
                for some in in_batches(gone, BATCH):
                    self.guarded("delete", ids=[chroma_id(key) for key in some])
            if rows:
                keys = [key_of(row[0]) for row in rows]
                self.put(keys, np.stack([np.frombuffer(row[2], "<f4") for row in rows]))
            self.rows.replace(documents, rows)
        except UnreadableFileError as error:
            raise UnreadableVectorsError(str(error)) from error
        self.unfinished_file.unlink()

    def put(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Put vectors into Chroma alone, as many at once as it takes.

        Raises:
            UnreadableVectorsError: when Chroma refuses.
        """
        for at in range(0, len(keys), BATCH):
            ids = [chroma_id(key) for key in keys[at : at + BATCH]]
            self.guarded("upsert", ids=ids, embeddings=vectors[at : at + BATCH])

    @property
    def unfinished_file(self) -> Path:
        """Where the keys are kept that Chroma may have of a change that was not completed."""
        return self.folder / "unfinished.json"

    def unfinished(self) -> list[int]:
        """The keys of a change that was begun and not completed."""
        if not self.unfinished_file.exists():
            return []
        return [int(key) for key in json.loads(self.unfinished_file.read_text(encoding="utf-8"))]

    def begin(self, keys: Iterable[int]) -> None:
        """Write down which keys a change concerns."""
        write_whole(self.unfinished_file, json.dumps(sorted(keys)))

    @property
    def compares_rows(self) -> bool:
        """True where the files of rows are searched, rather than Chroma asked.

        Raises:
            UnreadableVectorsError: when a file of rows is damaged.
        """
        try:
            return not self.address and 0 < self.rows.count() <= MOST_COMPARED
        except UnreadableFileError as error:
            raise UnreadableVectorsError(str(error)) from error

    def search(
        self, vector: Vectors, limit: int, among: Sequence[int] | Keys | None = None
    ) -> list[tuple[int, float]]:
        """The keys of what is nearest in meaning with the likeness (1 is the same), best first.

        Args:
            vector: what is asked.
            limit: how many.
            among: the keys to choose from; None for all.

        Raises:
            UnreadableVectorsError: when the vectors cannot be read.
        """
        if among is not None and not len(among):
            return []
        if self.compares_rows:
            return self.rows.search(vector, limit, among)
        choice = {"ids": self.names_of(among)} if among is not None else {}
        if among is not None and not choice["ids"]:
            return []
        found = self.guarded(
            "query", query_embeddings=[vector], n_results=limit, include=["distances"], **choice
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        near = [(key_of_chroma(name), 1.0 - float(far)) for name, far in pairs]
        return sorted(near, key=lambda hit: (-hit[1], hit[0]))

    def names_of(self, keys: Sequence[int] | Keys) -> list[str]:
        """The names in Chroma of those of these passages that have a vector: it fails on any other.

        Raises:
            UnreadableVectorsError: when a file of rows is damaged.
        """
        try:
            held = self.rows.rows.keys[self.rows.find_rows(keys)]
        except UnreadableFileError as error:
            raise UnreadableVectorsError(str(error)) from error
        return [chroma_id(key) for key in held.tolist()]

    def discard(self) -> None:
        """Take the collection off its server; one in a folder goes with the folder."""
        if not self.address:
            return
        try:
            with self.told():
                self.client.delete_collection(self.name)
        except UnreadableVectorsError as error:
            log.info("nothing to take off the server: %s", error)
        self.__dict__.pop("collection", None)

    def guarded(self, action: str, **arguments: Any) -> Any:
        """Call the collection; its errors become ours.

        Raises:
            UnreadableVectorsError: when Chroma fails.
        """
        with self.told():
            return getattr(self.collection, action)(**arguments)

    @contextmanager
    def told(self, *others: type[Exception]) -> Iterator[None]:
        """Errors of Chroma and of the way to its server, and these others, become ours."""
        try:
            yield
        except Exception as error:
            if not (is_of_client(error) or isinstance(error, others)):
                raise
            raise UnreadableVectorsError(f"{self.folder}: {error}") from error


def is_of_client(error: Exception) -> bool:
    """True for an error of Chroma, or of the connection to its server."""
    from chromadb.errors import ChromaError

    return isinstance(error, ChromaError) or type(error).__module__.partition(".")[0] in ("httpx", "httpcore")


def chroma_id(key: int) -> str:
    """The name of a passage in Chroma: short, as it is kept several times.

    >>> chroma_id(258), key_of_chroma(chroma_id(258))
    ('AAAAAAAAAQI', 258)
    """
    return base64.urlsafe_b64encode(key.to_bytes(8)).decode().rstrip("=")


def key_of_chroma(name: str) -> int:
    """The key (see `key_of`) of the passage of that name in Chroma."""
    return int.from_bytes(base64.urlsafe_b64decode(f"{name}="))


def is_sqlite(file: Path) -> bool:
    """True where a file begins as SQLite's do."""
    with file.open("rb") as content:
        return content.read(16) in (b"SQLite format 3\0", b"")


def in_batches(things: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`things` in lists of at most `size`."""
    walk = iter(things)
    while batch := list(islice(walk, size)):
        yield batch
