"""Text extracted from PDF, in the two forms in which it comes."""
# ruff: noqa: E501 (lines as extractors write them)

import datetime as dt

import pytest

from ingest import parse_document
from kamer.document import BlockKind, DateBasis, Document, DocumentKind

# Blank lines are empty, a page starts with a space, notes are glued to their words.
PRINTED = """ Met deze brief informeer ik uw Kamer over de voortgang van de water-\x20
winning, zoals toegezegd in het debat van 25 september 20311 en in de brief van
de Minister van Defensie (Kamerstuk 99 735, nr. 376).2\x20

Stand van het onderzoek\x20

Het onderzoek naar de kwaliteit van het water loopt sinds 4 november jl. en wordt\x20
naar verwachting in het voorjaar afgerond. De gesprekken met de betrokken provin-\x20

1 Kamerstuk 99 821, nr. 181.
2 TZ203109–077.
 cies en waterschappen verlopen goed. Daarna zal ik uw Kamer informeren over de uitkomst\x20
daarvan.3\x20

3 Kamerstuk 99 821, nr. 181.

Tweede Kamer, vergaderjaar 2031–2032, 99 821, nr. 204 2



Planning Tijdspad\x20

Onderzoek naar de kwaliteit van het water in alle twaalf\x20
provincies afgerond.\x20

Q4 2031\x20

Uitbreiden naar andere bronnen. Q2 2032

\x20

Over de verdere voortgang zal uw Kamer in het najaar schriftelijk worden geïnformeerd.\x20

De Minister van Infrastructuur en Waterstaat,\x20
A.B. Waterman\x20

De Staatssecretaris van Defensie,\x20
C. de Wit
"""

# Blank lines hold a space, an empty line ends a page, the side column stands between the lines.
LETTER = """> Retouradres Postbus 20011 2500 EA  Den Haag
Ministerie van\x20
 \x20
Binnenlandse Zaken en\x20
Aan de Voorzitter van de Tweede Kamer
Koninkrijksrelaties
der Staten-Generaal
Kenmerk
2031-0000000123
Uw kenmerk
Datum 23 december 2031
Betreft Stand van zaken van de digitale loketten\x20
in de gemeenten
Geachte voorzitter,\x20
 \x20
Hierbij informeer ik uw Kamer over de stand van zaken van de digitale loketten die\x20
de gemeenten in het afgelopen jaar hebben geopend, en over de planning voor het\x20
1
volgende jaar. In het eerste kwartaal van 2032 volgt een overzicht. De plannen\x20
 \x20
1
 Zie de brief van 3 maart 2031 (Kamerstuk 99 643, nr. 40).\x20
Pagina 1 van 2

voor wet-\x20
Onze referentie
en regelgeving over de loketten zal ik daarbij meesturen, zodat uw Kamer die in\x20
2031-0000000123
samenhang kan bezien. Ik verwacht dat dit voor de zomer gereed is.\x20
 \x20
Hoogachtend,\x20
 \x20
de staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties,\x20
 \x20
 \x20
Anna C. van der Veld
PaginaPagina 2  2 vanvan 2 2
"""


@pytest.fixture(scope="module")
def printed() -> Document:
    return parse_document(PRINTED.encode(), "brief.txt")


@pytest.fixture(scope="module")
def letter() -> Document:
    return parse_document(LETTER.encode(), "brief.txt")


def test_number_and_session_come_from_the_footer(printed: Document) -> None:
    metadata = printed.metadata
    assert (metadata.number, metadata.dossiers) == ("99821-204", ("99821",))
    assert (metadata.session_year, printed.key) == ("2031-2032", "kst-99821-204")
    assert "vergaderjaar" not in printed.text


def test_date_is_estimated(printed: Document) -> None:
    assert (printed.metadata.date, printed.metadata.date_basis) == (dt.date(2031, 11, 5), DateBasis.ESTIMATED)


def test_marks_leave_the_text(printed: Document) -> None:
    assert "25 september 2031 en" in printed.text
    assert [mark.label for mark in printed.note_marks] == ["1", "2", "3"]
    first = printed.note_marks[0]
    assert printed.text[: first.at].endswith("25 september 2031")


def test_notes_are_blocks_with_their_mark(printed: Document) -> None:
    notes = [(block.label, block.span.of(printed.text)) for block in printed.blocks_of(BlockKind.FOOTNOTE)]
    assert notes == [
        ("1", "Kamerstuk 99 821, nr. 181."),
        ("2", "TZ203109–077."),
        ("3", "Kamerstuk 99 821, nr. 181."),
    ]


def test_a_paragraph_runs_on_over_the_page(printed: Document) -> None:
    block = next(b for b in printed.blocks if "provincies en waterschappen" in b.span.of(printed.text))
    assert printed.pages_of(block.span) == (1, 2)
    assert block.kind is BlockKind.PARAGRAPH


