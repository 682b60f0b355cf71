"""Many files at once: each is read and searched for findings in a process of its own.

A file that kills its process, or keeps it busy too long, is reported as such; the others go on.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType

from kamer.document import Document, Problem, Severity
from kamer.findings import Findings
from kamer.passages import Passage

log = logging.getLogger(__name__)

SECONDS_PER_FILE = 180.0
CRASHED = "Het lezen van dit bestand liep vast. Lever het in een andere vorm aan, bijvoorbeeld als tekst."


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """What came of one file: the document with its findings and passages, and how long it took."""

    path: Path
    document: Document
    findings: Findings
    passages: tuple[Passage, ...] = ()
    seconds: float = 0.0


@dataclass(slots=True)
class InFlight:
    """A file that a process is busy with, since `began` on the monotonic clock."""

    path: Path
    began: float = field(default_factory=time.monotonic)


def reading_version() -> str:
    """Names the code, the data and the pipeline that read: what another version read is read again."""
    from extract.parsing import chosen_pipeline
    from kamer.versions import version_of

    own, pipeline = version_of("kamer", "ingest", "extract", "search.passages"), chosen_pipeline()
    return f"{own}+{hashlib.sha256(pipeline.encode()).hexdigest()[:7]}" if pipeline else own


def read_letter(path: Path, given_date: date | None = None) -> ReadLetter:
    """Read one file and find everything in it; a bad file gives a Document with problems."""
    from ingest import read_document

    began = time.monotonic()
    document = read_document(path, given_date=given_date)
    return complete_letter(path, document, began)


def read_dated(path: Path, dates: Mapping[Path, date | None]) -> ReadLetter:
    """Read one file, with the date that the user gave for it, if any."""
    return read_letter(path, dates.get(path))


def complete_letter(path: Path, document: Document, began: float) -> ReadLetter:
    """Findings and passages of a document that has been read."""
    from extract import find_all
    from search import cut_passages

    if not document.readable:
        return ReadLetter(path, document, Findings(document.key), (), time.monotonic() - began)
    findings = find_all(document)
    passages = tuple(cut_passages(document, findings))
    return ReadLetter(path, document, findings, passages, time.monotonic() - began)


def read_letters(
    paths: Sequence[Path], workers: int, read: Callable[[Path], ReadLetter] = read_letter
) -> Iterator[ReadLetter]:
    """Every file of `paths` as a ReadLetter, in the order in which they are done.

    Args:
        paths: the files.
        workers: processes at once; 1 reads one file at a time, in a process as well.
        read: reads one file; it is sent to another process, so it must be a function of a module.
    """
    waiting = list(reversed(paths))
    while waiting:
        yield from read_until_broken(waiting, max(1, workers), read)


def read_until_broken(
    waiting: list[Path], workers: int, read: Callable[[Path], ReadLetter]
) -> Iterator[ReadLetter]:
    """Read from `waiting` (last first) until it is empty or the pool breaks; what was lost is put back.

    No more files are handed out than there are processes, so each is being read from the moment it is
    handed out, and the one that overstays its time is known.
    """
    # spawn, because a forked child of a process with threads (Streamlit, torch) can hang
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    flying: dict[Future[ReadLetter], InFlight] = {}
    try:
        while waiting or flying:
            if not hand_out(pool, waiting, flying, workers, read):
                yield from read_suspects(flying, read)
                return
            done, _ = wait(flying, timeout=1.0, return_when=FIRST_COMPLETED)
            yield from (take_result(future, flying) for future in done if not is_broken(future))
            if any(is_broken(future) for future in done):
                yield from read_suspects(flying, read)
                return
            late = [f for f, file in flying.items() if time.monotonic() - file.began > SECONDS_PER_FILE]
            if late:
                yield from give_up_on(late, flying, waiting)
                return
    finally:
        stop_pool(pool)


def hand_out(
    pool: ProcessPoolExecutor,
    waiting: list[Path],
    flying: dict[Future[ReadLetter], InFlight],
    workers: int,
    read: Callable[[Path], ReadLetter],
) -> bool:
    """Give each idle process a file; False where a process died since we last looked."""
    while waiting and len(flying) < workers:
        try:
            with without_main_module():
                future = pool.submit(read, waiting[-1])
        except BrokenProcessPool:
            return False
        flying[future] = InFlight(waiting.pop())
    return True


@contextmanager
def without_main_module() -> Iterator[None]:
    """Start a process that does not run our main script again.

    A spawned process imports what its parent runs as `__main__`. Under Streamlit that is a page of the
    app, or a file that is gone; what we send needs none of it.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def is_broken(future: Future[ReadLetter]) -> bool:
    """True where the process died under this file (or beside it)."""
    return future.done() and isinstance(future.exception(), BrokenProcessPool)


