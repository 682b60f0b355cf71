"""The XML of officielebekendmakingen.nl: letters, motions, answers; any other XML as plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import inline
from ingest.cleaning import clean_line, squeeze
from ingest.draft import Draft, RawBlock
from ingest.furniture import session_year
from ingest.markup import Element, content_of, find_all, first, name_of, parse_xml
from ingest.official import note_meta, note_number
from ingest.signatures import is_name, is_office
from kamer.document import BlockKind

# Elements whose text is one block of its own.
HEADINGS = frozenset({"tussenkop", "kop", "tuskop", "subtitel"})
PARAGRAPHS = frozenset(
    {"al", "tekstregel", "wie", "wat", "considerans.al", "afkondiging", "considerans", "p"}
)
SIGNED = frozenset({"ondertekening", "slotondertekening", "ondertekenaar"})
LEFT_OUT = frozenset(
    {
        "metadata",
        "meta",
        "kamerstukkop",
        "kamervraagkop",
        "plaatje",
        "illustratie",
        "nds",
        "meta-data",
        "script",
        "style",
    }
)


def read_xml(content: bytes) -> Draft:
    """The draft of an official publication in XML.

    Raises:
        UnreadableError: when it is no XML, or unsafe.
    """
    draft = Draft()
    root = parse_xml(content, draft.problems)
    for meta in find_all(root, "meta"):
        note_meta(draft, meta.get("name", ""), meta.get("content", ""))
    note_head(draft, root)
    draft.blocks += masthead(root)
    for block in blocks_of(root):
        draft.blocks.append(block)
    sign_motion(draft)
    sign_letter(draft)
    return draft


def note_head(draft: Draft, root: Element) -> None:
    """Session year, number, dossiers, title and date out of the tagged head."""
    for line in find_all(root, "tekstregel"):
        years = (
            re.search(r"(\d{4})\s*[-–]\s*(\d{2,4})", content_of(line))
            if line.get("inhoud") == "vergaderjaar"
            else None
        )
        if years:
            draft.note("session_year", session_year(years[1], years[2]))
    dossiers = [dossier_number(element) for element in find_all(root, "dossiernummer")]
    piece = first(root, "ondernummer")
    note_number(
        draft, [dossier for dossier in dossiers if dossier], content_of(piece) if piece is not None else ""
    )
    note_question(draft, root)
    note_piece(draft, root)


def dossier_number(element: Element) -> str:
    """A dossier number with its addition: "21501-02", "36600-IX"."""
    parts = [
        content_of(child)
        for child in element
        if name_of(child) in ("dossiernr", "raadnr", "begrotingshoofdstuk", "rijkswetnr")
    ]
    text = "-".join(part for part in parts if part) or content_of(element)
    whole = re.match(r"(\d{2}\s?\d{3}(?:-\d{2})?)[\s-]*\(?([IVXLC]+[A-Z]?|[A-M]|R\d{4})?\b", text)
    return "-".join(re.sub(r"\s", "", part) for part in whole.groups() if part) if whole else ""


def note_question(draft: Draft, root: Element) -> None:
    """Number and date of receipt of an answer to written questions."""
    number, years = first(root, "kamervraagnummer"), draft.facts.get("session_year", "")
    if number is None:
        return
    draft.note("kind", "answer")
    if years and re.fullmatch(r"\d+", content_of(number)):
        draft.note("number", f"ah-tk-{years.replace('-', '')}-{content_of(number)}")
    for description in find_all(root, "kamervraagomschrijving"):
        date = first(description, "datum")
        if description.get("type") == "antwoord" and date is not None:
            draft.note("date", date.get("isodatum") or content_of(date))
            draft.note("sender", content_of(description))
        elif description.get("type") == "vraag":
            draft.note("title", re.sub(r"\s*\(ingezonden.*$", "", content_of(description)))


def note_piece(draft: Draft, root: Element) -> None:
    """Kind, title and date of a Kamerstuk."""
    piece = first(root, "stuk")
    if piece is None:
        return
    title = next((content_of(child) for child in piece if name_of(child) == "titel"), "")
    draft.note("heading", title)
    if re.search(r"\bmotie\b", title, re.I):
        draft.note("kind", "motion")
    elif re.match(r"brief\b", title, re.I):
        draft.note("kind", "letter")
        draft.note("sender", title)
    date = next((found for text in find_all(piece, "datumtekst") for found in find_all(text, "datum")), None)
    if date is not None:
        draft.note("date", date.get("isodatum") or content_of(date))
    dossier = first(root, "dossier")
    name = (
        next((content_of(child) for child in dossier if name_of(child) == "titel"), "")
        if dossier is not None
        else ""
    )
    draft.note("dossier_title", name)


def masthead(root: Element) -> Iterator[RawBlock]:
    """The printed head as one block."""
    head = first(root, "kamerstukkop")
    head = head if head is not None else first(root, "kamervraagkop")
    lines = [content_of(line) for line in head if content_of(line)] if head is not None else []
    number = first(root, "kamervraagnummer")
    lines += [content_of(number)] if number is not None else []
    if lines:
        yield RawBlock(BlockKind.MASTHEAD, "\n".join(lines))


def blocks_of(element: Element) -> Iterator[RawBlock]:
    """The blocks below an element, each followed by the footnotes whose marks it holds."""
    name = name_of(element)
    if not name or name in LEFT_OUT or name in ("kamervraagnummer", "noot"):
        return
    if name in READERS:
        yield from READERS[name](element)
    elif name in HEADINGS:
        yield from noted(BlockKind.HEADING, element)
    elif name in PARAGRAPHS or is_leaf(element):
        yield from paragraph(element)
    else:
        for child in element:
            yield from blocks_of(child)


def is_leaf(element: Element) -> bool:
    """True for an element that holds text of its own beside what its children hold."""
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))


def noted(kind: BlockKind, element: Element, lead: str = "", label: str | None = None) -> Iterator[RawBlock]:
    """One block with the text of the element, and the footnotes in it behind it."""
    text = marked_text(element)
    if text:
        yield RawBlock(kind, f"{lead} {text}" if lead else text, label=label)
    yield from footnotes(element)


def paragraph(element: Element) -> Iterator[RawBlock]:
    """A paragraph; lists inside it become blocks of their own behind its text."""
    inner = [child for child in element if name_of(child) in ("lijst", "table", "al-groep", "citaat")]
    if not inner:
        yield from noted(BlockKind.PARAGRAPH, element)
        return
    text = squeeze(
        clean_line(
            (element.text or "")
            + "".join(marked_text(c) + (c.tail or "") if c not in inner else "" for c in element)
        )
    )
    if text:
        yield RawBlock(BlockKind.PARAGRAPH, text)
    for child in inner:
        yield from blocks_of(child)
        if (child.tail or "").strip():
            yield RawBlock(BlockKind.PARAGRAPH, squeeze(clean_line(child.tail)))


def marked_text(element: Element) -> str:
    """The text of an element on one line, with inline marks for its footnotes."""
    return inline.tidy(squeeze(clean_line("".join(marked_pieces(element)))))


def marked_pieces(element: Element) -> Iterator[str]:
    """The pieces of an element's text; a footnote gives its mark, a line break a space."""
    if not name_of(element):
        return
    yield inline.PRIVATE.sub("", element.text or "")
    for child in element:
        name = name_of(child)
        if name == "noot":
            yield inline.mark(note_label(child))
        elif name in ("br", "nl"):
            yield " "
        elif name not in LEFT_OUT:
            yield from marked_pieces(child)
        yield inline.PRIVATE.sub("", child.tail or "")


