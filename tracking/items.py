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
from tracking.letters import KnownFacts, read_all_facts
from tracking.models import AliasRow, ItemRow
from tracking.passages import chunks
from tracking.payload import dump_item, load_item
from tracking.records import ItemFilter, ItemView
from tracking.standing import as_seen_on, derive_standing, exists_on, first_seen
from tracking.track import link_letters
from tracking.words import plain

DAYS_KEPT = 8  # pictures of different days that are kept ready
# Links by which a finding belongs to one item and no other.
BIRTH = frozenset({"motion.own", "repetition", "claim.letter", "claim.postponed_here"})


@dataclass(frozen=True, slots=True)
class Picture:
    """Every item known on one day with its standing, in order, and the words of those searched so far."""

    views: list[ItemView]
    texts: dict[int, str] = field(default_factory=dict)

    def select(self, asked: ItemFilter) -> list[ItemView]:
        """The views that answer the filter, in their order."""
        tests, words = tests_of(asked), plain(asked.text or "").split()
        return [
            view
            for nth, view in enumerate(self.views)
            if all(test(view) for test in tests) and (not words or self.holds(nth, words))
        ]

    def holds(self, nth: int, words: Sequence[str]) -> bool:
        """True where all the words occur in the item of that view."""
        if nth not in self.texts:
            self.texts[nth] = searched(self.views[nth].item)
        return all(word in self.texts[nth] for word in words)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All items and decisions at one revision, as they were read."""

    revision: int
    items: tuple[TrackedItem, ...]
    names: Mapping[str, str]
    decisions: Mapping[str, Sequence[DecisionRecord]]
    pictures: dict[date, Picture] = field(default_factory=dict)

    def picture(self, as_of: date) -> Picture:
        """Every item known on `as_of`."""
        picture = self.pictures.get(as_of)
        if picture is None:
            seen = [self.view(item, as_of) for item in self.items if exists_on(item, as_of)]
            picture = Picture(sorted(seen, key=order_view))
            if len(self.pictures) >= DAYS_KEPT:
                self.pictures.clear()
            self.pictures[as_of] = picture
        return picture

    def view(self, item: TrackedItem, as_of: date) -> ItemView:
        """One item as it was known on `as_of`."""
        known = (record.seen_on(as_of) for record in self.decisions.get(item.id, ()))
        decisions = tuple(decision for decision in known if decision is not None)
        return ItemView(as_seen_on(item, as_of), derive_standing(item, as_of, decisions), decisions)


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


def retrack(session: Session, known: KnownFacts, at: datetime) -> int:
    """Make all items anew from the stored findings; see `Store.retrack`."""
    revision = read_counter(session, "revision")
    items = {item.id: item for item in link_letters(read_all_facts(session, known))}
    names = names_of(items.values())
    keep_decided(session, items, names, at)
    put_items(session, items)
    put_aliases(session, {a: item for a, item in names.items() if item in items and a not in items})
    set_counter(session, "tracked_revision", revision)
    raise_counter(session, "items_revision")
    return len(items)


def put_items(session: Session, items: Mapping[str, TrackedItem]) -> None:
    """Store these items in place of all others; what did not change is left alone."""
    session.execute(delete(AliasRow))
    held = dict(session.execute(select(ItemRow.id, ItemRow.item)).tuples().all())
    rows = [item_row(item) for item in items.values()]
    changed = [row for row in rows if held.get(str(row["id"])) != row["item"]]
    gone = [*(held.keys() - items.keys()), *(str(row["id"]) for row in changed if row["id"] in held)]
    for chunk in chunks(gone):
        session.execute(delete(ItemRow).where(ItemRow.id.in_(chunk)))
    if changed:
        session.execute(insert(ItemRow), changed)


def put_aliases(session: Session, names: Mapping[str, str]) -> None:
    """Store the other names that items go by."""
    if names:
        session.execute(insert(AliasRow), [{"alias": a, "item": item} for a, item in names.items()])


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


Test = Callable[[ItemView], bool]


def tests_of(asked: ItemFilter) -> list[Test]:
    """One test for each field of the filter that limits something, but for the text, cheapest first."""
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
