"""Word files in the form of the ministries' template, built part by part."""
# ruff: noqa: E501 (markup as Word writes it)

import datetime as dt
import zipfile
from io import BytesIO

import pytest

from ingest import parse_document
from kamer.document import BlockKind, Document, DocumentKind

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(part if part.startswith('<') else run(part) for part in runs)}</w:p>"


def field(code: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{char.format('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{char.format('separate')}{run(result)}{char.format('end')}"


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<w:') else par(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def boxed(text: str) -> str:
    box = f"<w:txbxContent>{par(text, style='Huisstijl-Datum')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wp:posOffset>5854065</wp:posOffset>{box}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def docx(body: str, notes: str = "", header: str = "") -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
    }
    if notes:
        parts["word/footnotes.xml"] = f"<w:footnotes {NAMES}>{notes}</w:footnotes>"
    if header:
        parts["word/header2.xml"] = f"<w:hdr {NAMES}>{header}</w:hdr>"
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


REFERENCE = '<w:r><w:footnoteReference w:id="3"/></w:r>'
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
BODY = (
    table((par("> Retouradres Postbus 1 2500 AA Den Haag", style="Huisstijl-Retouradres"),))
    + table(
        (
            par(field("DOCPROPERTY _datum", "Datum")),
            par(field("DOCPROPERTY datum", "24") + run(" maart 2032")),
        ),
        (par("Onderwerp"), par(field("DOCPROPERTY onderwerp", "Antwoorden over de duinwa"), "terwinning")),
    )
    + table((par("Ons kenmerk", style="referentiekopjes") + par("5303168", style="referentiegegevens"),))
    + par(boxed("Pagina 1 van 2"), style="broodtekst")
    + par("In antwoord op uw brief deel ik u mede")
    + par("dat de vragen als volgt worden beantwoord.")
    + table((table((par("De minister van Infrastructuur en Waterstaat"),), (par(""),)),))
    + par("A.B. Waterman")
    + par(BREAK, "Vraag 1")
    + par("Kent u de duinen?")
    + par("Antwoord op vra", "ag 1")
    + par("Ja, die ken ik.", REFERENCE, " Ze zijn hoog.")
    + par("Vraag 2")
    + par("Zijn ze droog?")
    + par("Vraag 3")
    + par("Blijven ze droog?")
    + par("Antwoord op vragen 2, en 3")
    + table(("Wat", "Wanneer"), ("Meting", "mei 2032"))
    + "<w:p><w:del><w:r><w:delText>Geschrapt.</w:delText></w:r></w:del><w:ins>"
    + run("Ingevoegd.")
    + "</w:ins></w:p>"
)
NOTES = f'<w:footnote w:type="separator" w:id="-1">{par("")}</w:footnote><w:footnote w:id="3">{par(" Kamerstukken, 2031-2032, 99628, nr. 35")}</w:footnote>'


@pytest.fixture(scope="module")
def answer() -> Document:
    return parse_document(docx(BODY, NOTES), "antwoord.docx")


def test_metadata(answer: Document) -> None:
    metadata = answer.metadata
    assert metadata.kind is DocumentKind.ANSWER
    assert metadata.date == dt.date(2032, 3, 24)
    assert metadata.title == "Antwoorden over de duinwaterwinning"
    assert (metadata.reference, metadata.ministry) == ("5303168", "IenW")
    assert [(s.name, s.office) for s in metadata.signatories] == [
        ("A.B. Waterman", "De minister van Infrastructuur en Waterstaat")
    ]


def test_field_codes_and_positions_are_no_text(answer: Document) -> None:
    assert "DOCPROPERTY" not in answer.text and "5854065" not in answer.text and "Pagina" not in answer.text
    assert "Geschrapt" not in answer.text and "Ingevoegd." in answer.text


def test_a_sentence_over_two_paragraphs_is_one(answer: Document) -> None:
    assert "deel ik u mede dat de vragen als volgt worden beantwoord." in answer.text


def test_questions_and_answers(answer: Document) -> None:
    questions = [(b.label, b.span.of(answer.text)) for b in answer.blocks_of(BlockKind.QUESTION)]
    assert questions == [("1", "Kent u de duinen?"), ("2", "Zijn ze droog?"), ("3", "Blijven ze droog?")]


def test_notes_follow_their_paragraph(answer: Document) -> None:
    note = next(answer.blocks_of(BlockKind.FOOTNOTE))
    assert (note.label, note.span.of(answer.text)) == ("1", "Kamerstukken, 2031-2032, 99628, nr. 35")
    assert answer.text[: answer.note_marks[0].at].endswith("Ja, die ken ik.")
    assert "ken ik. Ze zijn hoog." in answer.text


def test_table_rows(answer: Document) -> None:
    rows = [[cell.of(answer.text) for cell in block.cells] for block in answer.blocks_of(BlockKind.TABLE_ROW)]
    assert rows == [["Wat", "Wanneer"], ["Meting", "mei 2032"]]


def test_pages_as_word_laid_them_out(answer: Document) -> None:
    assert [page.number for page in answer.pages] == [1, 2]
    assert answer.page_at(answer.text.index("Vraag 1")) == 2


def test_date_from_the_header_of_later_pages() -> None:
    header = par("Datum") + par("3 mei 2032") + par("Ons kenmerk") + par("998877")
    document = parse_document(
        docx(par("Geachte voorzitter,") + par("Hierbij het verslag."), header=header), "b.docx"
    )
    assert (document.metadata.date, document.metadata.reference) == (dt.date(2032, 5, 3), "998877")
    assert "998877" not in document.text


def test_a_kamerstuk_as_word_file() -> None:
    head = (
        "Tweede Kamer der Staten-Generaal",
        "Vergaderjaar 2031–2032",
        "99 821 Waterbeheer",
        "Nr. 332 BRIEF VAN DE MINISTER VAN DEFENSIE",
    )
    body = "".join(
        par(text)
        for text in (
            *head,
            "Aan de Voorzitter van de Tweede Kamer",
            "Den Haag, 24 april 2032",
            "Hierbij het verslag.",
            "De Minister van Defensie,",
            "A.B. Waterman",
        )
    )
    metadata = parse_document(docx(body), "brief.docx").metadata
    assert (metadata.number, metadata.session_year) == ("99821-332", "2031-2032")
    assert (metadata.date, metadata.ministry, metadata.kind) == (
        dt.date(2032, 4, 24),
        "DEF",
        DocumentKind.LETTER,
    )
    assert [s.name for s in metadata.signatories] == ["A.B. Waterman"]
