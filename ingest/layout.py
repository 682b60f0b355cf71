"""Printed lines of a page become blocks: headings, paragraphs, list items, table rows, signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest import inline
from ingest.cleaning import append_line, join_lines, squeeze
from ingest.draft import Line, RawBlock
from ingest.signatures import in_columns
from kamer.document import BlockKind

BULLET = re.compile(r"^\s*(?P<label>[•·▪■◦‣●○*]|[-–](?=\s)|o(?=\s+[A-Z]))\s*(?=\S)")
NUMBERED = re.compile(r"^\s*(?P<label>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
SECTION = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-Z]\.|Bijlage\s+\w+)\s+\S")
# Words that nothing ends with: a line that breaks behind one of them goes on.
OPEN = re.compile(
    r"\b(?:de|het|een|van|in|op|voor|en|of|met|aan|tot|bij|over|om|te|der|den|door|naar|uit|tussen|onder|als|dat|die|the|of|and|to)$",
    re.I,
)
# Behind "nr." the line goes on with its number: "(36 111, nr." / "9) verlangt" is no list item.
CITING = re.compile(r"\b(?:nrs?|blz|pag|p|artt?|jo|dossiernr)\.$", re.I)
TERMINAL = re.compile(r"[.?!:;…][»”\"’')\]]*$")
QUESTION_HEAD = re.compile(
    r"^(?:Vraag|Vragen)\s+\d+(?:\s*(?:,?\s*en|,|t/m|tot en met|-|–)\s*\d+)*\s*[.:]?$", re.I
)
ANSWER_HEAD = re.compile(
    r"^Mededeling$|^(?:Antwoord(?:en)?)(?:\s+op)?(?:\s+(?:de\s+)?vra(?:ag|gen))?"
    r"(?:\s+\d+(?:\s*(?:,?\s*en|,|t/m|tot en met|-|–)\s*\d+)*)?\s*[.:]?$",
    re.I,
)
CLOSING = re.compile(r"^(?:hoogachtend|met vriendelijke groet(?:en)?|yours (?:sincerely|faithfully))\b", re.I)


def width_of(lines: Sequence[Line]) -> float:
    """How far a full line reaches to the right: the 90th percentile of the line ends."""
    ends = sorted(line.right for line in lines if line.text.strip())
    return ends[int(len(ends) * 0.9)] if ends else 0.0


def breaks_early(line: Line, following: Line, width: float) -> bool:
    """True where the first word of the next line would have fit: the break is the author's own."""
    word = following.text.split(maxsplit=1)[:1]
    per_character = (line.right - line.left) / max(len(inline.bare(line.text)), 1)
    room = width * (0.9 if line.box is None else 0.985) - line.right
    return bool(word) and (len(inline.bare(word[0])) + 1) * per_character < room


