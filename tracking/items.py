"""Tracked items in the store: made anew from all findings, listed by what is asked for on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kamer.items import ItemKind, TrackedItem
from tracking import audit
from tracking.counters import raise_counter, read_counter, set_counter
from tracking.decisions import DecisionRecord, read_decisions, resolve_decided, snapshots
from tracking.letters import read_letters
from tracking.models import AliasRow, ItemRow
from tracking.payload import dump_item, load_item
from tracking.records import ItemFilter, ItemView
from tracking.standing import as_seen_on, derive_standing, exists_on, first_seen
from tracking.track import track
from tracking.words import plain

BIRTH = frozenset({"motion.own", "repetition", "claim.letter", "claim.postponed_here"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """All items and decisions at one revision, as they were read."""

    revision: int
    items: tuple[TrackedItem, ...]
    names: Mapping[str, str]
    decisions: Mapping[str, Sequence[DecisionRecord]]
    views: dict[date, list[ItemView]] = field(default_factory=dict)

    def views_on(self, as_of: date) -> list[ItemView]:
        """Every item known on `as_of` with its standing, in order."""
        if as_of not in self.views:
            seen = [self.view(item, as_of) for item in self.items if exists_on(item, as_of)]
            if len(self.views) >= DAYS_KEPT:
                self.views.clear()
            self.views[as_of] = sorted(seen, key=order_view)
        return self.views[as_of]

    def view(self, item: TrackedItem, as_of: date) -> ItemView:
        """One item as it was known on `as_of`."""
        known = (record.seen_on(as_of) for record in self.decisions.get(item.id, ()))
        decisions = tuple(decision for decision in known if decision is not None)
        return ItemView(as_seen_on(item, as_of), derive_standing(item, as_of, decisions), decisions)


DAYS_KEPT = 8  # pictures of different days that are kept ready


def order_view(view: ItemView) -> tuple[bool, date, bool, date, str]:
    """Soonest deadline first, then the oldest; without a day last."""
    latest = view.deadline.latest if view.deadline is not None else None
    made = first_seen(view.item)
    return (latest is None, latest or date.min, made is None, made or date.min, view.item.id)


def read_shelf(session: Session) -> Shelf:
    """All items and decisions from the store."""
    revision = read_counter(session, "items_revision")
    items = tuple(load_item(stored) for stored in session.scalars(select(ItemRow.item).order_by(ItemRow.id)))
    names = read_names(session)
    return Shelf(revision, items, names, read_decisions(session, names))


def read_names(session: Session) -> dict[str, str]:
    """The item of every name that an item goes by: its id, its findings, the ids that it had."""
    names = dict(session.execute(select(AliasRow.alias, AliasRow.item)).tuples().all())
    return names | {item: item for item in session.scalars(select(ItemRow.id))}


def retrack(session: Session, at: datetime) -> int:
    """Make all items anew from the stored findings; see `Store.retrack`."""
    revision = read_counter(session, "revision")
    items = {item.id: item for item in track(read_letters(session))}
    names = names_of(items.values())
    keep_decided(session, items, names, at)
    session.execute(delete(AliasRow))
    session.execute(delete(ItemRow))
    insert_all(session, items, names)
    set_counter(session, "tracked_revision", revision)
    raise_counter(session, "items_revision")
    return len(items)


def insert_all(session: Session, items: Mapping[str, TrackedItem], names: Mapping[str, str]) -> None:
    """Store items with the names that they go by."""
    rows = [item_row(item) for item in items.values()]
    aliases = [{"alias": a, "item": i} for a, i in names.items() if i in items and a not in items]
    if rows:
        session.execute(insert(ItemRow), rows)
    if aliases:
        session.execute(insert(AliasRow), aliases)


def item_row(item: TrackedItem) -> dict[str, object]:
    """An item as a row: whole, with what lists filter on."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "commitment_kind": item.commitment_kind.value if item.commitment_kind else None,
        "ministry": item.ministry,
        "number": item.number,
        "first_seen": first_seen(item),
        "latest": item.deadline.latest if item.deadline else None,
        "item": dump_item(item),
    }


def names_of(items: Iterable[TrackedItem]) -> dict[str, str]:
    """The findings that are one item's own: its first, and those that were merged into it."""
    names: dict[str, str] = {}
    for item in items:
        merged = {link.finding for link in item.links if link.rule in BIRTH}
        own = [mention.finding for mention in item.mentions if mention.finding in merged]
        first = [mention.finding for mention in item.mentions[:1]]
        for finding in (*first, *own):
            names.setdefault(finding, item.id)
    return names


def keep_decided(
    session: Session, items: dict[str, TrackedItem], names: dict[str, str], at: datetime
) -> None:
    """Let every decision keep its item: under its new id, or as it was when it was decided about."""
    earlier = read_names(session)
    fresh = [item for item in items.values() if item.id not in earlier]
    for old_id, snapshot in snapshots(session).items():
        if old_id in items or old_id in names:
            continue
        before = items.get(earlier.get(old_id, ""))
        found = before or resolve_decided(snapshot, fresh)
        if found is None:
            items[old_id] = snapshot
            continue
        names[old_id] = found.id
        if before is None:
            log_keeping(session, old_id, found, at)


def log_keeping(session: Session, old_id: str, found: TrackedItem, at: datetime) -> None:
    """Write in the audit log that a decision now stands with an item of another id."""
    detail = {"was": old_id, "title": found.title}
    audit.append(session, "keep_decision", found.id, "moved", at=at, origin=old_id, detail=detail)


def select_views(views: Sequence[ItemView], asked: ItemFilter) -> list[ItemView]:
    """The views that answer the filter, in their order."""
    tests = tests_of(asked)
    return [view for view in views if all(test(view) for test in tests)]


Test = Callable[[ItemView], bool]


def tests_of(asked: ItemFilter) -> list[Test]:
    """One test for each field of the filter that limits something, cheapest first."""
    tests: list[Test] = []
    if asked.statuses:
        tests.append(lambda view: view.standing.status in asked.statuses)
    if asked.kinds:
        tests.append(lambda view: is_kind(view.item, asked.kinds))
    if asked.ministry:
        ministries = as_tuple(asked.ministry)
        tests.append(lambda view: view.item.ministry in ministries)
    if asked.timeliness:
        wanted = asked.timeliness if isinstance(asked.timeliness, tuple) else (asked.timeliness,)
        tests.append(lambda view: view.standing.timeliness in wanted)
    if asked.silent is not None:
        tests.append(lambda view: view.standing.silent is asked.silent)
    if asked.due_before is not None or asked.due_after is not None:
        tests.append(lambda view: is_due_between(view, asked.due_after, asked.due_before))
    if asked.dossier:
        dossier = asked.dossier.replace(" ", "")
        tests.append(lambda view: has_dossier(view.item, dossier))
    if asked.text and asked.text.strip():
        words = plain(asked.text).split()
        tests.append(lambda view: all(word in searched(view.item) for word in words))
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
    parts = (item.title, quotes, item.actor, item.number, item.id, " ".join(item.proposers))
    return plain(" ".join(part for part in parts if part))
