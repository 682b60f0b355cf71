"""Tables for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ui.commands.options import Format


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
    """A table for people. Cells are shown as they are: text of a letter is never markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    Console().print(table)


def printable(text: str) -> str:
    """`text` without control characters, which could steer the user's terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
