"""What stands around the text of a printed letter: masthead, address, running heads, page footers."""

from __future__ import annotations

from typing import Any

from corpus.press.source import Source, dutch_date, spaced_dossier

BODY, BOLD = "Helvetica", "Helvetica-Bold"
TOP = 842.0
ADDRESS = (
    "Aan de Voorzitter van de Tweede Kamer",
    "der Staten-Generaal",
    "Postbus 20018",
    "2500 EA Den Haag",
)
ISSN = {"kamerstuk": "ISSN 0921 - 7371", "aanhangsel": "ISSN 0921 - 7398"}


def draw_head(canvas: Any, source: Source, page: int) -> None:
    """Draw what stands above and beside the text of one page."""
    {
        "kamerstuk": draw_kamerstuk_head,
        "aanhangsel": draw_aanhangsel_head,
        "ministry": draw_ministry_head,
        "communication": draw_communication_head,
        "fiche": draw_fiche_head,
    }[source.fact("form")](canvas, source, page)


def head_height(source: Source) -> float:
    """How far from the top of the first page the text starts, in points."""
    fixed = {"kamerstuk": 232.0, "ministry": 330.0, "communication": 330.0, "fiche": 70.0}
    lines = len(source.facts.get("opening", ())) + len(source.facts.get("receipt", ()))
    return fixed.get(source.fact("form"), 196.0 + 12 * lines)


def put(canvas: Any, x: float, y: float, text: str, size: float = 9.5, font: str = BODY) -> None:
    """Draw a string at a distance from the top of the page."""
    canvas.setFont(font, size)
    canvas.drawString(x, TOP - y, text)


def put_lines(canvas: Any, x: float, y: float, lines: list[str], size: float, leading: float) -> None:
    """Draw strings under one another."""
    for n, line in enumerate(lines):
        put(canvas, x, y + n * leading, line, size)


def draw_parliament_head(canvas: Any, source: Source) -> None:
    """Draw the head that all papers of the Tweede Kamer share."""
    put(canvas, 56, 50, "Tweede Kamer der Staten-Generaal", 14, BOLD)
    put(canvas, 535, 66, "2", 16, BOLD)
    canvas.setLineWidth(0.8)
    canvas.line(56, TOP - 72, 545, TOP - 72)
    put(canvas, 56, 86, f"Vergaderjaar {source.fact('session_year').replace('-', '–')}")


def draw_kamerstuk_head(canvas: Any, source: Source, page: int) -> None:
    """Draw the head of a Kamerstuk: dossier, number, who writes to whom and when."""
    if page > 1:
        return
    draw_parliament_head(canvas, source)
    put(canvas, 56, 130, spaced_dossier(source.fact("dossier")), 11, BOLD)
    put(canvas, 144, 130, source.fact("dossier_title"), 11, BOLD)
    put(canvas, 56, 160, f"Nr. {source.fact('nr')}", 9.5, BOLD)
    put(canvas, 144, 160, source.fact("title"), 9.5, BOLD)
    put(canvas, 144, 182, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal")
    if source.day:
        put(canvas, 144, 206, f"Den Haag, {dutch_date(source.day)}")


def draw_aanhangsel_head(canvas: Any, source: Source, page: int) -> None:
    """Draw the head of printed answers: number, who asked, who answered and when it was received."""
    if page > 1:
        return
    draw_parliament_head(canvas, source)
    put(canvas, 200, 86, "Aanhangsel van de Handelingen")
    put(canvas, 144, 120, "Vragen gesteld door de leden der Kamer, met de daarop door de", 9.5, BOLD)
    put(canvas, 144, 132, "regering gegeven antwoorden", 9.5, BOLD)
    put(canvas, 144, 164, source.fact("nr"), 12, BOLD)
    opening = [*source.facts["opening"], *source.facts["receipt"]]
    put_lines(canvas, 144, 184, opening, 9.5, 12)


def draw_ministry_head(canvas: Any, source: Source, page: int) -> None:
    """Draw a ministry's masthead, or on later pages the column that repeats its name."""
    ministry = source.facts["ministry_lines"]
    if page > 1:
        put_lines(canvas, 466, 60, ministry, 7, 9)
        put_lines(canvas, 466, 100, ["Onze referentie", source.fact("reference")], 6.5, 8)
        return
    put(canvas, 80, 110, source.fact("return_address"), 6.5)
    put_lines(canvas, 300, 50, ministry, 11, 13)
    put_lines(canvas, 80, 140, list(ADDRESS), 9, 13)
    put_lines(canvas, 466, 140, list(source.facts["colophon"]), 6.5, 8)
    put_lines(canvas, 466, 230, ["Onze referentie", source.fact("reference")], 6.5, 8)
    if source.day:
        put_lines(canvas, 80, 240, ["Datum"], 9, 13)
        put(canvas, 134, 240, dutch_date(source.day), 9)
    put(canvas, 80, 256, "Betreft", 9)
    put_lines(canvas, 134, 256, list(source.facts["subject_lines"]), 9, 13)
    put(canvas, 80, 308, source.fact("salutation", "Geachte voorzitter,"), 9)


def draw_communication_head(canvas: Any, source: Source, page: int) -> None:
    """Draw the first page of a Commission document."""
    if page > 1:
        return
    put_lines(canvas, 85, 90, ["EUROPEAN", "COMMISSION"], 12, 14)
    put_lines(
        canvas, 400, 140, [f"Brussels, {source.fact('date_printed')}", source.fact("printed_number")], 11, 15
    )
    for n, line in enumerate(source.facts["title_lines"]):
        canvas.setFont(BOLD, 12)
        canvas.drawCentredString(297, TOP - 200 - n * 17, line)


def draw_fiche_head(canvas: Any, source: Source, page: int) -> None:
    """A fiche opens with its title, which is part of its text."""


def draw_foot(canvas: Any, source: Source, page: int, pages: int) -> None:
    """Draw the footer of one page."""
    kind = source.fact("form")
    if kind in ISSN:
        draw_parliament_foot(canvas, source, page)
    elif kind == "communication":
        put(canvas, 85, 805, "EN", 10, BOLD)
        put(canvas, 294, 805, str(page), 10)
        put(canvas, 500, 805, "EN", 10, BOLD)
    else:
        put(canvas, 466, 805, f"Pagina {page} van {pages}", 6.5)


def draw_parliament_foot(canvas: Any, source: Source, page: int) -> None:
    """Draw the footer of a paper of the Tweede Kamer; its number stands on the first page only."""
    if page == 1:
        key = [source.fact("key"), ISSN[source.fact("form")], f"’s-Gravenhage {source.fact('year')}"]
        put_lines(canvas, 56, 786, key, 6.5, 8)
    put(canvas, 144, 802, footer_text(source), 7)
    put(canvas, 535, 802, str(page), 7)


def footer_text(source: Source) -> str:
    """The line at the foot of a paper of the Tweede Kamer, without its page number."""
    year = source.fact("session_year").replace("-", "–")
    if source.fact("form") == "aanhangsel":
        return f"Tweede Kamer, vergaderjaar {year}, Aanhangsel"
    return f"Tweede Kamer, vergaderjaar {year}, {spaced_dossier(source.fact('dossier'))}, nr. {source.fact('nr')}"
