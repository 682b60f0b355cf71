"""A letter as it is shown: its blocks as HTML, with findings marked and pages and footnotes kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kamer.document import Block, BlockKind, Document
from kamer.span import Span
from ui.marking import Mark, Pin, anchor, mark_text
from ui.markup import Html, element, join

PLAIN = {
    BlockKind.MASTHEAD: ("p", "nk-masthead"),
    BlockKind.HEADING: ("h2", "nk-heading"),
    BlockKind.PARAGRAPH: ("p", "nk-paragraph"),
    BlockKind.SIGNATURE: ("p", "nk-signature"),
}
LABELLED = {
    BlockKind.LIST_ITEM: "nk-item",
    BlockKind.FOOTNOTE: "nk-footnote",
    BlockKind.QUESTION: "nk-question",
}


def letter_html(document: Document, marks: Sequence[Mark] = (), passage: Span | None = None) -> Html:
    """The whole letter; `passage` is marked as the place that was asked for, with the anchor `passage`."""
    asked = [Mark(passage, "asked", "gezochte passage")] if passage else []
    pins = [
        *page_pins(document),
        *note_pins(document),
        *([anchor(passage.start, "passage")] if passage else []),
    ]
    page = LetterPage(document, [*marks, *asked], sorted(pins, key=lambda pin: pin.at))
    return element("article", join(page.pieces()), class_="nk-letter", lang=document.metadata.language)


def page_pins(document: Document) -> Iterator[Pin]:
    """A mark in the margin where each page begins."""
    for page in document.pages:
        words = f"p. {page.number}"
        yield Pin(page.span.start, element("span", class_="nk-page", data_label=words, aria_hidden="true"))


def note_pins(document: Document) -> Iterator[Pin]:
    """The footnote marks, where they stood in the text."""
    for mark in document.note_marks:
        yield Pin(mark.at, element("sup", class_="nk-note", data_label=mark.label))


class LetterPage:
    """Draws the blocks of one letter, in order, with what stands between them."""

    def __init__(self, document: Document, marks: Sequence[Mark], pins: Sequence[Pin]) -> None:
        self.document = document
        self.marks = sorted(marks, key=lambda mark: mark.span)
        self.pins = pins
        self.next_pin = 0

    def pieces(self) -> Iterator[Html]:
        """The letter block by block; table rows that follow one another become one table."""
        if not self.document.blocks:
            yield element("p", self.text(Span(0, len(self.document.text))), class_="nk-paragraph")
        for is_row, group in groupby(self.document.blocks, key=lambda b: b.kind is BlockKind.TABLE_ROW):
            if is_row:
                yield self.rows(group)
            else:
                yield from map(self.block, group)

    def block(self, block: Block) -> Html:
        """One block that is no table row."""
        if block.kind in PLAIN:
            tag, style = PLAIN[block.kind]
            return element(tag, self.text(block.span), class_=style)
        sign = label_of(block, self.document.text)
        label = element("span", class_="nk-label", data_label=sign) if sign else None
        return element("div", label, element("p", self.text(block.span)), class_=LABELLED[block.kind])

    def rows(self, blocks: Iterable[Block]) -> Html:
        """Rows that belong together, as a table."""
        lines = (join(element("td", self.text(cell)) for cell in cells_of(block)) for block in blocks)
        body = element("table", element("tbody", join(element("tr", line) for line in lines)))
        return element("div", body, class_="nk-scroll nk-rows")

    def text(self, span: Span) -> Html:
        """The words of a span with its marks, and every pin that has not been drawn yet up to its end."""
        marks = [mark for mark in self.marks if mark.span.overlaps(span)]
        return mark_text(self.document.text, marks, list(self.take_pins(span)), span)

    def take_pins(self, span: Span) -> Iterator[Pin]:
        """The pins up to the end of `span`; one that stood between two blocks moves to its start."""
        while self.next_pin < len(self.pins) and self.pins[self.next_pin].at <= span.end:
            pin = self.pins[self.next_pin]
            self.next_pin += 1
            yield Pin(max(pin.at, span.start), pin.html)


def label_of(block: Block, text: str) -> str | None:
    """The label to show beside a block; None where the block's own words begin with it ("a) Titel").

    Bullets from symbol fonts lie in Unicode's private area, where they show as an empty box.
    """
    if not block.label or block.span.of(text).startswith(block.label):
        return None
    return "•" if all(unicodedata.category(sign) == "Co" for sign in block.label) else block.label


def cells_of(block: Block) -> tuple[Span, ...]:
    """The cells of a table row; the whole row where the reader found none."""
    return block.cells or (block.span,)
