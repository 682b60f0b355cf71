"""PDF: the runs of each page become lines, in reading order, and the lines a draft."""

from __future__ import annotations

import logging
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from pypdf import PdfReader

from ingest.draft import Draft, Line, Part, RawBlock, UnreadableError
from ingest.furniture import find_facts, printed_number, without_furniture
from ingest.masthead import add_masthead, without_side_column
from ingest.official import note_printed
from ingest.pages import add_pages, find_gaps
from ingest.problems import failure, warning
from ingest.readers.fonts import Fonts
from ingest.readers.grid import with_tables
from ingest.readers.opened import BROKEN, open_pdf
from ingest.readers.printed import Measure, Segment, box_of, line_of, measure, pages_of
from ingest.readers.salvage import is_whole, rebuilt
from ingest.readers.scans import SCANNED, with_scans, written_pages
from ingest.readers.sheets import EMPTY, Sheet, read_sheet
from kamer.document import Problem, Severity

MAX_PAGES = 2000
Rows = list[list[Segment]]


def read_pdf(content: bytes) -> Draft:
    """The draft of a PDF.

    Raises:
        UnreadableError: when it is encrypted, damaged beyond reading, or holds no text.
    """
    draft = Draft()
    quiet = logging.getLogger("pypdf")
    level, quiet.level = quiet.level, logging.CRITICAL
    try:
        sheets = read_sheets(open_pdf(content), draft)
    except UnreadableError as error:
        sheets = read_rest(content, draft, error)
    finally:
        quiet.level = level
    if not is_whole(content):
        draft.problems.append(warning("truncated", detail="het einde ontbreekt"))
    add_sheets(draft, sheets)
    return draft


def read_rest(content: bytes, draft: Draft, error: UnreadableError) -> list[Sheet]:
    """The pages that a file which was cut off still holds.

    Raises:
        UnreadableError: `error` itself, when the file is whole or holds no page with text.
    """
    rest = None if is_whole(content) or error.problem.code != "truncated" else rebuilt(content)
    if rest is None:
        raise error
    try:
        return read_sheets(open_pdf(rest), draft)
    except UnreadableError:
        raise error from None


def read_sheets(reader: PdfReader, draft: Draft) -> list[Sheet]:
    """The runs of each page; pages that cannot be read are named in a problem.

    Raises:
        UnreadableError: when no page holds any text.
    """
    fonts, sheets, lost = Fonts(), list[Sheet](), list[int]()
    if len(reader.pages) > MAX_PAGES:
        draft.problems.append(warning("many_pages", limit=MAX_PAGES))
    for number in range(1, min(len(reader.pages), MAX_PAGES) + 1):
        try:
            sheets.append(read_sheet(reader.pages[number - 1], fonts))
        except BROKEN:
            sheets.append(EMPTY)
            lost.append(number)
    told = with_scans(reader, sheets, draft)
    if not any(is_written(sheet) for sheet in sheets):
        raise UnreadableError(nothing_read(draft, lost))
    empty = [n for n, sheet in enumerate(sheets, 1) if n not in told and is_lost(sheet, n in lost)]
    if empty:
        draft.problems.append(warning("some_pages", pages=written_pages(empty)))
    return sheets


def is_written(sheet: Sheet) -> bool:
    """True where a page bears any text."""
    return any(run.text.strip() for run in sheet.runs)


def is_lost(sheet: Sheet, broken: bool) -> bool:
    """True for a page without text that is not simply blank: the back of a sheet is no loss."""
    return not is_written(sheet) and (broken or sheet.pictures > 0 or sheet.fills > 0)


def nothing_read(draft: Draft, lost: Sequence[int]) -> Problem:
    """Why no page of a file gave text."""
    if lost:
        return failure("truncated", detail="de pagina's zijn niet te lezen")
    known = next((problem for problem in draft.problems if problem.code in SCANNED), None)
    return Problem("scanned", known.message, Severity.ERROR) if known else failure("no_text")


def add_sheets(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Add the blocks of all pages."""
    rows = pages_of([sheet.runs for sheet in sheets])
    area = measure(rows)
    draft.pages = len(sheets)
    mains, sides = [], []
    for number, (page, sheet) in enumerate(zip(rows, sheets, strict=True), 1):
        main, side = columns(page, area, first=number == 1)
        if is_second_column(main, side):
            main, side = [*main, *side], []
        mains.append(lines_of(main, number, sheet.height, area))
        beside = [line_of(segment, number, sheet.height) for row in side for segment in row]
        sides.append([line for line in beside if not (line.text.isdigit() and len(line.text) < 4)])
    draft.gaps = find_gaps(
        [printed_number([*lines, *beside]) for lines, beside in zip(mains, sides, strict=True)]
    )
    sides = [[line for line in lines if not find_facts(line.text, draft)] for lines in sides]
    pages = without_furniture(mains, draft)
    pages = [
        without_side_column(lines, draft, first=n == 0, beside=sides[n]) for n, lines in enumerate(pages)
    ]
    add_masthead(draft)
    note_printed(draft)
    add_pages(draft, with_tables(pages, [sheet.rules for sheet in sheets]))
    turned = {number for number, sheet in enumerate(sheets, 1) if sheet.turned}
    draft.blocks = [without_boxes(block, turned) for block in draft.blocks] if turned else draft.blocks


def without_boxes(block: RawBlock, turned: Set[int]) -> RawBlock:
    """The block without its places on pages that were turned to read them."""
    return replace(block, boxes=tuple(box for box in block.boxes if box.page not in turned))


def columns(page: Rows, area: Measure, *, first: bool) -> tuple[Rows, Rows]:
    """The rows of the main column, and those of the column beside it.

    On the first page of a Kamerstuk the dossier number stands in the margin, left of its title: one row.
    """
    main: Rows = []
    side: Rows = []
    for row in page:
        inside = [s for s in row if s.left < area.right - 5 and s.right > area.left - 5]
        outside = [s for s in row if s not in inside]
        if first and inside and all(s.left < area.left and not find_facts(s.text, Draft()) for s in outside):
            inside, outside = row, []
        if inside:
            main.append(inside)
        if outside:
            side.append(outside)
    return main, side


def is_second_column(main: Rows, side: Rows) -> bool:
    """True where what stands beside the text is text too: as much of it, in lines as long."""
    widths = [sum(len(segment.text) for segment in row) for row in side]
    total = sum(len(segment.text) for row in main for segment in row)
    return len(widths) >= 4 and sum(widths) > 0.5 * total and sum(widths) > 28 * len(widths)


def lines_of(rows: Rows, page: int, height: float, area: Measure) -> list[Line]:
    """Lines from the top of the page to its foot, with the white space above each."""
    lines: list[Line] = []
    steps = sorted(a[0].base - b[0].base for a, b in pairwise(rows) if a[0].base - b[0].base > 1)
    leading = steps[len(steps) // 3] if steps else 1.2 * area.size
    above: float | None = None
    for row in rows:
        base = row[0].base
        line = line_of(row[0], page, height) if len(row) == 1 else cells_of(row, page, height)
        line.gap = above is None or above - base > 1.35 * max(leading, line.size * 1.1)
        lines.append(line)
        above = base
    return [line for line in lines if line.text]


def cells_of(row: list[Segment], page: int, height: float) -> Line:
    """A row of several segments as one line; its cells are told apart by tabs."""
    parts = [line_of(segment, page, height) for segment in row]
    line = replace(parts[0], parts=tuple(Part(part.left, part.right, part.text) for part in parts))
    line.text = " ".join(part.text for part in parts)
    line.right = parts[-1].right
    line.box = box_of(row, page, height)
    return line
