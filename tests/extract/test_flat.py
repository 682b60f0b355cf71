"""Planning tables whose columns were lost."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.commitments import find_commitments
from ingest import parse_document

HEAD = "Geachte voorzitter,\n\n"
TABLE = (
    "Onderwerp                Soort stuk     Planning\n"
    "Voortgang veerponten     Kamerbrief     eind februari\n"
    "Monitor sluisbeheer      Rapport        Q2\n"
    "Wijziging Havenwet 2008  Wetsvoorstel   derde kwartaal\n"
    "Register dekschuiten     Rapport        p.m.\n"
)


def latest(text: str) -> list[dt.date | None]:
    """The last days of what a letter of 10 January 2031 promises."""
    document = parse_document((HEAD + text).encode(), "brief.txt", given_date=dt.date(2031, 1, 10))
    return [found.deadline.latest if found.deadline else None for found in find_commitments(document)]


def test_each_row_with_a_time_is_a_milestone() -> None:
    assert latest(TABLE) == [dt.date(2031, 2, 28), dt.date(2031, 6, 30), dt.date(2031, 9, 30)]


def test_the_heads_may_stand_apart() -> None:
    heads, rows = TABLE.split("\n", 1)
    assert latest(f"{heads}\n\n{rows}") == latest(TABLE)


@pytest.mark.parametrize(
    "text",
    [
        "Onderwerp van het overleg was de planning. De proef liep tot maart en stopte in april.\n",
        "Activiteit    Gereed\nBouw van de kademuur    maart 2031 (gerealiseerd)\nKeuring kranen    p.m.\n",
    ],
)
def test_prose_and_rows_that_are_done_promise_nothing(text: str) -> None:
    assert latest(text) == []
