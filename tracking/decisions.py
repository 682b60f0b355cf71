"""What people decided about items: records that are only added, and how they stay with their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamer.items import Act, Change, Decision, Ruling, Status, TrackedItem
from tracking import audit
from tracking.models import DecisionRow, ItemRow, UndoRow
from tracking.payload import dump_change, dump_item, load_change, load_item
from tracking.records import UnknownItemError

STATUS = "status"  # the act of a decision about the standing


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision with the day on which it was undone, if it was."""

    decision: Decision
    undone_at: datetime | None = None

    def seen_on(self, as_of: date) -> Decision | None:
        """The decision as it was known on `as_of`; None before it was made."""
        decision = self.decision
        if decision.at.date() > as_of:
            return None
        undone = self.undone_at is not None and self.undone_at.date() <= as_of
        return Decision(
            decision.id, decision.item, decision.status, decision.reason, decision.actor, decision.at, undone
        )


def decide(
    session: Session, item: TrackedItem, status: Status, reason: str, actor: str, at: datetime
) -> Decision:
    """Record what a person decided; see `Store.decide`."""
    said = required(reason, "Geef een reden op bij het besluit.")
    who = required(actor, "Geef op wie het besluit neemt.")
    row = DecisionRow(
        item=item.id,
        status=status,
        reason=said,
        actor=who,
        at=at.isoformat(),
        snapshot=snapshot_of(session, item),
        act=STATUS,
        change="{}",
    )
    session.add(row)
    session.flush()
    detail = {"decision": row.id, "reason": said}
    audit.append(session, "decide", item.id, status.value, at=at, origin="besluit", actor=who, detail=detail)
    return Decision(row.id, item.id, status, said, who, at)


def rule(
    session: Session, item: TrackedItem, act: Act, change: Change, reason: str, actor: str, at: datetime
) -> Ruling:
    """Record what a person did with an item; see `Store.rule`."""
    said = required(reason, "Geef een reden op bij het besluit.")
    who = required(actor, "Geef op wie het besluit neemt.")
    row = DecisionRow(
        item=item.id,
        status="",
        reason=said,
        actor=who,
        at=at.isoformat(),
        snapshot=snapshot_of(session, item),
        act=act.value,
        change=dump_change(change),
    )
    session.add(row)
    session.flush()
    detail = {"decision": row.id, "reason": said, "change": row.change}
    audit.append(session, "rule", item.id, act.value, at=at, origin="besluit", actor=who, detail=detail)
    return Ruling(row.id, item.id, act, change, said, who, at)


def snapshot_of(session: Session, item: TrackedItem) -> str:
    """The item as the letters gave it when it was decided about; one made by hand as it is."""
    held = session.get(ItemRow, item.id)
    return held.item if held is not None else dump_item(item)


def undo(session: Session, decision_id: int, reason: str, actor: str, at: datetime) -> None:
    """Record that a decision no longer holds; see `Store.undo`."""
    said = required(reason, "Geef een reden op voor het intrekken van het besluit.")
    who = required(actor, "Geef op wie het besluit intrekt.")
    row = session.get(DecisionRow, decision_id)
    if row is None:
        raise UnknownItemError(f"Er is geen besluit met nummer {decision_id}.")
    if session.get(UndoRow, decision_id) is not None:
        raise ValueError(f"Besluit {decision_id} is al ingetrokken.")
    session.add(UndoRow(decision=decision_id, reason=said, actor=who, at=at.isoformat()))
    detail = {"decision": decision_id, "reason": said}
    audit.append(session, "undo", row.item, "undone", at=at, origin="besluit", actor=who, detail=detail)


def required(text: str, complaint: str) -> str:
    """`text` without white space at its ends.

    Raises:
        ValueError: with `complaint`, when nothing is left.
    """
    if not text.strip():
        raise ValueError(complaint)
    return text.strip()


def read_undone(session: Session) -> dict[int, datetime]:
    """When each decision that was undone was undone."""
    return {row.decision: datetime.fromisoformat(row.at) for row in session.scalars(select(UndoRow))}


def read_decisions(session: Session, names: Mapping[str, str]) -> dict[str, list[DecisionRecord]]:
    """All decisions about the standing by the item that they now belong to, oldest first.

    Args:
        session: where to read.
        names: the item of each name that items go or went by.
    """
    undone = read_undone(session)
    records: dict[str, list[DecisionRecord]] = defaultdict(list)
    rows = select(DecisionRow).where(DecisionRow.act == STATUS).order_by(DecisionRow.id)
    for row in session.scalars(rows):
        item = names.get(row.item, row.item)
        at = datetime.fromisoformat(row.at)
        known = Decision(row.id, item, Status(row.status), row.reason, row.actor, at, row.id in undone)
        records[item].append(DecisionRecord(known, undone.get(row.id)))
    return records


def read_rulings(session: Session) -> list[Ruling]:
    """All that people did with items beside their standing, oldest first, the undone ones too."""
    undone = read_undone(session)
    rows = select(DecisionRow).where(DecisionRow.act != STATUS).order_by(DecisionRow.id)
    return [ruling_of(row, row.id in undone) for row in session.scalars(rows)]


def ruling_of(row: DecisionRow, undone: bool) -> Ruling:
    """A row as the record that users see."""
    at, change = datetime.fromisoformat(row.at), load_change(row.change)
    return Ruling(row.id, row.item, Act(row.act), change, row.reason, row.actor, at, undone)


def snapshots(session: Session) -> dict[str, TrackedItem]:
    """Every item of the letters that was decided about, as it was at the last decision, by its id then.

    What was made by hand, or split off, is no item of the letters: its ruling makes it.
    """
    columns = (DecisionRow.item, DecisionRow.snapshot, DecisionRow.act, DecisionRow.change)
    rows = session.execute(select(*columns).order_by(DecisionRow.id)).tuples().all()
    by_hand = {load_change(change).made for _, _, act, change in rows if act in (Act.ADD, Act.SPLIT)}
    last = {item: snapshot for item, snapshot, _, _ in rows if item not in by_hand}
    return {item: load_item(snapshot) for item, snapshot in last.items()}
