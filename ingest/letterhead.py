"""What a letter says about itself: number, date, signatories, kind, ministry, language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest import inline
from ingest.cleaning import squeeze
from ingest.dates import parse_date, session_of
from ingest.draft import Draft
from ingest.estimate import estimate_date
from ingest.furniture import is_reference_code, is_side_label, session_year
from ingest.language import find_language
from ingest.masthead import ADDRESS, DATE_LINE, DAY_ALONE, OFFERED, PLACE_DATE, SUBJECT
from ingest.motions import cased_heading, find_proposers, find_replaced
from ingest.numbers import SESSION, dossier_of, parse_head
from ingest.signatures import find_signatories
from kamer.bodies import find_ministry
from kamer.document import BlockKind, DateBasis, DocumentKind, Metadata, Signatory
from kamer.identifiers import KAMERSTUK

NAMED_FILE = re.compile(r"(?:^|[^a-z0-9])kst-(?P<number>[0-9IVXLCR-]+[0-9A-Z]*)", re.I)
ANNEX_FILE = re.compile(r"^(ah-(?:tk|ek)-\d{8}-\d+)", re.I)
ASKED = re.compile(r"^(?P<title>Vragen van (?:het lid|de leden)\b.{10,400}?)\s*(?:\(ingezonden|\.?$)")
RECEIVED = re.compile(r"\(ontvangen\s+([^)]*)\)", re.I)
# The titles of what the institutions of the EU send to one another, in Dutch and in English.
SENT_BY_EU = re.compile(
    r"(?:MEDEDELING|VERSLAG|AANBEVELING|WITBOEK|GROENBOEK|ADVIES) VAN DE (?:EUROPESE )?COMMISSIE"
    r"|(?:COMMUNICATION|REPORT|RECOMMENDATION|WHITE PAPER|OPINION) FROM THE (?:EUROPEAN )?COMMISSION"
    r"|(?:JOINT COMMUNICATION|GEZAMENLIJKE MEDEDELING)|EUROP(?:ESE|EAN)\s+COMMISSI",
    re.I,
)
COMMUNICATION = re.compile(r"\b((?:COM|JOIN|SWD)\s?\(\d{4}\)\s?\d+)")


def read_metadata(draft: Draft, name: str, given: dt.date | None) -> Metadata:
    """The metadata of a draft whose file bears `name`; `given` is the date the user gave."""
    head, whole = head_text(draft), body_text(draft)
    number, dossiers = find_number(draft, head, name)
    years = draft.facts.get("session_year") or find_session(head) or session_of_annex(number)
    kind = find_kind(draft, head, number)
    date, basis = find_date(draft, head, years, given)
    years = years or (session_of(date) if date and basis is not DateBasis.ESTIMATED else None)
    signatories = find_signers(draft)
    return Metadata(
        kind=kind,
        number=number,
        dossiers=dossiers,
        title=find_title(draft, head),
        date=date,
        date_basis=basis,
        session_year=years,
        signatories=signatories if kind is not DocumentKind.MOTION else (),
        ministry=find_sender(signatories, draft, head) if kind is not DocumentKind.MOTION else None,
        language=find_language(whole),
        reference=draft.facts.get("reference"),
        proposers=find_proposers(draft) if kind is DocumentKind.MOTION else (),
        replaces=find_replaced(draft, dossiers) if kind is DocumentKind.MOTION else None,
    )


def head_text(draft: Draft) -> str:
    """The masthead (without the side column's fixed phrases) and the first few blocks, a line each."""
    if "head" in draft.facts:
        return "\n".join([draft.facts["head"], "", *(inline.bare(block.text) for block in draft.blocks[1:8])])
    return "\n".join(
        inline.bare(block.text) for block in draft.blocks[:14] if block.kind is not BlockKind.FOOTNOTE
    )


def body_text(draft: Draft) -> str:
    """All text but the footnotes and the masthead."""
    out = (BlockKind.FOOTNOTE, BlockKind.MASTHEAD)
    return "\n".join(inline.bare(block.text) for block in draft.blocks if block.kind not in out)


def told_text(draft: Draft) -> str:
    """All text but the masthead: footnotes too tell of events and of other papers."""
    blocks = (block for block in draft.blocks if block.kind is not BlockKind.MASTHEAD)
    return "\n".join(inline.bare(block.text) for block in blocks)


def find_number(draft: Draft, head: str, name: str) -> tuple[str | None, tuple[str, ...]]:
    """The official number and the dossiers: from footers or data, else the masthead, else the file's name."""
    dossiers = tuple(draft.facts.get("dossiers", "").split())
    if "number" in draft.facts:
        number = draft.facts["number"]
        return number, dossiers or dossier_of(number)
    printed = parse_head(head.split("\n"))
    if printed and printed.number:
        return printed.number, dossiers or tuple(printed.dossiers)
    found = (None if is_fiche(head) else communication_number(head)) or number_of_name(name)
    return found, dossiers or dossier_of(found or "")


def communication_number(head: str) -> str | None:
    """The number of a communication of the EU at the top of its text."""
    match = COMMUNICATION.search(head[:600])
    return re.sub(r"\s?\((\d{4})\)\s?", r"(\1) ", match[1]) if match else None


def number_of_name(name: str) -> str | None:
    """The official number in a file's name ("kst-30821-204.txt"), or None."""
    annex = ANNEX_FILE.match(name)
    if annex:
        return annex[1].lower()
    match = NAMED_FILE.search(name)
    number = match["number"].upper().strip("-") if match else ""
    return number if KAMERSTUK.fullmatch(number) else None


def find_session(head: str) -> str | None:
    """The session year in a printed masthead ("Vergaderjaar 2022–2023")."""
    match = SESSION.search(head)
    return session_year(match[1], match[2]) if match else None


def session_of_annex(number: str | None) -> str | None:
    """The session year in the number of an Aanhangsel ("ah-tk-20232024-1432")."""
    match = re.match(r"ah-\w\w-(\d{4})(\d{4})-", number or "")
    return f"{match[1]}-{match[2]}" if match else None


def find_kind(draft: Draft, head: str, number: str | None) -> DocumentKind:
    """What kind of paper it is, by its data, its number, or how it begins."""
    stated = draft.facts.get("kind")
    if stated:
        return DocumentKind(stated)
    top = squeeze(head[:3000])
    if (number or "").startswith("ah-") or re.search(
        r"Aanhangsel van de Handelingen|Vragen gesteld door de leden der Kamer", top
    ):
        return DocumentKind.ANSWER
    if re.search(r"\bNr\. \S+ (?:\w+ ){0,2}MOTIE VAN\b|^De Kamer,\s+gehoord|Voorgesteld \d", top):
        return DocumentKind.MOTION
    if is_fiche(head):
        return DocumentKind.FICHE
    if communication_number(head) and SENT_BY_EU.search(top):
        return DocumentKind.COMMUNICATION
    if draft_answers(draft):
        return DocumentKind.ANSWER
    return DocumentKind.LETTER


def is_fiche(head: str) -> bool:
    """True for the cabinet's assessment of a Commission proposal, which begins with "Fiche 3: …"."""
    return bool(re.search(r"\bFiche\s*\d*\s*:", squeeze(head)[:400]))


def draft_answers(draft: Draft) -> bool:
    """True where the document holds questions and their answers."""
    return sum(block.kind is BlockKind.QUESTION for block in draft.blocks) >= 1


def find_date(
    draft: Draft, head: str, years: str | None, given: dt.date | None
) -> tuple[dt.date | None, DateBasis | None]:
    """The date and how it is known: given, stated, or estimated; neither where nothing is certain."""
    if given:
        return given, DateBasis.GIVEN
    stated = stated_date(draft, head)
    if stated:
        return stated, DateBasis.STATED
    estimated = estimate_date(told_text(draft), years)
    return estimated, DateBasis.ESTIMATED if estimated else None


def stated_date(draft: Draft, head: str) -> dt.date | None:
    """The date that the paper bears: data, "ontvangen", a date line, place and date, "Voorgesteld"."""
    if "date" in draft.facts:
        return parse_date(draft.facts["date"])
    received = RECEIVED.search(squeeze(head))
    if received:
        return parse_date(received[1])
    lines = [squeeze(line) for line in head.split("\n")]
    for at, line in enumerate(lines):
        match = DATE_LINE.match(line)
        if match and not match["rest"]:
            found = next((date for below in lines[at + 1 : at + 3] if (date := parse_date(below[:40]))), None)
            if found:
                return found
        if PLACE_DATE.match(line) or OFFERED.match(line) or match:
            found = parse_date(match["rest"] if match else line)
            if found:
                return found
    return date_out_of_place(draft) or day_alone(draft)


def day_alone(draft: Draft) -> dt.date | None:
    """The one date alone on a line of the masthead, without the label of another letter above it."""
    lines = draft.facts.get("masthead", "").split("\n")
    found = {
        parse_date(line)
        for at, line in enumerate(lines)
        if DAY_ALONE.match(line) and not re.match(r"uw\b|ontvangen|ingekomen|your\b", lines[at - 1], re.I)
    }
    return found.pop() if len(found) == 1 else None


def date_out_of_place(draft: Draft) -> dt.date | None:
    """The date of a date line that the extractor set below the text of the first page."""
    for block in draft.blocks[:40]:
        match = DATE_LINE.match(squeeze(inline.bare(block.text))[:60])
        found = parse_date(match["rest"][:30]) if match and block.page in (None, 1) else None
        if found:
            return found
    return None


def find_title(draft: Draft, head: str) -> str | None:
    """The subject line, or the title that the source names."""
    if draft.facts.get("title"):
        return squeeze(draft.facts["title"])
    lines = head.split("\n")
    for at, line in enumerate(lines):
        if SUBJECT.match(line):
            return subject_from(lines, at) or subject_around(lines, at)
    return (
        composed_title(draft)
        or dossier_title(lines)
        or fiche_title(lines)
        or communication_title(draft)
        or answer_title(draft)
    )


def composed_title(draft: Draft) -> str | None:
    """Dossier and heading of a Kamerstuk whose data name no title ("Waterbeheer; Motie van het lid …")."""
    dossier, heading = draft.facts.get("dossier_title", ""), draft.facts.get("heading", "")
    parts = [squeeze(dossier), cased_heading(heading) if draft.facts.get("kind") == "motion" else ""]
    return "; ".join(part for part in parts if part) or None


def subject_from(lines: Sequence[str], at: int) -> str:
    """The subject that starts on line `at` and goes on below it."""
    subject = SUBJECT.sub("", lines[at])
    for line in lines[at + 1 : at + 4]:
        if (
            not line.strip()
            or DATE_LINE.match(line)
            or not subject
            or is_side_label(line)
            or re.match(r"^(?:Geachte|Hierbij|Met deze)\b", line)
        ):
            break
        subject = f"{subject} {line}"
    return squeeze(subject)


def subject_around(lines: Sequence[str], at: int) -> str | None:
    """The subject whose label came through between its lines, or None."""
    above = lines[at - 1] if at else ""
    below = next((line for line in lines[at + 1 : at + 3] if line.strip() and not ADDRESS.search(line)), "")
    usable = above.strip() and not (
        ADDRESS.search(above)
        or DATE_LINE.match(above)
        or DAY_ALONE.match(squeeze(above))
        or is_reference_code(above)
        or is_side_label(above)
    )
    return squeeze(f"{above} {below}") if usable and below[:1].strip() else squeeze(below) or None


def communication_title(draft: Draft) -> str | None:
    """The title of a communication: the first heading in ordinary letters below the capitals of its kind."""
    headings = [squeeze(inline.bare(b.text)) for b in draft.blocks[:12] if b.kind is BlockKind.HEADING]
    at = next((n for n, text in enumerate(headings) if text.isupper() and SENT_BY_EU.search(text)), None)
    return next((text for text in headings[at + 1 :] if not text.isupper()), None) if at is not None else None


def fiche_title(lines: Sequence[str]) -> str | None:
    """The name of a fiche ("Fiche 5: Herziening …")."""
    return next((squeeze(line) for line in lines if re.match(r"Fiche\s*\d*\s*:", line)), None)


def dossier_title(lines: Sequence[str]) -> str | None:
    """The title of the first dossier in the printed head."""
    printed = parse_head(lines)
    return (printed.title or None) if printed and printed.number else None


def answer_title(draft: Draft) -> str | None:
    """Who asks whom about what, where the head of an answer came through as text ("Vragen van het lid …")."""
    for block in draft.blocks[:8]:
        match = ASKED.match(squeeze(inline.bare(block.text)))
        if match:
            return match["title"]
    return None


def find_signers(draft: Draft) -> tuple[Signatory, ...]:
    """All who signed, from the signature blocks."""
    lines = [
        line
        for block in draft.blocks
        if block.kind is BlockKind.SIGNATURE
        for line in inline.bare(block.text).split("\n")
    ]
    return tuple(find_signatories(lines))


def find_sender(signatories: Sequence[Signatory], draft: Draft, head: str) -> str | None:
    """The ministry's code: by the first office that signed, else by the masthead."""
    lead = re.search(r"Eerstverantwoordelijk ministerie\s*:?\s*(.{0,120})", squeeze(body_text(draft)[:4000]))
    for place in [
        lead[1] if lead else "",
        *(signatory.office for signatory in signatories[:1]),
        draft.facts.get("sender", ""),
        head,
    ]:
        code = find_ministry(place) if place else None
        if code:
            return code
    return None
