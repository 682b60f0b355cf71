"""Who signed, and what is no name."""

import pytest

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
