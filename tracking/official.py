"""What official data tell of motions: the vote, and the cabinet's appreciation; only added to."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamer.items import Appreciation, Ballot, Official
from tracking import audit
from tracking.models import OfficialRow

VOTE, APPRECIATION = "vote", "appreciation"


def record(
    session: Session, number: str, result: Ballot | Appreciation, day: date | None, source: str, at: datetime
) -> bool:
    """Add one fact about the motion of that number; False where it is there already."""
    kind = VOTE if isinstance(result, Ballot) else APPRECIATION
    same = select(OfficialRow.id).where(
        OfficialRow.number == number, OfficialRow.result == result.value, OfficialRow.kind == kind
    )
    same = same.where(OfficialRow.date == day if day is not None else OfficialRow.date.is_(None))
    if session.scalars(same.limit(1)).first() is not None:
        return False
    session.add(OfficialRow(number=number, kind=kind, result=result.value, date=day, source=source))
    session.flush()
    detail = {"kind": kind, "date": day.isoformat() if day else None}
    audit.append(session, "official", number, result.value, at=at, origin=source, detail=detail)
    return True


def read_official(session: Session) -> dict[str, list[Official]]:
    """What is known of each motion by number: oldest first, undated first."""
    known: dict[str, list[Official]] = defaultdict(list)
    for row in session.scalars(select(OfficialRow).order_by(OfficialRow.id)):
        known[row.number].append(official_of(row))
    return {number: sorted(rows, key=lambda row: row.date or date.min) for number, rows in known.items()}


def official_of(row: OfficialRow) -> Official:
    """A row as the record that users see."""
    result = Ballot(row.result) if row.kind == VOTE else Appreciation(row.result)
    return Official(result, row.date, row.source)
