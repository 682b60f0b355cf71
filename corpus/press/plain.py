"""A source as plain text that somebody extracted from its PDF: broken lines, notes and footers in the text."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.press.heads import ADDRESS, footer_text
from corpus.press.lines import break_lines
from corpus.press.pages import Column, Line, Setter, Sheet
from corpus.press.source import NOTE_MARK, Source, dutch_date, spaced_dossier

COLUMN = Column(width=72, first_height=34, next_height=56, indent=2, note_width=92)


def print_text(source: Source, hyphens: Mapping[str, tuple[int, ...]]) -> bytes:
    """The extracted text of one source: of a Kamerstuk without its head, or of a ministry's letter."""
    setter = Setter(COLUMN, len, len, hyphens)
    sheets = setter.set_source(source, signature_lines(source))
    ministry = source.fact("form") == "ministry"
    pages = [
        ministry_page(source, sheet, n, len(sheets)) if ministry else kamerstuk_page(source, sheet, n)
        for n, sheet in enumerate(sheets, start=1)
    ]
    return "".join(pages).encode()


def signature_lines(source: Source) -> list[Line]:
    """Office and name of everybody who signs."""
    lines: list[Line] = []
    for office, name in source.signatories:
        lines += [Line("office", office + ",", before=1), Line("name", name)]
    return lines


def text_lines(sheet: Sheet, *, apart: bool) -> list[str]:
    """The printed lines; note marks run on in the text, or stand `apart` on a line of their own."""
    lines: list[str] = []
    for _, line in sheet.lines:
        if line.before:
            lines.append(" " if apart else "")
        if apart:
            lines.extend(line.marks)
        text = NOTE_MARK.sub("" if apart else r"\1", line.text)
        lines.append(("• " if line.style == "bullet" else "") + text + " ")
    return lines


def kamerstuk_page(source: Source, sheet: Sheet, page: int) -> str:
    """One page of a Kamerstuk: text, notes, footer; a page without a head begins with a space."""
    body = "\n".join(line_end(line) for line in text_lines(sheet, apart=False))
    notes = "".join(f"\n{label} {' '.join(lines)}" for label, lines in sheet.notes)
    top = kamerstuk_head(source) if page == 1 and source.facts.get("head") else " "
    return f"{top}{body}\n{notes}\n\n{footer_text(source)} {page}\n\n\n\n"


def line_end(line: str) -> str:
    """A line as extraction ends it: a space between words, nothing after a hyphen or on an empty line."""
    line = line.rstrip()
    return f"{line} " if line and not line.endswith("-") else line


def kamerstuk_head(source: Source) -> str:
    """The head of a Kamerstuk; many copies have lost it."""
    lines = [
        "",
        "Tweede Kamer der Staten-Generaal 2",
        f"Vergaderjaar {source.fact('session_year').replace('-', '–')} ",
        "",
        f"{spaced_dossier(source.fact('dossier'))} {source.fact('dossier_title')}",
        "",
        *(f"{line} " for line in title_lines(source)),
        "",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal ",
        "",
    ]
    dated = [f"Den Haag, {dutch_date(source.day)} ", ""] if source.day else []
    return "\n".join([*lines, *dated]) + "\n"


def title_lines(source: Source) -> list[str]:
    """Number and title of a Kamerstuk, broken where the page is full."""
    return break_lines(f"Nr. {source.fact('nr')}  {source.fact('title')}", 62, len, {})


def ministry_page(source: Source, sheet: Sheet, page: int, pages: int) -> str:
    """One page of a ministry's letter: its column of small print first, then text, notes and footer."""
    head = (
        masthead(source)
        if page == 1
        else [*source.facts["ministry_lines"], "Kenmerk", source.fact("reference")]
    )
    notes = [part for label, lines in sheet.notes for part in (label, *(f" {line}" for line in lines))]
    lines = [*head, *text_lines(sheet, apart=True), " ", *notes, f"Pagina {page} van {pages}"]
    return "\n".join(lines) + "\n\n"


def masthead(source: Source) -> list[str]:
    """The lines above the text, address and column mixed as extraction leaves them."""
    column = [*source.facts["ministry_lines"], *source.facts["colophon"]]
    mixed = [source.fact("return_address")]
    for n in range(max(len(column), len(ADDRESS))):
        mixed += [*column[n : n + 1], *ADDRESS[n : n + 1]]
    mixed += ["Kenmerk", source.fact("reference")]
    if source.day:
        mixed.append(f"Datum {dutch_date(source.day)}")
    first, *rest = source.facts["subject_lines"]
    return [*mixed, f"Betreft {first} ", *rest, source.fact("salutation", "Geachte voorzitter,"), " "]
