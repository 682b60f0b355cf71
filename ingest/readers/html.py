"""HTML of the official publications, and other pages with a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import inline
from ingest.cleaning import clean_line, squeeze
from ingest.draft import Draft, RawBlock
from ingest.markup import Element, content_of, name_of, parse_html
from ingest.official import note_meta, note_printed
from ingest.readers.xml import sign_letter, sign_motion
from kamer.document import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "section",
        "article",
        "body",
        "main",
        "pre",
        "hr",
        *HEADINGS,
    }
)
LEFT_OUT = frozenset(
    {"script", "style", "head", "nav", "noscript", "template", "button", "form", "iframe", "object", "svg"}
)
HEAD_CLASSES = re.compile(
    r"\b(?:dossiertitel|stuktitel|kamerstukdatum|kamervraagomschrijving_kop|kamerstukkop)\b"
)
MARK = re.compile(r"^\[?\(?(\d{1,3}|\*{1,3})\)?\]?$")
BACK = re.compile(r"^\s*(?:\[?\d{1,3}\]?|\*{1,3}|↩|terug)\s*[.:)]?\s*")


def read_html(content: bytes) -> Draft:
    """The draft of an HTML page.

    Raises:
        UnreadableError: when it cannot be read.
    """
    root = parse_html(content)
    draft = Draft()
    for meta in root.iter("meta"):
        note_meta(draft, meta.get("name") or "", meta.get("content") or "")
    reader = PageReader(root)
    body = next(root.iter("body"), root)
    draft.blocks += [block for block in reader.blocks_of(body) if block.text.strip()]
    note_printed(draft)
    sign_motion(draft)
    sign_letter(draft)
    return draft


class PageReader:
    """Reads the blocks of one page; keeps which elements are footnotes, so that they are read once."""

    def __init__(self, root: Element) -> None:
        self.targets = {
            element.get(key): element
            for element in root.iter()
            for key in ("id", "name")
            if name_of(element) and element.get(key)
        }
        self.notes: dict[Element, str] = {}
        for link in root.iter("a"):
            label, note = self.note_of(link)
            if label and note is not None and not self.is_inside_note(link):
                self.notes[note] = label

    def note_of(self, link: Element) -> tuple[str, Element | None]:
        """Mark and footnote that a link points to; no mark where it is another kind of link."""
        match = MARK.match(content_of(link))
        target = (
            self.targets.get((link.get("href") or "")[1:])
            if (link.get("href") or "").startswith("#")
            else None
        )
        if match is None or target is None:
            return "", None
        while target is not None and name_of(target) not in BLOCKS:
            target = target.getparent()
        return match[1], target

    def is_inside_note(self, link: Element) -> bool:
        """True for the link back from a footnote to its mark."""
        return any(parent in self.notes for parent in link.iterancestors())

    def blocks_of(self, element: Element) -> Iterator[RawBlock]:
        """The blocks below an element."""
        name = name_of(element)
        if not name or name in LEFT_OUT or element in self.notes:
            return
        if name == "tr":
            yield from self.row(element)
        elif any(name_of(child) in BLOCKS for child in element):
            yield from self.mixed(element)
        elif name == "li":
            yield from self.with_notes(element, BlockKind.LIST_ITEM, "•")
        else:
            yield from self.with_notes(element, kind_of(element))

    def mixed(self, element: Element) -> Iterator[RawBlock]:
        """An element that holds blocks, perhaps with loose text between them."""
        loose = [element.text or ""]
        for child in element:
            if name_of(child) in BLOCKS or name_of(child) in LEFT_OUT:
                yield from loose_text(loose)
                yield from self.blocks_of(child)
                loose = []
            else:
                loose += list(self.pieces(child))
            loose.append(inline.PRIVATE.sub("", child.tail or ""))
        yield from loose_text(loose)

    def row(self, element: Element) -> Iterator[RawBlock]:
        """A table's row; a row of one cell is the layout of a page, not a table."""
        cells = [child for child in element if name_of(child) in ("td", "th")]
        texts = tuple(self.text_of(cell) for cell in cells)
        if len(cells) == 1:
            yield from self.mixed(cells[0])
        elif any(texts):
            yield RawBlock(BlockKind.TABLE_ROW, "\t".join(texts), cells=texts)
            yield from self.footnotes(element)

    def with_notes(self, element: Element, kind: BlockKind, lead: str = "") -> Iterator[RawBlock]:
        """One block and the footnotes whose marks it holds."""
        text = self.text_of(element)
        if text:
            yield RawBlock(kind, f"{lead} {text}" if lead else text, label=lead or None)
        yield from self.footnotes(element)

    def footnotes(self, element: Element) -> Iterator[RawBlock]:
        """The footnotes whose marks stand in an element."""
        for link in element.iter("a"):
            label, note = self.note_of(link)
            if label and note is not None and self.notes.get(note) == label:
                text = BACK.sub("", content_of(note), count=1)
                yield RawBlock(BlockKind.FOOTNOTE, text, label=label)

    def text_of(self, element: Element) -> str:
        """The text of an element on one line, footnote marks inline."""
        return inline.tidy(squeeze(clean_line("".join(self.pieces(element)))))

    def pieces(self, element: Element) -> Iterator[str]:
        """The pieces of an element's text."""
        name = name_of(element)
        if not name or name in LEFT_OUT:
            return
        label, note = self.note_of(element) if name == "a" else ("", None)
        if label and self.notes.get(note) == label:
            yield inline.mark(label)
            return
        yield " " if name == "br" else inline.PRIVATE.sub("", element.text or "")
        for child in element:
            yield from self.pieces(child)
            yield inline.PRIVATE.sub("", child.tail or "")
            if name_of(child) in BLOCKS:
                yield " "


def loose_text(pieces: list[str]) -> Iterator[RawBlock]:
    """A paragraph from text that stands between blocks."""
    text = inline.tidy(squeeze(clean_line("".join(pieces))))
    if text:
        yield RawBlock(BlockKind.PARAGRAPH, text)


def kind_of(element: Element) -> BlockKind:
    """What kind of block an element is, by its name and class."""
    if HEAD_CLASSES.search(element.get("class") or "") and not re.match(
        r"(?:Vraag|Antwoord)\s+\d", content_of(element)
    ):
        return BlockKind.MASTHEAD
    return BlockKind.HEADING if name_of(element) in HEADINGS else BlockKind.PARAGRAPH
