"""What following must show of real letters, checked by hand against their text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from kamer.findings import CommitmentKind
from kamer.items import EventKind, ItemKind, Status, Timeliness, TrackedItem
from tracking import ItemFilter, derive_deadlines, derive_standing, open_store, track

LETTERS = Path(__file__).parents[2].parent / "shared" / "letters"
AS_OF = date(2026, 11, 20)
NAMES = ("kst-35925-XVII-54", "kst-35982-9", "kst-30821-204", "bzk-2022-12-23-open-commitments-digital")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LETTERS.is_dir(), reason="the shared letters are not beside this checkout"),
]


@cache
def followed() -> dict[str, TrackedItem]:
    """The items of four letters, by id."""
    from extract import find_all
    from ingest import read_document

    documents = [read_document(LETTERS / f"{name}.txt") for name in NAMES]
    return {item.id: item for item in track((document, find_all(document)) for document in documents)}


def claims(item: TrackedItem, document: str) -> set[EventKind]:
    """What one letter says happened to the item."""
    return {event.kind for event in item.events if event.evidence and event.evidence.document == document}


@pytest.mark.parametrize(
    ("item_id", "document"),
    [
        ("motie-35570-XVII-26", "kst-35925-XVII-54"),
        ("motie-35663-15", "kst-35925-XVII-54"),
        ("motie-21501-02-2383", "kst-35925-XVII-54"),
        ("motie-35925-V-97", "kst-35982-9"),
        ("motie-35207-72", "kst-30821-204"),
        ("tz-202309-077", "kst-30821-204"),
    ],
)
def test_what_a_letter_claims_is_settled_by_it(item_id: str, document: str) -> None:
    item = followed()[item_id]
    standing = derive_standing(item, AS_OF)
    assert EventKind.CLAIMED_DONE in claims(item, document)
    assert (standing.status, standing.timeliness) == (Status.DONE, Timeliness.SETTLED)
    assert document in standing.reasons[0]


def test_the_rows_of_a_planning_table_are_milestones_that_fell_silent() -> None:
    rows = {
        item.deadline.text: item
        for item in followed().values()
        if item.commitment_kind is CommitmentKind.MILESTONE
        and item.mentions[0].evidence.document == "kst-30821-204"
        and item.mentions[0].evidence.pages == (5,)
        and item.deadline is not None
        and item.deadline.text.startswith("Q")
    }
    assert set(rows) == {"Q4 2023", "Q1 2024", "Q1/Q2 2024", "Q2 2024"}
    for item in rows.values():
        standing = derive_standing(item, AS_OF)
        assert (standing.status, standing.timeliness) == (Status.OPEN, Timeliness.OVERDUE)
        assert standing.silent
        assert any("geen latere brief gezien" in reason for reason in standing.reasons)


@pytest.mark.parametrize("paper", ["Kamerstuk 25 764, nr. 138", "Kamerstuk 32 761, nr. 224"])
def test_moved_dates_show_as_history(paper: str) -> None:
    moved = [
        item
        for item in followed().values()
        if item.deadline_history and paper in item.deadline_history[0].text
    ]
    (item,) = moved
    assert item.kind is ItemKind.COMMITMENT
    assert [event.kind for event in item.deadline_history] == [EventKind.MENTIONED, EventKind.MOVED]
    assert item.deadline is not None and item.deadline.latest == date(2023, 3, 31)
    assert derive_standing(item, AS_OF).silent


def test_moved_dates_have_their_steps() -> None:
    lives = [derive_deadlines(item, AS_OF) for item in followed().values()]
    twice = [life for life in lives if life.moved]
    assert len(twice) >= 2
    for life in twice:
        assert all(step.event.evidence is not None for step in life.steps)
        assert life.days_open is not None and life.days_open > 1000


def test_the_silence_list_of_the_store_holds_the_planning(tmp_path: Path) -> None:
    from extract import find_all
    from ingest import read_document

    at = datetime(2026, 11, 20, tzinfo=UTC)
    with open_store(f"sqlite:///{tmp_path}/n.db") as store:
        for name in reversed(NAMES):
            document = read_document(LETTERS / f"{name}.txt")
            store.save_letter(name, document, find_all(document), [], version="1", at=at)
            store.retrack(at)
        silent = store.items(ItemFilter(silent=True, kinds=("milestone",)), AS_OF)
        words = {view.deadline.text for view in silent if view.deadline}
        assert {"Q4 2023", "Q1 2024", "Q1/Q2 2024", "Q2 2024"} <= words
        known = {view.item.id: view.item for view in store.items(ItemFilter(), AS_OF)}
        assert known == {key: item for key, item in followed().items() if key in known}
        assert known.keys() == followed().keys()
        waiting = {entry.view.item.id for entry in store.review_queue(AS_OF)}
        assert {view.item.id for view in silent} <= waiting
