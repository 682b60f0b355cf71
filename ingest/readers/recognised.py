"""What OCR gets wrong on every page of a letter, put right: sizes, bullets, and the figures of footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.notes import NOTE_WORDS
from ingest.readers.glyphs import Run
from ingest.readers.printed import rows_of
from ingest.readers.sheets import Sheet

# What tesseract makes of a bullet, where a capital or a small letter follows at some distance.
BULLET = re.compile(r"[+*«»¢©®°oe¤■▪●·]\s*")
# What it makes of the small raised figure of a footnote, when it is no figure.
NO_FIGURE = re.compile(r"[?>’'‘*!®°”\"“1-9]{1,2}\s*")
FIGURE = re.compile(r"\d{1,3}\s*")
# Sizes are guessed line by line; what is this near to the size of most lines is of that size.
NEAR = 0.2
# Footnotes stand in the lower part of a page, below more white than there is between lines.
LOWER, WHITE = 0.45, 1.5


def tidied(sheet: Sheet, last: int) -> tuple[Sheet, int]:
    """The sheet put right, and the number of its last footnote; `last` is that of the pages before."""
    if not sheet.runs:
        return sheet, last
    size = median(run.size for run in sheet.runs)
    runs = [replace(run, size=size) if abs(run.size - size) < NEAR * size else run for run in sheet.runs]
    rows = [with_bullet(row) for row in rows_of(runs)]
    rows, last = with_notes(rows, sheet.height, last)
    return replace(sheet, runs=[run for row in rows for run in row]), last


def with_bullet(row: Sequence[Run]) -> list[Run]:
    """A row whose first sign is what OCR makes of a bullet, with a bullet."""
    lone = len(row) > 1 and BULLET.fullmatch(row[0].text) and row[1].left - row[0].right > 0.3 * row[0].size
    return [replace(row[0], text="• "), *row[1:]] if lone else list(row)


def with_notes(rows: list[list[Run]], height: float, last: int) -> tuple[list[list[Run]], int]:
    """The rows, with small raised figures before the footnotes, and the number of the last of these."""
    start = start_of_notes(rows, height, last)
    if start is None:
        return rows, last
    found = rows[:start]
    for row in rows[start:]:
        if is_note(row):
            last = int(row[0].text) if counts_on(row[0].text, last) else last + 1
            mark = replace(
                row[0], text=f"{last} ", size=0.6 * row[0].size, base=row[0].base + 0.3 * row[0].size
            )
            row = [mark, *row[1:]]
        found.append(row)
    return found, last


def start_of_notes(rows: Sequence[Sequence[Run]], height: float, last: int) -> int | None:
    """The first row below white space, low on the page, that begins as a footnote does."""
    steps = sorted(above[0].base - below[0].base for above, below in pairwise(rows))
    leading = steps[len(steps) // 3] if steps else 0.0
    for at in range(1, len(rows)):
        white = rows[at - 1][0].base - rows[at][0].base > WHITE * leading
        low = rows[at][0].base < LOWER * height
        figure = counts_on(rows[at][0].text, last) or not rows[at][0].text.strip().isdigit()
        if white and low and figure and is_note(rows[at]):
            return at
    return None


def is_note(row: Sequence[Run]) -> bool:
    """True where a figure, or what OCR makes of it, stands before words such as footnotes begin with."""
    if len(row) < 2 or not (FIGURE.fullmatch(row[0].text) or NO_FIGURE.fullmatch(row[0].text)):
        return False
    return bool(NOTE_WORDS.match(row[1].text))


def counts_on(text: str, last: int) -> bool:
    """True where a figure can be that of the next footnote."""
    return text.strip().isdigit() and last < int(text) <= last + 9
