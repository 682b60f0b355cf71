"""Tracked items in the store: made from the findings of letters, anew where a new letter reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from kamer.items import TrackedItem
from tracking import audit
from tracking.anchors import resolve_decided
from tracking.counters import raise_counter, read_counter, set_counter
from tracking.decisions import snapshots
from tracking.link import Alike
from tracking.models import AliasRow, ItemFindingRow, ItemRow, NodeRow
from tracking.payload import dump_item
from tracking.reach import (
    drop_nodes,
    findings_reached,
    in_chunks,
    node_ids,
    reach,
    read_anew,
    read_letters,
    stale_keys,
    tracking_version,
)
from tracking.shelf import read_aliases
from tracking.standing import first_seen
from tracking.track import link_letters

# Links by which a finding belongs to one item and no other.
BIRTH = frozenset(
    {"motion.own", "repetition", "claim.letter", "claim.meaning", "claim.debate", "claim.postponed_here"}
)
MANY = 0.5  # share of all nodes from which linking everything is no dearer


@dataclass(frozen=True, slots=True)
class Reached:
    """What is to be linked anew: findings by document (None: everything)."""

    findings: Mapping[str, set[str]] | None


def made_by(version: str) -> int:
    """A version of tracking as a number, for a counter."""
    return int(version, 16) % 2_000_000_000


def retrack(session: Session, at: datetime, alike: Alike | None = None) -> int:
    """Bring the items up to date with the stored findings; see `Store.retrack`."""
    revision = read_counter(session, "revision")
    reached = reach_changes(session)
    items = {item.id: item for item in link_letters(read_letters(session, reached.findings), alike)}
    names = read_names(session)
    raise_counter(session, "items_revision")
    drop_vanished(session)
    gone = items_reached(session, reached)
    put_items(session, items, gone)
    put_findings(session, gone | items.keys(), items.values())
    put_aliases(session, gone, items)
    keep_decided(session, items, names, at)
    set_counter(session, "tracked_revision", revision)
    set_counter(session, "tracked_by", made_by(tracking_version()))
    return len(session.scalars(select(ItemRow.id)).all())


def read_names(session: Session) -> dict[str, str]:
    """The item of every name that an item goes by: its id, its findings, the ids that it had."""
    return read_aliases(session) | {item: item for item in session.scalars(select(ItemRow.id))}


def reach_changes(session: Session) -> Reached:
    """Read the letters that changed anew, and tell what can be linked otherwise because of them."""
    stale = stale_keys(session)
    before = node_ids(session, stale)
    read_anew(session, stale)
    whole = read_counter(session, "tracked_by") != made_by(tracking_version())
    total = len(session.scalars(select(NodeRow.id)).all())
    if whole or len(before) > MANY * total:
        drop_nodes(session, before)
        return Reached(None)
    nodes = reach(session, node_ids(session, stale) | before)
    found = findings_reached(session, nodes)
    drop_nodes(session, before)
    return Reached(found)


def drop_vanished(session: Session) -> None:
    """Forget the items that only a decision kept: whether they are still lost is seen anew."""
    vanished = session.scalars(select(ItemRow.id).where(ItemRow.vanished)).all()
    for chunk in in_chunks(vanished):
        session.execute(delete(AliasRow).where(AliasRow.item.in_(chunk)))
        session.execute(delete(ItemRow).where(ItemRow.id.in_(chunk)))


def items_reached(session: Session, reached: Reached) -> set[str]:
    """The items of the findings that are linked anew."""
    if reached.findings is None:
        return set(session.scalars(select(ItemRow.id)))
    found: set[str] = set()
    pairs = [(key, finding) for key, own in reached.findings.items() for finding in names_in(key, own)]
    for at in range(0, len(pairs), 200):
        keys = tuple_(ItemFindingRow.document, ItemFindingRow.finding)
        query = select(ItemFindingRow.item).where(keys.in_(pairs[at : at + 200]))
        found.update(session.scalars(query))
    return found


def names_in(key: str, findings: Iterable[str]) -> set[str]:
    """The names by which items know these findings; the head of a motion document goes by two."""
    return {finding for finding in findings if finding} | {key, f"{key}#motie"}


def put_items(session: Session, items: Mapping[str, TrackedItem], gone: set[str]) -> None:
    """Store these items in place of the ones that are gone; what did not change is left alone."""
    held: dict[str, str] = {}
    for chunk in in_chunks(sorted(gone | items.keys())):
        query = select(ItemRow.id, ItemRow.item).where(ItemRow.id.in_(chunk))
        held.update(session.execute(query).tuples().all())
    revision = read_counter(session, "items_revision")
    rows = [item_row(item, revision) for item in items.values()]
    changed = [row for row in rows if held.get(str(row["id"])) != row["item"]]
    dropped = [*(held.keys() - items.keys()), *(str(row["id"]) for row in changed if row["id"] in held)]
    for chunk in in_chunks(dropped):
        session.execute(delete(AliasRow).where(AliasRow.item.in_(chunk)))
        session.execute(delete(ItemRow).where(ItemRow.id.in_(chunk)))
    if changed:
        session.execute(insert(ItemRow), changed)


def item_row(item: TrackedItem, revision: int) -> dict[str, object]:
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
        "revision": revision,
        "vanished": item.vanished,
    }


def put_findings(session: Session, names: set[str], items: Iterable[TrackedItem]) -> None:
    """Store which findings stand in these items, in place of what was known of them."""
    for chunk in in_chunks(sorted(names)):
        session.execute(delete(ItemFindingRow).where(ItemFindingRow.item.in_(chunk)))
    rows = {(document, finding, item.id) for item in items for document, finding in findings_in(item)}
    if rows:
        keys = ("document", "finding", "item")
        session.execute(insert(ItemFindingRow), [dict(zip(keys, row, strict=True)) for row in sorted(rows)])


def findings_in(item: TrackedItem) -> set[tuple[str, str]]:
    """Document and finding of everything that an item rests on."""
    spoken = {(mention.evidence.document, mention.finding) for mention in item.mentions}
    linked = {(link.document, link.finding) for link in item.links}
    return spoken | linked | {(each.link.document, each.link.finding) for each in item.proposals}


def put_aliases(session: Session, gone: set[str], items: Mapping[str, TrackedItem]) -> None:
    """Store the other names of these items, in place of those that they and the ones gone had."""
    for chunk in in_chunks(sorted(gone | items.keys())):
        session.execute(delete(AliasRow).where(AliasRow.item.in_(chunk)))
    names = {alias: item for alias, item in names_of(items.values()).items() if alias not in items}
    for chunk in in_chunks(sorted(names)):
        session.execute(delete(AliasRow).where(AliasRow.alias.in_(chunk)))
    if names:
        session.execute(insert(AliasRow), [{"alias": alias, "item": item} for alias, item in names.items()])


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
    session: Session, items: Mapping[str, TrackedItem], earlier: Mapping[str, str], at: datetime
) -> None:
    """Let every decision keep its item: under its new id, or as it was when it was decided about.

    Args:
        session: where items and other names have been brought up to date.
        items: those that were made anew.
        earlier: the item of each name, before that.
        at: the moment, for the log.
    """
    decided = snapshots(session)
    names = read_names(session)
    fresh = [item for item in items.values() if item.id not in earlier]
    for old_id, snapshot in decided.items():
        if old_id in names:
            continue
        found = earlier.get(old_id)
        found = found if found in names else None
        if found is None and (heir := resolve_decided(snapshot, fresh)) is not None:
            found = heir.id
            log_keeping(session, old_id, heir, at)
        if found is None:
            lost = replace(snapshot, vanished=True)
            session.execute(insert(ItemRow), [item_row(lost, read_counter(session, "items_revision"))])
        else:
            session.execute(insert(AliasRow), [{"alias": old_id, "item": found}])


def log_keeping(session: Session, old_id: str, found: TrackedItem, at: datetime) -> None:
    """Write in the audit log that a decision now stands with an item of another id."""
    detail = {"was": old_id, "title": found.title}
    audit.append(session, "keep_decision", found.id, "moved", at=at, origin=old_id, detail=detail)
