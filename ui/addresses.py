"""Addresses within the app: a search, an item, a document at a passage. They survive a fresh load."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from kamer.span import Span

FOLLOWING, DUE, DOCUMENTS, ADDING = "opvolging", "termijnen", "documenten", "toevoegen"
REVIEWING = "beoordelen"
RELIABILITY = "betrouwbaarheid"
EXPORTING, WATCHING = "uitvoer", "volgen"


def address(page: str, /, **parameters: str | None) -> str:
    """The address of a page with its parameters, of any name; None leaves a parameter out.

    >>> address("opvolging", item="motie-12345-6", soort=None)
    'opvolging?item=motie-12345-6'
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"{page or './'}{'?' if given else ''}{urlencode(given)}"


def item_address(item: str) -> str:
    """Where one item is shown."""
    return address(FOLLOWING, item=item)


def print_address(item: str) -> str:
    """Where one item can be printed or kept as a file."""
    return address(EXPORTING, uitvoer="Eén punt", nummer=item)


def document_address(key: str, span: Span | None = None) -> str:
    """Where a letter is shown, at the passage `span` where one is given."""
    return address(DOCUMENTS, document=key, passage=f"{span.start}-{span.end}" if span else None)


def search_address(question: str) -> str:
    """Where a search is shown with what it finds."""
    return address("", vraag=question)


def parse_passage(text: str | None, length: int) -> Span | None:
    """The span written as `START-END` in an address, or None where it does not lie in the text.

    >>> parse_passage("12-40", 100)
    Span(start=12, end=40)
    >>> parse_passage("40-12", 100)
    """
    start, _, end = (text or "").partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(end) < 10):
        return None
    return Span(int(start), int(end)) if int(start) < int(end) <= length else None


def page_of_parameters(parameters: Mapping[str, str]) -> str | None:
    """The page that a bare address such as `/?item=…` means, or None where the start page is right."""
    if "item" in parameters:
        return FOLLOWING
    return DOCUMENTS if "document" in parameters else None
