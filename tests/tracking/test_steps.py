"""Linking step by step gives what linking everything at once gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kamer.findings import Relation
from kamer.items import TrackedItem
from tests.tracking.test_properties import bundles, write
from tracking import Store, open_store, track
from tracking.database import reading
from tracking.models import ItemRow
from tracking.payload import load_item

AT = datetime(2024, 3, 1, tzinfo=UTC)
Saves = Callable[..., Any]


def held(store: Store) -> dict[str, TrackedItem]:
    """The items as they stand in the store."""
    with reading(store.engine) as session:
        return {item.id: item for item in map(load_item, session.scalars(select(ItemRow.item)))}


def at_once(built: list[Any]) -> dict[str, TrackedItem]:
    """The items of these letters, linked together."""
    return {item.id: item for item in track(built)}


@settings(max_examples=14, deadline=None)
@given(facts=bundles(), data=st.data())
def test_letter_by_letter_is_as_all_at_once(
    letter: Any, saved: Saves, tmp_path_factory: Any, facts: list[dict[str, Any]], data: st.DataObject
) -> None:
    letters = data.draw(st.permutations([write(letter, each) for each in facts]))
    folder: Path = tmp_path_factory.mktemp("steps")
    with open_store(f"sqlite:///{folder}/n.db") as store:
        for nth, built in enumerate(letters):
            saved(store, built)
            assert store.retrack(AT) == len(held(store))
            assert held(store) == at_once(letters[: nth + 1])


@settings(max_examples=8, deadline=None)
@given(facts=bundles(), data=st.data())
def test_a_letter_read_otherwise_is_linked_anew(
    letter: Any, saved: Saves, tmp_path_factory: Any, facts: list[dict[str, Any]], data: st.DataObject
) -> None:
    letters = [write(letter, each) for each in facts]
    nth = data.draw(st.integers(0, len(facts) - 1))
    fewer = {**facts[nth], "statements": facts[nth].get("statements", [])[1:]}
    again = write(letter, fewer)
    folder: Path = tmp_path_factory.mktemp("again")
    with open_store(f"sqlite:///{folder}/n.db") as store:
        for built in letters:
            saved(store, built, path=built[0].key)
        store.retrack(AT)
        same_file = again[0].__class__(
            **{name: getattr(again[0], name) for name in again[0].__slots__ if name != "sha256"},
            sha256=letters[nth][0].sha256,
        )
        saved(store, (same_file, again[1]), path=letters[nth][0].key, version="2")
        store.retrack(AT)
        letters[nth] = (same_file, again[1])
        assert held(store) == at_once(letters)


def test_only_what_is_reached_is_made_anew(store: Store, letter: Any, saved: Saves) -> None:
    for number in range(1, 9):
        promising = letter(f"40700-{number}", date(2024, 1, number))
        saved(store, promising.promise(f"Het verslag over sluis{'abcdefgh'[number - 1]} volgt.").build())
    store.retrack(AT)
    with reading(store.engine) as session:
        before = dict(session.execute(select(ItemRow.id, ItemRow.revision)).tuples().all())
    claim = letter("40700-20", date(2024, 2, 1)).claim(
        "Het verslag over sluisc ligt nu bij deze brief.", Relation.FULFILS, reference="40700-3"
    )
    saved(store, claim.build())
    store.retrack(AT)
    with reading(store.engine) as session:
        after = dict(session.execute(select(ItemRow.id, ItemRow.revision)).tuples().all())
    assert before.keys() == after.keys()
    assert sum(before[item] != after[item] for item in before) == 1


def test_items_of_another_version_are_made_anew(
    store: Store, letter: Any, saved: Saves, monkeypatch: Any
) -> None:
    saved(store, letter("40700-1", date(2024, 1, 1)).promise("Het verslag over de sluis volgt.").build())
    store.retrack(AT)
    assert store.tracked_revision() == store.revision()
    for module in ("tracking.store", "tracking.items", "tracking.reach"):
        monkeypatch.setattr(f"{module}.tracking_version", lambda: "abcdefabcdef")
    assert store.tracked_revision() == -1
    assert store.retrack(AT) == 1
    assert store.tracked_revision() == store.revision()
