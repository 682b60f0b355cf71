import html
import re

import pytest

from kamer.document import Block, BlockKind, Document, NoteMark, Page
from kamer.span import Span
from ui.letters import label_of, letter_html
from ui.marking import Mark

PARTS = [
    (BlockKind.MASTHEAD, None, "Aan de Voorzitter <van> de Kamer"),
    (BlockKind.HEADING, None, "1. Stille havens"),
    (BlockKind.PARAGRAPH, None, "Ik zal uw Kamer **spoedig** informeren & :red[niet] later."),
    (BlockKind.LIST_ITEM, "–", "de havens volgen;"),
    (BlockKind.TABLE_ROW, None, "Nulmeting\tQ2 2026"),
    (BlockKind.TABLE_ROW, None, "Evaluatie\tQ4 2028"),
    (BlockKind.QUESTION, "3", "Is de minister bereid?"),
    (BlockKind.FOOTNOTE, "1", "Kamerstuk 90 001, nr. 9."),
    (BlockKind.SIGNATURE, None, "De Minister,\nM. de Vries"),
]


def letter() -> Document:
    text, blocks = "", []
    for kind, label, words in PARTS:
        start = len(text) + (2 if text else 0)
        text += ("\n\n" if text else "") + words
        tab = words.find("\t")
        cells = (Span(start, start + tab), Span(start + tab + 1, len(text))) if tab > 0 else ()
        blocks.append(Block(kind, Span(start, len(text)), label, cells))
    middle = blocks[3].span.start - 1  # a page that begins between two blocks
    pages = (Page(1, Span(0, middle)), Page(2, Span(middle, len(text))))
    note = NoteMark(text.index(" informeren"), "1")
    return Document("kst-90001-1", "a.pdf", "0" * 64, text, pages, tuple(blocks), (note,))


def test_all_words_of_all_blocks_are_there_and_nothing_else() -> None:
    drawn = letter_html(letter())
    words = html.unescape(re.sub(r"<[^>]*>", "\0", drawn))
    assert [part for part in words.split("\0") if part] == [
        part
        for _, _, block in PARTS
        for line in block.split("\t")
        for part in re.split(r"(?= informeren)", line)
    ]


def test_rows_become_one_table() -> None:
    drawn = letter_html(letter())
    assert drawn.count("<table>") == 1
    assert drawn.count("<tr>") == 2
    assert drawn.count("<td>") == 4


def test_pages_notes_and_labels_are_attributes() -> None:
    drawn = letter_html(letter())
    assert re.findall(r'class="nk-page" data-label="([^"]*)"', drawn) == ["p. 1", "p. 2"]
    assert '<sup class="nk-note" data-label="1"></sup>' in drawn
    assert 'class="nk-label" data-label="–"' in drawn


def test_a_page_that_begins_between_blocks_is_drawn_once_at_the_next() -> None:
    drawn = letter_html(letter())
    assert drawn.index('data-label="p. 2"') > drawn.index("later.")
    assert drawn.index('data-label="p. 2"') < drawn.index("de havens volgen")


def test_the_passage_that_was_asked_for_has_its_anchor_and_mark() -> None:
    document = letter()
    span = Span(document.text.index("Ik zal"), document.text.index(" later."))
    drawn = letter_html(document, [Mark(span, "commitment", "toezegging: informeren")], span)
    assert drawn.count('id="passage"') == 1
    assert "nk-commitment nk-asked" in drawn
    assert "toezegging: informeren · gezochte passage" in drawn


def test_a_document_without_blocks_still_shows_its_text() -> None:
    assert "geen &lt;blokken&gt;" in letter_html(Document("doc-1", "a.txt", "0" * 64, "geen <blokken>"))


def test_the_language_of_the_letter_is_told() -> None:
    assert 'lang="nl"' in letter_html(letter())


@pytest.mark.parametrize(
    ("label", "words", "shown"),
    [
        ("–", "de havens volgen;", "–"),
        ("a)", "a) Titel voorstel", None),
        ("\uf0b7", "de havens volgen;", "•"),
        (None, "de havens volgen;", None),
    ],
)
def test_labels_beside_a_block(label: str | None, words: str, shown: str | None) -> None:
    assert label_of(Block(BlockKind.LIST_ITEM, Span(0, len(words)), label), words) == shown
