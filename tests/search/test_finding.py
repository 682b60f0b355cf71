"""What is found, in what order, and why."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made_passages import keys

from kamer.passages import Passage, Query, SearchMode
from kamer.span import Span


@pytest.mark.parametrize("mode", list(SearchMode))
def test_each_mode_finds_the_passage(index, mode):
    hits = index.find(Query("reparatie van de brug", mode))
    assert hits[0].passage.document == "kst-99002-1"
    assert (hits[0].lexical_rank == 1) is (mode is not SearchMode.SEMANTIC)
    assert (hits[0].semantic_rank == 1) is (mode is not SearchMode.LEXICAL)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("99001-2", "kst-99001-2"),
        ("Kamerstuk 99 001, nr. 2", "kst-99001-2"),
        ("kst-99001-1", "kst-99001-1"),
        ("99 003 XVI, nr. 5", "kst-99003-XVI-5"),
        ("TZ203109-012", "kst-99002-2"),
        ("tz203109–012", "kst-99002-2"),
    ],
)
def test_a_number_typed_any_way_goes_straight_to_its_document(index, typed, first):
    assert keys(index.find(Query(typed)))[0] == first


def test_who_cites_a_number_comes_after_who_bears_it(index):
    assert keys(index.find(Query("99001-1")))[:2] == ["kst-99001-1", "kst-99002-2"]


@pytest.mark.parametrize("typed", ["foto", "huis", "geisoleerde", "GEÏSOLEERD", "woning", "rekening betalen"])
def test_forms_of_a_word_match(index, typed):
    assert index.find(Query(typed, SearchMode.LEXICAL))


def test_a_misspelt_word_is_found_and_marked(index):
    hit = index.find(Query("autonomei", SearchMode.LEXICAL))[0]
    assert [span.of(hit.passage.text) for span in hit.marks] == ["autonomie"]


def test_marks_are_the_matching_words(index):
    hit = index.find(Query("betaalt rekeningen van huishouden", SearchMode.LEXICAL))[0]
    marked = [span.of(hit.passage.text) for span in hit.marks]
    assert marked == ["Huishoudens", "energierekening"]


@pytest.mark.parametrize("limit", [0, 1, 3, 100])
def test_limit_limits(index, limit):
    assert len(index.find(Query("energie", limit=limit))) <= limit


@given(st.text(max_size=60) | st.text(alphabet="\"'-()[]:+*~^&|\\/ ab1", max_size=60))
@example("")
@example("(")
@example(":")
@example('"')
@example('-"')
@example("😀")
@example("energie" * 2_000)
@example("woord " * 2_000)
@example("\ud800 brug \x00")
@example("-brug")
@example("AND OR NOT")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_raises(index, typed):
    for hit in index.find(Query(typed)):
        assert all(span.end <= len(hit.passage.text) for span in hit.marks)
    for mode in SearchMode:
        assert len(index.find(Query(typed, mode, limit=2))) <= 2


def test_only_what_says_something_finds(index):
    assert index.find(Query("   ")) == index.find(Query("( : )")) == index.find(Query("😀")) == []


def test_a_number_gives_its_document_once_then_those_that_cite_it():
    from search.asking import one_of_each_first
    from search.lexical import Candidate
    from search.storing import dump_passage

    def candidate(document: str, start: int, score: float) -> Candidate:
        passage = Passage(f"{document}#{start}", document, Span(start, start + 5), "tekst")
        return Candidate(passage.id, score, json.dumps(dump_passage(passage)).encode())

    found = [candidate("own", 40, 9.0), candidate("own", 0, 8.0), candidate("cites", 10, 1.0)]
    ids = [hit.passage.id for hit in one_of_each_first(found)]
    assert ids == ["own#0", "cites#10", "own#40"]
    assert one_of_each_first([]) == []


def test_likeness_counts_from_what_unrelated_texts_have(index):
    from search.limits import NO_LIMITS
    from search.semantic import MeaningSearch

    vector = index.embedder.embed_queries(["de brug wordt gerepareerd"])[0]
    plain = MeaningSearch(index.lexical, index.vectors, NO_LIMITS, vector)
    narrow = MeaningSearch(index.lexical, index.vectors, NO_LIMITS, vector, baseline=0.5)
    best = plain.nearest(1)[0]
    assert narrow.likeness(best.score) == pytest.approx(2 * best.score - 1)
    assert narrow.likeness_of([best.id])[best.id] == pytest.approx(2 * best.score - 1, abs=1e-3)
    nothing = MeaningSearch(index.lexical, index.vectors, NO_LIMITS, vector, best.score)
    assert nothing.nearest(10) == []
