"""Searching by what only the register knows: where a promise stands, and when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kamer.items import Status
from kamer.passages import Filters, Query


def found(register: Any, typed: str, filters: Filters) -> set[str]:
    return {hit.passage.document for hit in register.workplace.find(Query(typed, filters=filters))}


@pytest.mark.parametrize(
    ("filters", "letters"),
    [
        (Filters(due_before=date(2026, 6, 30)), {"letter", "second"}),
        (Filters(due_after=date(2026, 11, 1)), {"letter"}),
        (Filters(due_after=date(2027, 1, 1)), set()),
        (Filters(statuses=("openstaand",)), {"letter"}),
        (Filters(statuses=("vervallen",)), set()),
        (Filters(ministers=("De Vries",)), {"letter", "second"}),
        (Filters(ministers=("Jansen",)), set()),
    ],
)
def test_passages_are_found_by_standing_deadline_and_minister(
    register: Any, filters: Filters, letters: set[str]
) -> None:
    on = date(2026, 10, 1)
    names = {"letter": register.letter.key, "second": register.answer.key}
    typed = "geluid in de havens en een toezichthouder"
    assert found(register, typed, replace(filters, as_of=on)) == {names[name] for name in letters}


def test_the_day_asked_for_decides_what_stands(register: Any) -> None:
    early = Filters(statuses=("openstaand",), due_before=date(2026, 7, 1), as_of=date(2026, 4, 1))
    late = Filters(statuses=("openstaand",), due_before=date(2026, 7, 1), as_of=date(2026, 10, 1))
    assert found(register, "geluid", early) == {register.letter.key}
    assert found(register, "geluid", late) == set()


def test_a_decision_changes_what_is_found(own_register: Any) -> None:
    workplace, on = own_register.workplace, date(2026, 10, 1)
    lapsed = Filters(statuses=(Status.LAPSED.value,), as_of=on)
    assert found(own_register, "toezichthouder", lapsed) == set()
    workplace.store.decide(
        own_register.open_promise.id,
        Status.LAPSED,
        "Niet meer nodig.",
        "R. Griffier",
        datetime(2026, 9, 3, tzinfo=UTC),
    )
    assert found(own_register, "toezichthouder", lapsed) == {own_register.letter.key}
