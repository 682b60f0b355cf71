"""Compounds and their parts."""

import pytest

from search.compounds import part_stems, split_compound
from search.marking import mark_words
from search.querying import parse_query


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("energierekening", ("energie", "rekening")),
        ("dierenwelzijn", ("dieren", "welzijn")),
        ("beleidsregel", ("beleid", "regel")),
        ("schuldhulpverlening", ("schuld", "hulpverlening")),
        ("windmolens", ("wind", "molens")),
    ],
)
def test_compounds_are_split(word, parts):
    assert split_compound(word) == parts


@pytest.mark.parametrize(
    "word", ["overleg", "gemeente", "regering", "verzoek", "internationale", "20240101", "co2", "", "a" * 60]
)
def test_what_is_no_compound_stays_whole(word):
    assert split_compound(word) == ()


def test_parts_have_parts():
    assert {"kind", "opvang", "toeslag"} <= {
        stem.removesuffix("er") for stem in part_stems("kinderopvangtoeslag")
    }


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("rekening", "De energierekening stijgt.", ["energierekening"]),
        ("energierekening", "De rekening stijgt.", ["rekening"]),
        ("huis", "De huizen zijn af.", ["huizen"]),
        ("de", "De brug en de weg.", ["De", "de"]),
        ('"de weg"', "Op de weg, de brede weg.", ["de weg", "weg"]),
        ("30 821, nr. 7", "Zie 30821-7.", ["30821-7"]),
        ("autonomei", "Over autonomie.", ["autonomie"]),
        ("kerk", "Geen enkel woord.", []),
    ],
)
def test_marks(typed, text, marked):
    assert [span.of(text) for span in mark_words(text, parse_query(typed))] == marked
