"""Word files, the ministries' template above all: masthead in tables and boxes, notes in a part apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import inline
from ingest.draft import Draft, RawBlock, UnreadableError
from ingest.furniture import find_facts, is_reference_code
from ingest.layout import ANSWER_HEAD, QUESTION_HEAD
from ingest.markup import Element, find_all, name_of
from ingest.masthead import DATE_LINE, OFFERED, PLACE_DATE, REFERENCE_LABEL, SALUTATION, SUBJECT
from ingest.official import note_printed
from ingest.problems import failure
from ingest.readers.package import Package
from ingest.readers.word import Numbering, Reading, Styles, boxes_of, child, is_bold, text_of, value
from ingest.signatures import LONGEST, is_name, is_office, signature_length
from kamer.document import BlockKind

# Styles of the ministries' template that only its first page and its side column use.
TEMPLATE = re.compile(
    r"^(?:huisstijl|adres|afzend|referentie|datumonderwerp|kixcode|kix|clausule|rubricering|retouradres|woordmerk|in-table|paginanummer)",
    re.I,
)

# No author cuts a sentence so long; a file made to be slow would join all its paragraphs.
LONGEST_PARAGRAPH = 5000


@dataclass(slots=True)
class Piece:
    """A paragraph or table row as read, before it is known what it is."""

    text: str
    page: int
    style: str = ""
    heading: bool = False
    bold: bool = False
    label: str | None = None
    cells: tuple[str, ...] = ()
    boxed: bool = False


def read_docx(content: bytes) -> Draft:
    """The draft of a Word file.

    Raises:
        UnreadableError: when it is damaged, unsafe, or no Word document.
    """
    package = Package(content)
    reader = BodyReader(package)
    body = next(iter(find_all(reader.document, "body")), None)
    if body is None:
        raise UnreadableError(failure("truncated", detail="de tekst ontbreekt"))
    draft = Draft()
    pieces = [piece for piece in reader.pieces(body) if kept(piece, draft)]
    draft.pages = reader.reading.page if reader.reading.has_pages else 0
    note_headers(draft, reader)
    add_pieces(draft, pieces, reader.footnotes())
    return draft


def kept(piece: Piece, draft: Draft) -> bool:
    """False for empty pieces and for page numbers in text boxes."""
    return bool(inline.bare(piece.text).strip()) and not find_facts(inline.bare(piece.text), draft)


class BodyReader:
    """Reads the main part of a Word file in order."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.document = package.part("word/document.xml")
        self.styles = Styles(package.part("word/styles.xml"))
        self.numbering = Numbering(package.part("word/numbering.xml"))
        self.reading = Reading(has_pages=bool(find_all(self.document, "lastrenderedpagebreak")))

    def pieces(self, element: Element) -> Iterator[Piece]:
        """The paragraphs and rows below an element."""
        for part in element:
            name = name_of(part)
            if name == "p":
                yield from self.paragraph(part)
            elif name == "tbl":
                yield from self.table(part)
            elif name not in ("del", "movefrom", "fallback", "sectpr", "tblpr", "tblgrid", "trpr", "tcpr"):
                yield from self.pieces(part)

    def paragraph(self, element: Element) -> Iterator[Piece]:
        """A paragraph; the text boxes anchored in it stand before it."""
        for box in boxes_of(element):
            for piece in self.pieces(box):
                piece.boxed = True
                yield piece
        page = self.reading.page
        text = text_of(element, self.reading)
        start = re.match(f"^{inline.TURN_OPEN}(\\d+){inline.TURN_CLOSE}", text)
        page = int(start[1]) if start else page
        yield Piece(
            text,
            page,
            self.styles.name(element),
            self.styles.is_heading(element),
            is_bold(element),
            self.numbering.label(element) if text else None,
        )

    def table(self, element: Element) -> Iterator[Piece]:
        """A table of data as rows with cells; a table that only lays out the page as its paragraphs."""
        rows = [row for row in element if name_of(row) == "tr"]
        if not is_data(rows):
            for row in rows:
                yield from self.layout_row(row)
            return
        for row in rows:
            cells = tuple(self.cell_text(cell) for cell in row if name_of(cell) == "tc")
            yield Piece("\t".join(cells), self.reading.page, cells=cells)

    def cell_text(self, cell: Element) -> str:
        """The text of a cell on one line."""
        return " ".join(piece.text for piece in self.pieces(cell) if piece.text)

    def layout_row(self, row: Element) -> Iterator[Piece]:
        """A row of a layout table: a label and its value on one line, other cells one after another."""
        cells = [list(self.pieces(cell)) for cell in row if name_of(cell) == "tc"]
        filled = [[piece for piece in cell if piece.text] for cell in cells]
        filled = [cell for cell in filled if cell]
        if len(filled) == 2 and len(filled[0]) == 1 and is_label(filled[0][0].text):
            first, rest = filled[0][0], filled[1]
            first.text = f"{first.text} {rest[0].text}"
            yield first
            yield from rest[1:]
            return
        for cell in filled:
            yield from cell

    def footnotes(self) -> dict[str, str]:
        """The words of each footnote and endnote that the body refers to, by mark."""
        words: dict[tuple[str, str], str] = {}
        for kind, part in (("foot", "footnote"), ("endn", "endnote")):
            root = self.package.part(f"word/{part}s.xml")
            for note in find_all(root, part) if root is not None else []:
                text = " ".join(text_of(paragraph, Reading()) for paragraph in find_all(note, "p"))
                words[kind, value(note, "id")] = inline.bare(text).strip()
        return {str(at): words.get(key, "") for at, key in enumerate(self.reading.notes, 1)}