def test_a_planning_table_has_rows_with_cells(printed: Document) -> None:
    rows = [
        tuple(cell.of(printed.text) for cell in block.cells)
        for block in printed.blocks_of(BlockKind.TABLE_ROW)
    ]
    assert rows == [
        ("Planning", "Tijdspad"),
        ("Onderzoek naar de kwaliteit van het water in alle twaalf provincies afgerond.", "Q4 2031"),
        ("Uitbreiden naar andere bronnen.", "Q2 2032"),
    ]


def test_all_who_signed(printed: Document) -> None:
    assert [(s.name, s.office) for s in printed.metadata.signatories] == [
        ("A.B. Waterman", "De Minister van Infrastructuur en Waterstaat"),
        ("C. de Wit", "De Staatssecretaris van Defensie"),
    ]
    assert printed.metadata.ministry == "IenW"


def test_headings(printed: Document) -> None:
    assert [b.span.of(printed.text) for b in printed.blocks_of(BlockKind.HEADING)] == [
        "Stand van het onderzoek"
    ]


def test_masthead_of_a_ministry(letter: Document) -> None:
    metadata = letter.metadata
    assert metadata.kind is DocumentKind.LETTER
    assert (metadata.date, metadata.date_basis) == (dt.date(2031, 12, 23), DateBasis.STATED)
    assert metadata.title == "Stand van zaken van de digitale loketten in de gemeenten"
    assert (metadata.reference, metadata.ministry) == ("2031-0000000123", "BZK")
    assert [s.name for s in metadata.signatories] == ["Anna C. van der Veld"]


def test_side_column_does_not_break_a_sentence(letter: Document) -> None:
    whole = (
        "De plannen voor wet- en regelgeving over de loketten zal ik daarbij meesturen, zodat uw Kamer die in"
    )
    assert f"{whole} samenhang kan bezien." in letter.text


def test_a_mark_on_a_line_of_its_own(letter: Document) -> None:
    assert [mark.label for mark in letter.note_marks] == ["1"]
    note = next(letter.blocks_of(BlockKind.FOOTNOTE))
    assert note.span.of(letter.text).startswith("Zie de brief van 3 maart 2031")


def test_pages_bear_their_printed_number() -> None:
    text = LETTER.replace("Pagina 1 van 2", "Pagina 1 van 3").replace(
        "PaginaPagina 2  2 vanvan 2 2", "PaginaPagina 3  3 vanvan 3 3"
    )
    document = parse_document(text.encode(), "oneven.txt")
    assert {page.number for page in document.pages} == {1, 3}
    first = next(b for b in document.blocks if "De plannen" in b.span.of(document.text))
    assert "regelgeving" not in first.span.of(document.text)


def test_inline_notes_of_a_converter() -> None:
    text = "Het plan is gereed.[footnoteRef:7]  [7:  Kamerstuk, 99 637, nr. 733.] Daarna volgt het besluit."
    document = parse_document(text.encode(), "brief.txt")
    assert document.text.startswith("Het plan is gereed. Daarna volgt het besluit.")
    assert [(b.label, b.span.of(document.text)) for b in document.blocks_of(BlockKind.FOOTNOTE)] == [
        ("7", "Kamerstuk, 99 637, nr. 733.")
    ]
    assert document.note_marks[0].at == len("Het plan is gereed.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    document = parse_document(
        "Uw Kamer wordt vóór de zomer geïnformeerd over cafés.".encode(encoding), "a.txt"
    )
    assert document.text == "Uw Kamer wordt vóór de zomer geïnformeerd over cafés."
    assert document.metadata.language == "nl"


def test_english_is_told() -> None:
    document = parse_document(
        b"The Commission will report to the Council on the progress of the plan by May.", "a.txt"
    )
    assert document.metadata.language == "en"


CONVERTED = """Ministerie van Infrastructuur en Waterstaat
Datum 24 april 2032
Betreft Voortgang van het waterplan
Geachte voorzitter,
Met deze brief informeer ik uw Kamer over de voortgang van het waterplan, dat in het najaar van 2031 met de provincies, de waterschappen en de gemeenten is vastgesteld, en over de volgende stappen.[footnoteRef:1]  [1:  Kamerstuk 99 821, nr. 302.]\x20
De uitvoering ligt op schema en de kosten blijven binnen de raming die bij de begroting aan uw Kamer is voorgelegd; alleen in het noorden is vertraging ontstaan doordat de grondverwerving langer duurt dan verwacht.
Vervolg
Ik zal uw Kamer in het najaar van 2032 informeren over de vertraging in het noorden, over de maatregelen die ik met de provincies neem om die in te lopen, en over de kosten daarvan voor het Rijk.
De minister van Infrastructuur en Waterstaat,
A.B. Waterman
Ik zal uw Kamer in het na jaar van 2032 informeren over de vertra ging in het noorden, over de maat regelen die ik met de provincies neem om die in te lopen, en over de kosten daarvan voor het Rijk.
"""


