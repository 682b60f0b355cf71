from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from tracking.database import HEAD, connect, current_migration, migration_config, open_sqlite
from tracking.models import Base


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
