"""One folder of data opened for use: the store, the index, and the way from files to both."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kamer.document import DateBasis, Problem, Severity
from kamer.findings import Findings
from kamer.items import Status
from kamer.passages import Filters, Hit, Passage, Query
from ui.reading import ReadLetter, read_dated, read_letters, reading_version

if TYPE_CHECKING:
    from search import Index
    from search.embedding import Embedder
    from tracking import Store

Thing = TypeVar("Thing")
DOCUMENTS_AT_ONCE = 200
PASSAGES_AT_ONCE = 5_000
LONGEST_NAME = 180  # bytes
# What may go well another time: the machine was busy or short of memory, or a fault of ours was mended.
PASSING = frozenset({"crashed", "too_slow", "program_error"})


class BusyError(Exception):
    """Another process is writing to this data folder; the message is Dutch, for the user."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What came of one file.

    `status` is "new", "changed", "unchanged", "duplicate" or "failed"; `counts` how many findings of
    each kind; `seconds` how long reading took.
    """

    path: Path
    key: str | None
    status: str
    problems: tuple[Problem, ...]
    counts: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest did: the outcome of each file, how many items there are, and how long it took."""

    outcomes: tuple[FileOutcome, ...]
    items: int
    seconds: float

    @property
    def troubled(self) -> bool:
        """True where some file had a problem."""
        return any(outcome.problems for outcome in self.outcomes)


