"""A report as plain text, for a mail or a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ui.outputs.report import Block, Facts, Heading, Report, Table, Words, on_paper
from ui.outputs.sound import one_line, sound

WIDTH = 78  # characters, as mail has it (RFC 5322, section 2.1.1)


def to_text(report: Report) -> bytes:
    """The report as text in UTF-8."""
    title = one_line(report.title)
    lines = [title, "=" * len(title), *map(one_line, report.lead)]
    for block in report.blocks:
        lines += ["", *block_lines(block)]
    return ("\n".join(lines) + "\n").encode()


def block_lines(block: Block) -> list[str]:
    """One block of the report."""
    if isinstance(block, Heading):
        words = one_line(block.text)
        return [words, ("-" if block.level == 1 else "·") * len(words)]
    if isinstance(block, Words):
        return wrapped(f"“{block.text}”" if block.style == "quote" else block.text)
    if isinstance(block, Facts):
        return [line for name, value in block.rows for line in wrapped(f"{name}: {value}", hanging="  ")]
    return [line for row in table_lines(block) for line in row]


def table_lines(table: Table) -> Iterator[list[str]]:
    """Each row as a list of its filled cells by name."""
    columns, rows = on_paper(table)
    for cells in rows:
        pairs = [(c.title, cell) for c, cell in zip(columns, cells, strict=True) if cell.strip()]
        told = [wrapped(f"{name}: {cell}" if name else cell, hanging="    ") for name, cell in pairs]
        first, *rest = [line for lines in told for line in lines]
        yield [f"* {first}", *(f"  {line}" for line in rest)]


def wrapped(text: str, hanging: str = "") -> list[str]:
    """`text` in lines of at most 78 characters; its own line ends stay."""
    lines = [
        piece
        for nth, line in enumerate(sound(text).split("\n"))
        for piece in textwrap.wrap(
            line,
            WIDTH - 4,
            initial_indent=hanging if nth else "",
            subsequent_indent=hanging,
            break_on_hyphens=False,
        )
    ]
    return lines or [""]
