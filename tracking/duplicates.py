"""Two files with one official number: whether they hold the same text, and which of them is read better."""

from __future__ import annotations

import zlib
from pathlib import PurePath

from kamer.document import Document, Problem
from kamer.identifiers import normalise

# From best to worst: structure is certain, laid out, guessed.
FORMATS = (".xml", ".docx", ".html", ".htm", ".pdf", ".txt")
SHINGLE = 20  # characters
SAMPLE = 4  # every fourth shingle, by its hash, is kept of a long text
LONG = 4_000  # characters
SAME = 0.5  # share of the smaller text's shingles that also stand in the larger


def rank_format(source: str) -> int:
    """How well a file's format reads, 0 for best.

    >>> rank_format("kst-1.XML") < rank_format("kst-1.pdf")
    True
    """
    suffix = PurePath(source).suffix.lower()
    return FORMATS.index(suffix) if suffix in FORMATS else len(FORMATS)


def is_better(new: Document, old: Document) -> bool:
    """True where `new` should stand for the document: a better format, then more text, then by hash.

    The last makes the choice independent of which file was read first.
    """
    return preference(new) < preference(old)


def preference(document: Document) -> tuple[bool, int, int, str]:
    """What decides between two files of one document; the smaller, the better."""
    source = rank_format(document.source)
    return (not document.readable, source, -len(document.text), document.sha256)


def shingles(text: str) -> set[str]:
    """The overlapping stretches of a text without spaces, signs and accents; a sample of a long one."""
    plain = normalise(text)
    found = {plain[at : at + SHINGLE] for at in range(max(len(plain) - SHINGLE, 0) + 1)}
    if len(plain) <= LONG:
        return found
    return {shingle for shingle in found if zlib.crc32(shingle.encode()) % SAMPLE == 0}


def is_same_text(one: str, other: str) -> bool:
    """True where the smaller of two texts is for the most part contained in the other."""
    short, long = sorted((normalise(one), normalise(other)), key=len)
    if not short or not long:
        return short == long
    if len(short) <= LONG:
        parts = {short[at : at + SHINGLE] for at in range(max(len(short) - SHINGLE, 0) + 1)}
        return sum(part in long for part in parts) >= SAME * len(parts)
    mine, theirs = shingles(short), shingles(long)
    return len(mine & theirs) >= SAME * len(mine)


def number_problem(number: str) -> Problem:
    """The problem of a second document with a number that is taken."""
    message = (
        f"Een ander stuk met een andere tekst heeft ook het nummer {number}. Beide zijn bewaard; "
        "controleer welk van de twee dit nummer hoort te dragen."
    )
    return Problem("duplicate_number", message)
