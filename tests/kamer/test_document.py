from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamer.document import Block, BlockKind, Document, NoteMark, Page
from kamer.span import Span

SHA = "ab" * 32


def document_of(*parts: str) -> Document:
    """A document whose pages are the given parts."""
    pages, at = [], 0
    for number, part in enumerate(parts, start=1):
        pages.append(Page(number, Span(at, at + len(part))))
        at += len(part)
    return Document("k", "k.txt", SHA, "".join(parts), tuple(pages))


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8), st.data())
def test_every_offset_stands_on_the_page_whose_text_holds_it(parts: list[str], data: st.DataObject) -> None:
    document = document_of(*parts)
    offset = data.draw(st.integers(0, len(document.text) - 1))
    number = document.page_at(offset)
    assert number is not None
    page = document.pages[number - 1]
    assert page.span.start <= offset < page.span.end


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6), st.data())
def test_evidence_quotes_the_text_and_names_every_page_touched(parts: list[str], data: st.DataObject) -> None:
    document = document_of(*parts)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    evidence = document.evidence(Span(start, end), "test")
    assert evidence.quote == document.text[start:end]
    assert evidence.pages[0] == document.page_at(start)
    assert evidence.pages[-1] == document.page_at(end - 1)


@pytest.mark.parametrize("spans", [[(0, 4)], [(0, 5), (6, 10)], [(1, 10)], [(0, 11)]])
def test_pages_that_do_not_tile_the_text_are_refused(spans: list[tuple[int, int]]) -> None:
    pages = tuple(Page(n, Span(*span)) for n, span in enumerate(spans, start=1))
    with pytest.raises(ValueError, match="page"):
        Document("k", "k.txt", SHA, "0123456789", pages)


@pytest.mark.parametrize("spans", [[(0, 5), (4, 8)], [(5, 8), (0, 4)], [(0, 11)]])
def test_blocks_that_overlap_or_fall_outside_are_refused(spans: list[tuple[int, int]]) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(*span)) for span in spans)
    with pytest.raises(ValueError, match="block"):
        Document("k", "k.txt", SHA, "0123456789", blocks=blocks)


def test_sections_blocks_and_notes_are_found_by_offset() -> None:
    text = "Planning\n\nDe evaluatie volgt.\n\nKamerstuk 90 101, nr. 7."
    blocks = (
        Block(BlockKind.HEADING, Span(0, 8)),
        Block(BlockKind.PARAGRAPH, Span(10, 29)),
        Block(BlockKind.FOOTNOTE, Span(31, 55), label="1"),
    )
    document = Document("k", "k.txt", SHA, text, blocks=blocks, note_marks=(NoteMark(28, "1"),))
    assert document.section_at(12) == "Planning"
    assert document.section_at(3) == "Planning"
    assert document.block_at(9) is None
    assert document.block_at(10) == blocks[1]
    assert list(document.notes_within(Span(10, 29))) == [blocks[2]]
    assert list(document.notes_within(Span(0, 8))) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_impossible_spans_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such span"):
        Span(start, end)


def test_trimming_takes_white_space_off_both_ends() -> None:
    text = "  abc \n"
    assert Span(0, len(text)).trimmed(text).of(text) == "abc"
    assert len(Span(0, 2).trimmed(text)) == 0
