"""One letter, motion or communication: one immutable, cleaned text, and everything else as offsets on it."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kamer.span import Span


class BlockKind(StrEnum):
    """What a block of text is in the letter."""

    MASTHEAD = "masthead"  # address, reference, date and subject lines above the salutation
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"  # cells are joined by tabs and listed in `Block.cells`
    FOOTNOTE = "footnote"  # `Block.label` is its mark
    QUESTION = "question"  # a member's written question: it promises nothing; `label` is its number
    SIGNATURE = "signature"


class DocumentKind(StrEnum):
    """What kind of paper a document is."""

    LETTER = "letter"  # a minister's letter to parliament (Kamerbrief)
    ANSWER = "answer"  # answers to written questions (Aanhangsel, or the ministry's own letter)
    MOTION = "motion"
    COMMUNICATION = "communication"  # of an institution of the EU
    FICHE = "fiche"  # the cabinet's assessment of a Commission proposal (BNC-fiche)
    OTHER = "other"


class DateBasis(StrEnum):
    """How a letter's date is known."""

    STATED = "stated"
    GIVEN = "given"  # by the user, on the command line
    ESTIMATED = "estimated"  # from what the text itself says


class Severity(StrEnum):
    """How bad a reading problem is."""

    WARNING = "warning"  # something may be missing; the rest is good
    ERROR = "error"  # nothing could be read


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong while a file was read.

    `message` is plain Dutch for the user: what is wrong and what to do about it.
    `code` is stable (`empty`, `encrypted`, `scanned`, `truncated`, `unreadable`, `unknown_format`,
    `too_large`, `wrong_name`, `duplicate_number`, `missing`, …).
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, origin at the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source: its number as counted from 1, and the text that came from it."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that is one thing in the letter.

    `label` is a footnote's mark, a question's number or a list item's bullet. `cells` are the spans of
    a table row's cells, `boxes` where the block stands on its pages (empty without geometry).
    """

    kind: BlockKind
    span: Span
    label: str | None = None
    cells: tuple[Span, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark that stood in the body: taken out of the text, kept here.

    `at` is the offset of the character after which the mark stood; `label` the mark itself ("3").
    """

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: the name as printed but without academic titles, and the office as printed."""

    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a letter says about itself.

    `number` is the official number without `kst-` ("30821-204", "35925-XVII-54", "ah-tk-20232024-1432",
    "COM(2023) 258"); `dossiers` the dossier numbers with their addition ("35925-XVII"); `session_year`
    "2023-2024"; `ministry` the code of `kamer.bodies` ("EZK"); `reference` the ministry's own *kenmerk*;
    `proposers` the surnames of a motion's signatories, first signatory first; `replaces` the number of
    the motion that a changed motion comes in place of.
    """

    kind: DocumentKind = DocumentKind.LETTER
    number: str | None = None
    dossiers: tuple[str, ...] = ()
    title: str | None = None
    date: dt.date | None = None
    date_basis: DateBasis | None = None
    session_year: str | None = None
    signatories: tuple[Signatory, ...] = ()
    ministry: str | None = None
    language: str = "nl"
    reference: str | None = None
    proposers: tuple[str, ...] = ()
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that proves a finding. Only `Document.evidence` makes one, so the quote is the text."""

    document: str
    span: Span
    pages: tuple[int, ...]
    quote: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Document:
    """One cleaned text with its pages, blocks and metadata.

    `key` identifies the document everywhere: `kst-30821-204` where it bears an official number,
    otherwise `doc-` and the start of its bytes' SHA-256. `source` is the file's name, `sha256` that of
    its bytes. Pages tile the text where the source has pages; otherwise there are none. Blocks are in
    order and never overlap. Between two blocks stands a blank line.

    Raises:
        ValueError: when pages do not tile the text, or blocks overlap or lie outside it.
    """

    key: str
    source: str
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        check_tiling(self.pages, len(self.text))
        check_order(self.blocks, len(self.text))

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the cleaned text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def readable(self) -> bool:
        """False where nothing could be read: no text, or a problem of severity error."""
        return bool(self.text.strip()) and all(p.severity is not Severity.ERROR for p in self.problems)

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which the character at `offset` stands; None without pages."""
        if not self.pages:
            return None
        at = bisect_right(self.pages, offset, key=lambda page: page.span.start) - 1
        return self.pages[max(at, 0)].number

    def pages_of(self, span: Span) -> tuple[int, ...]:
        """The numbers of all pages that `span` touches, in order."""
        return tuple(page.number for page in self.pages if page.span.overlaps(span))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset`, or None between blocks."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        block = self.blocks[at] if at >= 0 else None
        return block if block is not None and offset < block.span.end else None

    def section_at(self, offset: int) -> str | None:
        """The text of the last heading at or before `offset`."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.span.start)
        for block in reversed(self.blocks[:at]):
            if block.kind is BlockKind.HEADING:
                return block.span.of(self.text)
        return None

    def blocks_of(self, *kinds: BlockKind) -> Iterator[Block]:
        """All blocks of the given kinds, in order."""
        return (block for block in self.blocks if block.kind in kinds)

    def notes_within(self, span: Span) -> Iterator[Block]:
        """The footnotes whose marks stand inside `span` or directly after it."""
        labels = [mark.label for mark in self.note_marks if span.start <= mark.at <= span.end]
        for label in labels:
            yield from (b for b in self.blocks_of(BlockKind.FOOTNOTE) if b.label == label)

    def evidence(self, span: Span, found_by: str) -> Evidence:
        """The passage at `span` as evidence, found by the rule or model of that name."""
        return Evidence(self.key, span, self.pages_of(span), span.of(self.text), found_by)


def check_tiling(pages: tuple[Page, ...], length: int) -> None:
    """Raise ValueError unless the pages follow one another from 0 to `length` without a gap."""
    at = 0
    for page in pages:
        if page.span.start != at:
            raise ValueError(f"page {page.number} starts at {page.span.start}, not at {at}")
        at = page.span.end
    if pages and at != length:
        raise ValueError(f"pages end at {at}, the text at {length}")


def check_order(blocks: tuple[Block, ...], length: int) -> None:
    """Raise ValueError unless the blocks are in order, apart, and within the text."""
    at = 0
    for block in blocks:
        if block.span.start < at or block.span.end > length:
            raise ValueError(f"block {block.kind} {block.span} overlaps or lies outside the text")
        at = block.span.end
