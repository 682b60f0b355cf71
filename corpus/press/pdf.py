"""Drawing a source as PDF, as ministries, parliament and the Commission print theirs.

Everything is placed line by line: running heads, a column beside the text, notes at the foot, ruled
tables. reportlab runs in its invariant mode and without compression, so the same source gives the same
bytes on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from corpus.press.heads import draw_foot, draw_head, head_height
from corpus.press.pages import BULLET, Column, Line, Setter, Sheet
from corpus.press.source import NOTE_MARK, Source

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
BODY, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
SOFT_HYPHEN = "\u00ad"
FONTS = {"heading": BOLD, "head": BOLD, "name": BODY, "office": BODY, "body": BODY}


@dataclass(frozen=True, slots=True)
class Form:
    """Where a form prints its text, in points: left edge, width, size, leading, top and bottom."""

    left: float
    width: float
    size: float
    leading: float
    top: float = 70.0
    bottom: float = 90.0


FORMS = {
    "kamerstuk": Form(left=144, width=345, size=9.5, leading=12),
    "aanhangsel": Form(left=144, width=345, size=9.5, leading=12),
    "ministry": Form(left=80, width=360, size=9, leading=13, top=120, bottom=80),
    "communication": Form(left=85, width=425, size=11, leading=15),
    "fiche": Form(left=80, width=430, size=9.5, leading=14),
}


def print_pdf(source: Source, hyphens: Mapping[str, tuple[int, ...]]) -> bytes:
    """The PDF of one source.

    Raises:
        ImportError: when reportlab is missing.
    """
    from reportlab.pdfgen.canvas import Canvas

    kind = source.fact("form")
    form = FORMS[kind]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(source.fact("subject"))
    canvas.setAuthor(source.fact("ministry", "Tweede Kamer der Staten-Generaal"))
    sheets = set_sheets(source, form, hyphens)
    for n, sheet in enumerate(sheets, start=1):
        draw_head(canvas, source, n)
        top = head_height(source) if n == 1 else form.top
        draw_sheet(canvas, sheet, form, top, source)
        draw_foot(canvas, source, n, len(sheets))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def set_sheets(source: Source, form: Form, hyphens: Mapping[str, tuple[int, ...]]) -> list[Sheet]:
    """The pages of a source in the measures of a form."""
    height = PAGE_HEIGHT - form.bottom
    column = Column(
        width=form.width,
        first_height=height - head_height(source),
        next_height=height - form.top,
        leading=form.leading,
        note_leading=9,
        indent=14,
        cell_widths=tuple(share * form.width - 8 for share in source.facts.get("columns", ())),
    )
    sign = SOFT_HYPHEN if source.facts.get("soft_hyphens") else "-"
    setter = Setter(column, width_in(BODY, form.size), width_in(BODY, 7), hyphens, sign)
    return setter.set_source(source, signature_lines(source, form.leading))


def width_in(font: str, size: float) -> Callable[[str], float]:
    """A measure of text in one font at one size."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return partial(stringWidth, fontName=font, fontSize=size)


def signature_lines(source: Source, leading: float) -> list[Line]:
    """Office and name of everybody who signs, with room for the signature in a ministry's letter."""
    gap = leading * 4 if source.fact("form") == "ministry" else 0.0
    lines: list[Line] = []
    for office, name in source.signatories:
        lines.append(Line("office", office + ",", before=leading * 2, height=leading))
        lines.append(Line("name", name, before=gap, height=leading))
    return lines


def draw_sheet(canvas: Any, sheet: Sheet, form: Form, top: float, source: Source) -> None:
    """Draw the text column and the notes of one page."""
    for at, line in sheet.lines:
        baseline = PAGE_HEIGHT - top - at - form.size
        if line.cells:
            draw_row(canvas, line, form, baseline, source.facts["columns"])
            continue
        if line.style == "bullet":
            canvas.setFont(BODY, form.size)
            canvas.drawString(form.left, baseline, BULLET)
        draw_text(
            canvas, form.left + line.indent, baseline, line.text, FONTS.get(line.style, BODY), form.size
        )
    draw_notes(canvas, sheet, form)


def draw_row(canvas: Any, line: Line, form: Form, baseline: float, shares: list[float]) -> None:
    """Draw one row of a ruled table: its frame, then its cells."""
    left, top = form.left, baseline + form.size + 2
    canvas.setLineWidth(0.4)
    for cell, share in zip(line.cells, shares, strict=True):
        width = share * form.width
        canvas.rect(left, top - line.height, width, line.height)
        for n, part in enumerate(cell):
            draw_text(
                canvas, left + 4, baseline - n * form.leading, part, FONTS.get(line.style, BODY), form.size
            )
        left += width


def draw_text(canvas: Any, x: float, y: float, text: str, font: str, size: float) -> None:
    """Draw one line; note marks are small and raised."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for n, part in enumerate(NOTE_MARK.split(text)):
        raised = n % 2 == 1
        part_size = size * 0.6 if raised else size
        canvas.setFont(font, part_size)
        canvas.drawString(x, y + size * 0.35 if raised else y, part)
        x += stringWidth(part, font, part_size)


def draw_notes(canvas: Any, sheet: Sheet, form: Form) -> None:
    """Draw the notes of one page at the foot of its column, under a short rule."""
    if not sheet.notes:
        return
    count = sum(len(lines) for _, lines in sheet.notes)
    y = form.bottom + count * 9 - 7
    canvas.setLineWidth(0.4)
    canvas.line(form.left, y + 12, form.left + 70, y + 12)
    for label, lines in sheet.notes:
        canvas.setFont(BODY, 5)
        canvas.drawString(form.left, y + 2.5, label)
        canvas.setFont(BODY, 7)
        for line in lines:
            canvas.drawString(form.left + 8, y, line)
            y -= 9
