from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kamer.document import Evidence
from kamer.findings import Deadline, DeadlineBasis
from kamer.items import (
    Decision,
    Event,
    EventKind,
    ItemKind,
    Mention,
    Status,
    Timeliness,
    TrackedItem,
)
from kamer.span import Span
from tracking import derive_standing
from tracking.standing import as_seen_on, exists_on

MADE = date(2024, 1, 10)
LATEST = date(2024, 4, 30)
DUE = Deadline("voor 1 mei 2024", None, LATEST, DeadlineBasis.EXPLICIT)


def happened(kind: EventKind, day: date | None, deadline: Deadline | None = None) -> Event:
    evidence = Evidence("kst-40100-1", Span(0, 3), (2,), "een", "test")
    return Event(kind, day, f"Volgens de brief van {day} (kst-40100-1, blz. 2): {kind}.", evidence, deadline)


def item(*later: Event, deadline: Deadline | None = DUE, kind: ItemKind = ItemKind.COMMITMENT) -> TrackedItem:
    made = happened(EventKind.MADE, MADE, deadline)
    history = tuple(event for event in (made, *later) if event.deadline is not None)
    evidence = made.evidence
    assert evidence is not None
    return TrackedItem(
        "een",
        kind,
        "De havenkaart komt voor 1 mei 2024.",
        tuple(Mention("een", evidence, event.date) for event in (made, *later)),
        made_on=MADE,
        deadline=history[-1].deadline if history else None,
        deadline_history=history,
        events=(made, *later),
    )


def decision(number: int, status: Status, day: date, *, undone: bool = False) -> Decision:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Decision(number, "een", status, "gezien", "J. Griffier", at, undone)


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ([], Status.OPEN),
        ([EventKind.MENTIONED], Status.OPEN),
        ([EventKind.CLAIMED_DONE], Status.DONE),
        ([EventKind.CLAIMED_PARTLY], Status.PARTLY),
        ([EventKind.CLAIMED_PARTLY, EventKind.IN_PROGRESS], Status.PARTLY),
        ([EventKind.CLAIMED_PARTLY, EventKind.CLAIMED_DONE], Status.DONE),
        ([EventKind.IN_PROGRESS], Status.OPEN),
        ([EventKind.CLAIMED_DONE, EventKind.MENTIONED], Status.DONE),
        ([EventKind.CLAIMED_DONE, EventKind.IN_PROGRESS], Status.OPEN),
        ([EventKind.REFUSED], Status.LAPSED),
        ([EventKind.WITHDRAWN], Status.LAPSED),
        ([EventKind.REPLACED], Status.LAPSED),
        ([EventKind.REPLACED, EventKind.CLAIMED_DONE], Status.LAPSED),
        ([EventKind.REFUSED, EventKind.CLAIMED_DONE], Status.DONE),
    ],
)
def test_the_last_claim_holds(kinds: list[EventKind], status: Status) -> None:
    events = [happened(kind, MADE + timedelta(days=nth)) for nth, kind in enumerate(kinds, 1)]
    standing = derive_standing(item(*events), date(2024, 3, 1))
    assert standing.claimed is standing.status is status
    assert standing.decided is None
    assert standing.reasons


def test_the_claim_is_the_reason() -> None:
    done = happened(EventKind.CLAIMED_DONE, date(2024, 2, 1))
    standing = derive_standing(item(done), date(2024, 3, 1))
    assert standing.claim == done
    assert done.text in standing.reasons
    assert standing.timeliness is Timeliness.SETTLED
    assert not standing.silent


@pytest.mark.parametrize(
    ("as_of", "timeliness"),
    [
        (LATEST - timedelta(days=31), Timeliness.ON_TIME),
        (LATEST - timedelta(days=30), Timeliness.DUE_SOON),
        (LATEST, Timeliness.DUE_SOON),
        (LATEST + timedelta(days=1), Timeliness.OVERDUE),
    ],
)
def test_timeliness_turns_on_the_day(as_of: date, timeliness: Timeliness) -> None:
    standing = derive_standing(item(), as_of)
    assert standing.timeliness is timeliness
    assert standing.silent is (timeliness is Timeliness.OVERDUE)


def test_silence_says_that_no_later_letter_was_seen() -> None:
    standing = derive_standing(item(), date(2024, 6, 1))
    assert standing.silent
    assert any("geen latere brief gezien" in reason for reason in standing.reasons)
    assert any("uiterlijk 30 april 2024" in reason for reason in standing.reasons)


def test_a_letter_after_the_day_breaks_the_silence_but_not_the_lateness() -> None:
    spoken = happened(EventKind.MENTIONED, date(2024, 5, 10))
    before, after = (derive_standing(item(spoken), day) for day in (date(2024, 5, 9), date(2024, 6, 1)))
    assert before.silent
    assert not after.silent
    assert after.timeliness is Timeliness.OVERDUE
    assert any(spoken.text[1:] in reason for reason in after.reasons)


