"""Numbers that only rise: how far the store has come, and for how far the items were made."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from tracking.models import CounterRow


def read_counter(session: Session, name: str) -> int:
    """The counter's value."""
    row = session.get(CounterRow, name)
    return row.value if row is not None else 0


def raise_counter(session: Session, name: str) -> int:
    """Add one to the counter and return it."""
    return set_counter(session, name, read_counter(session, name) + 1)


def set_counter(session: Session, name: str, value: int) -> int:
    """Give the counter this value and return it."""
    session.execute(update(CounterRow).where(CounterRow.name == name).values(value=value))
    return value
