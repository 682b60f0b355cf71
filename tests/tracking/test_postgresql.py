"""The same store on PostgreSQL, where NAKOMING_TEST_POSTGRESQL names a database and a driver is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from threading import Thread
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kamer.items import Status
from tracking import ItemFilter, Store, open_store, verify_audit
from tracking.models import Base

URL = os.environ.get("NAKOMING_TEST_POSTGRESQL", "")
AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
DAY = date(2024, 6, 1)

pytestmark = pytest.mark.skipif(not URL, reason="NAKOMING_TEST_POSTGRESQL names no database")


@pytest.fixture
def shared_store() -> Iterator[Store]:
    """A store in the database, emptied before and after."""
    with open_store(URL) as store:
        empty(store)
        yield store
        empty(store)


def empty(store: Store) -> None:
    """Take out every row, and set the counters back."""
    with store.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name != "counters":
                connection.execute(table.delete())
        connection.execute(Base.metadata.tables["counters"].update().values(value=0))


def test_the_models_are_what_the_migrations_make(shared_store: Store) -> None:
    with shared_store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_letters_items_and_decisions(shared_store: Store, letter: Any, saved: Callable[..., Any]) -> None:
    store = shared_store
    for number in (1, 2):
        written = letter(f"40700-{number}", DAY).promise(f"Het verslag over veer {number} volgt.", DAY)
        saved(store, written.build())
    assert store.retrack(AT) == 2
    ids = [passage.id for passage in store.passages()]
    store.save_vectors("klein", {ids[0]: b"0000"})
    assert store.vectors("klein", ids) == {ids[0]: b"0000"}
    item = store.items(ItemFilter(), DAY)[0].item
    decision = store.decide(item.id, Status.DONE, "gezien", "J. Griffier", AT)
    store.undo(decision.id, "vergissing", "J. Griffier", AT)
    assert [ruled.undone for ruled in store.decisions(item.id)] == [True]
    assert store.resolve_key("Kamerstuk 40 700, nr. 1") == "kst-40700-1"
    assert verify_audit(store) == []


def test_two_threads_take_turns(shared_store: Store, letter: Any, saved: Callable[..., Any]) -> None:
    failures: list[BaseException] = []

    def run(half: int) -> None:
        try:
            for n in range(5):
                saved(shared_store, letter(f"4071{half}-{n + 1}", DAY).promise("Het verslag volgt.").build())
                shared_store.retrack(AT)
        except BaseException as failure:  # noqa: BLE001 (a thread's failure must reach the test)
            failures.append(failure)

    threads = [Thread(target=run, args=(half,)) for half in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert shared_store.revision() == shared_store.tracked_revision() == 10
    assert verify_audit(shared_store) == []
