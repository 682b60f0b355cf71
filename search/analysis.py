"""Dutch text as words to search by: folded, stemmed two ways, with identifiers made alike.

Snowball's two Dutch stemmers fail on different words: "dutch" parts maatregel from maatregelen,
"dutch_porter" parts huis from huizen. Both are indexed, so a word is found when either joins the two.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import Stemmer

from kamer.span import Span

# "100.000", "3,5"; or a word with the apostrophe of "foto's" and "zzp'ers"
WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*")
LONGEST_WORD = 60
DIGIT = re.compile(r"\d")

# The ways in which people and letters write the number of a document.
KAMERSTUK = re.compile(
    r"(?<![\w.,])(?:kst-?\s?)?(?P<dossier>\d{2}[ .]?\d{3})(?P<part>-\d{2}(?!\d))?"
    r"(?:[\s-]{1,2}(?P<addition>[IVXLC]{1,6}[A-Z]?|R\d{4}))?"
    r"(?:,?\s{0,2}nr?s?\.?\s{0,2}|\s?[-–]\s?)(?P<number>\d{1,4}|[A-Z]{1,2})(?![\w])",
    re.IGNORECASE,
)
PROMISE = re.compile(r"\bTZ\s?(?P<month>\d{6})\s?[-–]\s?(?P<number>\d{3})\b", re.IGNORECASE)
COMMISSION = re.compile(
    r"\b(?P<kind>COM|SWD|JOIN)\s?\(?(?P<year>20\d\d)\)?\s?[-/ ]?\s?(?P<number>\d{1,4})\b", re.IGNORECASE
)
DOSSIER = re.compile(r"(?<![\w.,])\d{2} \d{3}(?![\w.])|(?<![\w.,-])\d{5}(?![\w-])")


class Forms(NamedTuple):
    """The forms of a word under which it is found."""

    exact: str
    stem: str
    porter: str

    @property
    def is_stop(self) -> bool:
        """True for words that stand in every text and tell nothing."""
        return self.exact in stop_words()


class Word(NamedTuple):
    """One word of a text: where it stands, and the forms under which it is found."""

    start: int
    end: int
    exact: str
    stem: str
    porter: str

    @property
    def is_stop(self) -> bool:
        """True for words that stand in every text and tell nothing."""
        return self.exact in stop_words()


class Stemmers(threading.local):
    """A pair of stemmers a thread: PyStemmer's are not safe to share."""

    def __init__(self) -> None:
        self.dutch = Stemmer.Stemmer("dutch")
        self.porter = Stemmer.Stemmer("dutch_porter")


STEMMERS = Stemmers()


def fold(word: str) -> str:
    """Lower case, without accents, without the apostrophe of a plural or a genitive.

    >>> fold("Vóór"), fold("foto's"), fold("zzp'ers")
    ('voor', 'foto', 'zzpers')
    """
    plain = unicodedata.normalize("NFKD", word).replace("’", "'").lower()
    bare = plain if plain.isalnum() else "".join(c for c in plain if c.isalnum() or c in "'.,")
    return bare.removesuffix("'s").replace("'", "").replace(".", "")[:LONGEST_WORD]


@lru_cache(maxsize=200_000)
def stem_both(exact: str) -> tuple[str, str]:
    """The word under each of the two stemmers."""
    return STEMMERS.dutch.stemWord(exact), STEMMERS.porter.stemWord(exact)


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that tell nothing about what a text is about, folded."""
    return read_words("stopwords.txt")


def read_words(name: str) -> frozenset[str]:
    """The words of one of our lists; a line that begins with # says what follows."""
    lines = files("search").joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def find_words(text: str) -> Iterator[Word]:
    """The words of a text in order, stop words included."""
    for match in WORD.finditer(text):
        forms = forms_of(match.group())
        if forms.exact:
            yield Word(match.start(), match.end(), *forms)


def find_forms(text: str) -> list[Forms]:
    """The same without their places: what is indexed, several times as fast."""
    return [forms for word in WORD.findall(text) if (forms := forms_of(word)).exact]


@lru_cache(maxsize=400_000)
def forms_of(word: str) -> Forms:
    """The forms under which a word as it stands in a text is found."""
    exact = fold(word)
    return Forms(exact, *stem_both(exact))


def find_identifiers(text: str) -> Iterator[tuple[Span, str]]:
    """Document numbers, each with its one normal form, however it is typed.

    >>> [number for _, number in find_identifiers("Kamerstuk 30 821, nr. 204 en COM (2023) 258")]
    ['30821-204', 'com2023-258']
    """
    if DIGIT.search(text) is None:
        return
    for match in KAMERSTUK.finditer(text):
        parts = (match["addition"], match["number"])
        dossier = re.sub(r"\D", "", match["dossier"]) + (match["part"] or "")
        yield Span(*match.span()), "-".join([dossier, *(part for part in parts if part)]).lower()
    for match in PROMISE.finditer(text):
        yield Span(*match.span()), f"tz{match['month']}-{match['number']}"
    for match in COMMISSION.finditer(text):
        yield Span(*match.span()), f"{match['kind'].lower()}{match['year']}-{int(match['number'])}"


def find_dossiers(text: str) -> Iterator[tuple[Span, str]]:
    """Dossier numbers: five digits, with or without a space after the second."""
    for match in DOSSIER.finditer(text):
        yield Span(*match.span()), match.group().replace(" ", "")


def normal_number(number: str) -> str:
    """The normal form of a document's own official number: that of `find_identifiers`, or lower case."""
    found = next(find_identifiers(number), None)
    return found[1] if found else number.lower()
