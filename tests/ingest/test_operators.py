# ruff: noqa: E501 (content streams as they come)
"""The operators of content streams: what is well formed, what is broken, and what would never end."""

import doctest
from io import BytesIO

import pytest
from pypdf import PdfReader

from ingest import parse_document
from ingest.readers import glyphs, operators
from ingest.readers.operators import find_operations

MIB = 2**20


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(operators).failed == 0


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"BT /F1 12 Tf (Brief) Tj ET", [([], b"BT"), (["/F1", 12.0], b"Tf"), ([b"Brief"], b"Tj"), ([], b"ET")]),
        (b"[(toe)-20.5(zegging)]TJ", [([[b"toe", -20.5, b"zegging"]], b"TJ")]),
        (b"(een \\(klein\\) be\\\nstek\\056) Tj", [([b"een (klein) bestek."], b"Tj")]),
        (b"(met (haken (erin))) Tj 1 0 Td", [([b"met (haken (erin))"], b"Tj"), ([1.0, 0.0], b"Td")]),
        (b"<42726965 6> Tj", [([b"Brie`"], b"Tj")]),
        (b"% (geen tekst) Tj\n0 -.5 12-3 m", [([0.0, -0.5, 12.0], b"m")]),
        (b"/P <</MCID 0>> BDC EMC", [(["/P", "/MCID", 0.0], b"BDC"), ([], b"EMC")]),
        (b"/Naam#20twee gs", [(["/Naam twee"], b"gs")]),
        (b"q BI /W 2 /H 1 ID \x00EI\xff\xfe EI Q", [([], b"q"), ([], b"BI"), (["/W", 2.0, "/H", 1.0], b"EI"), ([], b"Q")]),
        (b"(niet gesloten Tj", []),
        (b"] > ) Tj", [([], b"Tj")]),
        (b"   \n", []),
    ],
)  # fmt: skip
def test_find_operations(stream: bytes, expected: list[tuple[list[object], bytes]]) -> None:
    assert list(find_operations(stream)) == expected


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "stream",
    [b"(" * MIB, b"<" * MIB, b"[" * MIB, b" " * MIB, b"%\n" * MIB, b"(\\" * MIB, b"BI ID " * (MIB // 4), b"-" * MIB],
)  # fmt: skip
def test_no_stream_takes_long(stream: bytes) -> None:
    assert len(list(find_operations(stream))) <= len(stream)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is its catalogue."""
    out, places = BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def stream_of(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


@pytest.mark.timeout(60)
def test_forms_that_show_one_another_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MAX_STEPS", 20_000)
    own = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >>"
    content = pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /XObject << /A 5 0 R >> >> >>",
            stream_of(b"", b"/A Do"),
            stream_of(own, b"/A Do " * 10),
        ]
    )
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert [problem.code for problem in parse_document(content, "lus.pdf").problems] == ["truncated"]
