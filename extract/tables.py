"""Rows of a planning table: a row with a cell that is a time is a milestone."""

from __future__ import annotations

from collections.abc import Iterator

from extract.deadlines import find_deadlines
from kamer.document import Block, BlockKind, DateBasis, Document
from kamer.findings import Commitment, CommitmentKind, Deadline, Strength

CONFIDENCE = 0.9
SHORTEST_STATEMENT = 12


def find_rows(document: Document) -> list[Commitment]:
    """The milestones of all planning tables of a document; their ids are set by the caller."""
    return [row for block in document.blocks_of(BlockKind.TABLE_ROW) for row in read_row(block, document)]


def read_row(block: Block, document: Document) -> Iterator[Commitment]:
    """The milestone of one row, where one cell is a time and another says what happens."""
    time, statement = find_time(block, document), find_statement(block, document)
    if time is None or not statement:
        return
    yield Commitment(
        id="",
        evidence=document.evidence(block.span, "table-row"),
        kind=CommitmentKind.MILESTONE,
        strength=Strength.FIRM,
        deadline=time,
        section=document.section_at(block.span.start),
        confidence=CONFIDENCE,
    )


def find_time(block: Block, document: Document) -> Deadline | None:
    """The time of the first cell that holds little else."""
    metadata = document.metadata
    for cell in block.cells:
        text = cell.of(document.text)
        estimated = metadata.date_basis is DateBasis.ESTIMATED
        for deadline in find_deadlines(text, metadata.date, language=metadata.language, estimated=estimated):
            if deadline.span is not None and 2 * len(deadline.span) >= len(text.strip()):
                return Deadline(
                    deadline.text,
                    deadline.earliest,
                    deadline.latest,
                    deadline.basis,
                    deadline.span.shifted(cell.start),
                    deadline.estimated,
                    deadline.rule,
                )
    return None


def find_statement(block: Block, document: Document) -> bool:
    """True where a cell says something in words."""
    cells = (cell.of(document.text) for cell in block.cells)
    return any(sum(character.isalpha() for character in text) >= SHORTEST_STATEMENT for text in cells)
