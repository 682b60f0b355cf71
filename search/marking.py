"""Which words of a passage answer a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kamer.span import Span
from search.analysis import Word, find_identifiers, find_words
from search.compounds import part_stems
from search.lexical import spelling_distance
from search.querying import ParsedQuery


def mark_words(text: str, query: ParsedQuery) -> tuple[Span, ...]:
    """The places in `text` at which the words of the question stand, in order, without overlaps.

    A word is marked where either stem is that of a word that is asked for, where it is a compound of
    one ("energierekening" for "rekening") or a part of one, and where it differs by a typing slip from
    a word that nothing else in the passage matches. Stop words are marked only within a phrase.
    """
    words = words_of(text)
    spans = [span for span, number in find_identifiers(text) if number in query.identifiers]
    spans += find_phrases(words, query.phrases)
    for asked in query.telling:
        same = [word for word in words if is_same(asked, word)]
        spans += [Span(word.start, word.end) for word in same or find_misspelt(asked, words)]
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
    words = words_of(text)
    present = {word.stem for word in words} | {part for word in words for part in part_stems(word.exact)}
    found = {name: stems for name in names if (stems := stems_of(name)) and stems <= present}
    wanted = frozenset().union(*found.values()) if found else frozenset()
    spans = [
        Span(word.start, word.end)
        for word in words
        if word.stem in wanted or wanted.intersection(part_stems(word.exact))
    ]
    return tuple(found), merge(span for span in spans if not any(span.overlaps(other) for other in taken))


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, kept for the next who asks for them."""
    return tuple(find_words(text))


@lru_cache(maxsize=10_000)
def stems_of(name: str) -> frozenset[str]:
    """The stems of a name's telling words."""
    return frozenset(word.stem for word in find_words(name) if not word.is_stop)


def is_same(asked: Word, word: Word) -> bool:
    """True where the two are forms of one word, or one is a part of the other."""
    if asked.stem == word.stem or asked.porter == word.porter:
        return True
    return asked.stem in part_stems(word.exact) or word.stem in part_stems(asked.exact)


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
