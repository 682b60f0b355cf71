"""Who signed: office and name at the end of a letter, in either order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import inline
from ingest.cleaning import squeeze
from ingest.draft import Line
from kamer.document import Signatory

OFFICE = re.compile(
    r"^(?:hoogachtend,?\s+)?(?:(?:de|het|the)\s+)?(?:(?:demissionair|waarnemend)\s+)?"
    r"(?:viceminister-president|vice-minister-president|minister-president|ministers?|"
    r"staatssecretaris(?:sen)?|state secretary|prime minister)\b",
    re.I,
)
FOR = re.compile(r"^(?:namens|voor)\s+dezen?,?$|^(?:w\.g\.|w\.g)$", re.I)
# Initials or first names, prefixes, one or more surnames: "H.G.J. Bruins Slot", "Alexandra C. van Huffelen".
INITIALS = r"(?:(?:[A-ZÀ-Ý][a-zà-ÿ]{0,2}\.[ -]?){1,6})"
TITLE = r"(?:(?:drs|dr|mr|ir|ing|prof|jhr|mw|dhr|bc|msc|ma|dra)\.\s*)*"
PREFIX = r"(?:(?:van|de|der|den|ten|ter|te|het|'t|’t|in|op|von|zu|el|la|le|du|d'|al|bin)\s+)*"
SURNAME = r"[A-ZÀ-Ýa-z]*['’]?[A-ZÀ-Ý][\w’'À-ÿ]+(?:[-–]\s?(?:van\s|de\s|der\s|den\s)*[A-ZÀ-Ý][\wÀ-ÿ’']+)*"
FIRST = r"[A-ZÀ-Ý][\wÀ-ÿ]+(?:-[A-ZÀ-Ý][\wÀ-ÿ]+)?"
NAME = re.compile(
    rf"^{TITLE}(?:{INITIALS}\s*(?:\({FIRST}\)\s*)?|{FIRST}\s+(?:{INITIALS}\s*|{FIRST}\s+)?){PREFIX}{SURNAME}(?:\s+{PREFIX}{SURNAME}){{0,2}}"
    r"(?:,?\s+(?:MA|MSc|MBA|LLM|PhD|RA)\.?)*$"
)
MOTION_END = re.compile(r"\bgaat over tot de orde van de dag\.?$", re.I)
NOT_A_NAME = re.compile(
    r"\b(?:ministerie|kamer|postbus|pagina|bijlage|directie|nederland|den haag|kenmerk|staten|voorzitter|"
    r"raad|tabel|"
    r"minister|staatssecretaris|ondertekenaar|europese|kamerstuk|zaken|unie)\b",
    re.I,
)


def is_office(text: str) -> bool:
    """True for the line of an office in a signature ("De Minister van Buitenlandse Zaken,")."""
    line = squeeze(text)
    return len(line) < 220 and bool(OFFICE.match(line)) and not re.search(r"[.?!;]$|[.?!]\s+[A-Z]", line)


def is_name(text: str) -> bool:
    """True for the line of a person's name."""
    line = squeeze(text).rstrip(",")
    return len(line) < 60 and bool(NAME.match(line)) and not NOT_A_NAME.search(line)


def tidy_office(text: str) -> str:
    """An office as printed, without closing word and comma."""
    return re.sub(r"^(?:hoogachtend|met vriendelijke groet),?\s+", "", squeeze(text), flags=re.I).rstrip(" ,")


def find_signatories(lines: Sequence[str]) -> list[Signatory]:
    """Office and name pairs in the lines of a letter's end, in order.

    A name stands below its office, or above it where nothing stands below. Lines between them that are
    neither ("Digitalisering en Koninkrijksrelaties") go on with the office.
    """
    found: list[Signatory] = []
    office, above = "", ""
    for line in (squeeze(line) for line in lines):
        if is_office(line):
            if above and not office:
                found.append(Signatory(above, tidy_office(line)))
                above = ""
            else:
                office = line
        elif is_name(line):
            if office:
                found.append(Signatory(line.rstrip(","), tidy_office(office)))
                office = ""
            else:
                above = line.rstrip(",")
        elif office and line and not FOR.match(line) and len(line) < 80 and not line.endswith("."):
            office = squeeze(f"{office} {line}")
        elif line and not FOR.match(line):
            office, above = "", ""
    return found


def mark_signatures(lines: Sequence[Line]) -> None:
    """Number the lines of each signature, in place: an office and the name below (or above) it."""
    at, number = 0, 0
    texts = [squeeze(inline.bare(line.text)) for line in lines]
    while at < len(lines):
        length = signature_length(texts[at : at + 5])
        if at and MOTION_END.search(texts[at - 1]):
            length = signers_length(texts[at:])
        if length:
            number += 1
            for line in lines[at : at + length]:
                line.signature = number
        at += max(length, 1)


def signers_length(texts: Sequence[str]) -> int:
    """How many lines below a motion's closing words are names."""
    lines = [text for text in texts if text]
    return next(
        (at for at, text in enumerate(lines) if len(text) > 50 or text.endswith((".", ":", "?"))), len(lines)
    )


def signature_length(texts: Sequence[str]) -> int:
    """How many lines the signature at the start of `texts` takes; 0 where there is none."""
    if not texts:
        return 0
    if is_office(texts[0]):
        for at in range(1, len(texts)):
            if is_name(texts[at]):
                return at + 1
            if len(texts[at]) > 80 or texts[at].endswith((".", "?", "!", ":")) or is_office(texts[at]):
                return 0
    return 2 if len(texts) > 1 and is_name(texts[0]) and is_office(texts[1]) else 0
