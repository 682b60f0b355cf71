"""What repeats on every page and is no part of the letter: running heads, page footers, kenmerk blocks.

It leaves the text, but what it says (number, session year, page) is kept as facts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.cleaning import squeeze, undouble
from ingest.draft import Draft, Line
from ingest.numbers import DASH, DOSSIERS, parse_dossiers

YEARS = rf"(?P<from>\d{{4}})\s*(?:{DASH}|/)\s*(?P<to>\d{{2,4}})"
# "Tweede Kamer, vergaderjaar 2031–2032, 99 121, nr. 7 4" and its kin: Eerste Kamer, Aanhangsel.
CHAMBER_FOOT = re.compile(
    rf"^(?:Tweede|Eerste) Kamer,\s*vergaderjaar\s*{YEARS},\s*"
    rf"(?:(?P<dossiers>{DOSSIERS}),\s*(?:nr\.?\s*)?(?P<number>\d+|[A-Z]{{1,3}})"
    r"|(?P<annex>Aanhangsel)(?:\s+van de Handelingen)?)"
    r"(?:\s+(?P<page>\d+))?$",
    re.I,
)
PAGE_FOOT = re.compile(
    r"^(?:Pagina|Page|Blad|Bladzijde)\s*:?\s*(?P<page>\d+)(?:\s*(?:van|of|/)\s*(?P<last>\d+))?$"
    # documents of the EU print their language on both sides of the number
    r"|^(?:EN|NL)(?:\s+(?P<eu>\d+))?(?:\s+(?:EN|NL))?$",
    re.I,
)
PRINTED = (
    r"(?:(?P<id>(?:kst|ah-tk|ah-ek|blg|h-tk|h-ek)-[\w-]*\d[\w-]*)|ISSN\s*\d{4}\s*-\s*\d{3}[\dX]"
    r"|['’‘]?s-Gravenhage\s+\d{4}|Den Haag\s+\d{4})"
)
IMPRINT = re.compile(rf"^{PRINTED}$", re.I)
IMPRINT_LEAD = re.compile(rf"^(?P<imprint>{PRINTED})\s+", re.I)
# Two notes that cite the same document on two pages are no furniture.
CITES = re.compile(r"Kamerstuk|Handelingen|Staatscourant|Stcrt|Staatsblad|Stb\.|https?:|www\.", re.I)
# Labels of the ministries' side column and first page, with what may follow on the same line.
SIDE_LABEL = re.compile(
    r"^(?:(?:ons|onze|uw)\s+(?:kenmerk|referentie|brief(?:\s*\(kenmerk\))?)|kenmerk(?:\s+afzender)?|referentie|projectnaam|"
    r"bijlage(?:n|\(n\))?|zaaknummer|overheidsidentificatienr\.?|bezoekadres|postadres|contactpersoon|dossier/volgnummer|"
    r"our reference|your reference|aantal bijlagen|kopie aan|behandeld door|auteur|rubricering)\s*:?$",
    re.I,
)
# A kenmerk: figures with slashes, dashes and capitals ("2031-0000123", "IenW/BSK-2031/456", "DGX-E / 123").
REFERENCE_CODE = re.compile(r"^(?=(?:.*\d){4})[A-Za-z]{0,8}[A-Za-z0-9]*(?:\s?[-/._:]\s?[A-Za-z0-9]+)*$")


def find_facts(text: str, draft: Draft) -> bool:
    """True where the line is a footer or imprint by its form; its number and session year become facts."""
    parts = parts_of(squeeze(undouble(text)))
    for part in parts:
        foot, imprint = CHAMBER_FOOT.match(part), IMPRINT.match(part)
        if foot:
            note_foot(foot, draft)
        elif imprint:
            draft.note("number", official_id(imprint["id"] or ""))
    return bool(parts)


def parts_of(line: str) -> list[str]:
    """The footers and imprints of which a line consists; none where anything else stands on it.

    Extractors set what stands side by side at the foot of a page on one line: "kst-99121-7 ISSN 0921 -
    7371 's-Gravenhage 2032 Tweede Kamer, vergaderjaar 2031–2032, 99 121, nr. 7 1".
    """
    for form in (CHAMBER_FOOT, PAGE_FOOT, IMPRINT):
        if form.match(line):
            return [line]
    lead = IMPRINT_LEAD.match(line)
    rest = parts_of(line[lead.end() :]) if lead else []
    return [lead["imprint"], *rest] if lead and rest else []


def official_id(identifier: str) -> str | None:
    """The number in an imprint ("kst-99121-7", in capitals for the Eerste Kamer), or None."""
    number = identifier.lower().removeprefix("kst-")
    return (number.upper() if identifier.lower().startswith("kst-") else number) or None


def note_foot(foot: re.Match[str], draft: Draft) -> None:
    """Number, dossiers and session year out of a page footer."""
    draft.note("session_year", session_year(foot["from"], foot["to"]))
    named = parse_dossiers(foot["dossiers"] or "")
    if named:
        draft.note("dossiers", " ".join(named))
        draft.note("number", f"{named[0]}-{foot['number'].upper()}")


def session_year(first: str, last: str) -> str:
    """A session year with both years in full.

    >>> session_year("2023", "24")
    '2023-2024'
    """
    return f"{first}-{first[: 4 - len(last)]}{last}"


def page_number(text: str) -> int | None:
    """The page number that a footer states, or None."""
    for part in parts_of(squeeze(undouble(text))):
        match = PAGE_FOOT.match(part) or CHAMBER_FOOT.match(part)
        number = match and (match["page"] or match.groupdict().get("eu"))
        if number:
            return int(number)
    return None


def printed_number(lines: Iterable[Line]) -> int | None:
    """The number that a page prints on itself, or None."""
    return next((found for line in lines if (found := page_number(line.text)) is not None), None)


def is_side_label(text: str) -> bool:
    """True for the label of a field in the side column ("Ons kenmerk")."""
    return bool(SIDE_LABEL.match(squeeze(text)))


def is_reference_code(text: str) -> bool:
    """True for the value of a kenmerk ("3477300-1040652-PG")."""
    line = squeeze(text)
    return len(line) <= 40 and bool(REFERENCE_CODE.match(line))


def masked(text: str) -> str:
    """A line with a figure at its end hidden, so that "Brief - 3" and "Brief - 4" are the same.

    Other figures stay, and so do the heads of questions: "Vraag 3" and "Vraag 4" are no furniture.
    """
    line = squeeze(text).lower()
    return (
        line
        if re.match(r"(?:vraag|vragen|antwoord|antwoorden|artikel|bijlage|deel|hoofdstuk)\b", line)
        else re.sub(r"(?<!\d)\d{1,3}$", "0", line)
    )


def repeated_lines(pages: Sequence[Sequence[Line]], edge: int) -> set[str]:
    """Masked lines that stand among the first or last `edge` lines of most pages (two at least)."""
    seen: Counter[str] = Counter()
    for page in pages:
        edges = [line for line in (*page[:edge], *page[-edge:]) if not is_figure(line)]
        edges += [line for line in (*page[:1], *page[-1:]) if is_figure(line)]
        seen.update(
            {masked(line.text) for line in edges if line.text.strip() and not CITES.search(line.text)}
        )
    return {text for text, count in seen.items() if count >= 2 and count > len(pages) / 2}


def is_figure(line: Line) -> bool:
    """True for a figure alone: a page number only at the very edge of a page, elsewhere a footnote's."""
    return line.text.strip().isdigit()


def without_furniture(pages: Sequence[list[Line]], draft: Draft) -> list[list[Line]]:
    """The pages without footers and running heads; their facts are noted in `draft`."""
    repeated = repeated_lines(pages, 6) if len(pages) > 1 else set()
    kept = []
    for number, page in enumerate(pages):
        lines = [line for line in page if not find_facts(line.text, draft)]
        kept.append(list(without_repeats(lines, repeated if number else set())))
    return kept


def without_repeats(lines: Sequence[Line], repeated: set[str]) -> Iterable[Line]:
    """The lines of a page but for the repeated ones near its edges."""
    for at, line in enumerate(lines):
        near_edge = at in (0, len(lines) - 1) if is_figure(line) else at < 8 or at >= len(lines) - 6
        if not (near_edge and masked(line.text) in repeated):
            yield line
