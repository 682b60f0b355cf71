"""The recipe gives the committed letters, byte for byte, and they are what they claim to be."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.press.lines import break_lines, read_hyphens
from corpus.press.source import dutch_date, parse_chunk, read_source, spaced_dossier

HERE = Path(__file__).parents[2]
CORPUS = HERE / "corpus"
LETTERS = sorted((CORPUS / "letters").iterdir())
WORDS = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    pytest.importorskip("reportlab", reason="reportlab draws the PDFs and is missing")
    from corpus.make import print_letters

    return dict(print_letters())


def test_letters_are_as_the_recipe_prints_them(printed: dict[str, bytes]) -> None:
    committed = {path.name: path.read_bytes() for path in LETTERS}
    assert sorted(committed) == sorted(printed)
    assert [name for name in printed if printed[name] != committed[name]] == []


def test_bad_files_are_as_the_recipe_prints_them(printed: dict[str, bytes]) -> None:
    from corpus.press.broken import break_letters

    committed = {path.name: path.read_bytes() for path in (CORPUS / "broken").iterdir()}
    assert dict(break_letters(printed)) == committed


def test_the_corpus_is_small() -> None:
    files = [path for folder in ("letters", "broken") for path in (CORPUS / folder).iterdir()]
    assert sum(path.stat().st_size for path in files) < 1_500_000


@pytest.mark.parametrize("path", [p for p in LETTERS if p.suffix == ".xml"], ids=lambda p: p.name)
def test_xml_is_well_formed(path: Path) -> None:
    root = ElementTree.fromstring(path.read_bytes())
    assert root.tag == "officiele-publicatie"
    assert {child.tag for child in root} & {"kamerstuk", "kamervragen"}


@pytest.mark.parametrize("path", [p for p in LETTERS if p.suffix == ".docx"], ids=lambda p: p.name)
def test_docx_has_the_parts_of_the_template(path: Path) -> None:
    package = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    for name in package.namelist():
        ElementTree.fromstring(package.read(name))
    body = package.read("word/document.xml").decode()
    assert body.count("<w:txbxContent>") == 2
    assert "<w:instrText" in body
    notes = package.read("word/footnotes.xml").decode()
    assert body.count("<w:footnoteReference") == notes.count("<w:footnoteRef/>")


@pytest.mark.parametrize("path", [p for p in LETTERS if p.suffix == ".pdf"], ids=lambda p: p.name)
def test_pdf_can_be_read(path: Path) -> None:
    from pypdf import PdfReader

    pages = PdfReader(path).pages
    assert 1 <= len(pages) <= 4
    assert all(len(page.extract_text()) > 40 for page in pages)


def test_some_line_ends_in_a_hyphen_and_some_sentence_runs_over_two_pages() -> None:
    pages = (CORPUS / "letters" / "kst-90114-21.txt").read_text(encoding="utf-8").split("\n\n\n\n")
    assert re.search(r"[a-z]-\n[a-z]", pages[0])
    assert pages[1].lstrip()[0].islower()


def windows(text: str, size: int = 12) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORDS.findall(text)]
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


@pytest.mark.shared
def test_no_sentence_of_a_real_letter() -> None:
    shared = HERE.parent / "shared" / "letters"
    if not shared.exists():
        pytest.skip("the real letters are not beside this checkout")
    real = set[tuple[str, ...]]()
    for path in shared.iterdir():
        if path.suffix in (".txt", ".xml", ".html"):
            real |= windows(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))
    for path in sorted((CORPUS / "sources").glob("*.md")):
        source = read_source(path)
        ours = windows(" ".join([*(b.text for b in source.blocks), *source.notes.values()]))
        assert ours & real == set(), path.name


def test_dossiers_are_invented() -> None:
    for path in sorted((CORPUS / "sources").glob("*.md")):
        numbers = re.findall(r"Kamerstuk (\d\d) \d{3}", path.read_text(encoding="utf-8"))
        assert set(numbers) <= {"90"}, path.name


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("een handreiking", 9, ["een hand-", "reiking"]),
        ("een handreiking.", 16, ["een handreiking."]),
        ("de Handreiking[^1]", 14, ["de Handreiking[^1]"]),
        ("een onbekendwoord", 9, ["een", "onbekendwoord"]),
    ],
)
def test_break_lines(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width, len, {"handreiking": (4, 7)}) == lines


def test_hyphens_never_stand_before_a_diaeresis() -> None:
    # "geïnformeerd" loses its diaeresis when it is broken after "ge": our lines must not need that.
    places = read_hyphens(CORPUS / "sources" / "hyphens.txt")
    assert [w for w, cuts in places.items() if any(w[cut] in "ëïüö" for cut in cuts)] == []


def test_parse_chunk() -> None:
    assert [b.text for b in parse_chunk("- een;\n- twee\n  drie.")] == ["een;", "twee drie."]
    assert parse_chunk("| a | b |")[0].cells == ("a", "b")
    assert parse_chunk("## Kop")[0].kind == "heading"


def test_printed_forms() -> None:
    from datetime import date

    assert dutch_date(date(2026, 5, 12)) == "12 mei 2026"
    assert spaced_dossier("90201-X") == "90 201 X"


def test_a_source_without_facts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("Geachte voorzitter,", encoding="utf-8")
    with pytest.raises(ValueError, match="no facts"):
        read_source(tmp_path / "x.md")


def test_a_long_letter_runs_over_many_pages() -> None:
    pytest.importorskip("reportlab", reason="reportlab draws the PDFs and is missing")
    from pypdf import PdfReader

    from corpus.press.pdf import print_pdf
    from corpus.press.source import repeat_source

    long = repeat_source(read_source(CORPUS / "sources" / "a1-drinkwater-toezegging.md"), 20)
    assert len(PdfReader(io.BytesIO(print_pdf(long, {}))).pages) > 15
