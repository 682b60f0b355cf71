"""Breaking text into lines, with the hyphens that Dutch typesetting puts at their ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from corpus.press.source import NOTE_MARK

Measure = Callable[[str], float]
WORD = re.compile(r"[^\W\d_]+")


def read_hyphens(path: Path) -> dict[str, tuple[int, ...]]:
    """The words of a list such as `samen-wer-king`, each with the places where it may be broken."""
    places: dict[str, tuple[int, ...]] = {}
    for entry in path.read_text(encoding="utf-8").split():
        parts = entry.split("-")
        places["".join(parts)] = tuple(len("".join(parts[:n])) for n in range(1, len(parts)))
    return places


def without_marks(text: str) -> str:
    """Text without its note marks."""
    return NOTE_MARK.sub("", text)


def break_lines(
    text: str, width: float, measure: Measure, hyphens: Mapping[str, tuple[int, ...]], sign: str = "-"
) -> list[str]:
    """Break `text` into lines no wider than `width`; note marks stay in the lines.

    Args:
        text: One paragraph on one line.
        width: The room, in the unit of `measure`.
        measure: Gives the width of a string without note marks.
        hyphens: Where a word may be broken, by the word in lower case.
        sign: What stands at the end of a line that ends within a word: a hyphen, or the soft one that
            word processors leave.

    Returns:
        The lines.
    """
    lines, line = [], ""
    for word in text.split(" "):
        if fits(f"{line} {word}".strip(), width, measure):
            line = f"{line} {word}".strip()
            continue
        head, tail = split_word(word, partial(fits_after, line, width, measure), hyphens, sign)
        lines.append(f"{line} {head}".strip() if head else line)
        line = tail
    return [*lines, line]


def fits(line: str, width: float, measure: Measure) -> bool:
    """True where `line` is no wider than `width`."""
    return measure(without_marks(line)) <= width


def fits_after(line: str, width: float, measure: Measure, part: str) -> bool:
    """True where `part` still fits on a line behind what stands there."""
    return fits(f"{line} {part}".strip(), width, measure)


def split_word(
    word: str, has_room: Callable[[str], bool], hyphens: Mapping[str, tuple[int, ...]], sign: str
) -> tuple[str, str]:
    """The part of a word, with its hyphen, that still fits on the line, and the rest of it."""
    found = WORD.search(word)
    if found is None:
        return "", word
    for place in reversed(hyphens.get(found[0].lower(), ())):
        at = found.start() + place
        if has_room(word[:at] + sign):
            return word[:at] + sign, word[at:]
    return "", word
