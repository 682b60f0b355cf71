"""From blocks to sheets: lines in a column, notes at the foot of the page on which their marks stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.press.lines import Measure, break_lines
from corpus.press.source import NOTE_MARK, Block, Source

BULLET = "•"


@dataclass(frozen=True, slots=True)
class Column:
    """The measures of a form: widths and heights in its own unit (points, or characters and lines)."""

    width: float
    first_height: float
    next_height: float
    leading: float = 1.0
    note_leading: float = 1.0
    indent: float = 2.0
    cell_widths: tuple[float, ...] = ()
    note_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its style, its text, or the lines of its cells; `before` is white above it."""

    style: str
    text: str
    indent: float = 0.0
    before: float = 0.0
    cells: tuple[tuple[str, ...], ...] = ()
    height: float = 1.0

    @property
    def marks(self) -> list[str]:
        """The numbers of the notes that are marked in this line."""
        inside = [self.text, *(part for cell in self.cells for part in cell)]
        return [mark for part in inside for mark in NOTE_MARK.findall(part)]


@dataclass(slots=True)
class Sheet:
    """One page: its lines with their distance from the top of the column, and its notes."""

    lines: list[tuple[float, Line]] = field(default_factory=list)
    notes: list[tuple[str, list[str]]] = field(default_factory=list)
    used: float = 0.0
    note_height: float = 0.0


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets a source in a column: how wide text is, and where words may be broken."""

    column: Column
    measure: Measure
    measure_note: Measure
    hyphens: Mapping[str, tuple[int, ...]]
    sign: str = "-"

    def set_source(self, source: Source, closing: list[Line]) -> list[Sheet]:
        """All sheets of a source, `closing` lines (the signature) last."""
        lines = [line for n, block in enumerate(source.blocks) for line in self.set_block(source, n, block)]
        notes = {label: self.set_note(text) for label, text in source.notes.items()}
        return self.fill_sheets([*lines, *closing], notes)

    def set_note(self, text: str) -> list[str]:
        """The lines of a note."""
        return break_lines(
            text, self.column.note_width or self.column.width, self.measure_note, self.hyphens, self.sign
        )

    def set_block(self, source: Source, n: int, block: Block) -> list[Line]:
        """The lines of one block, with white above it unless it goes on a list or table."""
        column = self.column
        same = n > 0 and block.kind in ("bullet", "row") and source.blocks[n - 1].kind == block.kind
        before = 0.0 if same or n == 0 or follows_number(source, n) else column.leading
        if block.kind == "row":
            return [self.set_row(block, before, head=not same)]
        indent = column.indent if block.kind == "bullet" else 0.0
        parts = break_lines(block.text, column.width - indent, self.measure, self.hyphens, self.sign)
        style = {"heading": "heading", "bullet": "bullet"}.get(block.kind, "body")
        made = [Line(style, parts[0], indent, before, height=column.leading)]
        rest = "body" if style == "bullet" else style
        return made + [Line(rest, part, indent, height=column.leading) for part in parts[1:]]

    def set_row(self, block: Block, before: float, *, head: bool) -> Line:
        """A table row as one line that is as high as its highest cell."""
        widths = self.column.cell_widths
        cells = tuple(
            tuple(break_lines(cell, width, self.measure, self.hyphens, self.sign))
            for cell, width in zip(block.cells, widths, strict=True)
        )
        height = self.column.leading * max(len(cell) for cell in cells) + self.column.leading * 0.5
        return Line("head" if head else "row", "", before=before, cells=cells, height=height)

    def fill_sheets(self, lines: list[Line], notes: Mapping[str, list[str]]) -> list[Sheet]:
        """Put lines on sheets, each with the notes that are marked in it."""
        sheets = [Sheet()]
        for line in lines:
            note_room = self.height_of([notes[mark] for mark in line.marks], first=not sheets[-1].notes)
            room = self.room_of(sheets) - note_room
            if line.before + line.height + self.keep(line) > room and sheets[-1].lines:
                sheets.append(Sheet())
            self.place(sheets[-1], line, [(mark, notes[mark]) for mark in line.marks])
        return sheets

    def keep(self, line: Line) -> float:
        """The room that must stay under a heading or the first line of a signature."""
        return {"heading": 2.0, "office": 6.0, "head": 3.0}.get(line.style, 0.0) * self.column.leading

    def room_of(self, sheets: list[Sheet]) -> float:
        """What is left on the last sheet."""
        full = self.column.first_height if len(sheets) == 1 else self.column.next_height
        return full - sheets[-1].used - sheets[-1].note_height

    def height_of(self, notes: list[list[str]], *, first: bool) -> float:
        """The height of some notes, with the white above the first of a page."""
        lines = sum(len(note) for note in notes)
        return lines * self.column.note_leading + (self.column.leading if first and lines else 0.0)

    def place(self, sheet: Sheet, line: Line, notes: list[tuple[str, list[str]]]) -> None:
        """Put one line, and its notes, on a sheet."""
        before = line.before if sheet.lines else 0.0
        sheet.note_height += self.height_of([note for _, note in notes], first=not sheet.notes)
        sheet.lines.append((sheet.used + before, line))
        sheet.used += before + line.height
        sheet.notes.extend(notes)


def follows_number(source: Source, n: int) -> bool:
    """True where block `n` comes under a heading such as "Antwoord 3", on which it follows without white."""
    above = source.blocks[n - 1]
    return above.kind == "heading" and above.text.startswith(("Vraag ", "Antwoord "))