class Workplace:
    """A data folder (`index/`, `nakoming.db`) with its store and index, opened when first needed.

    Args:
        data: the folder; made where it is missing.
        database_url: the database of record; by default SQLite in the folder.
    """

    def __init__(self, data: Path, database_url: str | None = None) -> None:
        self.data = data
        self.data.mkdir(parents=True, exist_ok=True)
        self.database_url = database_url or f"sqlite:///{(data / 'nakoming.db').absolute()}"

    @cached_property
    def store(self) -> Store:
        """The store of record."""
        from tracking import open_store

        return open_store(self.database_url)

    @cached_property
    def embedder(self) -> Embedder:
        """The model of NAKOMING_EMBEDDING_MODEL, or the one that ships with the project."""
        from search import load_embedder

        return load_embedder(os.environ.get("NAKOMING_EMBEDDING_MODEL"))

    @cached_property
    def index(self) -> Index:
        """The index of this folder."""
        from search import open_index

        return open_index(self.data / "index", self.embedder, self.passages_standing)

    def passages_standing(self, filters: Filters) -> frozenset[str]:
        """The passages that speak of commitments and motions that stand as the filters ask."""
        from tracking import ItemFilter

        asked = ItemFilter(
            statuses=tuple(status for status in Status if status.value in filters.statuses),
            due_after=filters.due_after,
            due_before=filters.due_before,
        )
        if filters.statuses and not asked.statuses:
            return frozenset()
        return self.store.passages_of_items(asked, filters.as_of or now().date())

    def find(self, query: Query) -> list[Hit]:
        """The passages that answer `query`, best first."""
        return self.index.find(query)

    def search_trouble(self) -> str | None:
        """What a search now misses, in Dutch, with what to do; None where it sees all there is."""
        model, again = self.index.model, "Maak haar opnieuw met `nakoming index rebuild`."
        if not model:
            return f"De zoekindex is beschadigd; er wordt niet alles gevonden. {again}"
        if model != self.embedder.name:
            return f"De zoekindex hoort bij een ander model: er wordt alleen op woorden gezocht. {again}"
        if self.index.revision < self.store.revision():
            return f"De zoekindex mist de nieuwste brieven. Wordt er niets meer ingelezen? {again}"
        return None

    def ingest(
        self,
        files: Sequence[Path],
        *,
        workers: int = 1,
        on_file: Callable[[FileOutcome], None] = lambda outcome: None,
        given_date: dt.date | None = None,
    ) -> IngestSummary:
        """Bring files into the database and the index; what is there already is skipped.

        Each letter is one transaction, so a run that is killed is completed by the next.

        Args:
            files: the files (`ingest.find_files` lists those of a folder).
            workers: processes that read at once.
            on_file: called after each file.
            given_date: the date of these letters, where the user knows it and they do not say; files
                that are in already are then read again.

        Raises:
            BusyError: when another process is writing to this folder.
        """
        began = time.monotonic()
        with self.writing():
            outcomes = []
            for outcome in self.outcomes_of(files, workers, given_date):
                on_file(outcome)
                outcomes.append(outcome)
            items = self.refresh()
        return IngestSummary(tuple(outcomes), items, time.monotonic() - began)

    def outcomes_of(
        self, files: Sequence[Path], workers: int, given_date: dt.date | None = None
    ) -> Iterator[FileOutcome]:
        """The outcome of each file: first those that are in already, then the others as they are read."""
        version = reading_version()
        fresh, dates = [], {}
        for path in files:
            sha256 = sha256_of(path)
            held = self.outcome_held(path, sha256, version) if given_date is None else None
            if held is not None:
                yield held
                continue
            fresh.append(path)
            dates[path] = given_date or (self.date_given(sha256) if sha256 else None)
        for letter in read_letters(fresh, workers, partial(read_dated, dates=dates)):
            yield self.save(letter, version)

    def outcome_held(self, path: Path, sha256: str | None, version: str) -> FileOutcome | None:
        """The outcome of a file that is in, with what was wrong with it; None where it must be read."""
        if sha256 is None or not self.store.is_current(sha256, version):
            return None
        problems = self.store.problems_of(sha256)
        if any(problem.code in PASSING for problem in problems):
            return None
        failed = any(problem.severity is Severity.ERROR for problem in problems)
        status = "failed" if failed else "unchanged"
        return FileOutcome(path, self.store.key_of(sha256), status, problems, {}, 0.0)

    def date_given(self, sha256: str) -> dt.date | None:
        """The date that a user gave for this file at an earlier reading: a new reader must not lose it."""
        key = self.store.key_of(sha256)
        document = self.store.document(key) if key else None
        if document is None or document.metadata.date_basis is not DateBasis.GIVEN:
            return None
        return document.metadata.date

    def save(self, letter: ReadLetter, version: str) -> FileOutcome:
        """Store one letter, in one transaction."""
        document = letter.document
        if not letter.path.is_file():
            return FileOutcome(letter.path, None, "failed", document.problems, {}, letter.seconds)
        saved = self.store.save_letter(
            str(letter.path), document, letter.findings, letter.passages, version=version, at=now()
        )
        status = "duplicate" if saved.duplicate_of else "new" if saved.is_new else "changed"
        if not document.readable:
            status = "failed"
        counts = count_findings(letter.findings)
        return FileOutcome(letter.path, saved.key, status, document.problems, counts, letter.seconds)

    def add_uploads(
        self, files: Sequence[tuple[str, bytes]], given_date: dt.date | None = None
    ) -> Iterator[FileOutcome]:
        """Store uploaded files, one after the other; hold `writing` around it and `refresh` after it.

        The files are kept in `uploads/` and read in a process of their own: a hostile file must not take
        the app down. A file that is in already is skipped, unless a date is given for it now.

        Args:
            files: the name (only its last part is used) and the bytes of each.
            given_date: the date of the letters, where the user knows it and they do not say.
        """
        paths = []
        for name, content in files:
            folder = self.data / "uploads" / hashlib.sha256(content).hexdigest()[:16]
            folder.mkdir(parents=True, exist_ok=True)
            paths.append(folder / file_name(name))
            write_whole(paths[-1], content)
        yield from self.outcomes_of(paths, 1, given_date)

    def refresh(self) -> int:
        """Bring items and index up to the store's revision; return how many items there are.

        Does nothing where both are up to date, and completes what a killed run left.
        """
        revision = self.store.revision()
        if self.store.tracked_revision() != revision:
            self.store.retrack(now(), self.alike)
        self.update_index(revision)
        return self.store.count_items(now().date())

    def alike(self, one: str, other: str) -> float:
        """How alike two passages are in meaning, as the embedding model sees it."""
        first, second = self.embedder.embed_passages([one, other])
        return float(first @ second)

    def update_index(self, revision: int) -> None:
        """Index every document that changed since the index was last complete.

        An index of another model, or one that cannot be read, is made anew: all of it is in the store.
        """
        from search import DamagedIndexError

        if self.index.model != self.embedder.name:
            self.rebuild_index()
            return
        try:
            self.index_changes(revision)
        except DamagedIndexError:
            self.rebuild_index()

    def index_changes(self, revision: int) -> None:
        """Index the documents that changed, a few at a time; the revision is recorded after the last."""
        changed = self.store.documents_changed_since(self.index.revision)
        for keys in batches(changed, DOCUMENTS_AT_ONCE):
            passages = list(self.store.passages(keys))
            self.index.update(self.index.revision, keys, self.with_vectors(passages))
        if self.index.revision != revision:
            self.index.update(revision, [], [])

    def rebuild_index(self, on_passages: Callable[[int], None] = lambda count: None) -> None:
        """Make the index anew from the store, beside the old one, and put it in its place.

        Args:
            on_passages: told of every few passages how many they are.
        """
        self.index.rebuild(self.store.revision(), self.all_with_vectors(on_passages))

    def all_with_vectors(self, on_passages: Callable[[int], None]) -> Iterator[tuple[Passage, bytes]]:
        """All passages, a few at a time: those of a large register at once would fill the memory."""
        for batch in batches(self.store.passages(), PASSAGES_AT_ONCE):
            yield from self.with_vectors(batch)
            on_passages(len(batch))

    def with_vectors(self, passages: Sequence[Passage]) -> list[tuple[Passage, bytes]]:
        """Each passage with its vector of record; those that lack one get it now and it is stored."""
        name = self.embedder.name
        known = self.store.vectors(name, [passage.id for passage in passages])
        missing = [passage for passage in passages if passage.id not in known]
        if missing:
            made = self.embedder.embed_passages([f"{p.context}\n{p.text}".strip() for p in missing])
            fresh = {p.id: row.astype("<f4").tobytes() for p, row in zip(missing, made, strict=True)}
            self.store.save_vectors(name, fresh)
            known |= fresh
        return [(passage, known[passage.id]) for passage in passages]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold this folder's lock: the index has one writer.

        Raises:
            BusyError: when another process holds it for more than a few seconds.
        """
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.data / "writing.lock", timeout=5):
                yield
        except Timeout as error:
            raise BusyError(
                "Een ander proces schrijft op dit moment in deze gegevensmap. "
                "Wacht tot dat klaar is en probeer het opnieuw."
            ) from error


def open_workplace(data: Path | None = None, database_url: str | None = None) -> Workplace:
    """The workplace in `data`, or in NAKOMING_DATA, or in the user's own data folder."""
    return Workplace(data_folder(data), database_url or os.environ.get("NAKOMING_DATABASE_URL"))


