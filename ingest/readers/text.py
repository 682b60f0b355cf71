"""Plain text extracted from PDF: pages, footnotes and side columns told from the form of the lines alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import inline
from ingest.cleaning import clean_line
from ingest.draft import Draft, Line, RawBlock, UnreadableError
from ingest.furniture import find_facts, page_number, printed_number, without_furniture
from ingest.masthead import add_masthead, take_stray_head, without_side_column
from ingest.numbers import find_annex_number
from ingest.official import note_printed
from ingest.pages import add_pages
from ingest.problems import failure, warning
from ingest.tables import with_rows
from kamer.document import BlockKind

# A page of an extractor that indents its first line has at least so many lines; a lone " 2" starts none.
MIN_PAGE = 8
# No printed line is longer than this.
UNWRAPPED = 180
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# A footer whose page number came through as a line of its own.
FOOT_APART = re.compile(
    r"^((?:Tweede|Eerste) Kamer, vergaderjaar [^\n]{6,80}(?:nr\.\s?\d+|Aanhangsel|,\s?[A-Z]{1,3}))"
    r"\s*\n\s*(\d{1,3})[ ]*$",
    re.M,
)
FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = re.compile("(?<![\\s/])[⁰¹²³⁴-⁹]+")
RAISED_NOTE = re.compile("^[ ]*([⁰¹²³⁴-⁹]+)[ ]*(?=\\S)", re.M)
# Word's inline form of a footnote: "tekst.[footnoteRef:7]  [7:  Kamerstuk 32 637, nr. 733.] ".
INLINE_NOTE = re.compile(r"\[footnoteRef:(\d+)\]\s*(?:\[\1:\s*([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\])?")


@dataclass(frozen=True, slots=True)
class Form:
    """How the extractor set pages apart: `spaced` blank lines hold a space; an empty one ends a page.

    In `unwrapped` text each line is a paragraph, however long.
    """

    spaced: bool
    indented: bool
    unwrapped: bool = False


def read_text(content: bytes) -> Draft:
    """The draft of a plain text.

    Raises:
        UnreadableError: when the bytes are no text.
    """
    draft = Draft()
    return draft_of(decode(content, draft), draft)


def decode(content: bytes, draft: Draft) -> str:
    """The text of the bytes: by its byte-order mark, else UTF-8, else Windows-1252.

    Raises:
        UnreadableError: when too much of it is no text.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\ufffd" in text:
        draft.problems.append(warning("bad_characters"))
        text = text.replace("\ufffd", "?")
    if share_of_controls(text) > 0.02:
        raise UnreadableError(failure("unreadable", detail="het is geen tekst"))
    return text


def share_of_controls(text: str) -> float:
    """Which share of the start of a text are control characters: near 0 for text, high for binary data."""
    sample = text[:20_000]
    controls = sum(
        1
        for character in sample
        if (character < " " and character not in "\t\n\r\f\v") or character == "\x7f"
    )
    return controls / max(len(sample), 1)