def note_label(note: Element) -> str:
    """The mark of a footnote."""
    number = first(note, "noot.nr")
    return content_of(number) if number is not None and content_of(number) else note.get("nr") or "*"


def footnotes(element: Element) -> Iterator[RawBlock]:
    """The footnotes inside an element, in order."""
    for note in find_all(element, "noot"):
        parts = [marked_text(part) for part in note if name_of(part) != "noot.nr"] or [content_of(note)]
        yield RawBlock(BlockKind.FOOTNOTE, " ".join(part for part in parts if part), label=note_label(note))


def list_items(element: Element) -> Iterator[RawBlock]:
    """The items of a list: the mark stands before the first paragraph of the item."""
    for item in (child for child in element if name_of(child) == "li"):
        number = next((child for child in item if name_of(child) == "li.nr"), None)
        label = content_of(number) if number is not None else "•"
        lead = label
        for child in item:
            if name_of(child) in ("lijst", "table"):
                yield from blocks_of(child)
            elif name_of(child) != "li.nr":
                yield from noted(
                    BlockKind.LIST_ITEM if lead else BlockKind.PARAGRAPH, child, lead, label if lead else None
                )
                lead = ""


def table_rows(element: Element) -> Iterator[RawBlock]:
    """The rows of a table, each with its cells; footnotes in cells follow the row."""
    for row in (found for found in element.iter() if name_of(found) in ("row", "tr")):
        cells = tuple(marked_text(cell) for cell in row if name_of(cell) in ("entry", "td", "th"))
        if any(cells):
            yield RawBlock(BlockKind.TABLE_ROW, "\t".join(cells), cells=cells)
        yield from footnotes(row)