def data_folder(data: Path | None = None) -> Path:
    """The folder `data`, or what NAKOMING_DATA names, or the user's own; it need not exist yet."""
    return data or Path(os.environ.get("NAKOMING_DATA") or default_folder())


def default_folder() -> str:
    """The data folder of this user, where the system keeps such things."""
    from platformdirs import user_data_dir

    return user_data_dir("nakoming", appauthor=False)


def count_findings(findings: Findings) -> dict[str, int]:
    """How many findings of each kind."""
    return {
        "references": len(findings.references),
        "motions": len(findings.motions),
        "commitments": len(findings.commitments),
        "fulfilments": len(findings.fulfilments),
    }


def now() -> dt.datetime:
    """This moment on this machine's clock: its day is the day on which the user decides or looks."""
    return dt.datetime.now().astimezone()


def sha256_of(path: Path) -> str | None:
    """The hash of a file's bytes; None where it cannot be read (the reader tells the user why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def file_name(name: str) -> str:
    """The last part of an upload's name as a file may bear it; its suffix stays."""
    last = "".join(c if c.isprintable() else "_" for c in Path(name.replace("\\", "/")).name)
    stem, dot, suffix = last.rpartition(".")
    short = f"{shorten(stem)}{dot}{suffix[:10]}" if stem else shorten(last)
    return short if short.strip(". ") else "bestand"


def shorten(name: str) -> str:
    """A name of as many bytes as every file system takes."""
    return name.encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    Path(draft.name).replace(path)


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """`things` in lists of at most `size`."""
    walk = iter(things)
    while batch := list(islice(walk, size)):
        yield batch
