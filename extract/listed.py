"""Motions in lists and tables: the line with members and number, the cell or line with the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.names import NAMES
from extract.pipeline import Sentence
from extract.rows import PRINTED, row_cells
from kamer.document import Block, BlockKind, Document
from kamer.findings import Reference
from kamer.span import Span

# "2. De Wind en Brakel, Kamerstuk 36 111, nr. 4 (veerponten)": members and number without the word itself.
NUMBERED_LINE = re.compile(
    rf"^\W*(?:\w{{1,2}}[.)]\s+)?(?:(?:[Hh]et|[Dd]e)\s+)?(?P<lid>(?:lid|leden|heer|mevrouw)\s+)?(?P<names>{NAMES})\s*[,:;–|-]?\s*"
    r"\(?\s*(?=(?:Kamerst\w*|TK|EK)[\s,.:]|\d{2}[\s.]?\d{3}\b)"
)
NUMBER_FIRST = re.compile(
    r"^\W*(?:\w{1,2}[.)]\s+)?(?:Kamerst\w*\s+(?:I{1,2}\s+)?(?:20\d\d[-–/]\d{2,4}\s*,\s*)?)?\d{2}[\s.]?\d{3}(?:[\s-]+[IVX]+)?\s*(?:,?\s*nr\.\s*|-\s*)"
    rf"\d{{1,4}}\s*[,:;–|-]?\s+(?:(?:[Hh]et|[Dd]e)\s+)?(?P<lid>(?:lid|leden|heer|mevrouw)\s+)?(?P<names>{NAMES})(?=\s*(?:[:,;(–-]|over\b|$))"
)
ABOUT_MOTIONS = re.compile(r"\bmoties\b", re.IGNORECASE)
THE_MOTION = re.compile(r"\b(?:[Dd]e|[Dd]eze|[Dd]ie)\s+motie\b(?!-)")
# What may stand in a cell or a line before the number it gives.
ONLY_CITED = re.compile(
    r"\W*(?:Zie\s+)?(?:(?:Kamerst\w*|TK|EK|nrs?\.|[Vv]ergaderjaar|I{1,2}\b|20\d\d[-–/]\d{2,4})[\s,.:(]*)*",
    re.IGNORECASE,
)
LONGEST_LINE = 110


def find_numbered_line(text: str) -> re.Match[str] | None:
    """The members in a line of a list of motions that has their number beside them."""
    return NUMBER_FIRST.match(text) or NUMBERED_LINE.match(text)


def speaks_of_motions(at: int, sentences: Sequence[Sentence]) -> bool:
    """True where the heading or the paragraph above a list is on motions, or "de motie" follows."""
    own = sentences[at].block
    below = [
        sentence.text
        for sentence in sentences[at + 1 : at + 4]
        if sentence.block.kind is not BlockKind.HEADING
    ]
    if any(THE_MOTION.search(text) for text in (sentences[at].text, *below[:2])):
        return True
    for sentence in reversed(sentences[max(0, at - 12) : at]):
        if sentence.block != own and sentence.block.kind is not BlockKind.LIST_ITEM:
            return ABOUT_MOTIONS.search(sentence.text) is not None
    return False


def number_beside(
    sentence: Sentence, at: int, document: Document, numbers: Sequence[Reference]
) -> str | None:
    """The number of the motion at offset `at`: in a cell of its row, or all that the next line says."""
    cells = [cell for cell in row_cells(sentence.block, document) if not cell.start <= at < cell.end]
    for place in (*cells, *line_below(sentence.block, document)):
        inside = [number for number in numbers if place.start <= number.evidence.span.start < place.end]
        if inside and ONLY_CITED.fullmatch(document.text[place.start : inside[0].evidence.span.start]):
            return inside[0].identifier
    return None


def line_below(block: Block, document: Document) -> Iterator[Span]:
    """The short line directly below a block, where it can hold the number of the block's motion."""
    behind = next((other for other in document.blocks if other.span.start >= block.span.end), None)
    if behind is None or behind.kind not in PRINTED or row_cells(block, document):
        return
    if len(behind.span.of(document.text)) <= LONGEST_LINE:
        yield behind.span
