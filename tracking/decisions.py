"""What people decided about items: records that are only added, and how they stay with their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session

from kamer.document import Evidence
from kamer.identifiers import normalise
from kamer.items import Decision, Status, TrackedItem
from tracking import audit
from tracking.models import DecisionRow, UndoRow
from tracking.payload import dump_item, load_item
from tracking.records import UnknownItemError

SAME = 0.85  # likeness from which two readings of a passage are one
HELD = 20  # letters that a passage has at least, to be known inside another


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
        item=item.id, status=status, reason=said, actor=who, at=at.isoformat(), snapshot=dump_item(item)
    )
    session.add(row)
    session.flush()
    detail = {"decision": row.id, "reason": said}
    audit.append(session, "decide", item.id, status.value, at=at, origin="besluit", actor=who, detail=detail)
    return Decision(row.id, item.id, status, said, who, at)


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


def read_decisions(session: Session, names: Mapping[str, str]) -> dict[str, list[DecisionRecord]]:
    """All decisions by the item that they now belong to, oldest first.

    Args:
        session: where to read.
        names: the item of each name that items go or went by.
    """
    undone = {row.decision: datetime.fromisoformat(row.at) for row in session.scalars(select(UndoRow))}
    records: dict[str, list[DecisionRecord]] = defaultdict(list)
    for row in session.scalars(select(DecisionRow).order_by(DecisionRow.id)):
        item = names.get(row.item, row.item)
        at = datetime.fromisoformat(row.at)
        known = Decision(row.id, item, Status(row.status), row.reason, row.actor, at, row.id in undone)
        records[item].append(DecisionRecord(known, undone.get(row.id)))
    return records


def snapshots(session: Session) -> dict[str, TrackedItem]:
    """Every item that was decided about, as it was at the last decision, by the id that it had."""
    query = select(DecisionRow.item, DecisionRow.snapshot).order_by(DecisionRow.id)
    return {item: load_item(snapshot) for item, snapshot in session.execute(query).tuples()}


def resolve_decided(before: TrackedItem, fresh: Sequence[TrackedItem]) -> TrackedItem | None:
    """The item that was decided about, among the new items of a new reading; None unless one is most alike.

    A better parser may give the promise other bounds, and so another id. It is the same one where the
    passage in the same document holds the earlier one, or is most of it. Of several the most alike is
    taken, unless two are equally so.
    """
    scored = [(likeness(before, item), item) for item in fresh if item.kind is before.kind]
    fitting = sorted(((score, item.id, item) for score, item in scored if score >= SAME), reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][2]


def likeness(before: TrackedItem, item: TrackedItem) -> float:
    """How far the passage that made `item` is that of `before`, 0 to 1."""
    one, other = birth_of(before), birth_of(item)
    if one is None or other is None:
        return 0.0
    return passage_likeness(one.quote, other.quote) if one.document == other.document else 0.0


def birth_of(item: TrackedItem) -> Evidence | None:
    """The passage that made the item, or the first that speaks of it."""
    own = [mention.evidence for mention in item.mentions if mention.finding == item.id]
    first = [mention.evidence for mention in item.mentions[:1]]
    return next(iter(own or first), None)


def passage_likeness(one: str, other: str) -> float:
    """How alike two passages are; one that holds the other counts as the same, the better the longer."""
    short, long = sorted((normalise(one), normalise(other)), key=len)
    if len(short) >= HELD and short in long:
        return SAME + (1 - SAME) * len(short) / len(long)
    return float(ratio(short, long)) / 100 if short else 0.0
