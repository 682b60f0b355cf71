"""Tables on a printed page: columns from white space, rows from drawn rules or from the first column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.cleaning import join_lines
from ingest.draft import Line, Part
from kamer.document import Box

MAX_BETWEEN = 8


@dataclass(slots=True)
class Column:
    """A column of a table: how far its cells reach, left and right."""

    left: float
    right: float


@dataclass(slots=True)
class Row:
    """A row while it grows: the lines of each cell."""

    first: Line
    cells: list[list[str]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def with_tables(pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[float]]) -> list[list[Line]]:
    """The lines of each page, with the rows of its tables as lines with cells.

    `rules` are the drawn horizontal lines of each page, as distances from its top. A table that ends a
    page may go on at the top of the next with a single row.
    """
    found: list[list[Line]] = []
    carried: list[Column] = []
    for lines, levels in zip(pages, rules, strict=True):
        page, carried = page_with_tables(lines, levels, carried)
        found.append(page)
    return found


def page_with_tables(
    lines: Sequence[Line], rules: Sequence[float], carried: list[Column]
) -> tuple[list[Line], list[Column]]:
    """One page with its tables, and the columns of a table that reaches to its foot."""
    found: list[Line] = []
    at, last = 0, list[Column]()
    while at < len(lines):
        end, columns = table_at(lines, at, carried if at == 0 else [])
        if end > at:
            found += [line_of(row) for row in rows_of(lines[at:end], columns, rules)]
            at, last = end, columns
        else:
            last = last if lines[at].note else []
            found.append(lines[at])
            at += 1
    return found, last


def table_at(lines: Sequence[Line], at: int, carried: Sequence[Column]) -> tuple[int, list[Column]]:
    """The index behind the table that starts at `at` and its columns; `at` itself where none starts there.

    `carried` are the columns of a table that ended the page before: then one row is enough.
    """
    if len(lines[at].parts) < 2:
        return at, []
    end, seeds, columns = at + 1, 1, columns_of([lines[at]])
    if (
        carried
        and len(lines[at].parts) == len(carried)
        and all(
            abs(part.left - column.left) < 3 for part, column in zip(lines[at].parts, carried, strict=True)
        )
    ):
        seeds, columns = 2, [Column(column.left, column.right) for column in carried]
    for below in range(at + 1, len(lines)):
        line = lines[below]
        if len(line.parts) > 1:
            merged = columns_of([*(other for other in lines[at:below] if len(other.parts) > 1), line])
            if len(merged) < 2 or below - end > MAX_BETWEEN:
                break
            columns, end, seeds = merged, below + 1, seeds + 1
        elif not fits_column(line, columns):
            break
    while (
        end < len(lines)
        and not lines[end].gap
        and len(lines[end].parts) < 2
        and fits_column(lines[end], columns)
    ):
        end += 1
    return (end, columns) if seeds > 1 else (at, [])


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """The columns that the parts of several lines share: stretches that overlap from line to line."""
    columns: list[Column] = []
    for part in sorted((part for line in lines for part in line.parts), key=lambda part: part.left):
        if columns and part.left < columns[-1].right + 2:
            columns[-1].right = max(columns[-1].right, part.right)
        else:
            columns.append(Column(part.left, part.right))
    return columns


def fits_column(line: Line, columns: Sequence[Column]) -> bool:
    """True where a line of one part stands within one column and not across the page."""
    place = column_of(line.left, columns)
    inner = place + 1 >= len(columns) or line.right < columns[place + 1].left
    return (
        inner
        and (place > 0 or line.left > columns[0].left - 4)
        and not (len(columns) > 1 and place == 0 and line.right > columns[1].left)
    )


def column_of(left: float, columns: Sequence[Column]) -> int:
    """The index of the column in which something that starts at `left` stands."""
    return max((at for at, column in enumerate(columns) if left > column.left - 6), default=0)


def rows_of(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[float]) -> list[Row]:
    """The rows of a table: cut at the rules drawn between its lines, else at the first column."""
    inside = [rule for rule in rules if middle(lines[0]) < rule < middle(lines[-1])]
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or starts_row(groups[-1], line, columns, inside):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [row_of(group, columns) for whole in groups for group in single_lines(whole, columns)]


def starts_row(group: Sequence[Line], line: Line, columns: Sequence[Column], rules: Sequence[float]) -> bool:
    """True where a line is the first of a new row."""
    if rules:
        return any(middle(group[0]) < rule < middle(line) for rule in rules)
    in_first = column_of(line.left, columns) == 0
    return in_first and (len(line.parts) > 1 or line.gap)


def single_lines(group: list[Line], columns: Sequence[Column]) -> list[list[Line]]:
    """A row whose every line fills all columns is so many rows: rules stand only around head and sum."""
    full = len(group) > 1 and all(len(line.parts) == len(columns) for line in group)
    return [[line] for line in group] if full else [group]


def row_of(group: Sequence[Line], columns: Sequence[Column]) -> Row:
    """The lines of one row, sorted into its cells."""
    row = Row(group[0], [[] for _ in columns])
    for line in group:
        for part in line.parts or (Part(line.left, line.right, line.text),):
            row.cells[column_of(part.left, columns)].append(part.text)
        row.boxes += [line.box] if line.box else []
    return row


def middle(line: Line) -> float:
    """The height at which a line stands."""
    return (line.box.top + line.box.bottom) / 2 if line.box else 0.0


def line_of(row: Row) -> Line:
    """A row as a line with cells, and one box around all of it."""
    cells = tuple(join_lines(cell) for cell in row.cells)
    return replace(
        row.first,
        text=" ".join(cell for cell in cells if cell),
        cells=cells,
        parts=(),
        box=hull(row.boxes),
        note="",
    )


def hull(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all boxes."""
    if not boxes:
        return None
    return Box(
        boxes[0].page,
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
