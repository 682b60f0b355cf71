"""Planning tables in extracted text: what is to be done, and when, as rows with cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cleaning import join_lines
from ingest.draft import Line

# "Planning Tijdspad", "Actie Planning", "Mijlpaal Datum": the head of a two-column planning.
HEAD = re.compile(
    r"^(?P<what>planning|actie|activiteit|mijlpaal|onderwerp|product|wat|omschrijving|maatregel|toezegging|stap)\s+"
    r"(?P<when>tijdspad|tijdpad|planning|datum|termijn|wanneer|gereed|deadline|moment|periode|kwartaal)$",
    re.I,
)
MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
WHEN = (
    rf"(?:(?:uiterlijk|begin|medio|eind|vanaf|voor|najaar|voorjaar|zomer|winter|"
    rf"eerste helft|tweede helft)\s+)*"
    rf"(?:Q[1-4](?:\s?[/–-]\s?Q?[1-4])?(?:\s+\d{{4}})?|(?:\d{{1,2}}\s+)?(?:{MONTH})(?:\s+\d{{4}})?|"
    rf"(?:eerste|tweede|derde|vierde)\s+(?:kwartaal|helft)(?:\s+van)?(?:\s+\d{{4}})?|\d{{4}}(?:\s?[-–/]\s?\d{{4}})?|"
    rf"doorlopend|continu|n\.t\.b\.|nnb|jaarlijks)"
)
WHEN_ALONE = re.compile(rf"^{WHEN}\.?$", re.I)
WHEN_LAST = re.compile(rf"^(?P<what>.*?[.;:\w)])\s+(?P<when>{WHEN})$", re.I)


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with the rows of a planning table as lines with cells."""
    start = next((at for at, line in enumerate(lines) if HEAD.match(line.text.strip())), None)
    if start is None:
        return list(lines)
    head = HEAD.match(lines[start].text.strip())
    assert head is not None
    rows = [Line(lines[start].text, lines[start].page, gap=True, cells=(head["what"], head["when"]))]
    found, end = rows_below(lines, start + 1)
    return [*lines[:start], *rows, *found, *with_rows(lines[end:])] if found else list(lines)


def rows_below(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """The rows under a table's head, and the index of the first line behind the table.

    A row ends with its time: on a line of its own, or at the end of its last line.
    """
    rows: list[Line] = []
    pending: list[Line] = []
    end = start
    for at in range(start, len(lines)):
        row = row_of(pending, lines[at])
        if row is None:
            pending.append(lines[at])
            if len(pending) > 6:
                break
            continue
        rows.append(row)
        pending, end = [], at + 1
    return rows, end


def row_of(pending: Sequence[Line], line: Line) -> Line | None:
    """The row that `line` completes, or None while it goes on."""
    text = line.text.strip()
    match = WHEN_LAST.match(text)
    if WHEN_ALONE.match(text) and pending:
        what, when = [p.text for p in pending], text
    elif match and (line.ends or len(text) > 20):
        what, when = [p.text for p in pending] + [match["what"]], match["when"]
    else:
        return None
    first = pending[0] if pending else line
    return Line(text, first.page, gap=True, cells=(join_lines(what), when), box=first.box)
