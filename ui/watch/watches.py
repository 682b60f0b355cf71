"""A user's watches in a file of their own: each a filter or a search, with what its last digest saw."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kamer.items import Status
from tracking import ItemFilter
from ui.outputs.sound import one_line

FOLDER = "watches"
LONGEST_NAME = 80  # characters
DAYS_AHEAD = 30
LOCK_SECONDS = 10


class WatchError(Exception):
    """A watch cannot be made, found, read or written; the message is Dutch, for the user."""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item as a digest saw it: its last day, the deadline's words, its status, whether it was silent."""

    latest: dt.date | None
    words: str
    status: Status
    silent: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a digest saw: on which day, which items, and which passages of a search."""

    day: dt.date
    items: dict[str, SeenItem] = field(default_factory=dict)
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched, under a name that the user gave.

    `question` makes it a search too: passages that answer it. `days` is how far ahead the digest looks.
    `seen` is what the last digest saw, or what there was when the watch was made.
    """

    name: str
    wanted: ItemFilter
    seen: Seen
    question: str | None = None
    days: int = DAYS_AHEAD

    @property
    def only_search(self) -> bool:
        """True where a search is watched and no items."""
        return self.question is not None and self.wanted == ItemFilter()


@dataclass(frozen=True, slots=True)
class Book:
    """All watches of one user."""

    user: str
    watches: tuple[Watch, ...] = ()

    def find(self, name: str) -> Watch | None:
        """The watch of that name, whatever its capitals."""
        wanted = one_line(name).casefold()
        return next((watch for watch in self.watches if watch.name.casefold() == wanted), None)


def parse_name(text: str, what: str) -> str:
    """A name as typed, in one line.

    Args:
        text: what was typed.
        what: what it names, in Dutch, for the message.

    Raises:
        WatchError: where it is empty or very long.
    """
    name = one_line(text)
    if not name:
        raise WatchError(f"Geef {what} een naam.")
    if len(name) > LONGEST_NAME:
        raise WatchError(f"De naam voor {what} is te lang: hoogstens {LONGEST_NAME} tekens.")
    return name


class Watches:
    """The watches of all users, a file each in `watches/` in the data folder.

    A file is written whole or not at all, by one process at a time.
    """

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def path_of(self, user: str) -> Path:
        """Where a user's watches are: a file name that any name can have, told apart by a hash of it."""
        name = parse_name(user, "de gebruiker")
        stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "gebruiker"
        return self.folder / f"{stem}-{hashlib.sha256(name.casefold().encode()).hexdigest()[:12]}.json"

    def book(self, user: str) -> Book:
        """A user's watches; none where there is no file yet.

        Raises:
            WatchError: where the name is none, or the file is damaged or cannot be read.
        """
        path = self.path_of(user)
        try:
            stored = path.read_bytes()
        except FileNotFoundError:
            return Book(parse_name(user, "de gebruiker"))
        except OSError as error:
            raise WatchError(
                f"Het bestand {path.name} is niet te lezen: {error.strerror or error}."
            ) from error
        return parse_book(stored, path)

    def add(self, user: str, watch: Watch) -> None:
        """Add a watch.

        Raises:
            WatchError: where the user has one of that name already, or it cannot be written.
        """
        with self.changing(user) as book:
            if book.find(watch.name) is not None:
                raise WatchError(
                    f"U volgt al iets onder de naam ‘{watch.name}’. Kies een andere naam, of verwijder het."
                )
            self.write(replace(book, watches=(*book.watches, watch)))

    def remove(self, user: str, name: str) -> None:
        """Remove a watch.

        Raises:
            WatchError: where there is none of that name, or the file cannot be written.
        """
        with self.changing(user) as book:
            gone = book.find(name)
            if gone is None:
                raise WatchError(no_such_watch(book, name))
            kept = tuple(watch for watch in book.watches if watch is not gone)
            self.write(replace(book, watches=kept))

    def mark_seen(self, user: str, seen: dict[str, Seen]) -> None:
        """Record what the digest of each named watch saw, so that the next one starts there.

        Raises:
            WatchError: where the file cannot be read or written.
        """
        with self.changing(user) as book:
            watches = tuple(replace(w, seen=seen[w.name]) if w.name in seen else w for w in book.watches)
            self.write(replace(book, watches=watches))

    @contextmanager
    def changing(self, user: str) -> Iterator[Book]:
        """A user's watches, held for one change."""
        from filelock import FileLock, Timeout

        path = self.path_of(user)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "changing.lock", timeout=LOCK_SECONDS):
                yield self.book(user)
        except Timeout as error:
            raise WatchError("Een ander proces wijzigt de volglijsten. Probeer het zo opnieuw.") from error
        except OSError as error:
            words = error.strerror or error
            raise WatchError(f"Het bestand {path.name} is niet te schrijven: {words}.") from error

    def write(self, book: Book) -> None:
        """Write a user's file, whole."""
        from ui.workplace import write_whole

        content: bytes = adapter().dump_json(book, indent=2)
        write_whole(self.path_of(book.user), content + b"\n")


def no_such_watch(book: Book, name: str) -> str:
    """That there is no watch of that name, and which there are."""
    known = ", ".join(f"‘{watch.name}’" for watch in book.watches)
    told = f"U volgt: {known}." if known else "U volgt nog niets."
    return f"U volgt niets onder de naam ‘{one_line(name)}’. {told}"


@cache
def adapter() -> Any:
    """What reads and writes a user's file."""
    from pydantic import TypeAdapter

    return TypeAdapter(Book)


def parse_book(stored: bytes, path: Path) -> Book:
    """A user's watches from their file.

    Raises:
        WatchError: where it is damaged.
    """
    from pydantic import ValidationError

    try:
        book: Book = adapter().validate_json(stored)
    except ValidationError as error:
        raise WatchError(
            f"Het bestand {path.name} in de map {FOLDER} is beschadigd. "
            "Zet een reservekopie terug of verwijder het."
        ) from error
    return book
