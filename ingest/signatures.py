"""Who signed: office and name at the end of a letter, in either order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import inline
from ingest.cleaning import squeeze
from ingest.draft import Line
from kamer.document import Signatory

# How a minister's office begins, perhaps after the closing word: "de demissionair minister van …".
OFFICE = re.compile(
    r"^(?:(?:hoogachtend|met vriendelijke groet(?:en)?),?\s+)?(?:(?:de|het|the)\s+)?"
    r"(?:(?:demissionair|waarnemend|wnd\.|tijdelijk|gevolmachtigde?|toegevoegd)\s+)?"
    r"(?:viceminister-president|vice-minister-president|minister-president|vice-?premier|ministers?|"
    r"staatssecretaris(?:sen)?|state secretary|prime minister)\b(?!-)",
    re.I,
)
# Who signs in a minister's place ("namens deze, de directeur-generaal Beleid").
DEPUTY = re.compile(
    r"^(?:(?:de|het)\s+)?(?:(?:plv\.|plaatsvervangend|wnd\.|waarnemend)\s+)?"
    r"(?:(?:secretaris|directeur|inspecteur|thesaurier|programmadirecteur|rijksvertegenwoordiger)(?:-generaal)?|"
    r"hoofd(?:directeur)?|griffier)\b",
    re.I,
)
# No office holds a verb: a line with one is the body ("De minister van Financiën heeft op 3 mei").
VERB = re.compile(
    r"\b(?:heeft|hebben|had|is|zijn|was|waren|zal|zullen|zou|wordt|worden|werd|kan|kunnen|wil|moet|moeten|gaat|komt|"
    r"stuurt|informeert|verwacht|vindt|has|have|will|shall)\b"
)
FOR = re.compile(
    r"^(?:namens|voor|bij afwezigheid(?: van)?)\s*(?:dezen?|hem|haar)?\s*[,:]?$|^\(?w\.?\s?g\.?\)?[,:]?$|"
    r"^(?:en|,|_+|-+)$|^(?:hoogachtend|met vriendelijke groet(?:en)?),?$",
    re.I,
)
WITH = re.compile(
    r"^(?:mede|ook|tevens)\s+(?:namens|uit naam van)\b|^namens (?:het kabinet|de regering)\b", re.I
)
SIGNED_BY = re.compile(r"^\(?w\.?\s?g\.?\)?[,:]?\s+", re.I)
# Initials or first names, prefixes, one or more surnames: "H.G.J. Bruins Slot", "Alexandra C. van Huffelen".
UPPER = "[A-ZÀ-ÖØ-ÞĆČĎĐĞİŁŃŘŚŞŠŹŻŽ]"
INITIALS = rf"(?:(?:(?:IJ|{UPPER}[a-zà-ÿ]{{0,2}})\.[ -]?){{1,7}})"
TITLE = re.compile(
    r"^(?:(?:(?:drs|dr|mr|ir|ing|prof|jhr|mw|dhr|bc|msc|ma|dra|mevr)\.|mevrouw|de heer|jonkheer)\s*)+",
    re.I,
)
DEGREE = re.compile(r"(?:,?\s+(?:MA|MSc|MBA|MPA|MPM|LLM|LL\.M|PhD|RA|BSc|BA)\.?)+$")
SMALL = r"(?:van|de|der|den|ten|ter|te|het|'t|’t|in|op|von|zu|el|la|le|du|d'|al|bin|ben|dos|da|di)"
PREFIX = rf"(?:{SMALL}\s+)*"
SURNAME = (
    rf"(?:{UPPER}|[a-z])*['’]?{UPPER}[\w’'À-ÿ]+(?:(?:[-–]|\s[-–]\s|[-–]\s)(?:{SMALL}\s)*{UPPER}[\wÀ-ÿ’']+)*"
)
FIRST = rf"{UPPER}[\wÀ-ÿ]+(?:-{UPPER}[\wÀ-ÿ]+)?"
NAME = re.compile(
    rf"^(?:{INITIALS}\s*(?:\({FIRST}\)\s*)?|{FIRST}\s+(?:{INITIALS}\s*|{FIRST}\s+)?)"
    rf"{PREFIX}{SURNAME}(?:\s+{PREFIX}{SURNAME}){{0,2}}$"
)
# Office and name on one line: "De Minister van Defensie, A.B. Waterman".
IN_LINE = re.compile(rf"^(?P<office>[^.;:?!]{{8,150}}?),\s+(?P<name>{INITIALS}\s*{PREFIX}{SURNAME}.*)$")
# Where the columns of two signatures side by side are set apart.
APART = re.compile(r"\s{3,}|\t")
LONGEST = 14
# A second and third part of a ministry's name, where the line breaks at the comma.
WELFARE = re.compile(
    r"^(?:Welzijn|Cultuur|Voedsel|Visserij|Digitalisering|Koninkrijksrelaties|Integratie|Participatie)\b",
    re.I,
)
ABBREVIATED = re.compile(r"\b(?:wnd|a\.i|plv)\.")
MOTION_END = re.compile(r"\bgaat over tot de orde van de dag\.?$", re.I)
NOT_A_NAME = re.compile(
    r"\b(?:ministerie|kamer|postbus|pagina|bijlage|directie|nederland|den haag|kenmerk|staten|voorzitter|"
    r"raad|tabel|autoriteit|college|stichting|inspectie|commissie|vereniging|instituut|universiteit|"
    r"minister|staatssecretaris|ondertekenaar|europese|kamerstuk|zaken|unie)\b",
    re.I,
)


def is_office(text: str) -> bool:
    """True for the line of an office in a signature ("De Minister van Buitenlandse Zaken,")."""
    line = squeeze(text)
    return (
        len(line) < 220
        and bool(OFFICE.match(line))
        and not re.search(r"[.?!;]$|[.?!]\s+[A-Z]", ABBREVIATED.sub("", line))
        and not VERB.search(line)
        and not re.search(r"\d", line)
    )


def is_name(text: str) -> bool:
    """True for the line of a person's name, perhaps with titles."""
    line = tidy_name(text)
    return len(line) < 60 and bool(NAME.match(line)) and not NOT_A_NAME.search(line)