@pytest.mark.parametrize(
    ("kind", "silent"),
    [
        (EventKind.IN_PROGRESS, True),
        (EventKind.MENTIONED, True),
        (EventKind.REPEATED, True),
        (EventKind.CLAIMED_PARTLY, False),
    ],
)
def test_only_an_outcome_before_the_day_breaks_the_silence(kind: EventKind, silent: bool) -> None:
    spoken = happened(kind, date(2024, 3, 1))
    standing = derive_standing(item(spoken), date(2024, 6, 1))
    assert standing.timeliness is Timeliness.OVERDUE
    assert standing.silent is silent


def test_a_moved_deadline_holds_from_the_day_it_was_moved() -> None:
    later = Deadline("in het vierde kwartaal", None, date(2024, 12, 31), DeadlineBasis.RELATIVE)
    moved = happened(EventKind.MOVED, date(2024, 5, 20), later)
    assert derive_standing(item(moved), date(2024, 5, 19)).timeliness is Timeliness.OVERDUE
    assert derive_standing(item(moved), date(2024, 5, 20)).timeliness is Timeliness.ON_TIME
    again = derive_standing(item(moved), date(2025, 1, 1))
    assert again.timeliness is Timeliness.OVERDUE
    assert again.silent


@pytest.mark.parametrize(
    ("deadline", "status"),
    [
        (None, Status.OPEN),
        (Deadline("te zijner tijd", basis=DeadlineBasis.VAGUE), Status.OPEN),
        (Deadline("na vaststelling", basis=DeadlineBasis.EVENT), Status.OPEN),
        (Deadline("jaarlijks", basis=DeadlineBasis.RECURRING), Status.ONGOING),
    ],
)
def test_without_a_last_day_nothing_is_late(deadline: Deadline | None, status: Status) -> None:
    standing = derive_standing(item(deadline=deadline), date(2030, 1, 1))
    assert standing.timeliness is Timeliness.NO_DATE
    assert standing.status is status
    assert not standing.silent


def test_a_recurring_duty_is_not_settled_by_one_letter() -> None:
    yearly = Deadline("jaarlijks", basis=DeadlineBasis.RECURRING)
    done = happened(EventKind.CLAIMED_DONE, date(2024, 2, 1))
    standing = derive_standing(item(done, deadline=yearly), date(2024, 3, 1))
    assert standing.status is Status.ONGOING
    assert standing.claim == done
    assert standing.reasons[0].startswith(done.text)


def test_a_decision_goes_before_the_claim_and_leaves_it_standing() -> None:
    done = happened(EventKind.CLAIMED_DONE, date(2024, 2, 1))
    ruled = decision(1, Status.OPEN, date(2024, 2, 10))
    standing = derive_standing(item(done), date(2024, 6, 1), [ruled])
    assert (standing.status, standing.decided, standing.claimed) == (Status.OPEN, Status.OPEN, Status.DONE)
    assert standing.decision == ruled
    assert standing.timeliness is Timeliness.OVERDUE
    assert "J. Griffier" in standing.reasons[0]


@pytest.mark.parametrize(
    ("decisions", "decided"),
    [
        ([decision(1, Status.DONE, MADE), decision(2, Status.PARTLY, MADE)], Status.PARTLY),
        ([decision(2, Status.PARTLY, MADE), decision(1, Status.DONE, MADE)], Status.PARTLY),
        ([decision(1, Status.DONE, MADE), decision(2, Status.PARTLY, MADE, undone=True)], Status.DONE),
        ([decision(1, Status.DONE, MADE, undone=True)], None),
        ([decision(1, Status.DONE, MADE), decision(2, Status.PARTLY, date(2024, 7, 1))], Status.DONE),
        ([decision(1, Status.DONE, date(2024, 7, 1))], None),
    ],
)
def test_the_last_decision_that_stands_on_the_day(decisions: list[Decision], decided: Status | None) -> None:
    assert derive_standing(item(), date(2024, 6, 1), decisions).decided is decided


def test_before_it_was_made_an_item_is_unknown() -> None:
    day = MADE - timedelta(days=1)
    standing = derive_standing(item(), day)
    assert standing.status is Status.UNKNOWN
    assert "nog niet bekend" in standing.reasons[0]
    assert not exists_on(item(), day)


def test_a_motion_that_is_only_named_is_unknown() -> None:
    named = happened(EventKind.MENTIONED, MADE)
    assert named.evidence is not None
    motion = TrackedItem("motie-1", ItemKind.MOTION, "Motie", (), events=(named,))
    standing = derive_standing(motion, date(2024, 6, 1))
    assert standing.status is Status.UNKNOWN
    assert standing.reasons[0] == named.text


def test_what_came_later_is_left_out_of_the_picture() -> None:
    later = Deadline("eind 2024", None, date(2024, 12, 31), DeadlineBasis.EXPLICIT)
    moved, done = happened(EventKind.MOVED, date(2024, 5, 1), later), happened(EventKind.CLAIMED_DONE, None)
    picture = as_seen_on(item(moved, done), date(2024, 4, 1))
    assert [event.kind for event in picture.events] == [EventKind.MADE, EventKind.CLAIMED_DONE]
    assert picture.deadline == DUE
    assert len(picture.mentions) == 2
    assert as_seen_on(item(moved), date(2024, 5, 1)) == item(moved)
