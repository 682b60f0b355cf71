"""A report before it has a form: headings, words, facts and tables, for Word, Excel, HTML and plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kamer.glossary import dutch_date

Cell = str | dt.date | None
Style = Literal["plain", "quote", "note"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width on paper in centimetres; `sheet_only` where just Excel has room for it.

    `linked` is true where its words lead to the item, `whole` where a line never breaks in it.
    """

    title: str
    width: float
    sheet_only: bool = False
    linked: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, one cell a column; `item` is the item that it is about."""

    cells: tuple[Cell, ...]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. In Excel, tables of one title share a sheet, and `group` becomes their first column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of rank 1 (a part) to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: plain, a passage from a letter, or a note in small type."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with values."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Words | Facts | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: `name` is what its file is called, `lead` the lines under its title."""

    name: str
    title: str
    as_of: dt.date
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]
    landscape: bool = True

    @property
    def tables(self) -> Iterator[Table]:
        """Its tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))


def say_cell(cell: Cell) -> str:
    """A cell as people read it: a date as `24-03-2024`, nothing where it is empty."""
    return cell if isinstance(cell, str) else dutch_date(cell) if cell else ""


def on_paper(table: Table) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
    """The columns and lines of a table without those that only Excel shows."""
    kept = [nth for nth, column in enumerate(table.columns) if not column.sheet_only]
    columns = tuple(table.columns[nth] for nth in kept)
    return columns, [tuple(say_cell(row.cells[nth]) for nth in kept) for row in table.rows]
