"""Writing a source as DOCX in the shape of the ministries' Word template.

The template keeps the date and the subject in a table whose cells are results of field codes, prints
the sender's column in a text box (once for new and once for old versions of Word), keeps notes in
`word/footnotes.xml` and signatures in a nested table; `docProps/custom.xml` still holds the date on
which the letter was begun. The parts are written stored, not compressed, with one fixed date, so that
the same source gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape

from corpus.press.heads import ADDRESS
from corpus.press.source import NOTE_MARK, Block, Source, dutch_date

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "word/document.xml": f"{MAIN}.document.main+xml",
    "word/styles.xml": f"{MAIN}.styles+xml",
    "word/footnotes.xml": f"{MAIN}.footnotes+xml",
    "word/footer1.xml": f"{MAIN}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
STYLES = ("Normal", "heading 1", "Voetnoottekst", "datumonderwerp", "adres", "broodtekst")
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def print_docx(source: Source) -> bytes:
    """The DOCX of one source."""
    contents = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml"),
            ("custom-properties", "docProps/custom.xml"),
        ),
        "word/_rels/document.xml.rels": relations(
            ("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("footer", "footer1.xml")
        ),
        "word/document.xml": document_xml(source),
        "word/styles.xml": styles_xml(),
        "word/footnotes.xml": footnotes_xml(source),
        "word/footer1.xml": footer_xml(),
        "docProps/core.xml": core_xml(source),
        "docProps/custom.xml": custom_xml(source),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.create_system = 0
            package.writestr(entry, HEAD + content)
    return buffer.getvalue()


def content_types() -> str:
    """The part that says what each other part is."""
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in PARTS.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """A part with relationships, numbered rId1 and on."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def document_xml(source: Source) -> str:
    """The main part: masthead table, text box, text, signatures."""
    return (
        f'<w:document {NAMESPACES} mc:Ignorable=""><w:body>{text_box(source)}{masthead(source)}'
        f"{paragraph(source.fact('salutation', 'Geachte voorzitter,'))}{paragraph('')}"
        f"{''.join(group_xml(source, kind, list(some)) for kind, some in by_kind(source))}"
        f"{signatures(source)}"
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2398" w:right="2818" w:bottom="1077" w:left="1588" w:header="708" w:footer="250" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def by_kind(source: Source) -> Iterable[tuple[str, Iterable[Block]]]:
    """Consecutive blocks of one kind together."""
    return groupby(source.blocks, key=lambda block: block.kind)


def group_xml(source: Source, kind: str, blocks: list[Block]) -> str:
    """Paragraphs, headings, list items, or one table of rows."""
    if kind == "row":
        rows = "".join(row_xml([paragraph(cell) for cell in block.cells]) for block in blocks)
        return f'<w:tbl><w:tblPr><w:tblStyle w:val="Tabelraster"/></w:tblPr>{rows}</w:tbl>{paragraph("")}'
    style = {"heading": "heading1", "bullet": "broodtekst"}.get(kind, "broodtekst")
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if kind == "bullet" else ""
    made = [paragraph(block.text, style, number, bold=kind == "heading") for block in blocks]
    gap = "" if kind == "bullet" else paragraph("")
    return gap.join(made) + paragraph("")


def paragraph(text: str, style: str = "Normal", properties: str = "", *, bold: bool = False) -> str:
    """One paragraph; note marks become references to the notes' part."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs(text, bold=bold)}</w:p>'


def runs(text: str, *, bold: bool = False) -> str:
    """The runs of a text: Word cuts them at every note and often within a sentence."""
    made = []
    for n, part in enumerate(NOTE_MARK.split(text)):
        if n % 2:
            made.append(
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{part}"/></w:r>'
            )
        elif part:
            made += [run(piece, bold=bold) for piece in cut(part)]
    return "".join(made)


def cut(text: str) -> list[str]:
    """A text in two pieces, cut within a word where it is long: as edited letters are."""
    middle = len(text) // 2
    return [text] if len(text) < 80 else [text[:middle], text[middle:]]


def run(text: str, *, bold: bool = False) -> str:
    """One run of text."""
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field_result(code: str, result: str) -> str:
    """A field code with its result cut in two runs, as the template leaves it."""
    half = len(result) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> DOCPROPERTY {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result[:half])}{run(result[half:])}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def masthead(source: Source) -> str:
    """The table with address, date and subject."""
    address = "".join(paragraph(line, "adres") for line in ADDRESS)
    rows = row_xml([address])
    if source.day:
        rows += field_row("_datum", "Datum", "datum", dutch_date(source.day))
    rows += field_row("_onderwerp", "Betreft", "onderwerp", source.fact("subject"))
    return f"<w:tbl><w:tblPr/>{rows}</w:tbl>{paragraph('')}"


def field_row(label_code: str, label: str, code: str, result: str) -> str:
    """A row of the masthead: label and value, both results of field codes."""
    cells = [
        f'<w:p><w:pPr><w:pStyle w:val="datumonderwerp"/></w:pPr>{field_result(one, text)}</w:p>'
        for one, text in ((label_code, label), (code, result))
    ]
    return row_xml(cells)


def row_xml(cells: Iterable[str]) -> str:
    """A table row of cells that hold paragraphs or tables."""
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def text_box(source: Source) -> str:
    """The sender's column in a text box, once for each version of Word."""
    lines = [
        *source.facts["ministry_lines"],
        *source.facts["colophon"],
        "Onze referentie",
        source.fact("reference"),
    ]
    content = "<w:txbxContent>" + "".join(paragraph(line, "afzend") for line in lines) + "</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH '
        'relativeFrom="page"><wp:posOffset>5922010</wp:posOffset></wp:positionH>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def signatures(source: Source) -> str:
    """Offices and names in a table within a table."""
    inner = "".join(
        row_xml([paragraph(f"{office},") + paragraph("") * 3 + paragraph(name)])
        for office, name in source.signatories
    )
    nested = f"<w:tbl><w:tblPr/>{inner}</w:tbl>{paragraph('')}"
    return f"<w:tbl><w:tblPr/>{row_xml([nested])}</w:tbl>{paragraph('')}"


def footnotes_xml(source: Source) -> str:
    """The notes' part; Word puts two separators before the notes."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(
        f'<w:footnote w:id="{label}"><w:p><w:pPr><w:pStyle w:val="Voetnoottekst"/></w:pPr>'
        f"<w:r><w:footnoteRef/></w:r>{run(' ' + text)}</w:p></w:footnote>"
        for label, text in source.notes.items()
    )
    return f"<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"


def footer_xml() -> str:
    """The footer with the page number as a field."""
    pages = f"{field_result('PAGE', '1')}{run(' van ')}{field_result('NUMPAGES', '2')}"
    return f"<w:ftr {NAMESPACES}><w:p>{run('Pagina ')}{pages}</w:p></w:ftr>"


def styles_xml() -> str:
    """The styles that the text uses."""
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in STYLES
    )
    return f"<w:styles {NAMESPACES}>{rows}</w:styles>"


def core_xml(source: Source) -> str:
    """Title and author."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(source.fact('subject'))}</dc:title></cp:coreProperties>"
    )


def custom_xml(source: Source) -> str:
    """The template's own properties, with the stale date on which the letter was begun."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="datum">'
        f"<vt:lpwstr>{escape(source.fact('begun'))}</vt:lpwstr></property></Properties>"
    )
