"""Who acts in a passive promise: the body behind "door", and never a cause, a means or a way."""

from __future__ import annotations

import pytest

from extract import find_all
from extract.agents import acts, find_doer, is_whole
from extract.clauses import split_clauses
from extract.pipeline import sentences_of
from ingest import parse_document

LETTER = """Geachte Voorzitter,

{}

De Minister van Infrastructuur en Waterstaat,

A.B. Voorbeeld
"""


def actor_of(sentence: str) -> str | None:
    document = parse_document(LETTER.format(sentence).encode(), "brief.txt")
    found = find_all(document).commitments
    assert len(found) == 1, [item.evidence.quote for item in found]
    return found[0].actor


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("De proef wordt in het voorjaar van 2027 door Rijkswaterstaat geëvalueerd.", "Rijkswaterstaat"),
        ("Dit wordt in 2027 door de Inspectie Leefomgeving en Transport onderzocht.", "Inspectie"),
        ("Het onderzoek zal in het najaar van 2027 door het Planbureau worden uitgevoerd.", "Planbureau"),
        ("In 2027 worden deze regels door de gemeenten aangepast.", "gemeenten"),
    ],
)
def test_the_body_behind_door_acts(sentence: str, actor: str) -> None:
    assert actor in (actor_of(sentence) or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "De regeling wordt door vertraging bij de bouw pas in juni 2027 gewijzigd.",
        "De regeling zal in juni 2027 door middel van een nota van wijziging worden aangepast.",
        "Uw Kamer wordt hierover in juni 2027 geïnformeerd.",
    ],
)
def test_without_a_body_the_signatory_acts(sentence: str) -> None:
    assert actor_of(sentence) == "Minister van Infrastructuur en Waterstaat"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("het kabinet", True), ("de SWOV", True), ("vertraging", False), ("een nieuwe regeling", False)],
)
def test_what_can_act(phrase: str, expected: bool) -> None:
    assert acts(phrase) is expected


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("De Autoriteit Wegen meet dit najaar hoe lang een rit duurt.", "Autoriteit Wegen"),
        ("Dit najaar bemonstert het RIVM alle putten.", "RIVM"),
        ("Dit najaar bemonstert men alle putten.", None),
        ("De regen spoelt dit najaar alle putten schoon.", None),
    ],
)
def test_the_parser_tells_the_subject_of_a_verb_that_the_lexicon_lacks(
    sentence: str, doer: str | None
) -> None:
    document = parse_document(LETTER.format(sentence).encode(), "brief.txt")
    read = next(found for found in sentences_of(document) if found.text == sentence)
    assert find_doer(read, split_clauses(read.tokens)[0]) == doer


def test_cells_of_a_table_are_nobody() -> None:
    assert not is_whole("Onderwerp Soort stuk") and is_whole("de NZa") and is_whole("ProRail")
