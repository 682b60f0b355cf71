"""PDF drawn for the test: raised marks, notes in small print, a side column, a table."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest import parse_document
from kamer.document import BlockKind, Document, DocumentKind


class Sheet:
    """A page that is written from the top down."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.y = canvas, 760.0

    def line(
        self, text: str, *, left: float = 80, size: float = 9, step: float = 12, bold: bool = False
    ) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(left, self.y, text)
        self.y -= step

    def mark(self, before: str, mark: str, after: str) -> None:
        text = self.canvas.beginText(80, self.y)
        text.setFont("Helvetica", 9)
        text.textOut(before)
        text.setFont("Helvetica", 5.4)
        text.setRise(3)
        text.textOut(mark)
        text.setRise(0)
        text.setFont("Helvetica", 9)
        text.textOut(after)
        self.canvas.drawText(text)
        self.y -= 12

    def note(self, mark: str, text: str) -> None:
        self.canvas.setFont("Helvetica", 5)
        self.canvas.drawString(80, self.y + 2.5, mark)
        self.canvas.setFont("Helvetica", 7)
        self.canvas.drawString(88, self.y, text)
        self.y -= 9


def letter() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=True)
    sheet = Sheet(canvas)
    for text in (
        "> Retouradres Postbus 20901 2500 EX Den Haag",
        "Aan de Voorzitter van de Tweede Kamer",
        "Datum 3 mei 2031",
    ):
        sheet.line(text)
    sheet.line("Betreft Voortgang van de dijken", step=30)
    side = Sheet(canvas)
    for text in ("Ministerie van Infrastructuur", "en Waterstaat", "Onze referentie", "IENW/BSK-2031/123"):
        side.line(text, left=466, size=6.5)
    sheet.line("Geachte voorzitter,", step=24)
    sheet.line("Stand van het onderzoek", bold=True, step=12)
    sheet.line("Het onderzoek naar de dijken is in volle gang en de provincies werken daaraan mee. De")
    sheet.mark(
        "uitkomst is aan uw Kamer toegezegd in het debat van 2030.", "1", " Een deel daarvan komt eer-"
    )
    sheet.line("der beschikbaar. Hieronder staat de planning van het onderzoek, zoals die met de", step=12)
    sheet.line("waterschappen is besproken.", step=26)
    for row in (
        ("Wat", "Wie", "Wanneer"),
        ("Keuring van de dijk", "Waterschap", "Q1 2032"),
        ("Verslag", "Minister", "mei 2032"),
    ):
        for left, cell in zip((80, 220, 330), row, strict=True):
            canvas.drawString(left, sheet.y, cell)
        sheet.y -= 16
    sheet.y -= 14
    sheet.line("Ik zal uw Kamer over de uitkomsten van dit onderzoek informeren zodra het verslag dat de")
    sheet.y = 90
    sheet.note("1", "Kamerstuk 99 821, nr. 181.")
    sheet.line("Pagina 1 van 2", left=466, size=6.5)
    canvas.showPage()
    sheet = Sheet(canvas)
    side = Sheet(canvas)
    for text in ("Onze referentie", "IENW/BSK-2031/123"):
        side.line(text, left=466, size=6.5)
    sheet.line("waterschappen schrijven gereed is.", step=30)
    sheet.line("De Minister van Infrastructuur en Waterstaat,", step=40)
    sheet.line("A.B. Waterman")
    canvas.save()
    return stream.getvalue()


LETTER = letter()


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_document(LETTER, "brief.pdf")


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks_of(kind)]


def test_metadata(document: Document) -> None:
    metadata = document.metadata
    assert (metadata.kind, metadata.date) == (DocumentKind.LETTER, dt.date(2031, 5, 3))
    assert (metadata.title, metadata.reference) == ("Voortgang van de dijken", "IENW/BSK-2031/123")
    assert [(s.name, metadata.ministry) for s in metadata.signatories] == [("A.B. Waterman", "IenW")]


