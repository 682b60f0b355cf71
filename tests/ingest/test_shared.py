"""All real letters and motions beside the checkout: read whole, and true to their gold."""

import re
import tarfile
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest import parse_document, read_document
from kamer.document import BlockKind, Document, DocumentKind

SHARED = Path(__file__).parents[2].parent / "shared"
LETTERS, GOLD = SHARED / "letters", SHARED / "eval" / "gold"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LETTERS.is_dir(), reason="the shared data are not beside the checkout"),
]
FILES = sorted(LETTERS.iterdir()) if LETTERS.is_dir() else []


def squash(text: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"\[footnoteRef:\d+\]|\[\d+:.*?\]", "", text))
    return "".join(character for character in plain.lower() if character.isalpha())


@pytest.fixture(scope="module")
def read() -> dict[str, Document]:
    return {path.name: read_document(path) for path in FILES}


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_each_letter_is_readable_and_its_notes_have_marks(name: str, read: dict[str, Document]) -> None:
    document = read[name]
    assert document.readable and document.metadata.language == "nl"
    assert document.metadata.date or document.metadata.kind is DocumentKind.FICHE
    notes = [block.label for block in document.blocks_of(BlockKind.FOOTNOTE)]
    assert notes == [mark.label for mark in document.note_marks]


@pytest.mark.parametrize(
    "path", sorted(GOLD.glob("*.yaml")) if GOLD.is_dir() else [], ids=lambda path: path.stem
)
def test_gold(path: Path, read: dict[str, Document]) -> None:
    gold: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    document, told = read[gold["file"]], gold["document"]
    metadata = document.metadata
    assert told["id"] in (None, metadata.number)
    assert told.get("date") in (None, str(metadata.date))
    first, last = told.get("date_window") or ("", "9999")
    assert first <= str(metadata.date) <= last
    assert [squash(s.name) for s in metadata.signatories] == [squash(name) for name in told["signatories"]]
    commitments = gold["commitments"]
    quotes = [c["quote"] for c in commitments["required"]] + list(commitments.get("optional") or [])
    quotes += [f["quote"] for f in gold.get("fulfilments") or []]
    blocks = [squash(block.span.of(document.text)) for block in document.blocks]
    assert [quote for quote in quotes if not any(squash(quote) in block for block in blocks)] == []


def test_one_answer_in_three_formats_is_one_text(read: dict[str, Document]) -> None:
    bodies = {
        tuple(
            (b.kind, b.label, b.span.of(document.text))
            for b in document.blocks
            if b.kind is not BlockKind.MASTHEAD
        )
        for name, document in read.items()
        if name.startswith("ah-tk-20202021-3235")
    }
    assert len(bodies) == 1


def test_motions() -> None:
    archive = SHARED / "data" / "koop" / "motions-xml-400.tar.gz"
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.name.endswith(".xml")]
        contents = {Path(m.name).stem: tar.extractfile(m).read() for m in members}  # type: ignore[union-attr]
    assert len(contents) == 400
    for key, content in contents.items():
        document = parse_document(content, "motie.xml")
        metadata = document.metadata
        assert (document.key, metadata.kind, document.problems) == (key, DocumentKind.MOTION, ())
        assert metadata.proposers and metadata.date and metadata.dossiers and metadata.session_year
        assert all(len(name) < 30 and name[0].isupper() for name in metadata.proposers)


def pages_a_second(paths: list[Path]) -> float:
    start = time.process_time()
    pages = sum(len({page.number for page in read_document(path).pages}) for path in paths)
    return pages / (time.process_time() - start)


@pytest.mark.slow
def test_reading_a_pdf_has_not_become_many_times_slower() -> None:
    """A floor for mistakes only: the benchmark measures the bar (25 pages a second), on a quiet machine."""
    paths = [path for path in FILES if path.suffix == ".pdf"]
    read_document(paths[0])  # what is loaded once is not counted
    assert max(pages_a_second(paths) for _ in range(2)) >= 6
