"""Dutch compounds cut into their parts: energierekening → energie, rekening."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from search.analysis import read_words, stem_both, stop_words

SHORTEST_WORD, SHORTEST_PART, SHORTEST_HEAD = 7, 3, 4
MOST_PARTS = 4
# What Dutch puts between parts: stads-, boeken-, zonne-, kinder-.
LINKS = ("", "s", "en", "e", "n", "er")


@lru_cache(maxsize=1)
def word_counts() -> dict[str, int]:
    """How often each word stands in parliamentary texts; rare ones in no dictionary are left out."""
    packed = files("search").joinpath("model", "parts.tsv.gz").read_bytes()
    rows = (line.partition("\t") for line in gzip.decompress(packed).decode().splitlines())
    return {word: int(count) for word, _, count in rows}


@lru_cache(maxsize=1)
def part_counts() -> dict[str, int]:
    """The same of the words that may be a part of a compound."""
    barred = read_words("noparts.txt") | stop_words()
    return {word: count for word, count in word_counts().items() if word not in barred}


def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a compound as they stand in it, without links; nothing for a word that is none.

    Of all ways to cut a word into known words, the one whose parts are most frequent on (geometric)
    average wins, as Koehn and Knight showed (2003); fewer parts win from more.

    Args:
        word: folded, as `analysis.fold` gives it.
    """
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return ()
    return max(find_splits(word, MOST_PARTS), key=worth, default=())


@lru_cache(maxsize=200_000)
def part_stems(word: str) -> tuple[str, ...]:
    """The stems of a compound's parts, and of their parts: "kinderopvang", "kind", "opvang", "toeslag"."""
    stems = (stem for part in split_compound(word) for stem in (stem_part(part), *part_stems(part)))
    return tuple(dict.fromkeys(stems))


def find_splits(word: str, most: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut a word into two to `most` known words with links in between."""
    counts = part_counts()
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        rest = word[at:]
        known = [first for first in without_link(word[:at]) if first in counts]
        if not known:
            continue
        tails: list[tuple[str, ...]] = [(rest,)] if len(rest) >= SHORTEST_HEAD and rest in counts else []
        if most > 2:
            tails += find_splits(rest, most - 1)
        yield from ((first, *tail) for first in known for tail in tails)


def without_link(first: str) -> Iterator[str]:
    """A first part as it stands, and without each link that it may end in."""
    for link in LINKS:
        bare = first.removesuffix(link) if link else first
        if (bare != first or not link) and len(bare) >= SHORTEST_PART:
            yield bare


def worth(parts: tuple[str, ...]) -> float:
    """How good a split is: the mean log frequency of its parts, short parts and many parts counted down."""
    counts = part_counts()
    known = sum(math.log(counts[part]) + min(len(part), 8) for part in parts)
    return known / len(parts) - 2.0 * (len(parts) - 2)


def stem_part(part: str) -> str:
    """The stem under which a part is indexed."""
    return stem_both(part)[0]