def tidy_name(text: str) -> str:
    """A name as printed, without titles, degrees and what says that somebody signed.

    >>> tidy_name("(w.g.) mr. drs. A.B. Waterman MPA")
    'A.B. Waterman'
    """
    line = SIGNED_BY.sub("", squeeze(text)).rstrip(",")
    line = line[1:-1] if line.startswith("(") and line.endswith(")") else line
    return DEGREE.sub("", TITLE.sub("", line)).rstrip(",")


def tidy_office(text: str) -> str:
    """An office as printed, without closing word and comma."""
    return re.sub(
        r"^(?:hoogachtend|met vriendelijke groet(?:en)?),?\s+", "", squeeze(text), flags=re.I
    ).rstrip(" ,")


def find_signatories(lines: Sequence[str]) -> list[Signatory]:
    """Office and name pairs in the lines of a letter's end, in order.

    A name stands below its office, or above it where nothing stands below. Lines between them that are
    neither ("Digitalisering en Koninkrijksrelaties") go on with the office. Of several offices with as
    many names below them, each name has its own; who signs "namens deze" has the office named last.
    """
    signing = Signing()
    for line in in_columns(lines):
        signing.read(squeeze(line))
    signing.close()
    return signing.found


@dataclass(slots=True)
class Signing:
    """State while the lines of a letter's end are read."""

    found: list[Signatory] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    replacing: bool = False
    skipping: bool = False

    def read(self, line: str) -> None:
        """Take in the next line."""
        both = parse_in_line(line)
        if both:
            self.close()
            self.found.append(both)
        elif WITH.match(line):
            self.skipping = True
        elif FOR.match(line):
            self.replacing = self.replacing or bool(re.match(r"namens|voor|bij", line, re.I))
        elif is_office(line) or (self.replacing and DEPUTY.match(line)):
            self.read_office(line)
        elif is_name(line):
            self.read_name(tidy_name(line))
        elif line and not self.skipping:
            self.read_rest(line)

    def read_office(self, line: str) -> None:
        """An office: of the name above it, in the place of the last, with it, or the next."""
        self.skipping = False
        if self.names and not self.offices:
            self.found.append(Signatory(self.names.pop(), tidy_office(line)))
            self.names = []
            self.offices, self.replacing = [], False
        elif self.names and self.replacing and DEPUTY.match(line):
            self.offices[-1] = line
            self.close()
        elif self.names:
            self.close()
            self.offices = [line]
        elif self.replacing and self.offices:
            self.offices[-1], self.replacing = line, False
        elif self.offices and goes_with(self.offices[-1], line):
            self.offices[-1] += f" {line}"
        else:
            self.offices.append(line)

    def read_name(self, name: str) -> None:
        """A name: below its office, or above it."""
        self.skipping = False
        self.names = [*self.names, name] if self.offices else [name]

    def read_rest(self, line: str) -> None:
        """A line that is neither: more of the office, or the end of what was begun."""
        if self.offices and not self.names and len(line) < 80 and not line.endswith("."):
            self.offices[-1] = squeeze(f"{self.offices[-1]} {line}")
        elif self.found and not self.offices and not self.names and is_rest(self.found[-1].office, line):
            last = self.found[-1]
            self.found[-1] = replace(last, office=tidy_office(f"{printed_comma(last.office, line)} {line}"))
        else:
            self.close()

    def close(self) -> None:
        """Pair what is complete; a single name below several offices has the last of them."""
        offices = self.offices[-len(self.names) :] if self.names else []
        for name, office in zip(self.names, offices, strict=False):
            self.found.append(Signatory(name, tidy_office(office)))
        self.offices, self.names, self.replacing, self.skipping = [], [], False, False


