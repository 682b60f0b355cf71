"""A report as a Word document: landscape or portrait, heads that repeat, page numbers, nothing cut in two."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ui.outputs.repack import repack
from ui.outputs.report import Block, Column, Facts, Heading, Report, Words, on_paper
from ui.outputs.sound import one_line, sound

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

A4 = (29.7, 21.0)  # centimetres, landscape
MARGIN = 1.3
TWIPS = 1440 / 2.54  # in a centimetre
FONT, INK, NAVY, SHADE, LINE = "Calibri", "1B2733", "10294A", "E6ECF3", "9AA7B5"
CELL_STYLE, NOTE_STYLE, QUOTE_STYLE = "Tabeltekst", "Noot", "Passage"
SIZES = {"Normal": 10.0, "Title": 18, "Heading 1": 13, "Heading 2": 11, "Heading 3": 10, "Footer": 8}
ROOM = (("top", 30), ("left", 70), ("bottom", 30), ("right", 70))
FACT_COLUMNS = (Column("", 4.0), Column("", 13.0))


def to_docx(report: Report) -> bytes:
    """The report as the bytes of a DOCX file; the same report gives the same bytes."""
    from docx import Document

    document = Document()
    set_properties(document, report)
    set_page(document, report)
    set_styles(document)
    document.add_heading(one_line(report.title), 0)
    for line in report.lead:
        document.add_paragraph(one_line(line))
    for block in report.blocks:
        add_block(document, block)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def set_properties(document: WordDocument, report: Report) -> None:
    """Title, language and dates; without them Word shows those of its template."""
    about, day = document.core_properties, dt.datetime.combine(report.as_of, dt.time())
    about.title, about.subject, about.author = one_line(report.title), one_line(report.lead[0]), "Nakoming"
    about.last_modified_by, about.comments, about.keywords = "Nakoming", "", ""
    about.created = about.modified = day
    about.language, about.revision = "nl-NL", 1


def set_page(document: WordDocument, report: Report) -> None:
    """A4 with narrow margins; at the foot the title, the day and the page."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    long, short = (Cm(side) for side in A4)
    section.orientation = WD_ORIENT.LANDSCAPE if report.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if report.landscape else (short, long)
    section.left_margin = section.right_margin = Cm(MARGIN if report.landscape else 2)
    section.top_margin = section.bottom_margin = Cm(1.6)
    section.footer_distance = section.header_distance = Cm(0.8)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.add_run(f"{one_line(report.title)} · {one_line(report.lead[0])} · Pagina ")
    add_field(foot, "PAGE")
    foot.add_run(" van ")
    add_field(foot, "NUMPAGES")


def add_field(paragraph: Any, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def set_styles(document: WordDocument) -> None:
    """One typeface, dark headings, Dutch as the language for the spelling checker."""
    from docx.enum.style import WD_STYLE_TYPE

    set_language(document)
    sizes: dict[str, float] = {
        "Normal": 10,
        "Title": 18,
        "Heading 1": 13,
        "Heading 2": 11,
        "Heading 3": 10,
        "Footer": 8,
    }
    for name, size in sizes.items():
        dress(document.styles[name], size, bold=name.startswith("Heading"))
    for name, own in ((CELL_STYLE, 8.5), (NOTE_STYLE, 8.5), (QUOTE_STYLE, 10.0)):
        dress(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), own)
    document.styles[QUOTE_STYLE].font.italic = True
    drop_rule(document.styles["Title"])


def dress(style: Any, size: float, *, bold: bool = False) -> None:
    """Typeface, size, colour and spacing of a style."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(NAVY if style.name.startswith(("Head", "Title")) else INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # the template's theme would win over the name
    style.font.bold = bold or None
    small = style.name in (CELL_STYLE, "Footer")
    style.paragraph_format.space_after = Pt(0 if small else 4)
    style.paragraph_format.space_before = Pt(10 if style.name.startswith("Heading") else 0)


def drop_rule(style: Any) -> None:
    """Take the line under the template's title away."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)


def set_language(document: WordDocument) -> None:
    """Dutch as the language of all text."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")


def add_block(document: WordDocument, block: Block) -> None:
    """One block of the report."""
    if isinstance(block, Heading):
        document.add_heading(one_line(block.text), block.level)
    elif isinstance(block, Words):
        style = {"plain": "Normal", "quote": QUOTE_STYLE, "note": NOTE_STYLE}[block.style]
        document.add_paragraph(sound(block.text), style)
    elif isinstance(block, Facts):
        add_table(document, FACT_COLUMNS, block.rows, headed=False)
    elif block.rows:
        columns, rows = on_paper(block)
        add_table(document, columns, rows, headed=True)


def add_table(
    document: WordDocument, columns: Iterable[Column], rows: Iterable[tuple[str, ...]], *, headed: bool
) -> None:
    """A table of fixed widths, as XML: in python-docx a cell takes time that grows with the table."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    widths = [round(column.width * TWIPS) for column in columns]
    head = [row_xml([column.title for column in columns], widths, head=True)] if headed else []
    body = [row_xml(cells, widths, head=False) for cells in rows]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = f"<w:tbl {nsdecls('w')}>{table_properties(sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
    document.element.body.insert_element_before(
        parse_xml(table + "".join([*head, *body]) + "</w:tbl>"), "w:sectPr"
    )
    document.add_paragraph(style=NOTE_STYLE)  # Word joins two tables with nothing between them


def table_properties(width: int) -> str:
    """Lines round all cells, fixed columns, a little room."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in ROOM)
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>'
    )


def row_xml(cells: Iterable[str], widths: Iterable[int], *, head: bool) -> str:
    """A row; one of the head stands on every page again, and no row is cut by the end of a page."""
    repeat = "<w:tblHeader/>" if head else ""
    inner = "".join(cell_xml(cell, width, head=head) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inner}</w:tr>"


def cell_xml(cell: str, width: int, *, head: bool) -> str:
    """A cell, a line of its words a line; those of the head bold on a ground."""
    from xml.sax.saxutils import escape

    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if head else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in sound(cell).split("\n")
    )
    bold = "<w:rPr><w:b/></w:rPr>" if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{CELL_STYLE}"/></w:pPr><w:r>{bold}{lines}</w:r></w:p></w:tc>'
    )
