"""Runs of a page become printed lines: raised figures as marks, columns apart, table cells together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest import inline
from ingest.cleaning import clean_line
from ingest.draft import Line
from ingest.readers.glyphs import Run
from kamer.document import Box

# A printed line is one line, whatever a damaged string of it holds.
ENDS = {ord("\n"): " ", ord("\f"): " "}
FIGURES = re.compile(r"^\s*((?:\d{1,3}|\*{1,3})(?:\s*,\s*\d{1,3})*)\s*,?\s*$")


@dataclass(frozen=True)
class Segment:
    """Runs side by side on one baseline, without a wide gap between them."""

    runs: tuple[Run, ...]

    @cached_property
    def left(self) -> float:
        """Where it starts."""
        return min(run.left for run in self.runs)

    @cached_property
    def right(self) -> float:
        """Where it ends; trailing spaces do not count."""
        return max((run.right for run in self.runs if run.text.strip()), default=self.left)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes: Counter[float] = Counter()
        for run in self.runs:
            sizes[round(run.size, 1)] += len(run.text.strip())
        return sizes.most_common(1)[0][0]

    @cached_property
    def base(self) -> float:
        """The baseline of its characters of ordinary size."""
        size = self.size
        return max((run.base for run in self.runs if round(run.size, 1) == size), key=lambda base: -base)

    @cached_property
    def bold(self) -> bool:
        """True where all of it is set in bold."""
        return all(run.bold for run in self.runs if run.text.strip())

    @cached_property
    def text(self) -> str:
        """Its text, raised figures as inline marks."""
        size, text, end = self.size, "", self.left
        for run in self.runs:
            gap = run.left - end
            if text and gap > 0.18 * run.size and not text.endswith(" ") and not run.text.startswith(" "):
                text += " "
            match = FIGURES.match(run.text)
            raised = match and run.size < 0.82 * size and text.strip() and run.base > self.base - 0.05 * size
            marks = (
                "".join(inline.mark(label) for label in re.split(r"\s*,\s*", match[1]))
                if match and raised
                else ""
            )
            mark = marks + (" " if marks and run.text.endswith(" ") else "")
            text += mark or inline.PRIVATE.sub("", run.text)
            end = run.right
        return inline.tidy(text)

    def note_label(self) -> str | None:
        """The raised figure with which a footnote starts, or None."""
        runs = [run for run in self.runs if run.text.strip()]
        match = FIGURES.match(runs[0].text) if len(runs) > 1 else None
        small = match and (
            runs[0].size < 0.9 * runs[1].size or runs[0].base > runs[1].base + 0.15 * runs[1].size
        )
        return match[1] if match and small and "," not in match[1] else None


def pages_of(sheets: Sequence[Sequence[Run]]) -> list[list[list[Segment]]]:
    """The rows of segments of each page; what stands in columns on one page helps to read the next."""
    pages: list[list[list[Segment]]] = []
    aligned: set[int] = set()
    for runs in sheets:
        rows = rows_of(runs)
        here = aligned_starts(rows)
        pages.append([split_row(row, here | aligned) for row in rows])
        aligned = here
    return pages


def aligned_starts(rows: Sequence[Sequence[Run]]) -> set[int]:
    """The left edges at which at least three rows go on behind a gap: the columns of a table."""
    starts: Counter[int] = Counter()
    for row in rows:
        for last, run in pairwise(row):
            if run.left - last.right > 0.5 * run.size:
                starts[round(run.left)] += 1
    return {left for left, count in starts.items() if count > 2}


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs in rows, from the top of the page to its foot, each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(without_doubles(runs), key=lambda run: -run.base):
        row = next((row for row in rows[-3:][::-1] if same_row(row, run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    return [sorted(row, key=lambda run: run.left) for row in rows]


def without_doubles(runs: Sequence[Run]) -> list[Run]:
    """The runs without blank ones and without a second print at nearly the same place (false bold)."""
    kept: list[Run] = []
    seen: set[tuple[str, int, int]] = set()
    for run in runs:
        key = (run.text, round(run.left / 2), round(run.base / 2))
        if run.text.strip() and key not in seen:
            seen.add(key)
            kept.append(run)
    return kept


def same_row(row: Sequence[Run], run: Run) -> bool:
    """True where a run shares its baseline with a row, or is raised above it as a mark."""
    base, size = row[0].base, max(other.size for other in row)
    main = max(row, key=lambda other: (other.size, len(other.text)))
    shift = main.base - run.base
    if abs(shift) < 0.2 * min(size, run.size):
        return True
    if run.size < 0.82 * size:
        return -0.7 * size < shift < 0.3 * size and bool(FIGURES.match(run.text))
    return (
        all(FIGURES.match(other.text) for other in row)
        and size < 0.9 * run.size
        and base - run.base < 0.75 * run.size
    )


def split_row(row: Sequence[Run], aligned: Set[int]) -> list[Segment]:
    """A row cut at wide gaps: between columns of text, or between the cells of a table.

    A narrower gap will do before a left edge at which other rows go on too (`aligned`).
    """
    pieces, right = [[row[0]]], row[0].right
    for run in row[1:]:
        last = pieces[-1]
        wide = 0.8 if round(run.left) in aligned else 1.6
        if run.left - right > wide * max(run.size, last[-1].size):
            pieces.append([run])
            right = run.right
        else:
            last.append(run)
            right = max(right, run.right)
    return [Segment(tuple(piece)) for piece in pieces]


@dataclass(frozen=True, slots=True)
class Measure:
    """The type area of a file: the size of its body text and the left and right edge of its main column."""

    size: float
    left: float
    right: float


def measure(pages: Sequence[Sequence[Sequence[Segment]]]) -> Measure:
    """The type area, from all pages."""
    segments = [segment for page in pages for row in page for segment in row]
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [segment for segment in segments if abs(segment.size - size) < 0.06 * size]
    lefts: Counter[int] = Counter()
    for segment in body:
        lefts[round(segment.left)] += len(segment.text)
    left = float(lefts.most_common(1)[0][0]) if lefts else 0.0
    ends = sorted(s.right for s in body if abs(s.left - left) < 3 and len(s.text) > 25) or [left + 400.0]
    return Measure(size, left, ends[int(len(ends) * 0.97)] if len(ends) > 1 else ends[0])


def box_of(segments: Sequence[Segment], page: int, height: float) -> Box:
    """The rectangle of segments, origin at the top left."""
    size = max(segment.size for segment in segments)
    base = min(segment.base for segment in segments)
    top = height - max(segment.base for segment in segments) - size
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    return Box(page, round(left, 1), round(top, 1), round(right, 1), round(height - base + 0.25 * size, 1))


def line_of(segment: Segment, page: int, height: float) -> Line:
    """A segment as a line; a footnote's own figure is kept apart from its words."""
    label = segment.note_label()
    runs = tuple(run for run in segment.runs if run.text.strip())
    text = Segment(runs[1:]).text if label else segment.text
    text = clean_line(text).translate(ENDS).strip()
    line = Line(text, page, left=segment.left, right=segment.right, bold=segment.bold)
    line.box, line.size, line.note = box_of([segment], page, height), segment.size, label or ""
    return line
