"""The machine-readable metadata of official publications, as facts: both variants, in XML and in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.draft import Draft
from kamer.identifiers import KAMERSTUK

IDENTIFIER = re.compile(r"\b((?:kst|ah-tk|ah-ek|h-tk|h-ek|blg)-[\w-]*[\w])")
KINDS = {"motie": "motion", "brief": "letter", "brief regering": "letter", "antwoord": "answer", "aanhangsel van de handelingen": "answer"}


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
