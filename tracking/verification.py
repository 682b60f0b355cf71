"""Whether the audit log is whole, and whether the records that it tells of are as it tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracking import audit
from tracking.decisions import STATUS
from tracking.models import DecisionRow, FileRow, UndoRow
from tracking.records import AuditEntry

Content = tuple[str, ...]  # of a record, as far as the log tells of it


def find_tampering(session: Session) -> Iterator[str]:
    """What is wrong, in Dutch: a broken chain, or records without their line or unlike it."""
    broken = list(audit.find_problems(session))
    yield from broken
    if broken:  # what the log tells cannot be compared with anything
        return
    entries = audit.entries(session)
    yield from find_changed_decisions(session, entries)
    yield from find_changed_undos(session, entries)
    yield from find_unlogged_files(session, entries)


def find_changed_decisions(session: Session, entries: Sequence[AuditEntry]) -> Iterator[str]:
    """Decisions that are not as the log tells."""
    made = [entry for entry in entries if entry.action in ("decide", "rule")]
    told = {int(e.detail["decision"]): (*content_of(e), str(e.detail.get("change", "{}"))) for e in made}
    rows = session.scalars(select(DecisionRow).order_by(DecisionRow.id))
    held = {row.id: held_of(row) for row in rows}
    yield from compare("besluit {id}", told, held)


def held_of(row: DecisionRow) -> Content:
    """What a record holds of a decision: item, status or act, who, why, when, and what it changes."""
    result = row.status if row.act == STATUS else row.act
    return (row.item, result, row.actor, row.reason, row.at, row.change)


def find_changed_undos(session: Session, entries: Sequence[AuditEntry]) -> Iterator[str]:
    """Withdrawals that are not as the log tells."""
    told = {int(e.detail["decision"]): content_of(e)[2:] for e in entries if e.action == "undo"}
    rows = session.scalars(select(UndoRow).order_by(UndoRow.decision))
    held = {row.decision: (row.actor, row.reason, row.at) for row in rows}
    yield from compare("de intrekking van besluit {id}", told, held)


def content_of(entry: AuditEntry) -> Content:
    """What a line tells of a decision: item, status, who, why, when."""
    reason = str(entry.detail.get("reason"))
    return (entry.object, entry.result, entry.actor, reason, entry.at.isoformat())


def compare(what: str, told: Mapping[int, Content], held: Mapping[int, Content]) -> Iterator[str]:
    """Records that lack their line, differ from it, or are gone."""
    for number, content in held.items():
        if number not in told:
            yield f"Van {what.format(id=number)} ontbreekt de regel in het logboek."
        elif told[number] != content:
            yield f"De inhoud van {what.format(id=number)} wijkt af van het logboek."
    for number in told:
        if number not in held:
            yield f"Het logboek vermeldt {what.format(id=number)}, maar dat is niet meer te vinden."


def find_unlogged_files(session: Session, entries: Sequence[AuditEntry]) -> Iterator[str]:
    """Files that are recorded as read without a line that says so."""
    told = {(e.origin, e.detail.get("sha256")) for e in entries if e.action == "save_letter"}
    for row in session.scalars(select(FileRow).order_by(FileRow.path)):
        if (row.path, row.sha256) not in told:
            yield f"Van het inlezen van {row.path} ontbreekt de regel in het logboek."
