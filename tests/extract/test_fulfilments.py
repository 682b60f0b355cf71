"""What letters say became of earlier promises; every letter, dossier and member here is invented."""

import datetime as dt

import pytest

from extract import find_all
from extract.past import find_past_days
from kamer.document import Block, BlockKind, Document, Metadata
from kamer.findings import Relation
from kamer.span import Span


def make_document(*texts, kinds=None, **metadata):
    """A letter of one block for each text."""
    blocks, at = [], 0
    for order, text in enumerate(texts):
        blocks.append(Block(kinds[order] if kinds else BlockKind.PARAGRAPH, Span(at, at + len(text))))
        at += len(text) + 2
    known = Metadata(**{"date": dt.date(2031, 2, 1), **metadata})
    return Document("doc-1", "brief.txt", "00", "\n\n".join(texts), blocks=tuple(blocks), metadata=known)


def find(*texts, **more):
    return find_all(make_document(*texts, **more)).fulfilments


KEPT = [
    "Hiermee doe ik mijn toezegging uit het debat van 3 mei 2030 gestand.",
    "Met deze brief voldoe ik aan de toezegging die ik deed in het commissiedebat van 3 mei 2030.",
    "Dit heb ik toegezegd in mijn brief van 3 mei 2030.",
    "Conform de toezegging in het notaoverleg van 3 mei 2030 treft u de nota aan.",
    "Zoals toegezegd in het overleg van 3 mei 2030 is de kaart bijgevoegd.",
]


@pytest.mark.parametrize("text", KEPT)
def test_kept_promise_with_its_day(text):
    (found,) = find(text)
    assert (found.relation, found.target.date) == (Relation.FULFILS, dt.date(2030, 5, 3))


def test_kept_in_part():
    (found,) = find("Hiermee voldoe ik deels aan mijn toezegging uit het debat van 3 mei 2030.")
    assert found.relation is Relation.PARTLY


def test_target_in_a_sentence_before():
    found = find(
        "Op 3 mei 2030 vond het debat over de sluizen plaats. De sluis is open. Hierbij voldoe ik "
        "aan de toezegging."
    )
    assert found[-1].target.date == dt.date(2030, 5, 3)


def test_registered_promise_by_its_number():
    (found,) = find("Hiermee kom ik mijn toezegging (TZ203005-012) na en is de toezegging afgedaan.")
    assert found.target.toezegging == "TZ203005-012"


def test_two_promises_of_one_sentence():
    text = (
        "Dit is conform de toezegging in de brief van 3 mei 2030 (Kamerstuk 36 901, nr. 4) en de "
        "toezegging in het "
        "debat van 6 juni 2030 (Kamerstuk 36 901, nr. 9)."
    )
    assert [item.target.reference for item in find(text)] == ["36901-4", "36901-9"]


def test_recalled_promise_that_is_late_is_postponed():
    (found,) = find(
        "In mijn brief van 3 mei 2030 heb ik toegezegd u eind vorig jaar een nota te sturen. "
        "Het onderzoek is nog niet gereed. Dit zal tegen eind juni 2031 het geval zijn."
    )
    assert found.relation is Relation.POSTPONES
    assert found.deadline.latest == dt.date(2031, 6, 30)


def test_recalled_promise_alone_says_nothing():
    assert find("In mijn brief van 3 mei 2030 heb ik toegezegd u een nota te sturen.") == ()


def test_no_longer_possible_is_postponed():
    found = find(
        "Bij brief van 3 mei 2030 heb ik u over het voorstel geïnformeerd. "
        "Daardoor is het niet meer mogelijk om het voorstel voor de zomer in te dienen."
    )
    assert (found[-1].relation, found[-1].target.date) == (Relation.POSTPONES, dt.date(2030, 5, 3))


def test_announced_research_that_is_done():
    announced = "In zijn brief van 3 mei 2030 heeft mijn voorganger een onderzoek aangekondigd."
    assert len(find(f"{announced} Dit onderzoek is uitgevoerd door een bureau.")) == 1
    assert find("De sluis is oud. Dit onderzoek is uitgevoerd door een bureau.") == ()


def test_dealt_with_motion_is_a_fulfilment():
    (found,) = find("Hiermee beschouw ik de motie van het lid Brakel (Kamerstuk 36 901, nr. 4) als afgedaan.")
    assert (found.relation, found.target.reference) == (Relation.FULFILS, "36901-4")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("op 3 mei 2030", [dt.date(2030, 5, 3)]),
        ("op 3 mei jl.", [dt.date(2030, 5, 3)]),
        ("op 12 januari jongstleden", [dt.date(2031, 1, 12)]),
        ("op 3 mei 2032", []),
        ("op 31 februari 2030", []),
    ],
)
def test_past_days(text, days):
    assert [past.day for past in find_past_days(text, dt.date(2031, 2, 1))] == days


def test_past_day_without_year_needs_the_letters_date():
    assert list(find_past_days("op 3 mei jl.", None)) == []
