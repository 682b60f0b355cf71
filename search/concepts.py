"""Subjects of policy under the words of letters and of everyday speech, read from `thesaurus/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Concept:
    """One subject: how letters call it, and how people do ("energiearmoede": "gas niet kunnen betalen")."""

    official: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """All its names."""
        return self.official + self.plain


def read_lists() -> list[str]:
    """The texts of all lists, by name."""
    folder = files("search").joinpath("thesaurus")
    lists = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda f: f.name)
    return [file.read_text(encoding="utf-8") for file in lists]


@lru_cache(maxsize=1)
def read_concepts() -> tuple[Concept, ...]:
    """All subjects in the order of lists and lines."""
    return tuple(concept for text in read_lists() for concept in parse_concepts(text))


def parse_concepts(text: str) -> Iterator[Concept]:
    """The subjects of one list: `official, official | plain, plain` a line; # begins a comment."""
    for line in text.splitlines():
        official, bar, plain = line.partition("|")
        if bar and not line.startswith("#"):
            yield Concept(parse_names(official), parse_names(plain))


def parse_names(text: str) -> tuple[str, ...]:
    """Names between commas.

    >>> parse_names(" woningnood, wooncrisis ")
    ('woningnood', 'wooncrisis')
    """
    return tuple(name for part in text.split(",") if (name := " ".join(part.split())))
