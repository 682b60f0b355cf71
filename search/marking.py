"""Which words of a passage answer a question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kamer.span import Span
from search.analysis import Word, find_identifiers, find_words
from search.compounds import part_stems
from search.lexical import spelling_distance
from search.querying import ParsedQuery

NEVER = r"(?!)"
BEGINNING = 3  # letters of a stem that stand in every word of which it is a part: "huis" in "huizenprijs"


def mark_words(text: str, query: ParsedQuery) -> tuple[Span, ...]:
    """The places in `text` at which the words of the question stand, in order, without overlaps.

    A word is marked where either stem is that of a word that is asked for, where it is a compound of
    one ("energierekening" for "rekening") or a part of one, and where it differs by a typing slip from
    a word that nothing else in the passage matches. Stop words are marked only within a phrase.
    """
    words = words_of(text)
    spans = [span for span, number in find_identifiers(text) if number in query.identifiers]
    spans += find_phrases(words, query.phrases)
    wanted = Wanted(query.telling)
    met: set[Word] = set()
    for word in words:
        same = wanted.same_as(word)
        if same:
            met |= same
            spans.append(Span(word.start, word.end))
    for asked in query.telling:
        if asked not in met:
            spans += [Span(word.start, word.end) for word in find_misspelt(asked, words)]
    return merge(spans)


def mark_related(
    text: str, names: Iterable[str], taken: Sequence[Span]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Which of the official names stand in a text, all words of each, and where.

    Args:
        text: the passage.
        names: the official names of the subjects that were searched for too.
        taken: places that are marked already.
    """
    standing = {name: stems_of(name) for name in names}
    parts = Parts(frozenset().union(*standing.values()))
    places = [(word, parts.carried_by(word)) for word in words_of(text)]
    present = frozenset().union(*(stems for _, stems in places))
    found = {name: stems for name, stems in standing.items() if stems and stems <= present}
    shown = frozenset().union(*found.values())
    spans = [Span(word.start, word.end) for word, stems in places if stems & shown]
    return tuple(found), merge(span for span in spans if not any(span.overlaps(other) for other in taken))


class Parts:
    """Stems that words may have, as their own or as that of a part.

    Taking a word apart takes time, so it is done only where the word has the beginning of a stem in it.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self.wanted = frozenset(wanted)
        beginnings = sorted({re.escape(stem[:BEGINNING]) for stem in self.wanted})
        self.likely = re.compile("|".join(beginnings) or NEVER)

    def carried_by(self, word: Word) -> frozenset[str]:
        """Which of the stems a word has."""
        if self.likely.search(word.exact) is None:
            return self.wanted & {word.stem}
        return self.wanted.intersection((word.stem, *part_stems(word.exact)))


class Wanted:
    """The telling words of a question, ready to be looked for."""

    def __init__(self, asked: Sequence[Word]) -> None:
        self.by_stem, self.by_porter, self.by_part = (defaultdict[str, set[Word]](set) for _ in range(3))
        for word in asked:
            self.by_stem[word.stem].add(word)
            self.by_porter[word.porter].add(word)
            for part in part_stems(word.exact):
                self.by_part[part].add(word)
        self.parts = Parts(self.by_stem)

    def same_as(self, word: Word) -> set[Word]:
        """The words that are asked for of which this is a form, a compound or a part."""
        carried = self.parts.carried_by(word)
        if not carried and word.porter not in self.by_porter and word.stem not in self.by_part:
            return set()
        same = {asked for stem in carried for asked in self.by_stem[stem]}
        return same.union(self.by_porter.get(word.porter, ()), self.by_part.get(word.stem, ()))


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, kept for the next who asks for them."""
    return tuple(find_words(text))


@lru_cache(maxsize=10_000)
def stems_of(name: str) -> frozenset[str]:
    """The stems of a name's telling words."""
    return frozenset(word.stem for word in find_words(name) if not word.is_stop)


def find_misspelt(asked: Word, words: Iterable[Word]) -> list[Word]:
    """Words that are spelt almost like the one asked for."""
    from rapidfuzz.distance import OSA

    most = spelling_distance(asked.exact)
    return [
        word
        for word in words
        if most and abs(len(word.exact) - len(asked.exact)) <= most
        and OSA.distance(asked.exact, word.exact, score_cutoff=most) <= most
    ]  # fmt: skip


def find_phrases(words: Sequence[Word], phrases: Iterable[tuple[Word, ...]]) -> Iterator[Span]:
    """Every place where a phrase stands word for word."""
    exact = [word.exact for word in words]
    for phrase in phrases:
        wanted = [word.exact for word in phrase]
        for at in range(len(exact) - len(wanted) + 1):
            if exact[at : at + len(wanted)] == wanted:
                yield Span(words[at].start, words[at + len(wanted) - 1].end)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
