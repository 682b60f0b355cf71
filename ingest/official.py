"""The machine-readable metadata of official publications, as facts: both variants, in XML and in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import inline
from ingest.draft import Draft
from ingest.furniture import session_year
from ingest.numbers import parse_head
from kamer.document import BlockKind
from kamer.identifiers import KAMERSTUK

IDENTIFIER = re.compile(r"\b((?:kst|ah-tk|ah-ek|h-tk|h-ek|blg)-[\w-]*[\w])")
KINDS = {
    "motie": "motion",
    "brief": "letter",
    "brief regering": "letter",
    "antwoord": "answer",
    "aanhangsel van de handelingen": "answer",
}


def note_meta(draft: Draft, name: str, content: str) -> None:
    """Keep what one `meta` element says, where it is of use.

    The short variant holds nothing but the address of an external record; the identifier is in it.
    """
    field = name.rsplit(".", 1)[-1].lower()
    found = IDENTIFIER.search(content)
    if field in ("identifier", "externmetadatarecord") and found:
        draft.note("number", official_number(found[1]))
    elif field == "vergaderjaar" and re.fullmatch(r"\d{4}-\d{4}", content):
        draft.note("session_year", content)
    elif field == "documenttitel":
        draft.note("title", content)
    elif field == "dossiertitel":
        draft.note("dossier_title", content)
    elif field == "datumontvangst":
        draft.note("date", content)
    elif name.upper() in ("DC.TITLE", "DCTERMS.TITLE") and content and ";" not in content:
        draft.note("title", content)
    elif field == "type" and content.lower() in KINDS:
        draft.note("kind", KINDS[content.lower()])


def official_number(identifier: str) -> str:
    """The number that an identifier stands for: without "kst-", otherwise as it is."""
    short = identifier.removeprefix("kst-")
    return short if KAMERSTUK.fullmatch(short) else identifier


def note_number(draft: Draft, dossiers: Sequence[str], piece: str) -> None:
    """Number and dossiers of a Kamerstuk from its tagged head."""
    if dossiers:
        draft.note("dossiers", " ".join(dossiers))
        number = f"{dossiers[0]}-{piece.strip()}"
        if piece and KAMERSTUK.fullmatch(number):
            draft.note("number", number)


def note_printed(draft: Draft) -> None:
    """Number, kind and sender out of the printed head."""
    lines: list[str] = []
    for block in draft.blocks:
        if block.kind is BlockKind.MASTHEAD:
            lines += logical_lines(inline.bare(block.text))
    printed = parse_head(lines)
    if printed:
        known = draft.facts.get("dossiers", "").split()
        new = [name for name in printed.dossiers if name not in known]
        draft.facts["dossiers"] = " ".join([*known, *new])
        draft.note("dossier_title", printed.title)
        draft.note("number", printed.number)
        note_heading(draft, printed.heading)
    for line in lines:
        note_answer(draft, line)


def logical_lines(text: str) -> list[str]:
    """The lines of a printed head; the capitals of a heading that goes on below are put behind it."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and re.match(r"(?:Nr\.?\s|[A-Z]{1,3}\s+BRIEF)", lines[-1]) and line.isupper():
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def note_heading(draft: Draft, heading: str) -> None:
    """What the title of a Kamerstuk says of its kind and sender."""
    draft.note("heading", heading)
    heading = re.sub(r"^herdruk\W*", "", heading, flags=re.I)
    if re.search(r"\bmotie\b", heading, re.I):
        draft.note("kind", "motion")
    elif re.match(r"brief\b", heading, re.I):
        draft.note("kind", "letter")
        draft.note("sender", heading)


def note_answer(draft: Draft, text: str) -> None:
    """Sender and title of an answer to written questions."""
    if re.match(r"Antwoord van\b", text):
        draft.note("sender", text)
    if re.match(r"Vragen van\b", text):
        draft.note("title", re.sub(r"\s*\(ingezonden.*$", "", text))
    years = re.search(r"Vergaderjaar\s+(\d{4})\s*[-–]\s*(\d{2,4})", text)
    if years:
        draft.note("session_year", session_year(years[1], years[2]))