def test_a_raised_figure_is_a_mark_and_small_print_its_note(document: Document) -> None:
    assert "in het debat van 2030. Een deel daarvan komt eerder beschikbaar." in document.text
    assert document.text[: document.note_marks[0].at].endswith("debat van 2030.")
    assert [(b.label, b.span.of(document.text)) for b in document.blocks_of(BlockKind.FOOTNOTE)] == [
        ("1", "Kamerstuk 99 821, nr. 181.")
    ]


def test_headings_and_table(document: Document) -> None:
    assert texts(document, BlockKind.HEADING) == ["Stand van het onderzoek"]
    assert texts(document, BlockKind.TABLE_ROW) == [
        "Wat\tWie\tWanneer",
        "Keuring van de dijk\tWaterschap\tQ1 2032",
        "Verslag\tMinister\tmei 2032",
    ]


def test_a_sentence_runs_on_over_the_page(document: Document) -> None:
    block = next(b for b in document.blocks if "schrijven gereed is" in b.span.of(document.text))
    assert block.span.of(document.text).startswith("Ik zal uw Kamer over de uitkomsten")
    assert document.pages_of(block.span) == (1, 2)
    assert [page.number for page in document.pages] == [1, 2, 1, 2]


def test_boxes_lie_on_the_page_where_the_words_stand(document: Document) -> None:
    heading = next(document.blocks_of(BlockKind.HEADING))
    (box,) = heading.boxes
    assert box.page == 1 and box.left == 80 and 150 < box.top < box.bottom < 220 and box.right < 200


def test_side_column_and_page_numbers_are_not_in_the_body(document: Document) -> None:
    body = "".join(b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.MASTHEAD)
    assert "referentie" not in body and "Pagina" not in body


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(LETTER)), at=st.integers(0, len(LETTER) - 1), byte=st.integers(0, 255))
def test_a_damaged_pdf_never_raises(cut: int, at: int, byte: int) -> None:
    for content in (LETTER[:cut], LETTER[:at] + bytes([byte]) + LETTER[at + 1 :]):
        damaged = parse_document(content, "brief.pdf")
        assert damaged.text or damaged.problems


@pytest.mark.parametrize("share", [0.9, 0.98])
def test_a_file_that_was_cut_off_keeps_its_whole_pages(share: float) -> None:
    content = (Path(__file__).parents[2] / "corpus" / "letters" / "kst-90101-7.pdf").read_bytes()
    document = parse_document(content[: int(len(content) * share)], "kst-90101-7.pdf")
    assert document.readable and document.metadata.number == "90101-7"
    assert "truncated" in [problem.code for problem in document.problems]


def test_a_file_without_any_whole_page_is_reported() -> None:
    content = (Path(__file__).parents[2] / "corpus" / "letters" / "kst-90101-7.pdf").read_bytes()
    document = parse_document(content[: len(content) // 3], "kst-90101-7.pdf")
    assert not document.readable and [problem.code for problem in document.problems] == ["truncated"]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left = ["De pontons in de haven zijn door de", "havenmeester geteld en geteerd. Zij"]
    left += ["blijven tot het najaar liggen, waarna", "zij naar de werf worden gebracht."]
    right = ["De werf heeft daarvoor een dok vrij", "gemaakt. Ik zal uw Kamer in december"]
    right += ["over de kosten informeren en een", "planning voor 2033 toesturen."]
    content = BytesIO()
    canvas = Canvas(content)
    canvas.drawString(60, 786, "Geachte voorzitter,")
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(60, 750 - 14 * at, one)
        canvas.drawString(310, 750 - 14 * at, other)
    canvas.save()
    document = parse_document(content.getvalue(), "kolommen.pdf")
    texts = [block.span.of(document.text) for block in document.blocks_of(BlockKind.PARAGRAPH)]
    assert texts[1:] == [" ".join(left), " ".join(right)]