def groups_of(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """The lines in groups that belong together: cut at white space, list marks and closed paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not starts_group(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def starts_group(group: Sequence[Line], line: Line, width: float) -> bool:
    """True where `line` does not go on with the paragraph of `group`."""
    last = group[-1]
    if line.signature or last.signature:
        return line.signature != last.signature
    text, next_text = inline.bare(last.text).rstrip(), inline.bare(line.text).lstrip()
    if line.cells or last.cells or BULLET.match(line.text) or is_mark_line(next_text) or is_mark_line(text):
        return True
    if line.gap:
        return not runs_over_gap(last, line, width)
    if CITING.search(text) and next_text[:1].isdigit():
        return False
    if line.bold != last.bold and (TERMINAL.search(text) or breaks_early(last, line, width)):
        return True
    if NUMBERED.match(line.text) and (
        TERMINAL.search(text) or BULLET.match(group[0].text) or NUMBERED.match(group[0].text)
    ):
        return True
    if not breaks_early(last, line, width):
        return False
    if NUMBERED.match(line.text) or SECTION.match(next_text):
        return True
    if is_item(group[0]) and next_text[:1].isupper():
        return True
    return bool(TERMINAL.search(text)) or is_heading_run(group, next_text)


def is_item(line: Line) -> bool:
    """True where a line starts a list item."""
    return bool(BULLET.match(line.text) or NUMBERED.match(line.text))


def is_mark_line(text: str) -> bool:
    """True for the head of a question or an answer, and for a letter's closing word."""
    return bool(
        QUESTION_HEAD.match(text) or ANSWER_HEAD.match(text) or (CLOSING.match(text) and len(text) < 40)
    )


def runs_over_gap(last: Line, line: Line, width: float) -> bool:
    """True where a sentence goes on below white space: the source cut list items and notes after one line."""
    text, next_text = inline.bare(last.text).rstrip(), inline.bare(line.text).lstrip()
    if not text or TERMINAL.search(text) or last.ends:
        return False
    return text.endswith("-") or (
        next_text[:1].islower() and len(text) > 0.6 * width and not BULLET.match(next_text)
    )


def is_heading_run(group: Sequence[Line], next_text: str) -> bool:
    """True where up to three lines without a full stop end early before a capital: a heading."""
    if len(group) > 3 or not next_text[:1].isupper() or OPEN.search(inline.bare(group[-1].text).rstrip()):
        return False
    return group[0].gap and not any(TERMINAL.search(inline.bare(line.text).rstrip()) for line in group)


def block_of(group: Sequence[Line], vocabulary: Counter[str]) -> RawBlock:
    """One group of lines as a block."""
    first = group[0]
    boxes = tuple(line.box for line in group if line.box)
    if first.cells:
        return RawBlock(
            BlockKind.TABLE_ROW, "\t".join(first.cells), first.page, cells=first.cells, boxes=boxes
        )
    if first.signature:
        text = "\n".join(squeeze(line) for line in in_columns([line.text for line in group]))
        return RawBlock(BlockKind.SIGNATURE, text, first.page, boxes=boxes, complete=True)
    text = join_lines([line.text for line in group], vocabulary)
    block = RawBlock(kind_of(group, inline.bare(text)), text, first.page, boxes=boxes)
    return with_label(block) if block.kind is BlockKind.LIST_ITEM else block


def kind_of(group: Sequence[Line], text: str) -> BlockKind:
    """What a group of lines is, by its form alone."""
    if BULLET.match(text):
        return BlockKind.LIST_ITEM
    if looks_like_heading(group, text):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if NUMBERED.match(text) else BlockKind.PARAGRAPH


def looks_like_heading(group: Sequence[Line], text: str) -> bool:
    """True for a short stretch below white space, with a capital or section number first and no full stop."""
    if QUESTION_HEAD.match(text) or ANSWER_HEAD.match(text):
        return True
    if text.endswith("?") and len(group) == 1 and len(text) < 70 and group[0].gap:
        return text[:1].isupper()
    if len(group) > 3 or len(text) > 160 or TERMINAL.search(text) or text.endswith(","):
        return False
    if not (text[:1].isupper() or SECTION.match(text) or text[:1] in "«‘“'"):
        return False
    return group[0].gap or all(line.bold for line in group)


def with_label(block: RawBlock) -> RawBlock:
    """A list item with its bullet or number as label; the text keeps them."""
    match = BULLET.match(block.text) or NUMBERED.match(block.text)
    return replace(block, label=match["label"]) if match else block


def blocks_of_page(lines: Sequence[Line], width: float, vocabulary: Counter[str]) -> list[RawBlock]:
    """The blocks of one page's body, in order."""
    return [
        block_of(group, vocabulary)
        for group in groups_of([line for line in lines if line.text.strip()], width)
    ]


def runs_on(block: RawBlock, following: RawBlock) -> bool:
    """True where the first block of a page goes on with the last of the page before."""
    if block.complete or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING):
        return False
    if following.kind is not BlockKind.PARAGRAPH and not (
        following.kind is BlockKind.HEADING and block.kind is not BlockKind.HEADING
    ):
        return False
    text, next_text = inline.bare(block.text), inline.bare(following.text)
    if TERMINAL.search(text) or is_mark_line(text) or is_mark_line(next_text):
        return False
    if block.kind is BlockKind.HEADING or following.kind is BlockKind.HEADING:
        return next_text[:1].islower() and following.kind is BlockKind.PARAGRAPH
    return True


def run_on(block: RawBlock, following: RawBlock, vocabulary: Counter[str]) -> RawBlock:
    """Two halves of a paragraph as one block, with the turn of the page inside it."""
    text = append_line(block.text, following.text, vocabulary)
    at = len(text) - len(following.text)
    if following.page is not None and following.page != block.page:
        text = text[:at] + inline.turn(following.page) + text[at:]
    kind = BlockKind.PARAGRAPH if block.kind is BlockKind.HEADING else block.kind
    return replace(
        block, kind=kind, text=text, boxes=block.boxes + following.boxes, complete=following.complete
    )