def signature(element: Element) -> Iterator[RawBlock]:
    """Who signed: office and name, each on a line."""
    lines = [line for line in signature_lines(element) if line]
    if lines:
        yield RawBlock(BlockKind.SIGNATURE, "\n".join(lines), complete=True)


def signature_lines(element: Element) -> Iterator[str]:
    """The lines of a signature; given name and surname are one line."""
    if name_of(element) in (
        "naam",
        "persoon",
        "functie",
        "al",
        "organisatie",
        "plaats",
        "datum",
        "dagtekening",
    ):
        yield content_of(element)
        return
    if is_leaf(element):
        yield content_of(element)
        return
    for child in element:
        yield from signature_lines(child)


def head_block(element: Element) -> Iterator[RawBlock]:
    """A line of the head: dossier, number, title, description of a question."""
    text = content_of(element)
    if text:
        yield RawBlock(BlockKind.MASTHEAD, text)


def dossier(element: Element) -> Iterator[RawBlock]:
    """The dossier line: number and title."""
    yield RawBlock(BlockKind.MASTHEAD, squeeze(" ".join(content_of(child) for child in element)))


def piece(element: Element) -> Iterator[RawBlock]:
    """A Kamerstuk: number and title on one line, then the rest."""
    head = [child for child in element if name_of(child) in ("stuknr", "titel")]
    yield RawBlock(BlockKind.MASTHEAD, squeeze(" ".join(content_of(child) for child in head)))
    for child in element:
        if child not in head:
            yield from blocks_of(child)


def heading(element: Element) -> Iterator[RawBlock]:
    """The number of a question or answer ("Vraag 1")."""
    yield from noted(BlockKind.HEADING, element)


READERS = {
    "lijst": list_items,
    "table": table_rows,
    "dossier": dossier,
    "stuk": piece,
    "datumtekst": head_block,
    "kamervraagomschrijving": head_block,
    "nr": heading,
    **dict.fromkeys(SIGNED, signature),
}


def sign_motion(draft: Draft) -> None:
    """The names below a motion's closing words become its signature."""
    if draft.facts.get("kind") != "motion":
        return
    at = next((n for n, block in enumerate(draft.blocks) if "tot de orde van de dag" in block.text), None)
    names = (
        [block for block in draft.blocks[at + 1 :] if block.kind is BlockKind.PARAGRAPH]
        if at is not None
        else []
    )
    if names and all(len(block.text) < 60 for block in names):
        draft.blocks = [block for block in draft.blocks if block not in names]
        text = "\n".join(squeeze(inline.bare(block.text)) for block in names)
        draft.note("signed", text)
        draft.blocks.append(RawBlock(BlockKind.SIGNATURE, text, complete=True))


def sign_letter(draft: Draft) -> None:
    """Paragraphs at the end that are an office and a name become signatures, where none is tagged."""
    for at in range(len(draft.blocks) - 1):
        block, below = draft.blocks[at], draft.blocks[at + 1]
        plain = block.kind is BlockKind.PARAGRAPH and below.kind is BlockKind.PARAGRAPH
        if plain and is_office(block.text) and is_name(below.text):
            draft.blocks[at] = RawBlock(BlockKind.SIGNATURE, f"{block.text}\n{below.text}", complete=True)
            draft.blocks[at + 1] = RawBlock(BlockKind.PARAGRAPH, "")
