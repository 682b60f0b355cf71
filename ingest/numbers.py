"""Official numbers as printed: dossier lines and "Nr. 9" of a Kamerstuk, the number in the Aanhangsel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cleaning import squeeze
from kamer.identifiers import KAMERSTUK

DASH = "[-–—]"
# "36 410 X", "36 410-XVII", "36 410 (XVII)", "21 501-02", "34 269 (R 2052)", "35 925 A".
DOSSIER = (
    rf"\d{{2}}\s?\d{{3}}(?:{DASH}\d{{2}}(?!\d))?"
    rf"(?:(?:\s|{DASH})*\(?(?:[IVXLC]+[A-Z]?|[A-M]|R\s?\d{{4}})\)?(?![\w'’.]))?"
)
PARTS = re.compile(
    rf"(?P<dossier>\d{{2}}\s?\d{{3}}(?:{DASH}\d{{2}}(?!\d))?)"
    rf"(?:(?:\s|{DASH})*\(?(?P<addition>[IVXLC]+[A-Z]?|[A-M]|R\s?\d{{4}})\)?)?"
)
# Several dossiers of one paper: "36 180 en 32 852", "99 121, 99 130 en 99 140". Authors of notes write
# "31 293/31 289, nr. 390"; the printer of the Kamerstukken never does.
DOSSIERS = rf"{DOSSIER}(?:\s*(?:,|\ben\b)\s*{DOSSIER})*"
DOSSIER_LINE = re.compile(rf"^(?P<dossiers>{DOSSIER})(?:\s+(?P<title>[^\d\s,;:/.)].*))?$")
PIECE = re.compile(r"^Nr\.?\s*(?P<number>\d+|[A-Z]{1,3})\b(?![-–/.,])\s*(?P<heading>.*)$", re.I)
# The Eerste Kamer numbers with letters and without "Nr.": "B   BRIEF VAN DE MINISTER VAN …".
LETTERED = re.compile(
    r"^(?P<number>[A-Z]{1,3})(?:\s+(?P<heading>(?:(?:NADER|GEWIJZIGDE?|TWEEDE|VERDERE|INTERNE)\s+)*"
    r"(?:BRIEF|VERSLAG|MOTIE|MEMORIE|NOTA|VOORLOPIG|EINDVERSLAG|LIJST|VOORSTEL|INBRENG|RAPPORT|ADVIES)\b.*))?$"
)
HEADING = re.compile(
    r"^(?:(?:gewijzigde|nader gewijzigde)\s+)?(?:brief|motie|verslag|nota|lijst|memorie)\b", re.I
)
SESSION = re.compile(rf"\b(?:Vergaderjaar|Zitting(?:sjaar)?)\s+(\d{{4}})\s*(?:{DASH}|/)\s*(\d{{2,4}})", re.I)
ANNEX = re.compile(
    r"\bAanhangsel(?:\s+van\s+de\s+Handelingen)?\b[,\s]*"
    rf"(?:vergaderjaar\s+\d{{4}}\s*{DASH}\s*\d{{2,4}}[,\s]*)?(?:(?:nr|nummer)\b\.?\s*)?(?P<number>\d{{1,4}})?$",
    re.I,
)


@dataclass(slots=True)
class PrintedHead:
    """What the head of a Kamerstuk prints: its dossiers, the first one's title, number and heading."""

    dossiers: list[str]
    title: str = ""
    number: str | None = None
    heading: str = ""


def parse_dossiers(text: str) -> list[str]:
    """The dossiers in a list of them, each with its addition.

    >>> parse_dossiers("36 410 X, 99 121 en 21 501–02")
    ['36410-X', '99121', '21501-02']
    """
    found = []
    for piece in re.findall(DOSSIER, text, re.I):
        match = PARTS.match(piece)
        if match:
            dossier = re.sub(r"\s", "", re.sub(DASH, "-", match["dossier"]))
            addition = re.sub(r"\s", "", match["addition"] or "").upper()
            found.append(f"{dossier}-{addition}" if addition else dossier)
    return list(dict.fromkeys(found))


def dossier_of(number: str) -> tuple[str, ...]:
    """The dossier of a Kamerstuk number, with its addition, as a tuple; empty for other numbers."""
    match = KAMERSTUK.fullmatch(number)
    return ("-".join(part for part in (match["dossier"], match["addition"]) if part),) if match else ()


def parse_head(lines: Sequence[str]) -> PrintedHead | None:
    """The head of a Kamerstuk in the lines at the top of a paper; None where no dossier has a line.

    The title of a dossier stands on its line, or below it, and may go on.
    """
    head: PrintedHead | None = None
    lettered = False
    open_title = False
    for line in (squeeze(line) for line in lines):
        lettered = lettered or line.lower().startswith("eerste kamer")
        match = DOSSIER_LINE.match(line)
        piece = (PIECE.match(line) or (LETTERED.match(line) if lettered else None)) if head else None
        if head and piece:
            return numbered(head, piece)
        if match and head is None:
            head = PrintedHead(parse_dossiers(match["dossiers"]), match["title"] or "")
            open_title = True
        elif match and head:
            head.dossiers += [name for name in parse_dossiers(match["dossiers"]) if name not in head.dossiers]
            open_title = False
        elif head and line and (HEADING.match(line) or len(head.title) > 300):
            open_title = False
        elif head and line and open_title:
            head.title = squeeze(f"{head.title} {line}")
    return head


def numbered(head: PrintedHead, piece: re.Match[str]) -> PrintedHead:
    """The head with the number and heading of its own line."""
    number = f"{head.dossiers[0]}-{piece['number'].upper()}"
    if KAMERSTUK.fullmatch(number):
        head.number, head.heading = number, piece["heading"] or ""
    return head


def find_annex_number(lines: Sequence[str]) -> str | None:
    """The number of an answer in the Aanhangsel, from the lines above its questions, or None.

    It stands behind "Aanhangsel van de Handelingen" or on a line of its own below it.
    """
    top = [squeeze(line) for line in lines[:20]]
    end = next((at for at, line in enumerate(top) if re.match(r"Vragen van\b", line)), None)
    text = "\n".join(top[:end])
    years = SESSION.search(text)
    if end is None or years is None or "aanhangsel" not in text.lower():
        return None
    behind = next((match["number"] for line in top[:end] if (match := ANNEX.search(line))), None)
    alone = [line for line in top[:end] if re.fullmatch(r"\d{1,4}", line) and line not in ("1", "2")]
    number = behind or (alone[-1] if alone else None)
    chamber = "ek" if "eerste kamer" in text.lower() else "tk"
    full = f"{years[1]}{years[1][: 4 - len(years[2])]}{years[2]}"
    return f"ah-{chamber}-{full}-{number}" if number else None
