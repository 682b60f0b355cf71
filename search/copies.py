"""Passages that say the same thing in nearly the same words: shown once, with every copy within reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from heapq import nsmallest

from kamer.passages import Hit

# A passage is known by the smallest hashes of its runs of words (Broder 1997): the share that two passages
# have in common is about the share of their text that is the same.
RUN, MARKS, SAME = 4, 16, 12


def group_copies(hits: Sequence[Hit]) -> list[Hit]:
    """The hits; one that is nearly the same text as an earlier one becomes one of its `copies`."""
    kept: list[Hit] = []
    copies: dict[int, list[Hit]] = defaultdict(list)
    holders: dict[int, list[int]] = defaultdict(list)
    for hit in hits:
        marks = marks_of(hit.passage.text)
        shared = Counter(number for mark in marks for number in holders[mark])
        first = next((number for number, count in shared.most_common(1) if is_same(count, marks)), None)
        if first is not None:
            copies[first].append(hit)
            continue
        for mark in marks:
            holders[mark].append(len(kept))
        kept.append(hit)
    return [
        replace(hit, copies=tuple(copy.passage for copy in copies[number])) for number, hit in enumerate(kept)
    ]


def is_same(count: int, marks: frozenset[int]) -> bool:
    """True where so many marks in common make it the same text."""
    return count >= max(1, round(len(marks) * SAME / MARKS))


def marks_of(text: str) -> frozenset[int]:
    """The smallest hashes of a text's runs of words; of a short text, that of its words."""
    words = text.lower().split()
    runs = {hash(tuple(words[at : at + RUN])) for at in range(max(1, len(words) - RUN + 1))}
    return frozenset(nsmallest(MARKS, runs))
