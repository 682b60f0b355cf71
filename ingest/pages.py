"""Pages of lines become one draft: furniture out, notes apart, paragraphs joined over page breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import inline
from ingest.cleaning import join_lines, squeeze, words_of
from ingest.draft import Draft, Line, RawBlock
from ingest.layout import OPEN, blocks_of_page, run_on, runs_on, width_of
from ingest.notes import Note, mark_page, split_notes
from ingest.signatures import is_name, is_office, mark_signatures
from kamer.document import BlockKind

# Text without page breaks is read in stretches of so many lines, so that time grows with its length alone.
MAX_LINES = 1000


def add_pages(
    draft: Draft, pages: Sequence[list[Line]], inline_notes: Mapping[str, str] | None = None
) -> None:
    """Add the blocks of all pages (without furniture) to the draft.

    `inline_notes` are footnotes by mark whose words stood in the running text.
    """
    pages = [page[at : at + MAX_LINES] for page in pages for at in range(0, len(page), MAX_LINES)]
    lines = [line for page in pages for line in page]
    vocabulary = words_of(line.text for line in lines)
    split, last = [], 0
    for page in pages:
        body, notes = split_notes(page, last)
        last = max([last, *(int(note.label) for note in notes if note.label.isdigit())])
        split.append((body, notes))
    width = width_of([line for body, _ in split for line in body])
    for body, notes in split:
        mark_signatures(body)
        mark_page(body, [note.label for note in notes])
        add_page(
            draft,
            blocks_of_page(body, width, vocabulary),
            [note_block(note, vocabulary) for note in notes],
            vocabulary,
        )
    add_inline_notes(draft, dict(inline_notes or {}))
    sign_over_pages(draft)


def sign_over_pages(draft: Draft) -> None:
    """A signature whose office ends one page and whose name starts the next becomes one block, in place."""
    plain = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    for at in range(len(draft.blocks) - 1, 0, -1):
        office, name = draft.blocks[at - 1], draft.blocks[at]
        texts = inline.bare(office.text), inline.bare(name.text)
        if office.kind in plain and name.kind in plain and is_office(texts[0]) and is_name(texts[1]):
            text = "\n".join(texts)
            draft.blocks[at - 1 : at + 1] = [
                replace(office, kind=BlockKind.SIGNATURE, text=text, complete=True)
            ]


def add_inline_notes(draft: Draft, words: dict[str, str]) -> None:
    """Set each footnote whose words stood in the running text behind the block with its mark."""
    blocks: list[RawBlock] = []
    for block in draft.blocks:
        blocks.append(block)
        for _, label in inline.split(block.text)[1]:
            if label in words:
                note = RawBlock(
                    BlockKind.FOOTNOTE, squeeze(words.pop(label)), block.page, label=label, complete=True
                )
                blocks.append(note)
    draft.blocks[:] = blocks


def add_page(draft: Draft, body: list[RawBlock], notes: list[RawBlock], vocabulary: Counter[str]) -> None:
    """Add one page: its first block may run on from the page before, whose notes then follow the whole."""
    at = last_body_block(draft.blocks)
    if (
        body
        and at is not None
        and follows_page(draft.blocks[at], body[0], draft)
        and runs_on(draft.blocks[at], body[0])
    ):
        draft.blocks[at] = run_on(draft.blocks[at], body.pop(0), vocabulary)
    draft.blocks += body + notes


def follows_page(block: RawBlock, following: RawBlock, draft: Draft) -> bool:
    """False where a page between the two is missing from the file, or may well be.

    Where no page bears a number, a capital after a word that can end a sentence joins nothing.
    """
    ends_on = max([block.page or 0, *(page for _, page in inline.split(block.text)[2])])
    if (following.page or 0) - ends_on > 1 or following.page in draft.gaps:
        return False
    text, below = inline.bare(block.text).rstrip(), inline.bare(following.text).lstrip()
    goes_on = OPEN.search(text) or text.endswith((",", "-")) or not below[:1].isupper()
    return bool(goes_on) or not draft.unnumbered


def find_gaps(numbers: Sequence[int | None]) -> set[int]:
    """The places, counted from 1, of pages before which others are missing, by their printed numbers.

    >>> find_gaps([1, 2, 5, None, 7])
    {3}
    """
    known = [(at, number) for at, number in enumerate(numbers, 1) if number is not None]
    return {at for (before, low), (at, number) in pairwise(known) if number - low > at - before}


def last_body_block(blocks: Sequence[RawBlock]) -> int | None:
    """The index of the last block that is no footnote."""
    return next(
        (at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind is not BlockKind.FOOTNOTE), None
    )


def note_block(note: Note, vocabulary: Counter[str]) -> RawBlock:
    """A footnote as a block; its mark is the label and not in the text."""
    text = join_lines([line.text for line in note.lines], vocabulary)
    boxes = tuple(line.box for line in note.lines if line.box)
    return RawBlock(
        BlockKind.FOOTNOTE, text, note.lines[0].page, label=note.label, boxes=boxes, complete=True
    )
