from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from kamer.items import Status
from tracking import ItemFilter, Store, verify_audit

AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
DAY = date(2024, 6, 1)


@pytest.fixture
def logged(store: Store, letter: Any, saved: Callable[..., Any]) -> Store:
    """A store with three letters and a decision in its log."""
    for number in range(1, 4):
        saved(store, letter(f"40500-{number}", DAY).promise(f"Het verslag van jaar {number} volgt.").build())
    store.retrack(AT)
    store.decide(store.items(ItemFilter(), DAY)[0].item.id, Status.DONE, "gezien", "J. Griffier", AT)
    return store


def test_the_log_tells_who_did_what(logged: Store) -> None:
    lines = logged.audit()
    assert [line.id for line in lines] == [1, 2, 3, 4]
    assert [line.action for line in lines] == ["save_letter"] * 3 + ["decide"]
    assert (lines[0].object, lines[0].result, lines[0].origin) == (
        "kst-40500-1",
        "new",
        "kst-40500-1/brief.xml",
    )
    assert (lines[3].actor, lines[3].result, lines[3].at) == ("J. Griffier", "voldaan", AT)
    assert lines[3].detail == {"decision": 1, "reason": "gezien"}
    assert verify_audit(logged) == []


@pytest.mark.parametrize(
    ("tampering", "complaint"),
    [
        ("UPDATE audit_log SET actor = 'iemand anders' WHERE id = 4", "Regel 4 van het logboek is gewijzigd"),
        ("UPDATE audit_log SET at = '2020-01-01T00:00:00+00:00' WHERE id = 2", "Regel 2"),
        ("UPDATE audit_log SET detail = '{}' WHERE id = 1", "Regel 1"),
        ("UPDATE audit_log SET detail = '{}' WHERE id = 4", "Regel 4"),
        ("DELETE FROM audit_log WHERE id = 2", "Tussen regel 1 en regel 3"),
        ("DELETE FROM audit_log WHERE id = 1", "De eerste regel"),
        ("DELETE FROM audit_log WHERE id = 4", "besluit 1"),
        ("UPDATE audit_log SET hash = 'f' || substr(hash, 2) WHERE id = 3", "Regel 3"),
        ("DELETE FROM decisions", "besluit 1"),
        ("UPDATE decisions SET status = 'vervallen'", "De inhoud van besluit 1"),
        ("UPDATE decisions SET reason = 'anders'", "De inhoud van besluit 1"),
        ("DELETE FROM audit_log", "inlezen van kst-40500-1/brief.xml"),
        (
            "INSERT INTO undone_decisions VALUES (1, 'weg', 'X', '2024-03-02T00:00:00+00:00')",
            "de intrekking van besluit 1",
        ),
    ],
)
def test_tampering_is_found(logged: Store, tampering: str, complaint: str) -> None:
    with logged.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(tampering))
    assert any(complaint in problem for problem in verify_audit(logged))
