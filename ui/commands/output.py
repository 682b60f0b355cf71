"""Tables for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ui.commands.options import Format

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

LONG_CELL = 40
WIDE_ENOUGH = 120  # columns of a terminal in which a table of six columns reads well


def write_rows(rows: Sequence[dict[str, Any]], form: Format) -> None:
    """All rows as one JSON array, or as one JSON object a line."""
    if form is Format.JSON:
        write(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    else:
        for row in rows:
            write(json.dumps(row, ensure_ascii=False, default=str))


def write(line: str) -> None:
    """One line on stdout, at once, so that a reader of the pipe sees it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def write_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; on a narrow screen a list, so that the last, long column keeps its room.

    Cells are shown as they are: text of a letter is never markup.
    """
    from rich.console import Console

    console, lines = Console(), list(rows)
    long = any(len(row[-1]) > LONG_CELL for row in lines)
    if console.width < WIDE_ENOUGH and len(columns) > 3 and long:
        write_list(console, title, lines)
    else:
        console.print(draw_table(title, columns, lines))


def draw_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """The rows as a table in which only the last column wraps."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=len(columns) > 3 and column != columns[-1])
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def write_list(console: Console, title: str, rows: Iterable[Sequence[str]]) -> None:
    """Each row as its short cells on one line and its last, long cell below."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(title, style="italic"))
    for row in rows:
        console.print(Text(printable(" · ".join(cell for cell in row[:-1] if cell)), style="bold"))
        if row[-1]:
            console.print(Padding(Text(printable(row[-1])), (0, 0, 0, 4)))


def printable(text: str) -> str:
    """`text` without control characters, which could steer the user's terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