def take_result(future: Future[ReadLetter], flying: dict[Future[ReadLetter], InFlight]) -> ReadLetter:
    """The result of a finished file; an error that no reader foresaw becomes a problem."""
    file = flying.pop(future)
    error = future.exception()
    if error is None:
        return future.result()
    return faulty_letter(file.path, error)


def read_suspects(
    flying: dict[Future[ReadLetter], InFlight], read: Callable[[Path], ReadLetter]
) -> Iterator[ReadLetter]:
    """After a process died: read each file that was in flight alone, to find the one that kills."""
    for file in list(flying.values()):
        pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        try:
            yield read_alone(pool, file.path, read)
        finally:
            stop_pool(pool)
    flying.clear()


def read_alone(pool: ProcessPoolExecutor, path: Path, read: Callable[[Path], ReadLetter]) -> ReadLetter:
    """One file in a pool of its own; what goes wrong becomes a problem of this file."""
    with without_main_module():
        future = pool.submit(read, path)
    try:
        error = future.exception(timeout=SECONDS_PER_FILE)
    except TimeoutError:
        return failed_letter(path, "too_slow", too_slow_message())
    if isinstance(error, BrokenProcessPool):
        return failed_letter(path, "crashed", CRASHED)
    return faulty_letter(path, error) if error else future.result()


def give_up_on(
    late: list[Future[ReadLetter]], flying: dict[Future[ReadLetter], InFlight], waiting: list[Path]
) -> Iterator[ReadLetter]:
    """Report the files that overstayed their time and put the others back in the queue."""
    for future in late:
        yield failed_letter(flying.pop(future).path, "too_slow", too_slow_message())
    waiting.extend(file.path for file in flying.values())
    flying.clear()


def stop_pool(pool: ProcessPoolExecutor) -> None:
    """End the pool's processes, also those that are still busy."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with suppress(OSError, ValueError):  # it may have ended by itself
            process.terminate()


def too_slow_message() -> str:
    """What the user reads where a file took too long."""
    return (
        f"Het lezen duurde langer dan {SECONDS_PER_FILE:.0f} seconden en is afgebroken. "
        "Splits het bestand, of lever het als tekst aan."
    )


def faulty_letter(path: Path, error: BaseException) -> ReadLetter:
    """A letter on which the program itself failed; the log tells its makers where."""
    log.error("reading %s failed", path.name, exc_info=error)
    message = (
        f"Dit bestand kon niet worden gelezen door een fout in Nakoming ({type(error).__name__}). "
        "Lever het in een andere vorm aan, bijvoorbeeld als tekst."
    )
    return failed_letter(path, "program_error", message)


def failed_letter(path: Path, code: str, message: str) -> ReadLetter:
    """A letter of which nothing could be read, with the problem that says so."""
    from kamer.identifiers import document_key

    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        sha256 = hashlib.sha256(str(path).encode("utf-8", "surrogatepass")).hexdigest()
    key = document_key(None, sha256)
    problem = Problem(code, message, Severity.ERROR)
    return ReadLetter(path, Document(key, path.name, sha256, "", problems=(problem,)), Findings(key))