def is_label(text: str) -> bool:
    """True for the label of a masthead line ("Datum", "Onderwerp")."""
    return bool(SUBJECT.fullmatch(text.strip()) or re.fullmatch(r"(?:datum|date)\s*:?", text.strip(), re.I))


def is_data(rows: Sequence[Element]) -> bool:
    """True for a table with at least two rows of two filled cells, and nothing of the masthead in it."""
    texts = [
        [" ".join("".join(cell.itertext()).split()) for cell in row if name_of(cell) == "tc"] for row in rows
    ]
    if any(find_all(row, "tbl") for row in rows) or any(
        cells and is_label(label_in(rows[at])) for at, cells in enumerate(texts)
    ):
        return False
    full = [cells for cells in texts if sum(bool(cell) for cell in cells) > 1]
    return len(full) >= 2 and len(full) >= 0.5 * sum(any(cells) for cells in texts)


def label_in(row: Element) -> str:
    """The visible text of a row's first cell."""
    cell = child(row, "tc")
    return " ".join(text_of(p, Reading()) for p in find_all(cell, "p")).strip() if cell is not None else ""


def note_headers(draft: Draft, reader: BodyReader) -> None:
    """Date and reference in the header of the pages that follow, for a letter that says them nowhere else."""
    for name in reader.package.headers():
        root = reader.package.part(name)
        lines = [inline.bare(text_of(p, Reading())) for p in find_all(root, "p")] if root is not None else []
        lines = [line for line in lines if line.strip()]
        for line, following in pairwise(lines):
            if re.fullmatch(r"(?:datum|date)", line.strip(), re.I):
                draft.note("header_date", following)
            if REFERENCE_LABEL.match(line.strip()) and is_reference_code(following):
                draft.note("header_reference", following)


def add_pieces(draft: Draft, pieces: Sequence[Piece], notes: dict[str, str]) -> None:
    """Sort the pieces into masthead, signatures and body."""
    end = masthead_end(pieces)
    add_masthead(draft, pieces[:end])
    note_printed(draft)
    body = list(pieces[end:])
    at = 0
    while at < len(body):
        while at + 1 < len(body) and is_cut(body[at], body[at + 1]):
            body[at].text += f" {body.pop(at + 1).text}"
        length = signature_length([inline.bare(piece.text) for piece in body[at : at + LONGEST]])
        if length:
            lines = [piece.text for piece in body[at : at + length]]
            draft.blocks.append(RawBlock(BlockKind.SIGNATURE, "\n".join(lines), body[at].page, complete=True))
        else:
            draft.blocks.append(block_of(body[at], body[at + 1] if at + 1 < len(body) else None))
        add_notes(draft, [piece.text for piece in body[at : at + max(length, 1)]], notes)
        at += max(length, 1)