def test_a_converted_word_file_has_a_paragraph_a_line_and_no_repeat() -> None:
    document = parse_document(CONVERTED.encode(), "kst-99821-332.txt")
    assert document.metadata.number == "99821-332"
    assert document.metadata.date == dt.date(2032, 4, 24)
    assert [s.name for s in document.metadata.signatories] == ["A.B. Waterman"]
    assert [b.span.of(document.text) for b in document.blocks_of(BlockKind.HEADING)] == ["Vervolg"]
    assert sum("noorden, over" in b.span.of(document.text) for b in document.blocks) == 1
    assert len(list(document.blocks_of(BlockKind.PARAGRAPH))) == 4
    assert "volgende stappen.\n\nKamerstuk 99 821, nr. 302.\n\nDe uitvoering" in document.text
    assert document.text.endswith("A.B. Waterman")


PLANS = (
    "Tweede Kamer der Staten-Generaal\n\n99 121 Pontons\n\nNr. 3 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
    "Den Haag, 3 mei 2032\n\nDe pontons in de haven zijn geteld door de havenmeester van Zeewoude.{marks}\n{end}"
)


def notes_in(text: str) -> list[tuple[str | None, str]]:
    document = parse_document(text.encode(), "stuk.txt")
    assert [mark.label for mark in document.note_marks] == [
        block.label for block in document.blocks_of(BlockKind.FOOTNOTE)
    ]
    return [(block.label, block.span.of(document.text)) for block in document.blocks_of(BlockKind.FOOTNOTE)]


@pytest.mark.parametrize(
    "text",
    [
        PLANS.format(
            marks="1 Zij zijn oud.2",
            end="1\n2\n\nkst-99121-3\nISSN 0921 - 7371\n\nKamerstuk 99 121, nr. 1.\nKamerstuk 99 121, nr. 2.\n\n"
            "Tweede Kamer, vergaderjaar 2031–2032, 99 121, nr. 3\n\n1\n",
        ),
        PLANS.format(
            marks="\n1\n  Zij zijn oud.\n2",
            end=" \n1\n Kamerstuk 99 121, nr. 1.\n2\n Kamerstuk 99 121, nr. 2.\nkst-99121-3\n"
            "Tweede Kamer, vergaderjaar 2031–2032, 99 121, nr. 3\n1\n",
        ),
        PLANS.format(
            marks="¹ Zij zijn oud.²",
            end="\n¹ Kamerstuk 99 121, nr. 1.\n² Kamerstuk 99 121, nr. 2.\n",
        ),
    ],
    ids=["figures together", "figures on lines of their own", "raised figures"],
)
def test_how_extractors_set_footnotes(text: str) -> None:
    assert notes_in(text) == [("1", "Kamerstuk 99 121, nr. 1."), ("2", "Kamerstuk 99 121, nr. 2.")]


def test_a_square_metre_is_no_footnote() -> None:
    document = parse_document("De loods meet twaalf m² en is vol.\n".encode(), "stuk.txt")
    assert document.text == "De loods meet twaalf m² en is vol." and not document.note_marks


HALVES = "De proef met de pontons in de haven van Zeewoude wordt door de havenmeester\n{foot}{below} uit\nde haven gehaald.\n"


@pytest.mark.parametrize(
    ("foot", "below", "joined"),
    [
        ("Pagina 1 van 3\n\f", "morgen\nPagina 2 van 3\n", True),
        ("Pagina 1 van 3\n\f", "morgen", True),
        ("\f", "morgen", True),
        ("\f", "Morgen", False),
    ],
)
def test_halves_of_a_sentence_on_two_pages(foot: str, below: str, joined: bool) -> None:
    text = HALVES.format(foot=foot, below=below)
    document = parse_document(text.encode(), "stuk.txt")
    assert ("havenmeester morgen" in document.text.lower()) is joined


def test_halves_with_a_page_missing_between_them() -> None:
    first = "De proef met de pontons in de haven van Zeewoude wordt door de havenmeester\nPagina 1 van 9\n\f"
    last = "morgen uit de haven gehaald, zo is mij gemeld.\nPagina 4 van 9\n"
    document = parse_document((first + last).encode(), "stuk.txt")
    assert len(document.blocks) == 2


def test_footers_side_by_side() -> None:
    text = PLANS.format(
        marks="",
        end="\nkst-99121-3 ISSN 0921 - 7371 ’s-Gravenhage 2032 Tweede Kamer, vergaderjaar 2031–2032, 99 121, nr. 3 1\n"
        "Morgen worden de pontons opgehaald.\n",
    )
    document = parse_document(text.encode(), "stuk.txt")
    assert "ISSN" not in document.text and len(document.pages) == 2
    assert document.metadata.session_year == "2031-2032" and document.metadata.number == "99121-3"


def test_a_number_behind_nr_opens_no_list_item() -> None:
    text = (
        "Geachte Voorzitter,\n\n– De motie van de leden Krekel, Van Wilgenburg en Zand (99 821, nr.\n"
        "  9) verlangt een landelijke kaart van de putten voor het geval dat de\n  provincies geen kaart maken.\n\n"
        "– De motie van het lid Zand gaat over water.\n"
    )
    document = parse_document(text.encode(), "brief.txt")
    items = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert len(items) == 2 and "nr. 9) verlangt" in " ".join(items[0].split())
