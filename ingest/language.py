"""Dutch or English, told from the small words that every text is full of."""

from __future__ import annotations

import re

DUTCH = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "van",
        "in",
        "is",
        "dat",
        "op",
        "te",
        "zijn",
        "met",
        "voor",
        "niet",
        "aan",
        "er",
        "om",
        "ook",
        "als",
        "bij",
        "door",
        "naar",
        "uit",
        "over",
        "worden",
        "deze",
    ]
)
ENGLISH = frozenset(
    [
        "the",
        "a",
        "and",
        "of",
        "in",
        "is",
        "that",
        "on",
        "to",
        "are",
        "with",
        "for",
        "not",
        "at",
        "by",
        "this",
        "be",
        "as",
        "will",
        "have",
        "from",
        "which",
        "has",
        "or",
        "its",
    ]
)
WORD = re.compile(r"[a-zà-ÿ]+")


def find_language(text: str) -> str:
    """The code "nl" or "en"; "nl" where the text is too short to tell.

    >>> find_language("The Commission will report to the Council.")
    'en'
    """
    words = WORD.findall(text.lower()[:20_000])
    dutch = sum(word in DUTCH for word in words)
    english = sum(word in ENGLISH for word in words)
    return "en" if english > 1.5 * dutch and english >= 3 else "nl"