def is_cut(piece: Piece, following: Piece) -> bool:
    """True where an author broke a sentence over two paragraphs ("deel ik u mede", "dat de vragen …")."""
    if len(piece.text) > LONGEST_PARAGRAPH:
        return False
    text, below = inline.bare(piece.text), inline.bare(following.text)
    plain = not (piece.cells or following.cells or piece.label or following.label or piece.boxed)
    return (
        plain
        and bool(re.search(r"[^\W\d_]$", text))
        and below[:1].islower()
        and not (is_office(text) or is_office(below))
    )


def add_notes(draft: Draft, texts: Sequence[str], notes: dict[str, str]) -> None:
    """The footnotes whose marks stand in the texts."""
    for text in texts:
        for _, label in inline.split(text)[1]:
            if notes.get(label):
                page = draft.blocks[-1].page
                draft.blocks.append(
                    RawBlock(BlockKind.FOOTNOTE, notes.pop(label), page, label=label, complete=True)
                )


def masthead_end(pieces: Sequence[Piece]) -> int:
    """The index of the first piece behind the masthead: at the salutation, or behind its styles."""
    top = pieces[:60]
    for at, piece in enumerate(top):
        if SALUTATION.match(piece.text):
            return at
    for at, piece in enumerate(top):
        if PLACE_DATE.match(piece.text.strip()) or OFFERED.match(piece.text.strip()):
            return at + 1
    last = next(
        (at for at in range(len(top) - 1, -1, -1) if TEMPLATE.match(top[at].style) or top[at].boxed), None
    )
    if last is None:
        last = next((at for at, piece in enumerate(top) if SUBJECT.match(piece.text)), -1)
    return last + 1


def add_masthead(draft: Draft, pieces: Sequence[Piece]) -> None:
    """The masthead as one block; its reference becomes a fact."""
    lines = [" ".join(inline.bare(piece.text).split()) for piece in pieces]
    for line, following in pairwise(lines):
        if REFERENCE_LABEL.match(line) and is_reference_code(following):
            draft.note("reference", following)
    draft.note("reference", draft.facts.get("header_reference"))
    dated = any((match := DATE_LINE.match(line)) and re.search(r"\d{4}", match["rest"]) for line in lines)
    if not dated and draft.facts.get("header_date"):
        draft.note("date", draft.facts["header_date"])
    subject = next((SUBJECT.sub("", line) for line in lines if SUBJECT.match(line)), "")
    draft.note("title", subject)
    if lines:
        draft.note("masthead", "\n".join(lines))
        draft.blocks.append(RawBlock(BlockKind.MASTHEAD, "\n".join(lines), pieces[0].page, complete=True))


def block_of(piece: Piece, following: Piece | None) -> RawBlock:
    """A piece of the body as a block."""
    text = inline.bare(piece.text).strip()
    if piece.cells:
        return RawBlock(BlockKind.TABLE_ROW, piece.text, piece.page, cells=piece.cells)
    if piece.label:
        return RawBlock(BlockKind.LIST_ITEM, f"{piece.label} {piece.text}", piece.page, label=piece.label)
    if QUESTION_HEAD.match(text) or ANSWER_HEAD.match(text) or is_heading(piece, text):
        return RawBlock(BlockKind.HEADING, piece.text, piece.page)
    bullet = re.match(r"^([-–•*])\s", text)
    return RawBlock(
        BlockKind.LIST_ITEM if bullet else BlockKind.PARAGRAPH,
        piece.text,
        piece.page,
        label=bullet[1] if bullet else None,
    )


def is_heading(piece: Piece, text: str) -> bool:
    """True by style, or for a short bold paragraph without a full stop."""
    if is_office(text) or is_name(text):
        return False
    return (piece.heading and len(text) < 300) or (
        piece.bold and len(text) < 160 and not re.search(r"[.,;]$", text)
    )
