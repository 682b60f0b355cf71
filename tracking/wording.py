"""The plain Dutch of events and reasons: dates, letters and pages by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kamer.document import DateBasis, Document, DocumentKind, Evidence
from kamer.findings import Deadline
from kamer.identifiers import KAMERSTUK

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

PAPERS = {
    DocumentKind.LETTER: "de brief",
    DocumentKind.ANSWER: "het antwoord",
    DocumentKind.MOTION: "de motie",
    DocumentKind.COMMUNICATION: "de mededeling",
    DocumentKind.FICHE: "het fiche",
    DocumentKind.OTHER: "het stuk",
}


def say_date(day: date) -> str:
    """The day in Dutch.

    >>> say_date(date(2023, 12, 17))
    '17 december 2023'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_pages(pages: tuple[int, ...]) -> str:
    """The pages as a Dutch citation, empty where there are none.

    >>> say_pages((2,)), say_pages((2, 3)), say_pages(())
    ('blz. 2', 'blz. 2–3', '')
    """
    if not pages:
        return ""
    return f"blz. {pages[0]}" if pages[0] == pages[-1] else f"blz. {pages[0]}–{pages[-1]}"


def say_number(number: str) -> str:
    """A Kamerstuk as it is cited; another number as it is.

    >>> say_number("35925-XVII-54")
    'Kamerstuk 35 925 XVII, nr. 54'
    >>> say_number("21501-02-2657")
    'Kamerstuk 21 501-02, nr. 2657'
    """
    match = KAMERSTUK.fullmatch(number)
    if match is None:
        return number
    dossier = f"{match['dossier'][:2]} {match['dossier'][2:]}"
    addition = f" {match['addition']}" if match["addition"] else ""
    return f"Kamerstuk {dossier}{addition}, nr. {match['number']}"


def say_paper(document: Document) -> str:
    """The paper with its date: "de brief van 17 december 2023"; an estimated date says so."""
    paper, day = PAPERS[document.metadata.kind], document.metadata.date
    if day is None:
        return f"{paper} zonder datum"
    if document.metadata.date_basis is DateBasis.ESTIMATED:
        return f"{paper} van omstreeks {say_date(day)} (datum geschat)"
    return f"{paper} van {say_date(day)}"


def say_place(name: str, evidence: Evidence | None) -> str:
    """Where to look: the letter's name and the page, between brackets."""
    pages = say_pages(evidence.pages) if evidence is not None else ""
    return f"({', '.join(part for part in (name, pages) if part)})"


def say_deadline(deadline: Deadline) -> str:
    """The deadline's own words and its last day.

    >>> say_deadline(Deadline("in Q1 2024", latest=date(2024, 3, 31)))
    '“in Q1 2024” (uiterlijk 31 maart 2024)'
    """
    words = f"“{' '.join(deadline.text.split())}”" if deadline.text.strip() else "zonder woorden"
    if deadline.latest is None:
        return f"{words} (zonder laatste dag)"
    guess = ", geschat" if deadline.estimated else ""
    return f"{words} (uiterlijk {say_date(deadline.latest)}{guess})"


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def say_names(names: Sequence[str]) -> str:
    """Names as a Dutch list.

    >>> say_names(["Bos", "De Wit", "Veerman"])
    'Bos, De Wit en Veerman'
    """
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
