# ruff: noqa: E501 (sentences as they come)
"""When a letter without a date was written: right, or not said."""

import datetime as dt

import pytest

from ingest.estimate import estimate_date, find_clues


def test_estimate_is_the_day_after_the_newest_recent_event() -> None:
    text = (
        "Op 17 oktober jl., 30 oktober jl. en 12 december jl. is overlegd; zie de brief van 25 augustus jl."
    )
    assert estimate_date(text, "2031-2032") == dt.date(2031, 12, 13)


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("In de brief van 4 november jl. en de brief van 12 mei jl. staat dit.", "2031-2032"),
        ("Zie mijn brief van 13 juli jl. over de sluizen.", "2031-2032"),  # of autumn, or of the next summer
        ("Op 12 februari jl. is het advies uitgebracht. De raad presenteerde op 29 mei een plan.", "2031-2032"),
        ("Op 17 oktober jl. is overlegd.", None),
        ("De wet treedt op 1 januari 2033 in werking.", "2031-2032"),
        ("De vorige brief dateert van 28 oktober jl. Eind maart waren negen sluizen klaar, sinds februari te zien.", "2031-2032"),
        ("De vergadering is op 29 mei.", "2031-2032"),
        ("", "2031-2032"),
        ("", None),
    ],
)  # fmt: skip
def test_no_estimate_where_it_is_not_certain(text: str, session: str | None) -> None:
    assert estimate_date(text, session) is None


@pytest.mark.parametrize(
    ("text", "session", "expected"),
    [
        ("Op 3 maart jl. heb ik uw Kamer bericht.", "2031-2032", dt.date(2032, 3, 4)),
        # what is yet to come, and the budget's dossier, tell the year
        (
            "In het overleg van 9 oktober jl. is dit toegezegd. Het rapport van 14 november jl. volgt dat "
            "(Kamerstuk 36 800 X, nr. 931). Het akkoord wordt in januari 2026 aan uw Kamer aangeboden.",
            None,
            dt.date(2025, 11, 15),
        ),
        # a fiche follows in some weeks on the proposal
        ("Datum ontvangst Commissiedocument\n12 mei 2031\nNr. Commissiedocument", None, dt.date(2031, 5, 13)),
    ],
)
def test_what_tells_the_year(text: str, session: str | None, expected: dt.date) -> None:
    assert estimate_date(text, session) == expected


def test_a_date_to_come_is_not_taken_for_a_past_one() -> None:
    clues = find_clues("In het debat van 14 oktober 2031 is dit toegezegd. De wet gaat op 1 maart 2032 in.")
    assert clues.told == [dt.date(2031, 10, 14)]


def test_clues() -> None:
    clues = find_clues(
        "De raad presenteerde op 29 mei zijn plan. Dit staat in TZ203109-012 en in vergaderjaar 2030-2031. "
        "Uw Kamer ontvangt in december 2031 een brief, over het debat op 3 juni a.s. en op 4 juni 2031."
    )
    assert [(day.day, day.month) for day in clues.plain] == [(29, 5)]
    assert sorted(clues.after) == [dt.date(2030, 9, 15), dt.date(2031, 9, 1)]
    assert clues.ahead == [dt.date(2031, 12, 31)]
