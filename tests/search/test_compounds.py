"""Compounds and their parts."""

import pytest

from search.compounds import base_of, load_lexicon, part_stems, singulars, split_compound
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
        ("kamerdebat", ("kamer", "debat")),
        ("mestfabriek", ("mest", "fabriek")),
        ("kinderarmoede", ("kind", "armoede")),
        ("scheepsbrandstof", ("schip", "brandstof")),
        ("verkeersveiligheid", ("verkeer", "veiligheid")),
        ("slaapplaats", ("slaap", "plaats")),
        ("parkeerboete", ("parkeer", "boete")),
        ("dagbesteding", ("dag", "besteding")),
        ("grenswet", ("grens", "wet")),
        ("buitengrens", ("buiten", "grens")),
        ("commissieleden", ("commissie", "leden")),
        ("waterbeekjes", ("water", "beekjes")),
    ],
)
def test_compounds_are_split(word, parts):
    assert split_compound(word) == parts


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("bestelling", "a prefix before a known word, not bes and telling"),
        ("verstand", "nor vers and tand"),
        ("registrering", "made of a verb, not of ring"),
        ("achtervolging", "made of a verb, though achterdeur is a compound"),
        ("samenstelling", "made with a particle"),
        ("overeenkomst", "made with a particle"),
        ("kantoor", "a part of many compounds, so one word"),
        ("kantoren", "nor in the plural"),
        ("maatschappij", "its second half is rarer than the whole"),
        ("wetenschappen", "a plural ending, not pen"),
        ("combineren", "an ending of verbs"),
        ("vergelijkend", "an ending of verbs"),
        ("telefoon", "Greek"),
        ("weerloosheid", "made of an adjective"),
    ],
)
def test_derived_words_stay_whole(word, why):
    assert split_compound(word) == (), why


@pytest.mark.parametrize(
    ("form", "single"),
    [
        ("grenzen", "grens"),
        ("brieven", "brief"),
        ("problemen", "probleem"),
        ("bossen", "bos"),
        ("dagen", "dag"),
        ("leden", "lid"),
        ("schepen", "schip"),
        ("mogelijkheden", "mogelijkheid"),
        ("kaartjes", "kaart"),
        ("bomen", "boom"),
        ("boompje", "boom"),
        ("mannetje", "man"),
        ("groene", "groen"),
        ("methoden", "methode"),
    ],
)
def test_inflected_parts_have_a_base(form, single):
    assert single in singulars(form)
    assert base_of(form) == single


@pytest.mark.parametrize("word", ["leven", "molen", "plantje", "waarde", "kosten"])
def test_what_only_looks_inflected(word):
    assert base_of(word) not in {"lef", "mol", "plan", "waard", "kost"}


def test_a_plural_is_found_by_the_singular():
    assert set(part_stems("werkdagen")) & set(part_stems("werkdag")) >= {"dag"}
    assert "lid" in part_stems("commissieleden")
    assert {"kind", "kinder"} <= set(part_stems("kinderarmoede"))


def test_what_says_little_is_no_stem():
    assert part_stems("huishouden") == ()
    assert part_stems("kamerdebat") == ("debat",)


def test_the_lexicon_is_consistent():
    lexicon = load_lexicon()
    assert lexicon.counts["gemeente"] > 1000
    assert lexicon.names.keys() <= lexicon.firsts.keys()
    assert all(worth < 0 for worth in (*lexicon.firsts.values(), *lexicon.heads.values()))


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
