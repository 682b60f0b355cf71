# ruff: noqa: E501 (tables of tests)
"""Pictures of text: what is missing is said exactly; where OCR is installed, the pages are read."""

import doctest
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest import ocr, parse_document
from ingest.readers import recognised, scans
from ingest.readers.glyphs import Run
from ingest.readers.sheets import Sheet
from kamer.document import BlockKind, Document, Severity

A4 = (595, 842)
LETTER = (
    "Datum 3 mei 2031",
    "Betreft Onderhoud van de sluizen",
    "",
    "Geachte voorzitter,",
    "",
    "De sluizen in het Lisdonkkanaal zijn aan onderhoud toe. In het debat van maart heb ik",
    "gezegd dat ik de kosten daarvan zou laten uitzoeken. Ik informeer uw Kamer uiterlijk op",
    "1 juni 2032 over de uitkomst van dat onderzoek en over de planning van het werk.",
    "",
    "",
    "De Minister van Infrastructuur en Waterstaat,",
    "",
    "",
    "A.B. Waterman",
)
installed = pytest.mark.skipif(
    bool(ocr.missing_parts()), reason=f"not installed: {', '.join(ocr.missing_parts())}"
)


def written(lines: tuple[str, ...] = LETTER, note: str = "") -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 10)
    for at, line in enumerate(lines):
        canvas.drawString(80, 720 - 14 * at, line)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(80, 60, note)
    canvas.save()
    return stream.getvalue()


