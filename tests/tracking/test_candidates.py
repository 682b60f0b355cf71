"""Links by words where a claim names nothing, relations between promises, and what a person is offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kamer.findings import Relation, Strength
from kamer.items import EventKind, Relationship, Status
from tracking import derive_standing, track

DAY = date(2026, 1, 1)
HAVEN = "Ik stuur de externe evaluatie van het sluisgeld voor pleziervaart en zeilboten naar de Kamer."
TRAIN = "Ik stuur de externe evaluatie van het sluisgeld voor vrachtvaart en duwboten naar de Kamer."
KEPT = "Hierbij de externe evaluatie van het sluisgeld voor pleziervaart en zeilboten, zoals toegezegd."


def first(letter: Any, *texts: str, ministry: str = "IenW", day: date = date(2024, 1, 10)) -> Any:
    made = letter("40100-1", day, ministry)
    for text in texts:
        made.promise(text, date(2024, 9, 1))
    return made.build()


def claim(letter: Any, text: str = KEPT, ministry: str = "IenW", **named: Any) -> Any:
    return letter("40100-9", date(2024, 6, 1), ministry).claim(text, Relation.FULFILS, **named).build()


def statuses(*built: Any, alike: Any = None) -> dict[str, Status]:
    items = track(built, alike)
    return {item.title: derive_standing(item, DAY).status for item in items}


def test_a_claim_that_names_nothing_is_linked_by_its_words(letter: Any) -> None:
    (item,) = track([first(letter, HAVEN), claim(letter)])
    assert [link.rule for link in item.links] == ["claim.meaning"]
    assert "openstaande toezeggingen" in item.links[0].reason
    assert derive_standing(item, DAY).status is Status.DONE


@pytest.mark.parametrize(
    "built",
    [
        pytest.param(lambda make: [first(make, HAVEN), claim(make, ministry="FIN")], id="another ministry"),
        pytest.param(
            lambda make: [first(make, HAVEN, day=date(2024, 7, 1)), claim(make)], id="promised later"
        ),
        pytest.param(lambda make: [first(make, HAVEN, day=date(2014, 7, 1)), claim(make)], id="long ago"),
        pytest.param(lambda make: [first(make, HAVEN), claim(make, "Dit is gedaan.")], id="other words"),
        pytest.param(lambda make: [first(make, HAVEN), claim(make, reference="40999-1")], id="another paper"),
    ],
)
def test_words_alone_do_not_link_what_does_not_fit(letter: Any, built: Any) -> None:
    assert statuses(*built(letter))[HAVEN] is Status.OPEN


def test_a_ministry_goes_on_under_another_name(letter: Any) -> None:
    built = [first(letter, HAVEN, ministry="EZK"), claim(letter, ministry="KGG")]
    assert statuses(*built) == {HAVEN: Status.DONE}


def test_what_was_kept_before_is_not_meant_again(letter: Any) -> None:
    kept = letter("40100-5", date(2024, 3, 1), "IenW").claim(KEPT, Relation.FULFILS, reference="40100-1")
    (item,) = track([first(letter, HAVEN), kept.build(), claim(letter)])
    assert [link.document for link in item.links] == ["kst-40100-5"]


BOTH = "Hierbij de externe evaluatie van het sluisgeld voor pleziervaart, zeilboten, vrachtvaart en duwboten."


def test_of_several_none_is_chosen_but_all_are_offered(letter: Any) -> None:
    items = track([first(letter, HAVEN, TRAIN), claim(letter, BOTH)])
    assert [derive_standing(item, DAY).status for item in items] == [Status.OPEN, Status.OPEN]
    assert [len(item.proposals) for item in items] == [1, 1]
    assert {item.proposals[0].rivals for item in items} == {(items[0].id,), (items[1].id,)}
    assert all(item.proposals[0].event.kind is EventKind.CLAIMED_DONE for item in items)


def test_meaning_decides_between_those_that_are_close_in_words(letter: Any) -> None:
    built = [first(letter, HAVEN, TRAIN), claim(letter, BOTH)]
    for near in (HAVEN, TRAIN):
        told = statuses(*built, alike=lambda one, _, near=near: 0.9 if one == near else 0.4)
        assert [title for title, status in told.items() if status is Status.DONE] == [near]


def test_meaning_that_does_not_tell_leaves_it_to_people(letter: Any) -> None:
    items = track([first(letter, HAVEN, TRAIN), claim(letter, BOTH)], lambda one, _: 0.9)
    assert [len(item.proposals) for item in items] == [1, 1]


@pytest.mark.parametrize(
    ("again", "strength", "relation", "kind"),
    [
        (HAVEN, Strength.FIRM, Relationship.REPETITION, EventKind.REPEATED),
        (HAVEN, Strength.INTENDED, Relationship.CHANGE, EventKind.WEAKENED),
        (
            HAVEN.replace(" naar de Kamer", " met tarievenkaart, ligplaatsen en sluistijden naar de Kamer"),
            Strength.FIRM,
            Relationship.ADDITION,
            EventKind.SUPPLEMENTED,
        ),
    ],
)
def test_a_promise_made_again_is_a_repetition_an_addition_or_a_change(
    letter: Any, again: str, strength: Strength, relation: Relationship, kind: EventKind
) -> None:
    later = letter("40100-2", date(2024, 4, 1), "IenW").promise(again, date(2024, 9, 1), strength=strength)
    (item,) = track([first(letter, HAVEN), later.build()])
    assert [link.relation for link in item.links] == [relation]
    assert item.events[-1].kind is kind
    assert derive_standing(item, DAY).status is Status.OPEN


def test_a_later_day_is_a_change(letter: Any) -> None:
    later = letter("40100-2", date(2024, 4, 1), "IenW").promise(HAVEN, date(2024, 12, 1))
    (item,) = track([first(letter, HAVEN), later.build()])
    assert [link.relation for link in item.links] == [Relationship.CHANGE]
    assert item.events[-1].kind is EventKind.MOVED


def test_the_title_of_a_letter_tells_which_of_a_day_is_meant(letter: Any) -> None:
    day = date(2024, 1, 10)
    one = letter("40100-1", day, "IenW", metadata={"title": "Evaluatie sluisgeld"}).promise(
        "Ik kom daarop terug bij de tarieven."
    )
    other = letter("40100-2", day, "IenW", metadata={"title": "Stand van de veerhavens"}).promise(
        "Ik kom daarop terug bij de tarieven van de havens."
    )
    said = "De tarieven: toegezegd in de brief over de stand van de veerhavens, en nu gedaan."
    told = [one.build(), other.build(), claim(letter, said, date=day)]
    linked = [item for item in track(told) if item.links]
    assert [item.mentions[0].evidence.document for item in linked] == ["kst-40100-2"]


def test_letters_of_the_dossier_that_pass_over_a_silent_promise(store: Any, letter: Any, saved: Any) -> None:
    from datetime import UTC, datetime

    from tracking import ItemFilter

    dossier = {"metadata": {"dossiers": ("40100",)}}
    for number, day in (
        ("40100-1", date(2024, 1, 10)),
        ("40100-2", date(2024, 5, 1)),
        ("40100-3", date(2024, 11, 1)),
    ):
        made = letter(number, day, "IenW", **dossier).add("Geachte voorzitter,")
        saved(store, (made.promise(HAVEN, date(2024, 9, 1)) if number == "40100-1" else made).build())
    store.retrack(datetime(2024, 12, 1, tzinfo=UTC))
    (view,) = store.items(ItemFilter(silent=True), DAY)
    assert view.passed_over == ("kst-40100-3",)
    assert store.items(ItemFilter(), date(2024, 8, 1))[0].passed_over == ()
    (entry,) = store.review_queue(DAY)
    assert "zwijgt één latere brief erover" in entry.reasons[0]


ORAL = "De toezegging over de tarieven van veerponten en sluisgeld voor zeilboten"
DEBATE = date(2024, 2, 15)


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ([], Status.DONE),
        ([("TZ202402-012", "De toezegging over nachttreinen en stations.")], Status.DONE),
        ([("TZ202402-012", f"{ORAL} in het weekend.")], Status.PARTLY),
    ],
)
def test_an_oral_promise_is_meant_by_the_day_of_its_debate(
    letter: Any, others: list[tuple[str, str]], status: Status
) -> None:
    told = letter("40100-1", date(2024, 4, 1), "IenW")
    for number, words in [("TZ202402-011", f"{ORAL} is deels gedaan."), *others]:
        told.claim(words, Relation.PARTLY, toezegging=number, date=DEBATE)
    later = claim(letter, f"{ORAL}, gedaan in het debat van 15 februari, is nagekomen.", date=DEBATE)
    (item,) = (i for i in track([told.build(), later]) if i.number == "TZ202402-011")
    assert derive_standing(item, DAY).status is status
    assert ("claim.debate" in [link.rule for link in item.links]) is (status is Status.DONE)
