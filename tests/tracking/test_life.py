"""Deadlines, yearly duties and the chain of a motion, as derived for a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kamer.document import DocumentKind
from kamer.findings import Deadline, DeadlineBasis, Disposition, Relation
from kamer.items import Appreciation, Ballot, Decision, EventKind, Status
from tracking import Store, derive_chain, derive_deadlines, derive_series, track
from tracking.told import find_results

REPORT = "Uw Kamer ontvangt het voortgangsverslag over sluisgeld en pleziervaart in de delta."
AT = datetime(2024, 3, 1, tzinfo=UTC)


def moved_twice(letter: Any, deadline: Any) -> Any:
    first = letter("40100-1", date(2024, 1, 10)).promise(REPORT, date(2024, 4, 1))
    second = letter("40100-2", date(2024, 4, 10)).claim(
        "Het verslag over sluisgeld komt later.",
        Relation.POSTPONES,
        reference="40100-1",
        deadline=deadline(date(2024, 7, 1), "voor de zomer"),
    )
    third = letter("40100-3", date(2024, 6, 30)).promise(REPORT, date(2024, 12, 31))
    return track([each.build() for each in (first, second, third)])


def test_a_deadline_keeps_its_first_day_however_often_it_moves(letter: Any, deadline: Any) -> None:
    (item,) = moved_twice(letter, deadline)
    life = derive_deadlines(item, date(2025, 1, 10))
    assert [step.deadline.latest for step in life.steps] == [
        date(2024, 4, 1),
        date(2024, 7, 1),
        date(2024, 12, 31),
    ]
    assert [step.first for step in life.steps] == [True, False, False]
    assert (life.moved, life.days_open) == (2, 366)
    assert life.first is not None and life.first.latest == date(2024, 4, 1)
    assert all(step.event.evidence is not None for step in life.steps)
    early = derive_deadlines(item, date(2024, 5, 1))
    assert (len(early.steps), early.moved, early.days_open) == (2, 1, 112)


def test_what_is_settled_is_open_no_longer(letter: Any) -> None:
    first = letter("40100-1", date(2024, 1, 10)).promise(REPORT, date(2024, 4, 1))
    kept = letter("40100-2", date(2024, 3, 10)).claim(
        "Bijgaand het voortgangsverslag over sluisgeld.", Relation.FULFILS, reference="40100-1"
    )
    (item,) = track([first.build(), kept.build()])
    assert derive_deadlines(item, date(2025, 1, 1)).days_open == 60
    assert derive_deadlines(item, date(2024, 2, 1)).days_open == 22
    again = Decision(1, item.id, Status.OPEN, "het verslag ontbrak", "J. Griffier", AT)
    assert derive_deadlines(item, date(2025, 1, 1), [again]).days_open == 357


def yearly(letter: Any, *claims: date, words: str = "jaarlijks in mei", latest: date | None = None) -> Any:
    due = Deadline(words, None, latest, DeadlineBasis.RECURRING)
    letters = [letter("40100-1", date(2022, 2, 1)).promise(REPORT, deadline=due)]
    for nth, day in enumerate(claims, 2):
        text = "Hierbij het voortgangsverslag over sluisgeld en pleziervaart."
        letters.append(letter(f"40100-{nth}", day).claim(text, Relation.FULFILS, reference="40100-1"))
    (item,) = track([each.build() for each in letters])
    return item


def test_every_occurrence_of_a_yearly_duty_is_kept_or_missed(letter: Any) -> None:
    item = yearly(letter, date(2022, 5, 20), date(2024, 6, 10), latest=date(2022, 5, 31))
    series = derive_series(item, date(2024, 12, 1))
    assert [(each.due, each.kept.value) for each in series] == [
        (date(2022, 5, 31), "kept"),
        (date(2023, 5, 31), "missed"),
        (date(2024, 5, 31), "kept"),
        (date(2025, 5, 31), "ahead"),
    ]
    assert [each.due for each in derive_series(item, date(2022, 3, 1))] == [date(2022, 5, 31)]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("jaarlijks", [date(2022, 12, 31), date(2023, 12, 31)]),
        ("elk half jaar", [date(2022, 6, 30), date(2022, 12, 31), date(2023, 6, 30)]),
        ("per kwartaal", [date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31)]),
    ],
)
def test_without_a_day_a_duty_falls_due_at_the_end_of_its_period(
    letter: Any, words: str, days: list[date]
) -> None:
    series = derive_series(yearly(letter, words=words), date(2023, 3, 1))
    assert [each.due for each in series][: len(days)] == days


def test_a_promise_with_one_day_is_no_series(letter: Any, deadline: Any) -> None:
    assert derive_series(moved_twice(letter, deadline)[0], date(2025, 1, 1)) == ()


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        ("Met de aangenomen motie van het lid Bos is verzocht om een loods.", ["aangenomen"]),
        ("De motie is op 3 mei verworpen.", ["verworpen"]),
        ("Deze motie is aangehouden.", ["aangehouden"]),
        ("Ik heb de motie ontraden.", ["ontraden"]),
        ("De motie, waarover ik oordeel Kamer gaf, is aangenomen.", ["aangenomen", "oordeel Kamer"]),
        ("De motie is nog niet aangenomen.", []),
        ("De motie over het aangenomen wetsvoorstel.", []),
        ("De motie Bos is aangenomen en de motie De Wit is verworpen.", []),
        ("De loods is aangenomen.", []),
    ],
)
def test_what_a_sentence_tells_of_a_motion(sentence: str, results: list[str]) -> None:
    assert [result for _, result in find_results(sentence)] == results


def test_the_chain_of_a_motion(store: Store, letter: Any, saved: Any) -> None:
    paper = letter("40900-3", date(2024, 1, 5), kind=DocumentKind.MOTION).add("De Kamer, verzoekt een loods.")
    told = letter("40100-1", date(2024, 3, 1)).motion(
        "De aangenomen motie van het lid Bos is met de nieuwe loods uitgevoerd.",
        "40900-3",
        "Bos",
        disposition=Disposition.CARRIED_OUT,
    )
    saved(store, paper.build())
    saved(store, told.build())
    store.retrack(AT)
    day = date(2024, 6, 1)
    view = store.item("motie-40900-3", day)
    assert view is not None
    chain = derive_chain(view.item, day)
    assert (chain.vote, chain.appreciation, chain.verdict) == (Ballot.ADOPTED, None, None)
    assert chain.vote_from in view.item.events
    assert [event.kind for event in chain.claims] == [EventKind.CLAIMED_DONE]
    assert derive_chain(view.item, date(2024, 2, 1)).vote is None
    source = "stemmingen.json"
    assert store.record_official("40900-3", Ballot.HELD, date(2024, 1, 16), source, AT)
    assert not store.record_official("40900-3", Ballot.HELD, date(2024, 1, 16), source, AT)
    assert store.record_official("40900-3", Ballot.ADOPTED, date(2024, 2, 6), source, AT)
    assert store.record_official("40900-3", Appreciation.TAKEN_OVER, None, source, AT)
    decision = store.decide("motie-40900-3", Status.DONE, "de loods staat er", "J. Griffier", AT)
    view = store.item("motie-40900-3", day)
    assert view is not None
    chain = derive_chain(view.item, day, view.decisions)
    assert (chain.vote, chain.appreciation) == (Ballot.ADOPTED, Appreciation.TAKEN_OVER)
    assert chain.verdict == decision
    then = derive_chain(view.item, date(2024, 1, 20))
    assert (then.vote, then.claims) == (Ballot.HELD, ())
    assert [line.action for line in store.audit()][-4:] == ["official", "official", "official", "decide"]