def scanned(content: bytes, turn: int = 0) -> bytes:
    """The pages of a PDF as pictures, turned by `turn` degrees."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for page in pypdfium2.PdfDocument(content):
        image = page.render(scale=200 / 72, rotation=turn).to_pil()
        canvas.drawImage(ImageReader(image), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def merged(*parts: bytes, password: str | None = None) -> bytes:
    writer, stream = PdfWriter(), BytesIO()
    for part in parts:
        writer.append(BytesIO(part))
    if password is not None:
        writer.encrypt(user_password="", owner_password=password)
    writer.write(stream)
    return stream.getvalue()


def messages(document: Document) -> dict[str, str]:
    return {problem.code: problem.message for problem in document.problems}


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(scans).failed == 0


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def take_away(*, ocrmypdf: bool, languages: frozenset[str] | None) -> None:
        monkeypatch.setattr(ocr, "find_ocrmypdf", lambda: ["ocrmypdf"] if ocrmypdf else [])
        monkeypatch.setattr(ocr, "find_languages", lambda: languages)

    return take_away


@pytest.mark.parametrize(
    ("ocrmypdf", "languages", "told", "packages"),
    [
        (False, None, "ontbreken op deze computer: ocrmypdf en tesseract.", "ocrmypdf tesseract-ocr tesseract-ocr-nld"),
        (False, frozenset({"nld"}), "ontbreekt op deze computer: ocrmypdf.", "apt install ocrmypdf)"),
        (True, None, "ontbreekt op deze computer: tesseract.", "apt install tesseract-ocr tesseract-ocr-nld)"),
        (True, frozenset({"eng"}), "ontbreekt op deze computer: Nederlands voor tesseract.", "apt install tesseract-ocr-nld)"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_exactly(
    without: Callable[..., None], ocrmypdf: bool, languages: frozenset[str] | None, told: str, packages: str
) -> None:
    without(ocrmypdf=ocrmypdf, languages=languages)
    document = parse_document(scanned(written()), "scan.pdf")
    (problem,) = document.problems
    assert (problem.code, problem.severity) == ("scanned", Severity.ERROR)
    assert "Op pagina 1 staat tekst als afbeelding" in problem.message
    assert told in problem.message and packages in problem.message


def test_the_rest_of_a_mixed_file_is_read_without_ocr(without: Callable[..., None]) -> None:
    without(ocrmypdf=False, languages=None)
    document = parse_document(merged(written(), scanned(written()), scanned(written())), "brief.pdf")
    assert document.readable and document.metadata.signatories[0].name == "A.B. Waterman"
    assert list(messages(document)) == ["scanned_pages"]
    assert messages(document)["scanned_pages"].startswith("Op pagina 2, 3 staat tekst als afbeelding")


def test_an_encrypted_file_is_never_given_to_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing_parts", lambda: ())
    monkeypatch.setattr(ocr, "run_bounded", pytest.fail)
    document = parse_document(merged(written(), scanned(written()), password="geheim"), "brief.pdf")
    assert document.readable and "beveiligd" in messages(document)["scanned_locked"]


def test_a_blank_page_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing_parts", pytest.fail)
    blank = written(())
    assert "some_pages" not in messages(parse_document(merged(written(), blank), "brief.pdf"))
    assert messages(parse_document(blank, "leeg.pdf")).keys() == {"no_text"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7KH TXLFN EURZQ IRA MXPSV RYHU " * 20, True),
        ("\uf0e1\uf0e2\uf0e3\uf0e4 " * 30, True),
        ("De minister stuurt in het voorjaar een brief aan de Kamer over de sluizen. " * 9, False),
        ("Lisdonk 12 Rietveen 34 Holtwijk 56", False),
    ],
)
def test_gibberish(text: str, expected: bool) -> None:
    assert scans.is_gibberish(text) is expected


def stub(pages: bytes) -> Callable[..., bytes]:
    """An OCR that gives the pages of a file, whatever it is given."""

    def run_ocr(content: bytes, extra: Any, seconds: float) -> bytes:
        assert content.startswith(b"%PDF") and seconds > 0
        writer, stream = PdfWriter(), BytesIO()
        for page in PdfReader(BytesIO(pages)).pages[: len(PdfReader(BytesIO(content)).pages)]:
            writer.add_page(page)
        writer.write(stream)
        return stream.getvalue()

    return run_ocr


def test_only_the_pictures_are_given_to_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing_parts", lambda: ())
    monkeypatch.setattr(ocr, "find_languages", lambda: frozenset({"nld"}))
    monkeypatch.setattr(
        ocr, "run_ocr", stub(written(("Het werk begint in mei. De sluis gaat dan in het slot.",)))
    )
    document = parse_document(merged(scanned(written()), written()), "brief.pdf")
    assert document.text.startswith("Het werk begint in mei.") and "Lisdonkkanaal" in document.text
    assert messages(document)["ocr"].startswith("De tekst van pagina 1 is met tekstherkenning (OCR)")


def test_more_pages_than_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing_parts", lambda: ())
    monkeypatch.setattr(ocr, "find_languages", lambda: frozenset({"nld"}))
    monkeypatch.setattr(ocr, "MAX_PAGES", 1)
    monkeypatch.setattr(ocr, "run_ocr", stub(written()))
    document = parse_document(merged(scanned(written()), scanned(written())), "brief.pdf")
    assert document.readable
    assert messages(document)["ocr_failed"].startswith("Op pagina 2 ")
    assert "meer dan 1" in messages(document)["ocr_failed"]


@pytest.mark.parametrize(
    ("command", "detail"),
    [
        ([sys.executable, "-c", "import time; time.sleep(60)"], "het duurde te lang"),
        ([sys.executable, "-c", "raise SystemExit(4)"], "ocrmypdf gaf fout 4"),
        (["/bestaat/niet"], "ocrmypdf start niet"),
    ],
)
def test_an_ocr_that_hangs_or_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, command: list[str], detail: str
) -> None:
    monkeypatch.setattr(ocr, "missing_parts", lambda: ())
    monkeypatch.setattr(ocr, "find_languages", lambda: frozenset({"nld"}))
    monkeypatch.setattr(ocr, "find_ocrmypdf", lambda: command)
    monkeypatch.setattr(ocr, "SECONDS", 1.5)
    (problem,) = parse_document(scanned(written()), "scan.pdf").problems
    assert problem.code == "scanned" and f"is niet gelukt: {detail}." in problem.message


def test_pages_that_came_out_badly_are_turned_and_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    answers = iter([False, True])

    def run_ocr(content: bytes, extra: tuple[str, ...], seconds: float) -> bytes:
        asked.append(extra)
        return content

    def is_legible(page: PageObject) -> bool:
        return next(answers)

    monkeypatch.setattr(ocr, "find_languages", lambda: frozenset({"nld", "osd"}))
    monkeypatch.setattr(ocr, "run_ocr", run_ocr)
    reader = PdfReader(BytesIO(scanned(written())))
    assert [number for number, _ in ocr.recognised(reader, [1], is_legible)] == [1, 1]
    assert asked == [(), ocr.TURN]


def row(base: float, *words: str, left: float = 80, size: float = 9) -> list[Run]:
    runs = []
    for word in words:
        width = 5.0 * len(word)
        runs.append(Run(f"{word} ", left, left + width, base, size))
        left += width + 5
    return runs


def test_sizes_bullets_and_notes_are_put_right() -> None:
    rows = [
        row(700, "De", "sluizen", "gaan", "dicht"),
        row(688, "+", "in", "mei", size=10),
        row(676, "e", "in", "juni"),
        row(664, "en", "daarna", "weer", "open"),
        row(120, "?", "Kamerstuk", "99", "123"),
        row(110, "2", "Zie", "de", "bijlage"),
    ]
    sheet, last = recognised.tidied(Sheet([run for line in rows for run in line], [], 842.0), 0)
    assert {run.size for run in sheet.runs} == {9, 9 * 0.6} and last == 2
    assert [run.text for run in sheet.runs if run.text.startswith("•")] == ["• ", "• "]
    assert [run.text for run in sheet.runs if run.size < 9] == ["1 ", "2 "]


@installed
@pytest.mark.slow
def test_a_scan_is_read() -> None:
    document = parse_document(
        merged(
            written(("Voorblad bij de brief over de sluizen in het kanaal.",)),
            scanned(written(note="1 Kamerstuk 99 123, nr. 4.")),
        ),
        "scan.pdf",
    )
    assert "Ik informeer uw Kamer uiterlijk op 1 juni 2032 over de uitkomst" in document.text
    assert [signatory.name for signatory in document.metadata.signatories] == ["A.B. Waterman"]
    assert [block.span.of(document.text) for block in document.blocks_of(BlockKind.FOOTNOTE)] == [
        "Kamerstuk 99 123, nr. 4."
    ]
    assert messages(document).keys() == {"ocr"}
    assert str(document.metadata.date) == "2031-05-03"


@installed
@pytest.mark.slow
def test_a_scan_upside_down_is_read() -> None:
    if "osd" not in (ocr.find_languages() or ()):
        pytest.skip("tesseract cannot tell here which way a page lies")
    document = parse_document(scanned(written(), turn=180), "scan.pdf")
    assert "uiterlijk op 1 juni 2032" in document.text
