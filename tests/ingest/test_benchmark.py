"""The benchmark runs on the demonstration letters, and reading has not become many times slower."""

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def benchmark() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tests" / "benchmarks" / "reading_and_extraction.py"))


@pytest.mark.slow
def test_pdf_reading_keeps_far_above_a_crawl(benchmark: dict[str, Any]) -> None:
    """A floor for mistakes only: the bar (25 pages a second) is measured on a quiet machine."""
    paths = sorted((ROOT / "corpus" / "letters").glob("*.pdf"))
    lines = {line.what: line for line in benchmark["measure_pdf"](paths, 2)}
    whole, sheets = lines["PDF: lezen, geheel"], lines["PDF: tekst van de pagina's"]
    assert whole.count == sheets.count >= len(paths)
    assert sheets.seconds < whole.seconds * 1.5
    assert whole.rate >= 6


def test_rate() -> None:
    measured = runpy.run_path(str(ROOT / "tests" / "benchmarks" / "reading_and_extraction.py"))["Measured"]
    assert measured("lezen", 50, "pagina's", 2.0).rate == 25
    assert measured("lezen", 50, "pagina's", 0.0).rate == 0
