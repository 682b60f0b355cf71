"""The cells of a table's row, whether the table was read as one or printed as lines with bars."""

from __future__ import annotations

from kamer.document import Block, BlockKind, Document
from kamer.span import Span

BAR = " | "
PRINTED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


def row_cells(block: Block, document: Document) -> tuple[Span, ...]:
    """The cells of a row of three or more; none where a block is no such row.

    Args:
        block: Any block of the document.
        document: The document that the block's span counts in.

    Returns:
        The cells' places in reading order; a printed row has " | " between them.
    """
    if block.kind is BlockKind.TABLE_ROW:
        return block.cells if len(block.cells) > 2 else ()
    text = block.span.of(document.text)
    if block.kind not in PRINTED or text.count(BAR) < 2:
        return ()
    cells, at = [], block.span.start
    for part in text.split(BAR):
        cells.append(Span(at, at + len(part)))
        at += len(part) + len(BAR)
    return tuple(cells)
