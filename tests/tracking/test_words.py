from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from kamer.findings import Deadline
from tracking.wording import say_deadline
from tracking.words import coverage, find_stems, overlap


@pytest.mark.parametrize(
    "name",
    [
        *("amending", "citing", "commitments", "duplicates", "life"),
        *("standing", "titles", "told", "wording", "words"),
    ],
)
def test_examples_in_the_docs_hold(name: str) -> None:
    outcome = doctest.testmod(import_module(f"tracking.{name}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Ik zal uw Kamer hierover voor de zomer per brief informeren.", set()),
        ("de Vaarwegmonitor en de vaarwegen", {"vaarweg"}),
        ("De DPIA op de BRP-koppeling", {"dpia", "brp", "koppeli"}),
        ("één coördinator", {"coordin"}),
        ("een", set()),
    ],
)
def test_stems_are_what_a_sentence_is_about(text: str, stems: set[str]) -> None:
    assert find_stems(text) == stems


def test_shares_lie_between_nothing_and_all() -> None:
    one, other = frozenset("abc"), frozenset("bcd")
    assert overlap(one, one) == 1.0
    assert overlap(one, frozenset()) == 0.0
    assert overlap(frozenset(), frozenset()) == 0.0
    assert coverage(one, other) == pytest.approx(2 / 3)
    assert coverage(frozenset(), other) == 0.0


def test_a_deadline_without_a_day_says_so() -> None:
    assert say_deadline(Deadline("te zijner tijd")) == "“te zijner tijd” (zonder laatste dag)"
