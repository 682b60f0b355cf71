"""Who signed, and what is no name."""

# ruff: noqa: E501 - what stands on paper is easier to compare on one line

import pytest

from ingest import parse_document
from ingest.signatures import find_signatories, is_name, is_office, signature_length
from kamer.document import Signatory

NAMES = [
    "A.B. Waterman",
    "Th.J.A.M. van den Duinkerk",
    "Anna C. van der Veldkornet",
    "Arie Sloot",
    "H.G.J. Bruin Zandvoort",
    "D. Yeşildağ-Zegveld",
    "drs. P. de Wit",
    "Maarten van 't Hof",
    "J.A. Vijlbrief-Çelik",
]
NO_NAMES = [
    "Postbus 20018",
    "Den Haag",
    "Tweede Kamer der Staten-Generaal",
    "Ministerie van Defensie",
    "De brief is verstuurd.",
    "Korte Voorhout 7",
    "hoogachtend",
    "Pagina 3 van 5",
]


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("De Minister van Buitenlandse Zaken,", True),
        ("de staatssecretaris van Volksgezondheid,", True),
        ("DE MINISTER VAN DEFENSIE,", True),
        ("Hoogachtend, de minister voor Rechtsbescherming,", True),
        ("De Minister-President, Minister van Algemene Zaken,", True),
        ("De minister heeft dit toegezegd.", False),
        ("Mede namens de Minister van Financiën", False),
        ("Ministerie van Defensie", False),
    ],
)
def test_offices(text: str, yes: bool) -> None:
    assert is_office(text) is yes


def test_several_sign_each_below_the_office() -> None:
    lines = ["De Minister van Buitenlandse Zaken,", "A.B. Waterman", "De Minister van Defensie,", "C. de Wit"]
    assert find_signatories(lines) == [
        Signatory("A.B. Waterman", "De Minister van Buitenlandse Zaken"),
        Signatory("C. de Wit", "De Minister van Defensie"),
    ]


def test_an_office_over_two_lines_keeps_its_comma() -> None:
    lines = ["de staatssecretaris van Volksgezondheid,", "Welzijn en Sport,", "Anna van Dam"]
    assert find_signatories(lines) == [
        Signatory("Anna van Dam", "de staatssecretaris van Volksgezondheid, Welzijn en Sport")
    ]


def test_a_name_above_its_office() -> None:
    assert find_signatories(["A.B. Waterman", "Minister van Financiën"]) == [
        Signatory("A.B. Waterman", "Minister van Financiën")
    ]


def test_an_address_signs_nothing() -> None:
    assert find_signatories(["De Minister van Financiën,", "Korte Voorhout 7.", "2511 CW Den Haag"]) == []
    assert signature_length(["De minister van Financiën schrijft u dit.", "A.B. Waterman"]) == 0


