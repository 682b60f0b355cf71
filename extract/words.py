"""Closed classes of words ("prepositions"), kept as data; abbreviations without their stops."""

from __future__ import annotations

import re
from functools import cache

from extract.rules import read_data

# "(Kamerstuk 36 111, nr. 4)", "jl.", "d.d.": their stops are inside a sentence.
CITED = re.compile(r"\([^()]*\d[^()]*\)")
STOPPED = re.compile(r"\b(?:jl|a\.s|nrs?|c\.s|d\.d|ll|o\.a|m\.b\.t|i\.v\.m|t\.a\.v|resp)\.")


@cache
def words(name: str, language: str = "nl") -> frozenset[str]:
    """The words of a class, in lower case.

    Raises:
        KeyError: when the language has no class of that name.
    """
    return frozenset(read_data(f"words.{language}")[name].split())


def without_stops(text: str) -> str:
    """A sentence without its citations and without the stops of abbreviations, which end no statement.

    >>> without_stops("In het debat van 3 mei jl. (Kamerstuk 36 111, nr. 4) zei ik dat.")
    'In het debat van 3 mei jl   zei ik dat.'
    """
    return STOPPED.sub(lambda match: match[0].replace(".", ""), CITED.sub(" ", text))
