"""Footnote marks: which figures are marks, and which count something."""

import pytest

from ingest import inline
from ingest.notes import choose_marks, find_marks, marked

MARKS = [
    ("van 12 mei 20311 en de toezegging", "1"),
    ("(Kamerstuk 99 735, nr. 376).2 ", "2"),
    ("de Europese economie.10 Ondanks", "10"),
    ("gepubliceerd is9, en daarnaast", "9"),
    ("motie De Wit/Jansen2, die vraagt", "2"),
    ("gesprekken jl.14 , 15", "14"),
    ("Economische Concurrentiekracht2.", "2"),
    ("het Handelsbesluit 15, het beoogde", "15"),
    ("de subsidies 17.", "17"),
    ("aangeboden aan uw Kamer23.", "23"),
    ("heeft hij gezegd»3 en", "3"),
]
NO_MARKS = [
    ("artikel 15 van de wet", "15"),
    ("op 15 september jl.", "15"),
    ("Kamerstuk 99 735, nr. 376", "376"),
    ("in 2031 en", "1"),
    ("ruim 15 miljoen euro", "15"),
    ("een daling van 4%", "4"),
    ("15 landen doen mee", "15"),
    ("in vraag 3, wordt", "3"),
    ("zie 3.2 hierboven", "3"),
    ("COVID-19 crisis", "19"),
]


@pytest.mark.parametrize(("text", "label"), MARKS)
def test_marks(text: str, label: str) -> None:
    assert find_marks(text, label)


@pytest.mark.parametrize(("text", "label"), NO_MARKS)
def test_no_marks(text: str, label: str) -> None:
    assert not find_marks(text, label)


def test_the_order_of_the_notes_settles_doubt() -> None:
    text = "in CO2 en de brief.1 Dan de motie2 en het H2 besluit.3"
    chosen = choose_marks(text, ["1", "2", "3"])
    assert [text[: mark.start].split()[-1] for mark in chosen.values()] == ["brief.", "motie", "besluit."]


def test_a_mark_leaves_the_text_and_keeps_its_place() -> None:
    text = marked("de economie.10 Ondanks", find_marks("de economie.10 Ondanks", "10"))
    assert inline.split(text) == ("de economie. Ondanks", [(12, "10")], [])


def test_two_marks_and_the_comma_between_them() -> None:
    text = "oktober jl.14 , 15 Nederland"
    plain, marks, _ = inline.split(marked(text, choose_marks(text, ["14", "15"]).values()))
    assert plain == "oktober jl. Nederland"
    assert marks == [(11, "14"), (11, "15")]