def draft_of(text: str, draft: Draft) -> Draft:
    """Fill the draft from a decoded text."""
    text, notes = take_inline_notes(inline.PRIVATE.sub("", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = [
        lines
        for lines in pages_of(raised_marks(FOOT_APART.sub(r"\1 \2", text)))
        if any(line.text.strip() for line in lines)
    ]
    draft.pages = (
        len(pages)
        if len(pages) > 1 or any(find_facts(line.text, Draft()) for page in pages for line in page)
        else 0
    )
    draft.unnumbered = all(printed_number(page) is None for page in pages)
    draft.note("number", find_annex_number([line.text for line in pages[0]]) if pages else None)
    pages = without_furniture(pages, draft)
    stray = take_stray_head(pages)
    pages = [
        without_side_column(lines, draft, first=number == 0, beside=stray if number == 0 else ())
        for number, lines in enumerate(pages)
    ]
    add_masthead(draft)
    note_printed(draft)
    add_pages(draft, [with_rows(lines) for lines in pages], dict(notes))
    if notes:
        draft.blocks = without_repeats(draft.blocks)
    return draft


def without_repeats(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks without what converters of Word files repeat at the end, often with broken spaces."""
    kept = [block for block in blocks if block.kind is not BlockKind.FOOTNOTE]
    whole = len(kept)
    while len(kept) > 1:
        last = letters_of(kept[-1])
        if len(last) < 40 or not any(last in letters_of(block) for block in kept[:-1]):
            break
        kept.pop()
    dropped = {
        id(block) for block in [b for b in blocks if b.kind is not BlockKind.FOOTNOTE][len(kept) : whole]
    }
    return [block for block in blocks if id(block) not in dropped]


def letters_of(block: RawBlock) -> str:
    """Letters and figures of a block without spaces and marks: equal for a text and its broken repeat."""
    return "".join(character for character in inline.bare(block.text) if character.isalnum())


def take_inline_notes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with inline notes as marks, and those notes."""
    notes = [(match[1], match[2].strip()) for match in INLINE_NOTE.finditer(text) if match[2]]
    return INLINE_NOTE.sub(lambda match: inline.mark(match[1]), text), notes


def raised_marks(text: str) -> str:
    """The text with raised figures as marks, where lines that start with them are its footnotes.

    What is raised without such a line stays ("twaalf m²").
    """
    labels = set(RAISED_NOTE.findall(text))
    if not labels:
        return text
    text = RAISED_NOTE.sub(lambda match: f"{match[1].translate(FIGURES)} ", text)
    return RAISED.sub(
        lambda match: inline.mark(match[0].translate(FIGURES)) if match[0] in labels else match[0], text
    )


def form_of(lines: Sequence[str]) -> Form:
    """How the lines of this text mark blank lines and new pages."""
    empty = sum(1 for line in lines if line == "")
    blank = sum(1 for line in lines if line and line.isspace())
    indented = sum(1 for line in lines if re.match(r" \S", line))
    lengths = sorted(len(line) for line in lines if line.strip())
    unwrapped = bool(lengths) and lengths[int(len(lengths) * 0.8)] > UNWRAPPED
    # without wrapping there was no page to keep: a converter of Word files wrote this
    return Form(
        spaced=blank > empty and not unwrapped,
        indented=not unwrapped and empty >= blank and 0 < indented < len(lines) / 10,
        unwrapped=unwrapped,
    )


def pages_of(text: str) -> list[list[Line]]:
    """The lines of each page: cut at form feeds, at page footers, or as the extractor's form tells."""
    raw = text.split("\n")
    form = form_of(raw)
    pages: list[list[str]] = [[]]
    for at, line in enumerate(raw):
        parts = line.split("\f")
        for nth, part in enumerate(parts):
            long_enough = (
                not form.indented or len(pages[-1]) >= MIN_PAGE or page_number(raw[at - 1]) is not None
            )
            if nth or (pages[-1] and long_enough and starts_page(raw, at, form)):
                pages.append([])
            pages[-1].append(part)
    found = numbered([page for page in pages if any(line.strip() for line in page)])
    for paragraph in (line for page in found for line in page if form.unwrapped):
        paragraph.gap = paragraph.ends = True
    return found


def starts_page(raw: Sequence[str], at: int, form: Form) -> bool:
    """True where the line at `at` is the first of a page."""
    line, above = raw[at], raw[at - 1] if at else ""
    if page_number(above) is not None and above.strip():
        return True
    if form.spaced:
        return above == "" and at > 0 and any(rest.strip() for rest in raw[at:])
    mark = bool(re.fullmatch(r"\s*\d{1,3}\s*", above))  # the words of a footnote start with a space too
    return form.indented and not mark and bool(re.match(r" \S", line))


def numbered(pages: Sequence[Sequence[str]]) -> list[list[Line]]:
    """Lines with their page: the printed number where the pages print ascending ones, else counted from 1."""
    printed = [next((n for line in page if (n := page_number(line)) is not None), None) for page in pages]
    numbers = list(range(1, len(pages) + 1))
    known = [(at, n) for at, n in enumerate(printed) if n is not None]
    if known and all(n >= at + 1 for at, n in known) and all(a < b for (_, a), (_, b) in pairwise(known)):
        numbers = fill(printed)
    return [lines_of(page, number) for page, number in zip(pages, numbers, strict=True)]


def fill(printed: Sequence[int | None]) -> list[int]:
    """Page numbers with the missing ones filled in from their neighbours.

    >>> fill([None, 3, None])
    [2, 3, 4]
    """
    numbers: list[int] = []
    for at, number in enumerate(printed):
        following = next((n - d for d, n in enumerate(printed[at:]) if n is not None), None)
        floor = numbers[-1] + 1 if numbers else 1
        numbers.append(number if number is not None else max(floor, following or floor))
    return numbers


def lines_of(page: Sequence[str], number: int) -> list[Line]:
    """The lines of one page; a blank line becomes the gap above the next."""
    lines: list[Line] = []
    gap = True
    for raw in page:
        text = clean_line(raw)
        if not text.strip():
            gap = True
            continue
        bare = inline.bare(text).strip()
        lines.append(
            Line(
                text.rstrip() if raw is not page[0] else text.strip(),
                number,
                gap,
                not raw.endswith(" "),
                right=float(len(bare)),
            )
        )
        gap = False
    return lines
