"""Writing a source as officiële-publicaties XML: Kamerstukken (letters, motions) and printed answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from corpus.press.source import NOTE_MARK, Block, Source, dutch_date, spaced_dossier

ROOT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<officiele-publicatie xsi:noNamespaceSchemaLocation='
    '"http://technische-documentatie.oep.overheid.nl/repository/schemas/op-consolidated/'
    'op-consolidated_2014-05-15/xsd/op-xsd-2014-05-15.xsd" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)
KAMERSTUK = re.compile(r"Kamerstuk (\d\d) (\d{3})(?: ([IVX]+))?, nr\. (\d+)")


def print_xml(source: Source) -> bytes:
    """The XML of one source, with a full `meta` block or a link to an external record."""
    body = answers_xml(source) if source.fact("form") == "aanhangsel" else kamerstuk_xml(source)
    return (ROOT + metadata_xml(source) + body + "</officiele-publicatie>\n").encode()


def metadata_xml(source: Source) -> str:
    """The `metadata` element in the variant that the source asks for."""
    if source.fact("meta") != "full":
        link = f"https://zoek.officielebekendmakingen.nl/{source.fact('key')}/metadata.xml"
        return f"  <metadata>\n    {meta('OVERHEIDop.externMetadataRecord', link)}\n  </metadata>\n"
    rows = "".join(f"    {meta(name, value, scheme)}\n" for name, scheme, value in metadata_rows(source))
    return f"  <metadata>\n{rows}  </metadata>\n"


def meta(name: str, content: str, scheme: str = "") -> str:
    """One `meta` element."""
    return f'<meta name="{name}" scheme="{scheme}" content={quoteattr(content)}/>'


def metadata_rows(source: Source) -> Iterator[tuple[str, str, str]]:
    """Name, scheme and content of each `meta` element of a Kamerstuk."""
    kind = "Motie" if source.fact("form") == "motion" else "Brief"
    day = source.fact("date")
    yield "DC.identifier", "OVERHEIDop.ParlID", source.fact("key")
    yield "OVERHEIDop.ondernummer", "", source.fact("nr")
    yield "DCTERMS.available", "DCTERMS.W3CDTF", day
    yield "DC.type", "OVERHEIDop.KamerstukTypen", kind
    yield "OVERHEIDop.dossiernummer", "", source.fact("dossier")
    yield "OVERHEIDop.documenttitel", "", source.fact("subject")
    yield from (("OVERHEIDop.indiener", "", name) for name in source.facts.get("submitters", ()))
    yield "OVERHEIDop.dossiertitel", "", source.fact("dossier_title")
    yield "OVERHEIDop.vergaderjaar", "", source.fact("session_year")
    yield "DC.creator", "OVERHEID.StatenGeneraal", "Tweede Kamer der Staten-Generaal"
    yield "DCTERMS.issued", "DCTERMS.W3CDTF", day
    yield "DC.title", "", f"{source.fact('dossier_title')}; {kind}; {source.fact('subject')}"
    yield "DCTERMS.language", "DCTERMS.RFC4646", "nl"
    yield "DC.type", "OVERHEID.Informatietype", "officiële publicatie"
    yield "OVERHEIDop.publicationName", "", "Kamerstuk"


def head_xml(source: Source, name: str, kind: str) -> str:
    """The element with the lines that open every paper of the Tweede Kamer."""
    lines = {
        "vergaderjaar": f"Vergaderjaar {source.fact('session_year')}",
        "kameraanduiding": "Tweede Kamer der Staten-Generaal",
        "kamernummer": "2",
        "documenttype": kind,
    }
    rows = "".join(f'      <tekstregel inhoud="{key}">{text}</tekstregel>\n' for key, text in lines.items())
    return f"    <{name}>\n{rows}    </{name}>\n"


def kamerstuk_xml(source: Source) -> str:
    """The `kamerstuk` element of a letter or a motion."""
    day = source.day
    printed = f'<datum isodatum="{day.isoformat()}">{dutch_date(day)}</datum>' if day else ""
    lead = "Voorgesteld " if source.fact("form") == "motion" else "Den Haag, "
    return (
        "  <kamerstuk>\n"
        + head_xml(source, "kamerstukkop", "Kamerstukken")
        + f"    <dossier>\n      <dossiernummer>\n        <dossiernr>{spaced_dossier(source.fact('dossier'))}"
        + f"</dossiernr>\n      </dossiernummer>\n      <titel>{escape(source.fact('dossier_title'))}</titel>\n"
        + "    </dossier>\n    <stuk>\n"
        + f'      <stuknr>Nr. <ondernummer kamer="2">{source.fact("nr")}</ondernummer></stuknr>\n'
        + f"      <titel>{escape(source.fact('title'))}</titel>\n"
        + (f"      <datumtekst>{lead}{printed}</datumtekst>\n" if printed else "")
        + '      <algemeen>\n        <vrije-tekst>\n          <tekst status="goed">\n'
        + address_xml(source)
        + blocks_xml(source, source.blocks)
        + submitters_xml(source)
        + "          </tekst>\n        </vrije-tekst>\n"
        + closing_xml(source)
        + "      </algemeen>\n    </stuk>\n  </kamerstuk>\n"
    )


def address_xml(source: Source) -> str:
    """The line that says to whom a letter is written; a motion has none."""
    if source.fact("form") == "motion":
        return ""
    return "            <al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>\n"


def submitters_xml(source: Source) -> str:
    """The names under a motion: one in a paragraph, several in a group."""
    names = [f"<al>{escape(name)}</al>" for name in source.facts.get("proposers", ())]
    if len(names) > 1:
        return (
            "            <al-groep>\n"
            + "".join(f"              {n}\n" for n in names)
            + "            </al-groep>\n"
        )
    return "".join(f"            {name}\n" for name in names)


def closing_xml(source: Source) -> str:
    """The `tekst-sluiting` element with the signatures of a letter."""
    if not source.signatories:
        return ""
    signed = "".join(
        f"          <ondertekening>\n            <functie>{escape(office)},</functie>\n"
        f"            <naam><achternaam>{escape(name)}</achternaam></naam>\n          </ondertekening>\n"
        for office, name in source.signatories
    )
    return f"        <tekst-sluiting>\n{signed}        </tekst-sluiting>\n"


def blocks_xml(source: Source, blocks: Sequence[Block]) -> str:
    """The elements of consecutive blocks: `al`, `tussenkop`, `lijst`, `table`."""
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        some = list(group)
        if kind == "bullet":
            parts.append(list_xml(source, some))
        elif kind == "row":
            parts.append(table_xml(source, some))
        else:
            tag = "tussenkop" if kind == "heading" else "al"
            parts.extend(f"            <{tag}>{text_xml(source, block.text)}</{tag}>\n" for block in some)
    return "".join(parts)


def list_xml(source: Source, items: list[Block]) -> str:
    """A `lijst` element with one `li` an item."""
    rows = "".join(
        f"              <li><li.nr>–</li.nr><al>{text_xml(source, item.text)}</al></li>\n" for item in items
    )
    return f'            <lijst type="expliciet">\n{rows}            </lijst>\n'


def table_xml(source: Source, rows: list[Block]) -> str:
    """A `table` element of the CALS form; the first row is its head."""
    made = [
        "<row>"
        + "".join(f"<entry><al>{text_xml(source, cell)}</al></entry>" for cell in row.cells)
        + "</row>"
        for row in rows
    ]
    body = "\n                ".join(made[1:])
    columns = len(rows[0].cells)
    return (
        f'            <table frame="all">\n              <tgroup cols="{columns}">\n'
        f"                <thead>{made[0]}</thead>\n                <tbody>{body}</tbody>\n"
        "              </tgroup>\n            </table>\n"
    )


def text_xml(source: Source, text: str) -> str:
    """Escaped text with its notes in place of their marks."""
    pieces = NOTE_MARK.split(text)
    made = []
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            made.append(tag_references(escape(piece)))
            continue
        note = tag_references(escape(source.notes[piece]))
        made.append(f'<noot id="n{piece}"><noot.nr>{piece}</noot.nr><noot.al>{note}</noot.al></noot>')
    return "".join(made)


def tag_references(text: str) -> str:
    """Text with its Kamerstuk numbers tagged, as the publisher tags them."""
    return KAMERSTUK.sub(reference_xml, text)


def reference_xml(match: re.Match[str]) -> str:
    """One Kamerstuk number as an `extref` element."""
    dossier = "-".join(part for part in (match[1] + match[2], match[3]) if part)
    return f'<extref doc="kst-{dossier}-{match[4]}" soort="document" status="actief">{match[0]}</extref>'


def answers_xml(source: Source) -> str:
    """The `kamervragen` element: each question, then its answer."""
    opening, receipt = " ".join(source.facts["opening"]), " ".join(source.facts["receipt"])
    return (
        "  <kamervragen>\n"
        + head_xml(source, "kamervraagkop", "Aanhangsel van de Handelingen")
        + f"    <kamervraagnummer>{source.fact('nr')}</kamervraagnummer>\n"
        + f'    <kamervraagomschrijving type="vraag">{escape(opening)}</kamervraagomschrijving>\n'
        + f'    <kamervraagomschrijving type="antwoord">{escape(receipt)}</kamervraagomschrijving>\n'
        + "".join(part_xml(source, heading, body) for heading, body in sections(source.blocks))
        + "  </kamervragen>\n"
    )


def sections(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Each heading with the blocks under it."""
    body: list[Block] = []
    heading = ""
    for block in blocks:
        if block.kind != "heading":
            body.append(block)
            continue
        if heading:
            yield heading, body
        heading, body = block.text, []
    yield heading, body


def part_xml(source: Source, heading: str, body: list[Block]) -> str:
    """One `vraag` or `antwoord` element."""
    tag = "vraag" if heading.startswith("Vraag") else "antwoord"
    return (
        f'    <{tag}>\n      <nr status="officieel">{heading}</nr>\n{blocks_xml(source, body)}    </{tag}>\n'
    )
