"""Files that are broken, disguised or made to harm: always a Document with a problem, never an exception."""

# ruff: noqa: E501 (hostile content as it comes)

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import MAX_BYTES, find_files, parse_document, read_document
from kamer.document import Document, Severity

SUFFIXES = [".pdf", ".docx", ".xml", ".html", ".txt", ".doc", ""]
BOMB = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><l><al>&b;</al></l>"""
FETCH = (
    b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l><al>&x;</al></l>"""
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE l SYSTEM "http://voorbeeld.invalid/l.dtd"><l><al>Gewone tekst.</al></l>"""


def code(document: Document) -> str:
    return document.problems[0].code


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"", "a.pdf", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (b"%PDF-1.7\nafgebroken", "a.pdf", "truncated"),
        (b"PK\x03\x04 kapot [Content_Types].xml", "a.docx", "truncated"),
        (zipped({"[Content_Types].xml": b"<Types/>", "iets.xml": b"<a/>"}), "a.docx", "unknown_format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.txt", "unknown_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "a.doc", "old_word"),
        (bytes(range(256)) * 4, "a.pdf", "truncated"),
        (BOMB, "a.xml", "unsafe"),
        (FETCH, "a.xml", "unsafe"),
        (b"<a>" * 5000, "a.xml", "unsafe"),
        (b"<html><body>" + b"<div>" * 5000, "a.html", "unsafe"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, name: str, expected: str) -> None:
    document = parse_document(content, name)
    assert code(document) == expected
    assert not document.readable and document.problems[0].severity is Severity.ERROR
    assert document.problems[0].message.endswith(".")


def test_a_document_type_elsewhere_is_not_fetched() -> None:
    assert parse_document(OUTSIDE, "a.xml").text == "Gewone tekst."


def test_a_zip_bomb_is_not_unpacked() -> None:
    content = zipped(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w>" + b" " * 60_000_000 + b"</w>"}
    )
    assert len(content) < 100_000
    assert code(parse_document(content, "a.docx")) == "unsafe"


@pytest.mark.parametrize("name", ["brief.pdf", "brief.docx", "brief.xml"])
def test_a_wrong_name_is_read_by_its_content(name: str) -> None:
    document = parse_document(b"Uw Kamer wordt in mei 2032 over de uitkomst hiervan bericht.", name)
    assert "wrong_name" in {problem.code for problem in document.problems}
    assert document.text.startswith("Uw Kamer")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert code(read_document(tmp_path / "weg.pdf")) == "missing"
    assert code(read_document(tmp_path)) == "folder"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert code(read_document(path)) == "too_large"


def test_find_files(tmp_path: Path) -> None:
    for name in ("b/twee.PDF", "a.txt", ".verborgen/x.txt", "b/.stil.txt", "b/plaatje.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path, tmp_path / "a.txt"])] == ["a.txt", "twee.PDF"]


def check(document: Document) -> None:
    at = 0
    for page in document.pages:
        assert page.span.start == at
        at = page.span.end
    assert not document.pages or at == len(document.text)
    assert all(block.span.of(document.text).strip() for block in document.blocks)
    assert [block.span for block in document.blocks] == sorted(block.span for block in document.blocks)
    assert all(block.span.contains(cell) for block in document.blocks for cell in block.cells)
    assert all(0 <= mark.at <= len(document.text) for mark in document.note_marks)
    gaps = zip(document.blocks, document.blocks[1:], strict=False)
    assert all(document.text[a.span.end : b.span.start] == "\n\n" for a, b in gaps)
    assert document.text or not document.readable


HEADS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<?xml version='1.0'?>",
    b"<html><body>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]


@settings(max_examples=150, deadline=None)
@given(head=st.sampled_from(HEADS), content=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_no_bytes_ever_raise(head: bytes, content: bytes, suffix: str) -> None:
    check(parse_document(head + content, f"bestand{suffix}"))


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "", " ", "1", "2", " Kamerstuk 99 123, nr. 4.", "1 Kamerstuk 99 123, nr. 4.", "Vraag 1", "Antwoord 1",
                "Pagina 1 van 3", "Pagina 2 van 3", "Kenmerk", "2031-000123", "Geachte voorzitter,", "Betreft water",
                "Planning Tijdspad", "Q1 2032", "De Minister van Financiën,", "A.B. Waterman", "• een punt", "a) iets",
                "het onderzoek naar de water- ", "en windkracht is gereed.1 ", "Datum 3 mei 2031", "\f", "- ",
                "Tweede Kamer, vergaderjaar 2031–2032, 99 123, nr. 4 2", "en gaat over tot de orde van de dag.",
            ]
        ),
        st.text(max_size=60),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(lines=LINES)
def test_any_text_gives_blocks_in_order_and_pages_that_tile(lines: list[str]) -> None:
    check(parse_document("\n".join(lines).encode("utf-8", "surrogatepass"), "brief.txt"))


TREE = st.recursive(
    st.text(alphabet=st.characters(exclude_characters="<>&", exclude_categories=["Cs", "Cc"]), max_size=20),
    lambda inner: st.tuples(
        st.sampled_from(["al", "al-groep", "lijst", "li", "li.nr", "noot", "noot.nr", "noot.al", "table", "row", "entry", "stuk", "titel", "vraag", "nr", "extref", "ondertekening", "p", "td"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(tree=TREE, suffix=st.sampled_from([".xml", ".html"]))
def test_any_markup_gives_blocks_in_order(tree: str, suffix: str) -> None:
    root = (
        f"<officiele-publicatie>{tree}</officiele-publicatie>"
        if suffix == ".xml"
        else f"<html><body>{tree}</body></html>"
    )
    check(parse_document(root.encode(), f"a{suffix}"))


def test_a_word_file_with_a_password_is_told_apart_from_an_old_one(tmp_path):
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    locked = parse_document(container + "EncryptedPackage".encode("utf-16-le"), "brief.docx")
    old = parse_document(container, "brief.doc")
    assert [p.code for p in locked.problems] == ["encrypted_word"]
    assert [p.code for p in old.problems] == ["old_word"]


def test_other_word_processors_files_in_a_folder_are_told_and_not_passed_over(tmp_path):
    for name in ("a.doc", "b.odt", "c.rtf", "d.jpg", "e.txt", ".f.doc"):
        (tmp_path / name).write_bytes(b"{\\rtf1 brief}")
    assert [path.name for path in find_files([tmp_path])] == ["a.doc", "b.odt", "c.rtf", "e.txt"]
    assert code(read_document(tmp_path / "c.rtf")) == "unknown_format"


def test_a_pdf_of_too_many_pages_says_so(monkeypatch):
    from ingest.readers import pdf

    path = Path(__file__).parents[2] / "corpus" / "letters" / "kst-90101-7.pdf"
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    document = parse_document(path.read_bytes(), path.name)
    assert "many_pages" in [problem.code for problem in document.problems]


LETTERS = Path(__file__).parents[2] / "corpus" / "letters"


@pytest.mark.parametrize(
    "name", ["kst-90101-7.pdf", "jenv-2026-09-15-slachtofferloketten.docx", "kst-90101-15.xml"]
)
def test_a_file_cut_off_anywhere_is_read_or_told(name: str) -> None:
    content = (LETTERS / name).read_bytes()
    for twentieth in range(1, 20):
        document = parse_document(content[: len(content) * twentieth // 20], name)
        check(document)
        assert document.problems


def test_a_line_end_inside_a_string_of_a_pdf_ends_no_line() -> None:
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    canvas.drawString(80, 700, "De sluis gaat in mei dichtXde brug blijft open.")
    canvas.save()
    document = parse_document(stream.getvalue().replace(b"dichtXde", b"dicht\nde"), "brief.pdf")
    assert "dicht de brug" in document.text


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", [b"woord-\n", b"http://a.nl/b/\n", b"kolom een          kolom twee\n", b"[footnoteRef:1] [1: a "]
)
def test_long_files_without_pages_are_read_in_time(piece: bytes) -> None:
    check(parse_document(piece * 4000, "lang.txt"))
