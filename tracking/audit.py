"""The audit log: lines that are only added, each bound to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracking.models import AuditRow
from tracking.records import AuditEntry

START = "0" * 64  # stands before the first line
PROGRAM = "nakoming"  # the actor of what no person did


def append(
    session: Session,
    action: str,
    object_: str,
    result: str,
    *,
    at: datetime,
    origin: str = "",
    actor: str = PROGRAM,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one line, within the transaction of what it tells of."""
    last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).first()
    row = AuditRow(
        id=last.id + 1 if last else 1,
        action=action,
        object=object_,
        result=result,
        origin=origin,
        actor=actor,
        at=at.isoformat(),
        detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=str),
        previous=last.hash if last else START,
    )
    row.hash = seal(row)
    session.add(row)
    session.flush()


def seal(row: AuditRow) -> str:
    """The hash of a line's content and of the hash before it."""
    content = [row.id, row.action, row.object, row.result, row.origin, row.actor, row.at, row.detail]
    sealed = json.dumps([*content, row.previous], ensure_ascii=False)
    return hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()


def entries(session: Session) -> list[AuditEntry]:
    """All lines, oldest first."""
    return [entry_of(row) for row in rows(session)]


def rows(session: Session) -> list[AuditRow]:
    """All rows, oldest first."""
    return list(session.scalars(select(AuditRow).order_by(AuditRow.id)))


def entry_of(row: AuditRow) -> AuditEntry:
    """A row as the record that users see."""
    at, detail = datetime.fromisoformat(row.at), json.loads(row.detail)
    return AuditEntry(row.id, row.action, row.object, row.result, row.origin, row.actor, at, detail)


def find_problems(session: Session) -> Iterator[str]:
    """What is wrong with the log, in Dutch: lines that were changed, left out or put in."""
    log = rows(session)
    if log and (log[0].id != 1 or log[0].previous != START):
        yield f"De eerste regel van het logboek ontbreekt; het begint nu bij regel {log[0].id}."
    for row in log:
        if seal(row) != row.hash:
            yield f"Regel {row.id} van het logboek is gewijzigd: de inhoud past niet bij het zegel."
    for before, after in pairwise(log):
        if after.previous != before.hash or after.id != before.id + 1:
            yield f"Tussen regel {before.id} en regel {after.id} van het logboek is de keten verbroken."
