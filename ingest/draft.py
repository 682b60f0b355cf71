"""What every reader makes before the Document is assembled: lines, raw blocks, and facts seen on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from kamer.document import BlockKind, Box, Problem


class UnreadableError(Exception):
    """A file whose content gives no text at all; `problem` says why, in Dutch."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line that stands apart, perhaps a table's cell."""

    left: float
    right: float
    text: str


@dataclass(slots=True)
class Line:
    """One printed line of a page.

    `gap` says that white space stands above it, `ends` that the source closes a paragraph or cell here
    (extracted text: no space before the line end). `left` and `right` are in points, or in characters
    where the source has no geometry. `note` is the raised figure with which a footnote starts;
    `parts` are stretches with wide gaps between them (cells of a table). Lines with the same
    `signature` number above 0 are one
    signature. Footnote marks stand in `text` as `ingest.inline` writes them.
    """

    text: str
    page: int
    gap: bool = False
    ends: bool = False
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    box: Box | None = None
    cells: tuple[str, ...] = ()
    signature: int = 0
    size: float = 0.0
    note: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(slots=True)
class RawBlock:
    """A block before it has a place in the text.

    `text` and `cells` may hold footnote marks and page turns as `ingest.inline` writes them.
    `page` is the page on which it starts. `complete` says that nothing on the next page runs on from it.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    label: str | None = None
    cells: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    complete: bool = False


@dataclass(slots=True)
class Draft:
    """All that a reader found: blocks in reading order, facts for the metadata, and problems.

    `facts` holds what stood in running heads, page footers or machine-readable metadata:
    "number", "session_year", "date", "title", "dossiers", "kind", "replaces", … as text.
    `pages` counts the pages of the source, 0 where it has none. `gaps` are the pages before which others
    are missing; `unnumbered` says that nothing on the pages tells whether one is missing.
    """

    blocks: list[RawBlock] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pages: int = 0
    gaps: set[int] = field(default_factory=set)
    unnumbered: bool = False

    def note(self, name: str, value: str | None) -> None:
        """Remember a fact, unless an earlier and therefore better place already gave it."""
        if value and name not in self.facts:
            self.facts[name] = value
