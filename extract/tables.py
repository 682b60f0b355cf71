"""Rows of a planning table: a row with a cell that is a time is a milestone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.actors import GOVERNMENT, is_external
from extract.deadlines import find_deadlines
from kamer.document import Block, BlockKind, DateBasis, Document
from kamer.findings import Commitment, CommitmentKind, Deadline, Strength
from kamer.span import Span

CONFIDENCE = 0.9
SHORTEST_STATEMENT = 12
LONGEST_ACTOR = 9
LABELLED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.HEADING})
LONGEST_LINE = 400
LABEL_CONFIDENCE = 0.7
LABEL = re.compile(r"^[\s•–—-]*(?P<left>[^:\n]{4,110}):[ \t]+(?P<right>[^\n]{4,160})$", re.MULTILINE)
# Names of what is planned: steps of a procedure, and nouns of doing in Dutch and English.
PLANNED = re.compile(
    r"inwerkingtreding|\b(?:publicatie|start|aanvang|afronding|oplevering|besluit\w*|consultatie|internetconsultatie"
    r"|indiening|behandeling|vaststelling|opening|ingebruikname|evaluatie|tussenevaluatie|rapportage|eindrapport|advies"
    r"|uitvoering|invoering|implementatie|ondertekening|aanbesteding|gunning|onderzoek|verkenning|ontwerp\w*|wetsvoorstel"
    r"|voorstel|verzending|brief|kabinetsreactie|reactie|overleg|bijeenkomst|gereed|beoogd\w*|verwacht\w*|gepland\w*"
    r"|adoption|entry\s+into\s+force|publication|launch|review|evaluation|proposal|adopted|completion|call)\b",
    re.IGNORECASE,
)
STROKE = re.compile(r"\s*\|\s*")
ACTOR_HEAD = re.compile(
    r"^\s*(?:verantwoordelijk\w*|trekker|actor|wie|uitvoerder|eigenaar|responsib\w+|lead|who|owner)\b",
    re.IGNORECASE,
)


def find_rows(document: Document) -> list[Commitment]:
    """The milestones of all planning tables of a document; their ids are set by the caller."""
    rows = [as_row(block, document.text) for block in document.blocks]
    return [
        found
        for at, block in enumerate(rows)
        if block.kind is BlockKind.TABLE_ROW
        for found in read_row(block, head_of(rows, at), document)
    ]


def find_labels(document: Document) -> list[Commitment]:
    """What is planned in lines such as "Beoogde inwerkingtreding: 1 januari 2032" or "Mei 2032: opening"."""
    return [
        made
        for block in document.blocks
        if block.kind in LABELLED and len(block.span) <= LONGEST_LINE
        for match in LABEL.finditer(block.span.of(document.text))
        if (made := read_label(match, block, document)) is not None
    ]


def read_label(match: re.Match[str], block: Block, document: Document) -> Commitment | None:
    """The milestone of one such line: one side is a time, the other names something planned."""
    for time, what in ((match["right"], match["left"]), (match["left"], match["right"])):
        deadline = read_time(time, document)
        if deadline is None or not PLANNED.search(what):
            continue
        span = Span(block.span.start + match.start(), block.span.start + match.end()).trimmed(document.text)
        return Commitment(
            id="",
            evidence=document.evidence(span, "planning-line"),
            kind=CommitmentKind.MILESTONE,
            strength=Strength.EXPECTED,
            deadline=replace(deadline, span=None),
            section=document.section_at(span.start),
            confidence=LABEL_CONFIDENCE,
        )
    return None


def read_time(text: str, document: Document) -> Deadline | None:
    """The time that a text is, where it says little else."""
    metadata = document.metadata
    estimated = metadata.date_basis is DateBasis.ESTIMATED
    found = find_deadlines(text, metadata.date, language=metadata.language, estimated=estimated)
    whole = (one for one in found if one.span is not None and 2 * len(one.span) >= len(text.strip()))
    return next((one for one in whole if one.latest is not None), None)


def as_row(block: Block, text: str) -> Block:
    """The block itself, or a table row where its cells are typed apart with strokes ("… | … | …")."""
    if block.kind is BlockKind.TABLE_ROW or " | " not in block.span.of(text):
        return block
    starts = [
        block.span.start,
        *(match.end() for match in STROKE.finditer(text, block.span.start, block.span.end)),
    ]
    ends = [
        *(match.start() for match in STROKE.finditer(text, block.span.start, block.span.end)),
        block.span.end,
    ]
    cells = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)
    return replace(block, kind=BlockKind.TABLE_ROW, cells=cells)


def head_of(rows: Sequence[Block], at: int) -> Block:
    """The first row of the table in which row `at` stands."""
    while at > 0 and rows[at - 1].kind is BlockKind.TABLE_ROW:
        at -= 1
    return rows[at]


def read_row(block: Block, head: Block, document: Document) -> Iterator[Commitment]:
    """The milestone of one row, where one cell is a time and another says what happens."""
    time, statement = find_time(block, document), find_statement(block, document)
    if time is None or not statement:
        return
    yield Commitment(
        id="",
        evidence=document.evidence(block.span, "table-row"),
        kind=CommitmentKind.MILESTONE,
        strength=Strength.FIRM,
        actor=find_row_actor(block, head, document),
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


def find_row_actor(block: Block, head: Block, document: Document) -> str | None:
    """Who is to do it: the cell under "Verantwoordelijk", or one that names a minister or a body."""
    column = actor_column(head, document)
    cells = [" ".join(cell.of(document.text).split()) for cell in block.cells]
    if column is not None and column < len(cells):
        return cells[column] or None
    named = (words for words in cells[1:] if GOVERNMENT.search(words) or is_external(words))
    return next((words for words in named if len(words.split()) <= LONGEST_ACTOR), None)


def actor_column(head: Block, document: Document) -> int | None:
    """The column whose head says that it names who is responsible."""
    heads = (cell.of(document.text) for cell in head.cells)
    return next((column for column, head in enumerate(heads) if ACTOR_HEAD.search(head)), None)


def find_statement(block: Block, document: Document) -> bool:
    """True where a cell says something in words."""
    cells = (cell.of(document.text) for cell in block.cells)
    return any(sum(character.isalpha() for character in text) >= SHORTEST_STATEMENT for text in cells)
