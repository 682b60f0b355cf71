"""XML and HTML read safely: no entity is expanded, nothing is fetched, size and depth are bounded."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ingest.cleaning import clean_line
from ingest.draft import UnreadableError
from ingest.problems import failure, warning
from kamer.document import Problem

Element = Any  # lxml has no complete types for its elements
MAX_DEPTH = 200
ENTITY = re.compile(rb"<!ENTITY\b", re.I)


def parse_xml(content: bytes, problems: list[Problem] | None = None) -> Element:
    """The root element of an XML file.

    What can be saved of a broken file is read; a warning is then added to `problems`.

    Raises:
        UnreadableError: when it declares entities of its own, is no XML, or is nested too deep.
    """
    refuse_entities(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(failure("unreadable", detail="het is geen geldige XML")) from error
    if problems is not None and any(entry.level_name == "FATAL" for entry in parser.error_log):
        problems.append(warning("truncated", detail="de XML klopt niet of houdt te vroeg op"))
    return checked(root)


def parse_html(content: bytes) -> Element:
    """The root element of an HTML file, read as UTF-8 unless it says otherwise.

    Raises:
        UnreadableError: when it cannot be read as HTML.
    """
    refuse_entities(content)
    encoding = (
        None
        if re.search(rb"charset\s*=|^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff", content[:2048], re.I)
        else guess(content)
    )
    parser = lxml_html.HTMLParser(no_network=True, encoding=encoding, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(content.lstrip(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(failure("unreadable", detail="het is geen geldige HTML")) from error
    return checked(root)


def refuse_entities(content: bytes) -> None:
    """Stop at a file that declares entities: no letter needs them, and they can grow without bound.

    Raises:
        UnreadableError: when the file declares an entity.
    """
    plain = content.replace(b"\x00", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content
    if ENTITY.search(plain):
        raise UnreadableError(failure("unsafe", detail="verwijzingen die zichzelf kunnen vermenigvuldigen"))


def guess(content: bytes) -> str:
    """UTF-8 where the bytes allow it, else Windows-1252."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def checked(root: Element | None) -> Element:
    """The root, unless there is none or the tree is deeper than any letter.

    Raises:
        UnreadableError: in those cases.
    """
    if root is None:
        raise UnreadableError(failure("unreadable", detail="er staat niets in"))
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnreadableError(failure("unsafe", detail="het is te diep genest"))
    return root


def name_of(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def content_of(element: Element) -> str:
    """All text of an element on one line, without its comments."""
    return " ".join(clean_line("".join(texts_of(element))).replace("\n", " ").split())


def texts_of(element: Element) -> list[str]:
    """The pieces of text inside an element, in order."""
    pieces = [element.text or ""] if name_of(element) else []
    for child in element:
        pieces += texts_of(child)
        pieces.append(child.tail or "")
    return pieces


def find_all(element: Element, name: str) -> list[Element]:
    """All elements of that local name below (or at) `element`, in order."""
    return [found for found in element.iter() if name_of(found) == name]


def first(element: Element, name: str) -> Element | None:
    """The first element of that local name, or None."""
    return next((found for found in element.iter() if name_of(found) == name), None)
