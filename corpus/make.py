"""Prints the demonstration letters: `python -m corpus.make` rewrites `corpus/letters` and `corpus/broken`.

The files are committed; this recipe gives the same bytes each time. It needs reportlab and pypdf.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.press.broken import break_letters
from corpus.press.docx import print_docx
from corpus.press.html import print_html
from corpus.press.lines import read_hyphens
from corpus.press.pdf import print_pdf
from corpus.press.plain import print_text
from corpus.press.source import Source, read_source
from corpus.press.xml import print_xml

HERE = Path(__file__).parent
SOURCES, LETTERS, BROKEN = HERE / "sources", HERE / "letters", HERE / "broken"


def print_letters() -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every letter, in order of name.

    Raises:
        ImportError: when reportlab is missing.
        ValueError: when a source asks for a form that nobody prints.
    """
    hyphens = read_hyphens(SOURCES / "hyphens.txt")
    for path in sorted(SOURCES.glob("*.md")):
        source = read_source(path)
        for name in source.facts["files"]:
            yield name, print_source(source, Path(name).suffix, hyphens)


def print_source(source: Source, suffix: str, hyphens: Mapping[str, tuple[int, ...]]) -> bytes:
    """One source in the form of a file suffix."""
    match suffix:
        case ".pdf":
            return print_pdf(source, hyphens)
        case ".docx":
            return print_docx(source)
        case ".xml":
            return print_xml(source)
        case ".html":
            return print_html(source)
        case ".txt":
            return print_text(source, hyphens)
    raise ValueError(f"no form for {suffix}")


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a folder, leaving those that already hold these bytes; how many there are."""
    folder.mkdir(exist_ok=True)
    count = 0
    for name, content in files:
        target = folder / name
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
        count += 1
    return count


def main() -> None:
    """Print every letter and every bad file into its folder and say how many there are."""
    letters = dict(print_letters())
    good = write_all(LETTERS, letters.items())
    bad = write_all(BROKEN, break_letters(letters))
    sys.stderr.write(f"{good} brieven, {bad} onleesbare bestanden\n")


if __name__ == "__main__":
    main()
