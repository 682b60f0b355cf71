"""Planning tables whose columns were lost: the rows stand one after the other in a single paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.deadlines import find_deadlines
from extract.tables import SHORTEST_STATEMENT
from kamer.document import Block, BlockKind, DateBasis, Document
from kamer.findings import Commitment, CommitmentKind, Deadline, Strength
from kamer.span import Span

CONFIDENCE = 0.75
FEWEST_ROWS = 2
# "Onderwerp Soort stuk Planning …": the heads of the columns, of which the last says when.
HEADS = re.compile(
    r"^\W*(?:Onderwerp|Activiteit|Actie|Actiepunt|Maatregel|Mijlpaal|Stap|Product|Titel|Dossier|Stuk|Voorstel|Wat|Traject|Onderdeel)\b"
    r"(?:[ /]+[\w()]+){0,7}?[ ]+(?:Planning|Gereed|Termijn|Datum|Wanneer|Tijdpad|Tijd|Moment|Streefdatum|"
    r"Oplevering|Kwartaal|Deadline|Verwacht|Periode|Einddatum|Verzending|Toezending)\b"
)
MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
# A time as it stands in a cell; a bare year may belong to a name ("Havenwet 2008") and is none.
TIME = re.compile(
    r"\b(?:(?:uiterlijk|vóór|voor|na|begin|medio|eind|vanaf|per|in|rond|het|de)\s+)*"
    rf"(?:(?:Q[1-4]|(?:[1-4]e|eerste|tweede|derde|vierde|laatste)\s+(?:helft|kwartaal)|(?:\d{{1,2}}\s+)?{MONTH}|voorjaar|najaar|"
    r"zomer|winter|zomerreces|herfstreces|kerstreces|voorjaarsreces|meireces|Prinsjesdag)\b(?:\s+(?:van\s+)?20\d\d\b)?"
    r"|(?<=begin )20\d\d\b|(?<=medio )20\d\d\b|(?<=eind )20\d\d\b|(?<=in )20\d\d\b|p\.?m\.|n\.t\.b\.)"
    r"(?:\s*\([^)]{3,25}\))?",
    re.IGNORECASE,
)
OPEN = re.compile(r"n\.t\.b\.?", re.IGNORECASE)
DONE = re.compile(
    r"\((?:gerealiseerd|afgerond|gereed|verzonden|afgedaan|klaar|verstuurd|aangeboden)\)", re.IGNORECASE
)


def find_flat(document: Document) -> list[Commitment]:
    """The milestones of the planning tables that a text file printed with blanks between the columns.

    Args:
        document: Any document; only paragraphs that open with the heads of such a table count.

    Returns:
        One milestone for each row with a time that lies ahead; the caller sets the ids.
    """
    return [
        made
        for at, block in enumerate(document.blocks)
        if block.kind is BlockKind.PARAGRAPH
        for place in cut_rows(block, document.blocks[at - 1] if at else None, document.text)
        if (made := read_flat(place, document)) is not None
    ]


def cut_rows(block: Block, before: Block | None, text: str) -> Iterator[Span]:
    """The places of the rows in a flat table; each ends with its time."""
    own = block.span.of(text)
    start = end_of_heads(own, before.span.of(text) if before else "")
    times = list(TIME.finditer(own, start)) if start is not None else []
    if start is None or len(times) < FEWEST_ROWS:
        return
    for time in times:
        yield Span(block.span.start + start, block.span.start + time.end()).trimmed(text)
        start = time.end()


def end_of_heads(own: str, before: str) -> int | None:
    """Where the rows begin: after the heads, or at once where those are the block before; None without."""
    head = HEADS.match(own)
    if head is not None:
        return head.end()
    above = HEADS.match(" ".join(before.split()))
    return 0 if above is not None and above.end() == len(" ".join(before.split())) else None


def read_flat(place: Span, document: Document) -> Commitment | None:
    """The milestone of one row, or None where it is done or its time is open."""
    row = place.of(document.text)
    times = list(TIME.finditer(row))
    if DONE.search(row) or not times or times[-1].start() < SHORTEST_STATEMENT:
        return None
    deadline = read_cell(times[-1].group(), document)
    if deadline is None and not OPEN.fullmatch(times[-1].group().strip()):
        return None
    return Commitment(
        id="",
        evidence=document.evidence(place, "flat-row"),
        kind=CommitmentKind.MILESTONE,
        strength=Strength.FIRM,
        deadline=deadline,
        section=document.section_at(place.start),
        confidence=CONFIDENCE,
    )


def read_cell(text: str, document: Document) -> Deadline | None:
    """The time that a cell is, if it lies ahead."""
    metadata = document.metadata
    estimated = metadata.date_basis is DateBasis.ESTIMATED
    for worded in (text, f"in {text}", f"in het {text}"):  # a bare "Q2" is no time of doing outside a table
        found = find_deadlines(worded, metadata.date, language=metadata.language, estimated=estimated)
        if found:
            return replace(found[0], text=text, span=None)
    return None
