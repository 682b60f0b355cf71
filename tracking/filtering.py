"""Which items a list holds: one test for each thing that is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from kamer.bodies import is_within
from kamer.committees import follows
from kamer.items import ItemKind, TrackedItem
from kamer.ministers import is_by
from tracking.records import ItemFilter, ItemView
from tracking.words import plain

Test = Callable[[ItemView], bool]


def tests_of(asked: ItemFilter) -> list[Test]:
    """One test for each field of the filter that limits something, but for the text, cheapest first."""
    return [*plain_tests(asked), *body_tests(asked), *day_tests(asked)]


def plain_tests(asked: ItemFilter) -> list[Test]:
    """Tests on what people decided, on status and on kind."""
    tests: list[Test] = []
    if asked.rejected is not None:
        tests.append(lambda view: view.item.rejected is asked.rejected)
    if asked.vanished is not None:
        tests.append(lambda view: view.item.vanished is asked.vanished)
    if asked.statuses:
        tests.append(lambda view: view.standing.status in asked.statuses)
    if asked.kinds:
        tests.append(lambda view: is_kind(view.item, asked.kinds))
    return tests


def body_tests(asked: ItemFilter) -> list[Test]:
    """Tests on ministry, committee and dossier."""
    tests: list[Test] = []
    if asked.ministry:
        ministries = as_tuple(asked.ministry)
        tests.append(lambda view: view.item.ministry in ministries)
    if asked.family is not None:
        family = asked.family
        tests.append(lambda view: is_within(view.item.ministry, family, view.item.made_on))
    if asked.committee is not None:
        code = asked.committee
        tests.append(lambda v: follows(code, v.item.ministry, v.item.dossiers, v.item.made_on))
    if asked.minister is not None:
        name = asked.minister
        tests.append(lambda view: is_by(name, view.item.ministry, view.item.made_on))
    if asked.dossier:
        dossier = asked.dossier.replace(" ", "")
        tests.append(lambda view: has_dossier(view.item, dossier))
    return tests


def day_tests(asked: ItemFilter) -> list[Test]:
    """Tests on the deadline and what has been heard since."""
    tests: list[Test] = []
    if asked.timeliness:
        wanted = asked.timeliness if isinstance(asked.timeliness, tuple) else (asked.timeliness,)
        tests.append(lambda view: view.standing.timeliness in wanted)
    if asked.silent is not None:
        tests.append(lambda view: view.standing.silent is asked.silent)
    if asked.due_before is not None or asked.due_after is not None:
        tests.append(lambda view: is_due_between(view, asked.due_after, asked.due_before))
    return tests


def as_tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """One value or several as several."""
    return (value,) if isinstance(value, str) else value


def is_kind(item: TrackedItem, kinds: Sequence[str]) -> bool:
    """True where the item's kind, or the kind of its commitment, is asked for."""
    if item.kind.value in kinds:
        return True
    return item.kind is ItemKind.COMMITMENT and item.commitment_kind in kinds


def is_due_between(view: ItemView, after: date | None, before: date | None) -> bool:
    """True where the last day of the deadline in force lies between the two, both included."""
    latest = view.deadline.latest if view.deadline is not None else None
    if latest is None:
        return False
    return (after is None or latest >= after) and (before is None or latest <= before)


def has_dossier(item: TrackedItem, dossier: str) -> bool:
    """True where the item belongs to the dossier, with or without an addition."""
    return any(own == dossier or own.startswith(f"{dossier}-") for own in item.dossiers)


def searched(item: TrackedItem) -> str:
    """All the words of an item that its list is searched by."""
    quotes = " ".join(mention.evidence.quote for mention in item.mentions)
    parts = (item.title, quotes, item.actor, item.number, item.id, " ".join(item.proposers), item.source)
    return plain(" ".join(part for part in parts if part))