# How letters end, and who signed them.
CLOSINGS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "hoog": (
        "Hoogachtend,\n\nDe minister van Defensie,\n\n\n\nA.B. Waterman",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "hoog2": (
        "Hoogachtend,\nde minister van Defensie,\nnamens deze,\n\nA.B. Waterman",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "namens": (
        "De minister van Defensie,\nnamens deze:\nde staatssecretaris van Defensie,\n\nC. de Wit",
        [("C. de Wit", "de staatssecretaris van Defensie")],
    ),
    "namens dir": (
        "De minister van Defensie,\nnamens deze,\n\nde directeur-generaal Beleid,\n\nC. de Wit",
        [("C. de Wit", "de directeur-generaal Beleid")],
    ),
    "namens dir2": (
        "De Minister van Defensie,\nnamens deze,\nde secretaris-generaal\n\nC. de Wit",
        [("C. de Wit", "de secretaris-generaal")],
    ),
    "wg": (
        "De minister van Defensie,\n\nw.g.\n\nA.B. Waterman",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "wg2": (
        "De minister van Defensie,\n\nw.g. A.B. Waterman",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "was": (
        "De minister van Defensie,\n(w.g.) A.B. Waterman",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "mede": (
        "De minister van Defensie,\nmede namens de minister van Buitenlandse Zaken,\n\nA.B. Waterman",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "mede2": (
        "Mede namens de staatssecretaris van Defensie,\n\nHoogachtend,\n\nDE MINISTER VAN DEFENSIE,\n\ndrs. A.B. Waterman",
        [("A.B. Waterman", "DE MINISTER VAN DEFENSIE")],
    ),
    "mede3": (
        "Ook namens de minister van Financiën,\n\nde minister van Defensie,\nA.B. Waterman",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "two": (
        "De minister van Defensie,\n\nA.B. Waterman\n\nDe minister van Buitenlandse Zaken,\n\nC. de Wit",
        [("A.B. Waterman", "De minister van Defensie"), ("C. de Wit", "De minister van Buitenlandse Zaken")],
    ),
    "three no blank": (
        "De minister van Defensie,\nA.B. Waterman\nDe minister van Buitenlandse Zaken,\nC. de Wit\nDe staatssecretaris van Economische Zaken en\nKlimaat,\nM.L. Zandstra-Çelik",
        [
            ("A.B. Waterman", "De minister van Defensie"),
            ("C. de Wit", "De minister van Buitenlandse Zaken"),
            ("M.L. Zandstra-Çelik", "De staatssecretaris van Economische Zaken en Klimaat"),
        ],
    ),
    "before": (
        "Hoogachtend,\n\nA.B. Waterman\nMinister van Defensie",
        [("A.B. Waterman", "Minister van Defensie")],
    ),
    "before2": (
        "A.B. Waterman\n\nMinister van Defensie\n\nC. de Wit\n\nMinister voor Klimaat en Energie",
        [("A.B. Waterman", "Minister van Defensie"), ("C. de Wit", "Minister voor Klimaat en Energie")],
    ),
    "spaces": (
        "De minister van Defensie,\n\nA. B. van der Waterman",
        [("A. B. van der Waterman", "De minister van Defensie")],
    ),
    "nodot": ("De minister van Defensie,\n\nAB Waterman", [("AB Waterman", "De minister van Defensie")]),
    "double": (
        "De minister van Defensie,\n\nS.Th.M. Duinkerk-ten Hove",
        [("S.Th.M. Duinkerk-ten Hove", "De minister van Defensie")],
    ),
    "double2": (
        "De minister van Defensie,\n\nJ.Z.C.M. van 't Woud-Tielman van der Ster",
        [("J.Z.C.M. van 't Woud-Tielman van der Ster", "De minister van Defensie")],
    ),
    "double3": (
        "De minister van Defensie,\n\nD. Yeşildağ - Zegveld",
        [("D. Yeşildağ - Zegveld", "De minister van Defensie")],
    ),
    "three": (
        "De Staatssecretaris van Volksgezondheid,\nWelzijn en Sport,\n\n\nM.J. van Ooijwijk",
        [("M.J. van Ooijwijk", "De Staatssecretaris van Volksgezondheid, Welzijn en Sport")],
    ),
    "three2": (
        "De Staatssecretaris van Binnenlandse Zaken\nen Koninkrijksrelaties, Koninkrijksrelaties\nen Digitalisering,\n\n\nAleida C. van Duinen",
        [
            (
                "Aleida C. van Duinen",
                "De Staatssecretaris van Binnenlandse Zaken en Koninkrijksrelaties, Koninkrijksrelaties en Digitalisering",
            )
        ],
    ),
    "fisc": (
        "de staatssecretaris van Financiën - Fiscaliteit en\nBelastingdienst,\n\nMaarten L.A. van Rijnveld",
        [("Maarten L.A. van Rijnveld", "de staatssecretaris van Financiën - Fiscaliteit en Belastingdienst")],
    ),
    "title": (
        "de minister van Defensie,\n\nprof. dr. R.H. Dijkzand",
        [("R.H. Dijkzand", "de minister van Defensie")],
    ),
    "title2": (
        "de minister van Defensie,\n\nmr. drs. A.B. Waterman MPA",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "title3": (
        "de minister van Defensie,\n\nDr. A.B. Waterman, MSc",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "mrs": (
        "de minister van Defensie,\n\nmevrouw A.B. Waterman",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "full": (
        "De minister van Klimaat en Groene Groei,\n\n\nFenna Hermkens",
        [("Fenna Hermkens", "De minister van Klimaat en Groene Groei")],
    ),
    "full2": (
        "De minister van Asiel en Migratie\n\nM.H.M. Smid - van de Duinkerk",
        [("M.H.M. Smid - van de Duinkerk", "De minister van Asiel en Migratie")],
    ),
    "paren": (
        "De minister van Defensie,\n\n(A.B. Waterman)",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "upper": ("DE MINISTER VAN DEFENSIE,\n\nA.B. WATERMAN", [("A.B. WATERMAN", "DE MINISTER VAN DEFENSIE")]),
    "one line": ("De Minister van Defensie, A.B. Waterman", [("A.B. Waterman", "De Minister van Defensie")]),
    "one line2": (
        "Hoogachtend, de minister van Defensie, A.B. Waterman",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "mp": (
        "De minister-president,\nMinister van Algemene Zaken,\n\nArie Ruiter",
        [("Arie Ruiter", "De minister-president, Minister van Algemene Zaken")],
    ),
    "vice": (
        "De vicepremier en minister van Defensie,\n\nA.B. Waterman",
        [("A.B. Waterman", "De vicepremier en minister van Defensie")],
    ),
    "vmp": (
        "De viceminister-president, minister van Defensie,\n\nA.B. Waterman",
        [("A.B. Waterman", "De viceminister-president, minister van Defensie")],
    ),
    "demis": (
        "De demissionair minister van Defensie,\n\nA.B. Waterman",
        [("A.B. Waterman", "De demissionair minister van Defensie")],
    ),
    "wnd": (
        "De wnd. minister van Defensie,\n\nA.B. Waterman",
        [("A.B. Waterman", "De wnd. minister van Defensie")],
    ),
    "ai": (
        "De minister van Defensie a.i.,\n\nA.B. Waterman",
        [("A.B. Waterman", "De minister van Defensie a.i.")],
    ),
    "cols": (
        "De minister van Defensie,             De minister van Buitenlandse Zaken,\n\n\n\nA.B. Waterman                         C. de Wit",
        [("A.B. Waterman", "De minister van Defensie"), ("C. de Wit", "De minister van Buitenlandse Zaken")],
    ),
    "voor deze": (
        "De minister van Defensie,\nvoor deze,\n\nA.B. Waterman\nplaatsvervangend secretaris-generaal",
        [("A.B. Waterman", "plaatsvervangend secretaris-generaal")],
    ),
    "bij afw": (
        "De minister van Defensie,\n\nbij afwezigheid:\n\nde minister van Buitenlandse Zaken,\n\nC. de Wit",
        [("C. de Wit", "de minister van Buitenlandse Zaken")],
    ),
    "ministerraad": (
        "namens het kabinet,\n\nde minister van Defensie,\n\nA.B. Waterman",
        [("A.B. Waterman", "de minister van Defensie")],
    ),
    "en": (
        "De minister van Defensie,\n\nA.B. Waterman\n\nen\n\nde minister van Buitenlandse Zaken,\n\nC. de Wit",
        [("A.B. Waterman", "De minister van Defensie"), ("C. de Wit", "de minister van Buitenlandse Zaken")],
    ),
    "order": (
        "De minister van Defensie,\n\nDe minister van Buitenlandse Zaken,\n\nA.B. Waterman\n\nC. de Wit",
        [("A.B. Waterman", "De minister van Defensie"), ("C. de Wit", "De minister van Buitenlandse Zaken")],
    ),
    "vg": (
        "Met vriendelijke groet,\n\nA.B. Waterman\nStaatssecretaris Defensie",
        [("A.B. Waterman", "Staatssecretaris Defensie")],
    ),
    "ik": (
        "Ik vertrouw erop u hiermee voldoende te hebben geïnformeerd.\n\nDe minister van Infrastructuur en Waterstaat,\n\n\n\n\n\ning. R. (Roelof) Tiemstra",
        [("R. (Roelof) Tiemstra", "De minister van Infrastructuur en Waterstaat")],
    ),
    "ik2": (
        "De minister van Infrastructuur en Waterstaat,\n\nmr. C. Veldkornet Wiersma",
        [("C. Veldkornet Wiersma", "De minister van Infrastructuur en Waterstaat")],
    ),
    "prefix": (
        "De minister van Justitie en Veiligheid,\n\nF.B.J. Graanhuis",
        [("F.B.J. Graanhuis", "De minister van Justitie en Veiligheid")],
    ),
    "de": ("De minister,\n\nA.B. Waterman", [("A.B. Waterman", "De minister")]),
    "IJ": (
        "De minister van Defensie,\n\nIJ.J.H. van IJzendoorn",
        [("IJ.J.H. van IJzendoorn", "De minister van Defensie")],
    ),
    "D'": ("De minister van Defensie,\n\nR.A.C. d’Hondt", [("R.A.C. d’Hondt", "De minister van Defensie")]),
    "Ankie": (
        "De minister van Defensie,\n\nAnke Baarslag - Bos",
        [("Anke Baarslag - Bos", "De minister van Defensie")],
    ),
    "elK": ("De minister van Defensie,\n\nN. el Hamdaoui", [("N. el Hamdaoui", "De minister van Defensie")]),
    "eng": (
        "Yours sincerely,\n\nA.B. Waterman\nMinister of Defence",
        [("A.B. Waterman", "Minister of Defence")],
    ),
    "voetnoot": (
        "De minister van Defensie,\n\nA.B. Waterman\nPagina 2 van 2",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "page": (
        "De minister van Defensie,\nPagina 1 van 2\n\nA.B. Waterman\nPagina 2 van 2",
        [("A.B. Waterman", "De minister van Defensie")],
    ),
    "no": ("De minister van Defensie heeft dit bevestigd.", []),
    "no2": ("De minister van Defensie,\nPostbus 20701\n2500 ES Den Haag", []),
    "no3": (
        "De minister is hierover in gesprek met\nde Koninklijke Marechaussee\nen met Rijkswaterstaat.",
        [],
    ),
}


@pytest.mark.parametrize("form", CLOSINGS)
def test_how_letters_end(form: str) -> None:
    end, signed = CLOSINGS[form]
    head = "Datum 3 mei 2024\nBetreft Proef\n\nGeachte voorzitter,\n\nDe proef met pontons loopt goed.\n\n"
    found = parse_document(f"{head}{end}\n".encode(), "brief.txt").metadata.signatories
    assert [(signatory.name, signatory.office) for signatory in found] == signed
