"""A draft becomes the immutable Document: one text, blocks and pages as spans on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest import inline
from ingest.draft import Draft, RawBlock
from kamer.document import Block, BlockKind, NoteMark, Page
from kamer.span import Span

BETWEEN = "\n\n"


@dataclass(slots=True)
class Assembled:
    """Text, blocks, marks and pages that fit one another."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    turns: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Pages that tile the text; a note below a paragraph that runs on belongs to the earlier page."""
        return tuple(tiles(self.turns, len(self.text)))


def assemble(draft: Draft) -> Assembled:
    """Lay the blocks of a draft one after another, with a blank line between them."""
    whole = Assembled()
    for raw in draft.blocks:
        add_block(whole, raw)
    if not draft.pages:
        whole.turns.clear()
    return whole


def add_block(whole: Assembled, raw: RawBlock) -> None:
    """Add one block; blocks without text are left out."""
    text, cells = (cell_text(raw.cells), True) if raw.cells else (raw.text, False)
    plain, marks, turns = inline.split(text)
    lead = 0 if cells else len(plain) - len(plain.lstrip())
    if not plain.strip():
        return
    plain = plain if cells else plain.strip()
    start = len(whole.text) + (len(BETWEEN) if whole.text else 0)
    if raw.page is not None:
        whole.turns.append((start, raw.page))
    whole.text += (BETWEEN if whole.text else "") + plain
    whole.turns += [(start + min(max(at - lead, 0), len(plain)), page) for at, page in turns]
    whole.marks += [NoteMark(start + min(max(at - lead, 0), len(plain)), label) for at, label in marks]
    spans = tuple(cell_spans(plain, start)) if cells else ()
    whole.blocks.append(Block(raw.kind, Span(start, start + len(plain)), raw.label, spans, raw.boxes))


def cell_text(cells: Sequence[str]) -> str:
    """The cells of a row on one line; a tab or line break inside a cell becomes a space."""
    return "\t".join(" ".join(cell.split()) for cell in cells)


def cell_spans(row: str, start: int) -> Iterable[Span]:
    """The spans of a row's cells."""
    for cell in row.split("\t"):
        yield Span(start, start + len(cell))
        start += len(cell) + 1


def tiles(turns: Sequence[tuple[int, int]], length: int) -> Iterable[Page]:
    """Pages from the offsets at which they start; the blank line before a page belongs to the page above."""
    starts: list[tuple[int, int]] = []
    for at, page in turns:
        if not starts or starts[-1][1] != page:
            starts.append((at if starts else 0, page))
    ends = [*(at for at, _ in starts[1:]), length][: len(starts)]
    for (at, page), end in zip(starts, ends, strict=True):
        yield Page(page, Span(at, end))


def body_text(blocks: Iterable[RawBlock], *kinds: BlockKind) -> list[str]:
    """The bare texts of the raw blocks of the given kinds."""
    return [inline.bare(block.text) for block in blocks if block.kind in kinds]
