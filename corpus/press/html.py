"""Writing a source as the HTML page of officiële bekendmakingen: a Kamerstuk or printed answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from corpus.press.source import NOTE_MARK, Block, Source, dutch_date, spaced_dossier
from corpus.press.xml import metadata_rows

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html\n'
    '  PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="nl">\n   <head>\n'
    '      <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n'
)
SCRIPTS = (
    '<script src="./popup.js" type="text/javascript"></script>'
    '<link href="./op.css" rel="stylesheet" type="text/css" />\n      <title></title>\n   </head>\n'
    '   <body onload="enablePopup()">\n      <div id="kopregel"></div>\n      <div id="inhoudsopgave"></div>\n'
)


def print_html(source: Source) -> bytes:
    """The HTML of one Kamerstuk, with its metadata in the head and its notes at the foot."""
    metadata = "".join(
        f'      <meta name="{name}" scheme="{scheme}" content={quoteattr(content)} />\n'
        for name, scheme, content in metadata_rows(source)
    )
    foot = '      <div id="voetregel"></div>\n   </body>\n</html>\n'
    return (HEAD + metadata + SCRIPTS + body_html(source) + foot).encode()


def body_html(source: Source) -> str:
    """The part of the page that is the letter."""
    number = f'<span class="dossiernummer">{spaced_dossier(source.fact("dossier"))}</span>'
    title = f'<span class="stuknummer">Nr. {source.fact("nr")}</span> {escape(source.fact("title"))}'
    dated = f"Den Haag, {dutch_date(source.day)}" if source.day else ""
    return (
        '      <div id="broodtekst">\n'
        f'         <h1 class="dossiertitel">{number} {escape(source.fact("dossier_title"))}</h1>\n'
        f'         <div class="stuk">\n            <h1 class="stuktitel">{title}</h1>\n'
        "            <p>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</p>\n"
        f'            <p class="kamerstukdatum">{dated}</p>\n            <div class="algemeen">\n'
        f"{blocks_html(source.blocks)}{signatures_html(source)}{notes_html(source)}"
        "            </div>\n         </div>\n      </div>\n"
    )


def blocks_html(blocks: Sequence[Block]) -> str:
    """The blocks of a letter as headings, paragraphs, lists and tables."""
    parts = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        inner = [block_html(block) for block in group]
        wrapped = {"bullet": ('<ul class="expliciet">\n', "</ul>\n"), "row": ("<table>\n", "</table>\n")}
        opening, closing = wrapped.get(kind, ("", ""))
        parts.append(opening + "".join(inner) + closing)
    return "".join(parts)


def block_html(block: Block) -> str:
    """One block."""
    if block.kind == "row":
        return "<tr>" + "".join(f"<td><p>{marked(cell)}</p></td>" for cell in block.cells) + "</tr>\n"
    if block.kind == "bullet":
        return f"<li><p>{marked(block.text)}</p></li>\n"
    if block.kind == "heading":
        return f'<h2 class="tussenkop no-toc">{marked(block.text)}</h2>\n'
    return f"<p>{marked(block.text)}</p>\n"


def marked(text: str) -> str:
    """Escaped text, with each note mark as a link to its note."""
    return NOTE_MARK.sub(r'<a class="nootnum" href="#noot-\1" id="mark-\1"><sup>\1</sup></a>', escape(text))


def signatures_html(source: Source) -> str:
    """Office and name of everybody who signs."""
    return "".join(
        f'<div class="ondertekening"><p class="functie">{escape(office)},</p>'
        f'<p class="naam">{escape(name)}</p></div>\n'
        for office, name in source.signatories
    )


def notes_html(source: Source) -> str:
    """The notes at the foot of the page."""
    notes = "".join(
        f'<div class="noot" id="noot-{label}"><a class="nootnr" href="#mark-{label}"><sup>{label}</sup></a>'
        f'<p class="noot">{escape(text)}</p></div>\n'
        for label, text in source.notes.items()
    )
    return f'<div class="noten">\n{notes}</div>\n' if notes else ""
