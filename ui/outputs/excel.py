"""A report as an Excel workbook: a sheet for each of its tables, with filters and a head that repeats."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from ui.outputs.repack import repack
from ui.outputs.report import Cell, Column, Report, Table
from ui.outputs.sound import FORMULA, one_line, sound_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

GROUP = Column("Ministerie", 4.2)
WIDTH = 5.4  # characters in a centimetre
NARROWEST = 11.5  # characters: a date fits, and so does "Opmerkingen"
FONT, SIZE = "Calibri", 10
LINE, TALLEST = 13.5, 409.0  # points: a line of text, and the tallest row that Excel takes
HEAD_ROW = 4
HEAD_STYLE, TEXT_STYLE, DAY_STYLE = "Kop", "Tekst", "Dag"
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")  # what Excel does not take in a sheet's name
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def to_xlsx(report: Report) -> bytes:
    """The report as the bytes of an XLSX file; the same report gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    add_styles(book)
    for title, tables in sheets_of(report).items():
        fill_sheet(book.create_sheet(sheet_name(title)), report, title, tables)
    set_properties(book, report)
    out = io.BytesIO()
    book.save(out)
    return repack(dated(out.getvalue(), report.as_of))


def sheets_of(report: Report) -> dict[str, list[Table]]:
    """The tables by the sheet on which they stand."""
    sheets: dict[str, list[Table]] = {}
    for table in report.tables:
        sheets.setdefault(table.title, []).append(table)
    return sheets


def sheet_name(title: str) -> str:
    """A title as Excel takes it for a sheet: 31 characters, without brackets and slashes."""
    return SHEET_NAME.sub(" ", one_line(title)).replace("  ", " ")[:31]


def set_properties(book: Any, report: Report) -> None:
    """Title, author and day."""
    about = book.properties
    about.title, about.creator, about.language = one_line(report.title), "Nakoming", "nl-NL"
    about.created = dt.datetime.combine(report.as_of, dt.time())


def dated(content: bytes, day: dt.date) -> bytes:
    """The workbook with `day` as the day of its last change: openpyxl writes the clock's."""
    import zipfile

    out, stamp = io.BytesIO(), f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = old.read(name)
            if name == "docProps/core.xml":
                member = MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", member)
            new.writestr(name, member)
    return out.getvalue()


def fill_sheet(sheet: Worksheet, report: Report, title: str, tables: list[Table]) -> None:
    """Title and day, then the head, then all rows of the tables."""
    from openpyxl.styles import Font

    columns = columns_of(tables)
    for row, words in enumerate((f"{report.title} – {title}", " ".join(report.lead)), start=1):
        put(sheet, row, 1, words)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    put_head(sheet, columns)
    last = HEAD_ROW
    for last, cells in zip(count(HEAD_ROW + 1), lines_of(tables), strict=False):
        for nth, cell in enumerate(cells, start=1):
            put(sheet, last, nth, cell, DAY_STYLE if isinstance(cell, dt.date) else TEXT_STYLE)
        sheet.row_dimensions[last].height = height_of(cells, columns)
    set_view(sheet, report, columns, last)


def height_of(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """How tall a row is in points: Excel does not fit rows that a program wrote to their wrapped text."""
    lines = (lines_in(cell, width_of(column)) for cell, column in zip(cells, columns, strict=True))
    return min(TALLEST, max(1, *lines) * LINE)


def lines_in(cell: Cell, width: float) -> int:
    """How many lines a cell's text takes at a width in characters."""
    if not isinstance(cell, str):
        return 1
    return sum(math.ceil(max(1, len(line)) / (width - 1)) for line in cell.split("\n"))


def width_of(column: Column) -> float:
    """A column's width in characters; one for numbers may be narrower than a date."""
    return max(6.0 if column.width < 1.5 else NARROWEST, round(column.width * WIDTH, 1))


def columns_of(tables: list[Table]) -> tuple[Column, ...]:
    """The columns of a sheet; of tables that are told apart by a group, that comes first."""
    grouped = any(table.group is not None for table in tables)
    return (GROUP, *tables[0].columns) if grouped else tables[0].columns


def lines_of(tables: list[Table]) -> Iterator[tuple[Cell, ...]]:
    """All rows of the tables, each with its group where there is one."""
    for table in tables:
        for row in table.rows:
            yield (table.group, *row.cells) if table.group is not None else row.cells


def put(sheet: Worksheet, row: int, column: int, value: Cell, style: str | None = None) -> None:
    """One cell: a date as a date, a number as a number, and text always as text, never as a formula."""
    cell = sheet.cell(row, column)
    if style is not None:
        cell.style = style
    if not isinstance(value, str):
        cell.value = value
    elif value.isascii() and value.isdigit() and len(value) < 10:
        cell.value = int(value)
    else:
        cell.value = sound_cell(value)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula
        cell.quotePrefix = value.startswith(FORMULA)  # and Excel would once the cell is edited


def put_head(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """The row with the columns' names."""
    for nth, column in enumerate(columns, start=1):
        put(sheet, HEAD_ROW, nth, column.title, HEAD_STYLE)
    sheet.row_dimensions[HEAD_ROW].height = height_of([column.title for column in columns], columns)


def add_styles(book: Any) -> None:
    """How cells look, under names: by name a style costs no time in each of a hundred thousand cells."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    wrapped, line = Alignment(wrap_text=True, vertical="top"), Border(bottom=Side("thin", color="C5CDD6"))
    head = NamedStyle(
        HEAD_STYLE, Font(FONT, SIZE, bold=True, color="10294A"), PatternFill("solid", fgColor="E6ECF3")
    )
    head.alignment, head.border = wrapped, line
    book.add_named_style(head)
    book.add_named_style(NamedStyle(TEXT_STYLE, Font(FONT, SIZE), border=line, alignment=wrapped))
    day = NamedStyle(DAY_STYLE, Font(FONT, SIZE), border=line, alignment=wrapped, number_format="dd-mm-yyyy")
    book.add_named_style(day)


def set_view(sheet: Worksheet, report: Report, columns: tuple[Column, ...], last: int) -> None:
    """Widths, the frozen head with its filters, and how it prints: landscape A4, a page wide, numbered."""
    from openpyxl.utils import get_column_letter

    for nth, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(nth)].width = width_of(column)
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(columns))}{max(last, HEAD_ROW + 1)}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = one_line(report.title).replace("&", "&&")
    sheet.oddFooter.right.text = "Pagina &P van &N"
