"""How fast letters are read and searched for findings, on one core.

    python tests/benchmarks/reading_and_extraction.py [FOLDER] [--times 5]

Prints pages a second of PDF reading, per stage, and words a second of every format and of extraction after
reading. The time is that of the process (what others do on the machine hardly counts), the best of `--times`.
Without FOLDER the demonstration letters are read.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# One core: the libraries of the trained models start no threads of their own.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
os.environ["TOKENIZERS_PARALLELISM"] = "false"

from ingest import find_files, read_document
from kamer.document import Document

LETTERS = Path(__file__).parents[2] / "corpus" / "letters"
BAR_PAGES, BAR_WORDS = 25, 15_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: what was done, how much of it, and how fast."""

    what: str
    count: int
    unit: str
    seconds: float

    @property
    def rate(self) -> float:
        """How much a second."""
        return self.count / self.seconds if self.seconds else 0.0


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=LETTERS)
    parser.add_argument("--times", type=int, default=5, help="the best of so many runs counts")
    asked = parser.parse_args()
    paths = find_files([asked.folder])
    if not paths:
        parser.error(f"no letters in {asked.folder}")
    draw_table(list(measure_all(paths, asked.times)), len(paths))


def measure_all(paths: Sequence[Path], times: int) -> Iterator[Measured]:
    """Every stage, one after another."""
    documents = [read_document(path) for path in paths]
    yield from measure_pdf([path for path in paths if path.suffix.lower() == ".pdf"], times)
    for suffix in sorted({path.suffix.lower() for path in paths}):
        chosen = [path for path in paths if path.suffix.lower() == suffix]
        words = sum(words_in(d) for p, d in zip(paths, documents, strict=True) if p in chosen)
        yield Measured(f"lezen {suffix}", words, "woorden", best_of(times, lambda c=chosen: read_all(c)))
    yield from measure_extraction([document for document in documents if document.readable], times)


def measure_pdf(paths: Sequence[Path], times: int) -> Iterator[Measured]:
    """Reading PDF: the text of the pages out of the file, and the whole of it to a document."""
    if not paths:
        return
    pages = sum(count_pages(path) for path in paths)
    yield Measured(
        "PDF: tekst van de pagina's", pages, "pagina's", best_of(times, lambda: take_sheets(paths))
    )
    yield Measured("PDF: lezen, geheel", pages, "pagina's", best_of(times, lambda: read_all(paths)))


def measure_extraction(documents: Sequence[Document], times: int) -> Iterator[Measured]:
    """Everything that is looked for, after reading; the models are loaded before."""
    from extract import find_all

    words = sum(words_in(document) for document in documents)

    def search() -> None:
        for document in documents:
            find_all(document)

    search()
    yield Measured("extractie, na het lezen", words, "woorden", best_of(times, search))


def best_of(times: int, action: Callable[[], object]) -> float:
    """The least processor time, in seconds, that an action took in so many runs."""
    taken = []
    for _ in range(max(1, times)):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


def read_all(paths: Sequence[Path]) -> None:
    """Read every file."""
    for path in paths:
        read_document(path)


def take_sheets(paths: Sequence[Path]) -> None:
    """Only what stands on the pages, before it is made into lines and paragraphs."""
    from ingest.readers.fonts import Fonts
    from ingest.readers.opened import open_pdf
    from ingest.readers.sheets import read_sheet

    for path in paths:
        fonts = Fonts()
        for page in open_pdf(path.read_bytes()).pages:
            read_sheet(page, fonts)


def count_pages(path: Path) -> int:
    """How many pages a PDF has."""
    from ingest.readers.opened import open_pdf

    return len(open_pdf(path.read_bytes()).pages)


def words_in(document: Document) -> int:
    """How many words a document has."""
    return len(document.text.split())


def draw_table(lines: Sequence[Measured], files: int) -> None:
    """The figures as a table, with the bars that the project sets itself."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Lezen en extractie: {files} stukken, één kern, beste tijd")
    for heading in ("Wat", "Aantal", "Seconden", "Per seconde", "Streefwaarde"):
        table.add_column(heading, justify="left" if heading == "Wat" else "right")
    for line in lines:
        bar = (
            BAR_PAGES if line.what.endswith("geheel") else BAR_WORDS if line.what.startswith("extr") else None
        )
        rate = f"{line.rate:,.0f}".replace(",", ".")
        goal = f"≥ {bar:,}".replace(",", ".") if bar else ""
        table.add_row(line.what, f"{line.count} {line.unit}", f"{line.seconds:.3f}", rate, goal)
    Console().print(table)


if __name__ == "__main__":
    main()
