"""Official XML and HTML: letters, motions, answers."""
# ruff: noqa: E501 (markup as it comes)

import datetime as dt

import pytest

from ingest import parse_document
from kamer.document import BlockKind, Document, DocumentKind

HEAD = """<?xml version="1.0" encoding="UTF-8"?><officiele-publicatie><metadata>{meta}</metadata><kamerstuk>
<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2031-2032</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>99 600</dossiernr><begrotingshoofdstuk>XVII</begrotingshoofdstuk></dossiernummer>
<titel>Waterbeheer</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer="2">12</ondernummer></stuknr><titel>{title}</titel>
<datumtekst>{said} <datum isodatum="2031-10-01">1 oktober 2031</datum></datumtekst>
<algemeen><vrije-tekst><tekst status="goed">{body}</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"""
FULL = '<meta name="DC.identifier" content="kst-99600-XVII-12"/><meta name="OVERHEIDop.documenttitel" content="Motie van het lid De Wit over dijken"/>'
LINK = '<meta name="OVERHEIDop.externMetadataRecord" content="https://voorbeeld.nl/kst-99600-XVII-12/metadata.xml"/>'
MOTION = "<al>De Kamer,</al><al>verzoekt de regering de dijken te keuren,</al><al>en gaat over tot de orde van de dag.</al><al-groep><al>De Wit</al><al>Van den Duinkerk</al></al-groep>"


def motion(
    meta: str,
    title: str = "GEWIJZIGDE MOTIE VAN DE LEDEN DE WIT EN VAN DEN DUINKERK TER VERVANGING VAN DIE GEDRUKT ONDER NR. 9",
) -> Document:
    return parse_document(
        HEAD.format(meta=meta, title=title, said="Voorgesteld", body=MOTION).encode(), "motie.xml"
    )


@pytest.mark.parametrize("meta", [FULL, LINK, ""], ids=["full", "link", "none"])
def test_a_motion_in_every_variant(meta: str) -> None:
    metadata = motion(meta).metadata
    assert metadata.kind is DocumentKind.MOTION
    assert (metadata.number, metadata.dossiers) == ("99600-XVII-12", ("99600-XVII",))
    assert (metadata.date, metadata.session_year) == (dt.date(2031, 10, 1), "2031-2032")
    assert metadata.proposers == ("De Wit", "Van den Duinkerk")
    assert metadata.replaces == "99600-XVII-9"
    assert (metadata.ministry, metadata.signatories) == (None, ())


def test_the_request_stays_in_the_text() -> None:
    document = motion(FULL)
    assert "verzoekt de regering de dijken te keuren," in document.text
    assert next(document.blocks_of(BlockKind.SIGNATURE)).span.of(document.text) == "De Wit\nVan den Duinkerk"


def test_proposers_from_the_title_where_nobody_signed() -> None:
    content = HEAD.format(
        meta="",
        title="MOTIE VAN HET LID VAN DEN DUINKERK C.S.",
        said="Voorgesteld",
        body="<al>De Kamer,</al>",
    )
    assert parse_document(content.encode(), "m.xml").metadata.proposers == ("Van den Duinkerk",)


LETTER = """<al>Hierbij bied ik het plan aan.<noot><noot.nr>1</noot.nr><noot.al>Kamerstuk <extref doc="kst-99600-4">99 600, nr. 4</extref>.</noot.al></noot> Het volgt.</al>
<tussenkop>Planning</tussenkop><lijst><li><li.nr>a.</li.nr><al>De dijk wordt gekeurd.</al></li></lijst>
<table><tgroup><tbody><row><entry>Keuring</entry><entry>mei 2032</entry></row></tbody></tgroup></table>
<ondertekening><functie>De Minister van Infrastructuur en Waterstaat,</functie><naam><voornaam>A.B.</voornaam> <achternaam>Waterman</achternaam></naam></ondertekening>"""


def test_a_letter_with_note_list_table_and_signature() -> None:
    title = "BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT"
    document = parse_document(
        HEAD.format(meta="", title=title, said="Den Haag,", body=LETTER).encode(), "b.xml"
    )
    kinds = [block.kind for block in document.blocks if block.kind is not BlockKind.MASTHEAD]
    assert kinds == [
        BlockKind.PARAGRAPH,
        BlockKind.FOOTNOTE,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE_ROW,
        BlockKind.SIGNATURE,
    ]
    assert "Hierbij bied ik het plan aan. Het volgt." in document.text
    assert "Kamerstuk 99 600, nr. 4." in document.text
    assert (document.metadata.kind, document.metadata.ministry) == (DocumentKind.LETTER, "IenW")
    assert [(s.name) for s in document.metadata.signatories] == ["A.B. Waterman"]
    row = next(document.blocks_of(BlockKind.TABLE_ROW))
    assert [cell.of(document.text) for cell in row.cells] == ["Keuring", "mei 2032"]


ANSWER = """<officiele-publicatie><kamervragen><kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2031-2032</tekstregel></kamervraagkop>
<kamervraagnummer>71</kamervraagnummer>
<kamervraagomschrijving type="vraag">Vragen van het lid De Wit aan de Minister van Financiën over munten (ingezonden <datum isodatum="2031-10-01">1 oktober 2031</datum>).</kamervraagomschrijving>
<kamervraagomschrijving type="antwoord">Antwoord van Minister Waterman (Financiën) (ontvangen <datum isodatum="2031-11-04">4 november 2031</datum>).</kamervraagomschrijving>
<vraag><nr>Vraag 1</nr><al>Kent u de munten?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord></kamervragen></officiele-publicatie>"""


def test_an_answer_is_dated_by_its_receipt() -> None:
    document = parse_document(ANSWER.encode(), "ah.xml")
    metadata = document.metadata
    assert (metadata.kind, metadata.number) == (DocumentKind.ANSWER, "ah-tk-20312032-71")
    assert (metadata.date, metadata.ministry) == (dt.date(2031, 11, 4), "FIN")
    questions = [(b.label, b.span.of(document.text)) for b in document.blocks_of(BlockKind.QUESTION)]
    assert questions == [("1", "Kent u de munten?")]


HTML = """<!DOCTYPE html><html><head><meta name="DC.identifier" content="kst-99600-XVII-12"/><script>stelen()</script></head><body>
<h1 class="dossiertitel"><span>99 600 XVII</span> Waterbeheer</h1>
<h1 class="stuktitel"><span>Nr. 12</span> BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT</h1>
<p class="kamerstukdatum">Den Haag, 1 oktober 2031</p>
<p>Hierbij bied ik het plan
   aan.<a href="#n1">1</a> Het volgt.</p><ul><li>Eerst dit.</li></ul>
<table><tr><td>Keuring</td><td>mei 2032</td></tr></table>
<p>De Minister van Infrastructuur en Waterstaat,</p><p>A.B. Waterman</p>
<div class="noot"><p id="n1"><a href="#t1">1</a> Kamerstuk 99 600, nr. 4.</p></div></body></html>"""


def test_html_of_a_letter() -> None:
    document = parse_document(HTML.encode(), "b.html")
    assert "Hierbij bied ik het plan aan. Het volgt." in document.text
    assert "stelen" not in document.text
    assert [b.span.of(document.text) for b in document.blocks_of(BlockKind.FOOTNOTE)] == [
        "Kamerstuk 99 600, nr. 4."
    ]
    assert document.metadata.number == "99600-XVII-12"
    assert document.metadata.date == dt.date(2031, 10, 1)
    assert [s.name for s in document.metadata.signatories] == ["A.B. Waterman"]
    assert document.pages == ()
