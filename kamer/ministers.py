"""Ministers and state secretaries by term: who signed for which ministry, and when."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; `since` and `until` are the days of taking and leaving it."""

    name: str
    ministry: str
    office: str
    since: date
    until: date

    def holds(self, day: date) -> bool:
        """True where the person held the office on that day, the first and the last included."""
        return self.since <= day <= self.until


@cache
def terms() -> tuple[Term, ...]:
    """All terms that are known for certain, the earliest first."""
    rows = tomllib.loads(files("kamer").joinpath("ministers.toml").read_text("utf-8"))["term"]
    return tuple(Term(**row) for row in rows)


def plain_surname(name: str) -> str:
    """A surname in lower case without accents and without what comes before it ("van", "de").

    >>> plain_surname("Van der Wal"), plain_surname("Yeşilgöz-Zegerius")
    ('wal', 'yesilgoz-zegerius')
    """
    decomposed = unicodedata.normalize("NFKD", name.strip().lower())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = bare.split()
    while len(words) > 1 and words[0] in ("van", "de", "der", "den", "het", "ten", "ter", "'t"):
        words.pop(0)
    return " ".join(words)


def surname_forms(name: str) -> tuple[str, ...]:
    """What a person may be called by, as `plain_surname` gives it: where first names end, nobody says.

    >>> surname_forms("H.G.J. Bruins Slot")
    ('h.g.j. bruins slot', 'bruins slot', 'slot')
    >>> surname_forms("Christianne van der Wal-Zeggelink")[-2:]
    ('wal-zeggelink', 'wal')
    """
    words = name.split()
    whole = dict.fromkeys(plain_surname(" ".join(words[at:])) for at in range(len(words)))
    return tuple(dict.fromkeys((*whole, *(form.partition("-")[0] for form in whole))))


def terms_of(name: str) -> Iterator[Term]:
    """The terms of whoever bears that surname, the earliest first."""
    wanted = plain_surname(name)
    return (term for term in terms() if plain_surname(term.name) == wanted)


def is_by(name: str, ministry: str | None, day: date | None) -> bool:
    """True where a letter of that ministry and day falls in a term of whoever bears that surname.

    >>> is_by("Jetten", "EZK", date(2023, 5, 1)), is_by("Jetten", "EZK", date(2021, 5, 1))
    (True, False)
    """
    if ministry is None or day is None:
        return False
    return any(term.ministry == ministry and term.holds(day) for term in terms_of(name))
