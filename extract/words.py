"""Closed classes of words ("prepositions", "determiners"), kept as data."""

from __future__ import annotations

from functools import cache

from extract.rules import read_data


@cache
def words(name: str, language: str = "nl") -> frozenset[str]:
    """The words of a class, in lower case.

    Raises:
        KeyError: when the language has no class of that name.
    """
    return frozenset(read_data(f"words.{language}")[name].split())
