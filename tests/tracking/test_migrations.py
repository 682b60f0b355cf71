from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from kamer.items import Status
from tracking import ItemFilter, open_store, verify_audit
from tracking.database import HEAD, connect, current_migration, loose_keys, migration_config, open_sqlite
from tracking.models import Base

AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
DAY = date(2024, 2, 1)
MAP = "De havenkaart van de Waddenveren met ligplaatsen en dieptes wordt gepubliceerd."


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    """A new database, brought up to date."""
    engine = connect(f"sqlite:///{tmp_path}/50% nieuw/n.db")
    yield engine
    engine.dispose()


def test_the_models_are_what_the_migrations_make(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_head_is_the_newest_migration(migrated: Engine) -> None:
    assert ScriptDirectory.from_config(migration_config()).get_heads() == [HEAD]
    assert current_migration(migrated) == HEAD


def test_the_way_back_leaves_nothing(migrated: Engine) -> None:
    with migrated.execution_options(writes=True).begin() as connection:
        command.downgrade(migration_config(connection), "base")
    assert inspect(migrated).get_table_names() == ["alembic_version"]


def test_a_failed_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/n.db"
    upgrade = "tracking.database.upgrade"

    def break_off(connection: object) -> None:
        command.upgrade(migration_config(connection), "head")  # type: ignore[arg-type]
        raise RuntimeError("the power failed")

    monkeypatch.setattr(upgrade, break_off)
    with pytest.raises(RuntimeError):
        connect(url)
    monkeypatch.undo()
    with connect(url).connect() as connection:
        assert inspect(connection).has_table("documents")


def test_sqlite_is_set_up_for_several_users(migrated: Engine) -> None:
    with migrated.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert asked == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


def test_every_table_is_valid_on_postgresql() -> None:
    for table in Base.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_a_memory_database_is_one_for_all_threads() -> None:
    from sqlalchemy.engine import make_url

    engine = open_sqlite(make_url("sqlite://"))
    with engine.connect() as one:
        one.exec_driver_sql("CREATE TABLE t (n INTEGER)")
        one.commit()
    assert inspect(engine).has_table("t")


def test_a_register_of_the_first_version_is_taken_over_whole(tmp_path: Path, letter: Any, saved: Any) -> None:
    url = f"sqlite:///{tmp_path}/n.db"
    with open_store(url) as store:
        saved(store, letter("40400-1", DAY).promise(MAP, date(2024, 4, 30)).build())
        store.retrack(AT)
        (view,) = store.items(ItemFilter(), DAY)
        store.decide(view.item.id, Status.PARTLY, "Besproken", "R. Griffier", AT)
        before = (store.documents(), [row.id for row in store.decisions(view.item.id)], len(store.audit()))
    engine = open_sqlite(make_url(url))
    writer = engine.execution_options(writes=True)
    with writer.connect() as connection, loose_keys(connection), connection.begin():
        command.downgrade(migration_config(connection), "0001")
    engine.dispose()
    with open_store(url) as store:
        found = [row.id for row in store.decisions(view.item.id)]
        assert (store.documents(), found, len(store.audit())) == before
        assert verify_audit(store) == []
        store.retrack(AT)
        assert [again.item.id for again in store.items(ItemFilter(), DAY)] == [view.item.id]
