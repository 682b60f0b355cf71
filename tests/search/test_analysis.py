"""Dutch words, document numbers, and questions taken apart."""

import pytest

from search.analysis import find_dossiers, find_identifiers, find_words, fold, normal_number
from search.embedding import load_embedder
from search.fusion import HYBRID, fuse_scores, put_first
from search.parts import nearest_parts
from search.querying import parse_query


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("30821-204", "30821-204"),
        ("kst-30821-204", "30821-204"),
        ("Kamerstuk 30 821, nr. 204", "30821-204"),
        ("30 821 nr. 204", "30821-204"),
        ("30.821, nr 204", "30821-204"),
        ("Kamerstukken II 2031/32, 30 821, nr. 204.", "30821-204"),
        ("35 925 XVII, nr. 54", "35925-xvii-54"),
        ("35925-XVII-54", "35925-xvii-54"),
        ("36 800-XIII-25", "36800-xiii-25"),
        ("21 501-02, nr. 2657", "21501-02-2657"),
        ("TZ202309-077", "tz202309-077"),
        ("tz 202309–077", "tz202309-077"),
        ("COM(2023) 258", "com2023-258"),
        ("com 2023/258", "com2023-258"),
        ("SWD (2021) 352 final", "swd2021-352"),
        ("JOIN(2023) 20", "join2023-20"),
    ],
)
def test_numbers_are_one_however_they_are_typed(typed, number):
    assert [found for _, found in find_identifiers(typed)] == [number]
    assert normal_number(number) == number


@pytest.mark.parametrize(
    "text", ["in 2023-2024", "€ 10.000", "artikel 5, lid 2", "1.234.567", "112", "12-03-2031"]
)
def test_other_numbers_are_no_document_numbers(text):
    assert list(find_identifiers(text)) == []


@pytest.mark.parametrize(
    ("text", "dossiers"), [("30821", ["30821"]), ("30 821 wonen", ["30821"]), ("123456", [])]
)
def test_dossiers(text, dossiers):
    assert [found for _, found in find_dossiers(text)] == dossiers


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Vóór", "voor"),
        ("foto's", "foto"),
        ("zzp’ers", "zzpers"),
        ("AMvB's", "amvb"),
        ("10.000", "10000"),
        ("CO₂", "co2"),
    ],
)
def test_fold(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maatregel", "maatregelen"),
        ("huis", "huizen"),
        ("brief", "brieven"),
        ("kritiek", "kritieke"),
        ("gemeente", "gemeenten"),
    ],
)
def test_one_of_the_two_stemmers_joins_the_forms_of_a_word(one, other):
    (first,), (second,) = find_words(one), find_words(other)
    assert first.stem == second.stem or first.porter == second.porter


def test_a_words_place_is_its_slice():
    text = "De foto's van Oosterveen: 10.000 stuks."
    assert [text[w.start : w.end] for w in find_words(text)] == [
        "De",
        "foto's",
        "van",
        "Oosterveen",
        "10.000",
        "stuks",
    ]


@pytest.mark.parametrize(
    ("typed", "words", "phrases", "excluded"),
    [
        ("brug weg", ["brug", "weg"], [], []),
        ('"de brug" weg', ["de", "brug", "weg"], [["de", "brug"]], []),
        ("brug -weg", ["brug"], [], [["weg"]]),
        ("brug -“oude weg”", ["brug"], [], [["oude", "weg"]]),
        ("„de brug”", ["de", "brug"], [["de", "brug"]], []),
        ("zorg- en huurtoeslag", ["zorg", "en", "huurtoeslag"], [], []),
        ("EU-burgers", ["eu", "burgers"], [], []),
        ('het "ja, tenzij"-principe', ["het", "ja", "tenzij", "principe"], [["ja", "tenzij"]], []),
        ('"oude brug"weg -"dam"', ["oude", "brug", "weg"], [["oude", "brug"]], [["dam"]]),
        ('"oude brug" -weg', ["oude", "brug"], [["oude", "brug"]], [["weg"]]),
        ('"open', ["open"], [], []),
        ('""', [], [], []),
        ("30821-204", ["30821", "204"], [], []),
    ],
)
def test_questions_are_taken_apart(typed, words, phrases, excluded):
    query = parse_query(typed)
    assert [word.exact for word in query.words] == words
    assert [[word.exact for word in phrase] for phrase in query.phrases] == phrases
    assert [[word.exact for word in phrase] for phrase in query.excluded] == excluded


def test_stop_words_count_only_where_there_is_nothing_else():
    assert [w.exact for w in parse_query("wat is de brug").telling] == ["brug"]
    assert [w.exact for w in parse_query("wat is de").telling] == ["wat", "is", "de"]


def test_all_words_together_outweigh_likeness_and_few_do_not():
    likeness = {"words": 0.3, "near": 0.8}
    assert next(iter(fuse_scores(HYBRID, {"words": 1.0}, likeness, openness=0.0))) == "words"
    assert next(iter(fuse_scores(HYBRID, {"words": 0.3}, likeness, openness=1.0))) == "near"


def test_what_is_read_again_comes_first_and_the_rest_keeps_its_order():
    assert list(put_first({"b": 2.0, "a": 1.0}, {"c": 5.0, "b": 3.0, "d": 0.5}).items()) == [
        ("b", 2.0), ("a", 1.0), ("c", 1.0), ("d", 0.5)
    ]  # fmt: skip


def test_the_most_alike_part_of_a_text_counts():
    embedder = load_embedder()
    vector = embedder.embed_queries(["de brug wordt hersteld"])[0]
    mixed = "De wolf eet schapen in de wei. De brug over het water wordt hersteld. Het weer is mooi vandaag."
    found = nearest_parts(embedder, [mixed, "Ja."], vector)
    assert found[0] > float(embedder.embed_passages([mixed])[0] @ vector) + 0.1
    assert len(found) == 2 and nearest_parts(embedder, [], vector) == []