def goes_with(office: str, line: str) -> bool:
    """True where one person's second office follows (the minister-president's "Minister van …")."""
    return bool(re.search(r"(?:president|premier),?$", office, re.I)) and not re.match(r"de\s", line, re.I)


def is_rest(office: str, line: str) -> bool:
    """True where an office below its name goes on ("Minister van Volksgezondheid," "Welzijn en Sport")."""
    if len(line) > 60 or line.endswith(".") or VERB.search(line):
        return False
    return (
        line.startswith("en ") or bool(re.search(r"\b(?:en|van|voor)$", office)) or bool(WELFARE.match(line))
    )


def printed_comma(office: str, line: str) -> str:
    """The office with the comma that `tidy_office` took from the end of its first line."""
    return office if line.startswith("en ") or re.search(r"\b(?:en|van|voor)$", office) else f"{office},"


def parse_in_line(line: str) -> Signatory | None:
    """Office and name where both stand on one line, else None."""
    match = IN_LINE.match(line)
    if match is None or not is_office(match["office"]) or not is_name(match["name"]):
        return None
    return Signatory(tidy_name(match["name"]), tidy_office(match["office"]))


def in_columns(lines: Sequence[str]) -> list[str]:
    """The lines, where two signatures stand side by side: first all of the left one, then the right one."""
    parts = [APART.split(line.strip()) for line in lines]
    first = next((row for row in parts if len(row) == 2 and is_office(row[0]) and is_office(row[1])), None)
    if first is None or any(len(row) > 2 for row in parts):
        return list(lines)
    split = max(line.find(row[1]) for line, row in zip(lines, parts, strict=True) if len(row) == 2) - 4
    left: list[str] = []
    right: list[str] = []
    for line, row in zip(lines, parts, strict=True):
        single = right if len(line) - len(line.lstrip()) >= split > 4 else left
        (left if len(row) == 2 else single).append(row[0])
        right += row[1:]
    return [*left, *right]


def mark_signatures(lines: Sequence[Line]) -> None:
    """Number the lines of each signature, in place: an office and the name below (or above) it."""
    at, number = 0, 0
    texts = [inline.bare(line.text).strip() for line in lines]
    while at < len(lines):
        length = signature_length(texts[at : at + LONGEST])
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
    first = APART.split(texts[0])[0]
    if parse_in_line(squeeze(texts[0])):
        return 1
    if is_office(first):
        return length_below(texts)
    if not is_name(first):
        return 0
    offices = next((at for at in range(1, min(len(texts), 4)) if not FOR.match(texts[at])), 0)
    if not offices or not is_office(texts[offices]):
        return 0
    office = squeeze(texts[offices])
    more = offices + 1 < len(texts) and is_rest(office.rstrip(","), squeeze(texts[offices + 1]))
    return offices + 1 + more


def length_below(texts: Sequence[str]) -> int:
    """How many lines a signature takes that starts with an office; 0 where no name stands below it."""
    offices, names, end, replacing = 0, 0, 0, False
    for at, text in enumerate(texts[:LONGEST]):
        parts = APART.split(text.strip())
        if all(is_name(part) for part in parts):
            names, end = names + len(parts), at + 1
        elif is_office(parts[0]) or FOR.match(text) or WITH.match(text):
            if names and (names >= offices or is_office(parts[0])) and not replacing:
                break
            offices += len(parts) if is_office(parts[0]) else 0
            replacing = replacing or bool(re.match(r"(?:namens|voor) deze", text, re.I))
        elif names:
            return at + 1 if replacing and DEPUTY.match(text) else end
        elif len(text) > 80 or text.endswith((".", "?", "!", ":")) or VERB.search(text):
            return 0
        if names and names >= offices and not replacing:
            break
    return end
