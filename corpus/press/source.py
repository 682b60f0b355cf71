"""A written source: facts about the letter in TOML between `+++` lines, then its text in light markup."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
NOTE_MARK = re.compile(r"\[\^(\d+)\]")
NOTE_TEXT = re.compile(r"\[\^(\d+)\]: (.*)", re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the source: `kind` is heading, paragraph, bullet or row; a row has `cells`."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One letter as written: its facts, its blocks in order, its notes by their number."""

    facts: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: dict[str, str] = field(default_factory=dict)

    def fact(self, name: str, default: str = "") -> str:
        """The fact `name` as text, or `default` where the source does not state it."""
        return str(self.facts.get(name, default))

    @property
    def day(self) -> date | None:
        """The letter's date, or None for a letter without one."""
        stated = self.facts.get("date")
        return stated if isinstance(stated, date) else None

    @property
    def signatories(self) -> list[tuple[str, str]]:
        """Office and name of everybody who signs, in order."""
        return [(one["office"], one["name"]) for one in self.facts.get("signatories", [])]


def dutch_date(day: date) -> str:
    """A date as a letter prints it.

    >>> dutch_date(date(2025, 2, 11))
    '11 februari 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spaced_dossier(dossier: str) -> str:
    """A dossier number as it is printed, with a space after the second digit.

    >>> spaced_dossier("90200-XIV")
    '90 200 XIV'
    """
    return f"{dossier[:2]} {dossier[2:]}".replace("-", " ")


def read_source(path: Path) -> Source:
    """Read one source file.

    Raises:
        ValueError: when the facts are not enclosed in `+++` lines.
    """
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError(f"{path.name}: no facts between +++ lines")
    chunks = [chunk.strip() for chunk in re.split(r"\n\s*\n", parts[2]) if chunk.strip()]
    notes = {m[1]: one_line(m[2]) for chunk in chunks if (m := NOTE_TEXT.fullmatch(chunk))}
    body = [chunk for chunk in chunks if not NOTE_TEXT.fullmatch(chunk)]
    return Source(tomllib.loads(parts[1]), tuple(b for chunk in body for b in parse_chunk(chunk)), notes)


def parse_chunk(chunk: str) -> list[Block]:
    """The blocks of one chunk between blank lines: a heading, rows, bullets or a paragraph."""
    if chunk.startswith("## "):
        return [Block("heading", one_line(chunk[3:]))]
    if chunk.startswith("|"):
        rows = [tuple(cell.strip() for cell in line.strip("| ").split("|")) for line in chunk.splitlines()]
        return [Block("row", "\t".join(cells), cells) for cells in rows]
    if chunk.startswith("- "):
        return [Block("bullet", one_line(item)) for item in re.split(r"(?:^|\n)- ", chunk) if item]
    return [Block("paragraph", one_line(chunk))]


def one_line(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def repeat_source(source: Source, times: int) -> Source:
    """The same letter with its text `times` over: a long file, for tests of size."""
    return replace(source, blocks=source.blocks * times)
