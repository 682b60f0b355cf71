"""The connection to the store's database, and its migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tracking.models import Base, CounterRow
from tracking.records import StoreError

HEAD = "0002"  # the newest migration; a test holds it equal to the migrations folder
BUSY = 30_000  # milliseconds that a writer waits for another


def connect(url: str) -> Engine:
    """The engine for `url`; a missing folder of a SQLite file is made, tables are brought up to date.

    Raises:
        StoreError: when it is no address of a database, or the database cannot be opened.
    """
    try:
        address = make_url(url)
        engine = open_sqlite(address) if address.get_backend_name() == "sqlite" else create_engine(address)
        migrate(engine)
    except (ArgumentError, DBAPIError, ModuleNotFoundError) as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(
            f"De database kan niet worden geopend ({said}). "
            "Controleer het adres van de database en de rechten op de map."
        ) from error
    return engine


def open_sqlite(address: URL) -> Engine:
    """An engine on a SQLite file (WAL, foreign keys, patient writers) or in memory."""
    in_memory = address.database in (None, "", ":memory:")
    if in_memory:
        shared = {"check_same_thread": False}
        engine = create_engine(address, poolclass=StaticPool, connect_args=shared)
    else:
        Path(address.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin)
    return engine


def set_pragmas(connection: Any, _record: Any) -> None:
    """What every SQLite connection needs; transactions are begun by `begin`, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def begin(connection: Connection) -> None:
    """Take SQLite's write lock at once where a transaction will write.

    A transaction that reads first and writes later would fail, not wait, when another wrote in between.
    """
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one consistent state.

    Raises:
        StoreError: when the database cannot be reached.
    """
    with told(), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one transaction that is written whole or not at all; writers take turns.

    Raises:
        StoreError: when the database cannot be reached, is busy for too long, or the disk is full.
    """
    with told(), Session(engine.execution_options(writes=True)) as session, session.begin():
        session.get(CounterRow, "revision", with_for_update=True)
        yield session


@contextmanager
def told() -> Iterator[None]:
    """What the database cannot do (not what we ask wrongly of it) is told to the user."""
    try:
        yield
    except OperationalError as error:
        raise StoreError(
            f"De database is bezet of niet bereikbaar ({error.orig}). Probeer het over een minuut opnieuw."
        ) from error


def migrate(engine: Engine) -> None:
    """Bring the tables up to date, in one transaction."""
    if current_migration(engine) == HEAD:
        return
    writer = engine.execution_options(writes=True)
    with writer.connect() as connection, loose_keys(connection), connection.begin():
        upgrade(connection)
        check_keys(connection)


@contextmanager
def loose_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite's foreign keys rest: a migration replaces tables that others point to by copies of them."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")  # has no effect once a transaction has begun
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def check_keys(connection: Connection) -> None:
    """Refuse a migration after which a row points to one that is not there.

    Raises:
        StoreError: when there is such a row; nothing has been changed then.
    """
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreError(
            f"De database kan niet worden bijgewerkt: {broken[0]} verwijst naar iets dat er niet is. "
            "Zet een reservekopie terug, of begin met een nieuwe gegevensmap en lees de brieven opnieuw in."
        )


def current_migration(engine: Engine) -> str | None:
    """The migration that the database stands at, or None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, on this connection."""
    from alembic import command

    command.upgrade(migration_config(connection), "head")


def migration_config(connection: Connection | None = None) -> Any:
    """Alembic's settings, built here so that an installed package needs no alembic.ini."""
    from alembic.config import Config

    config = Config()
    folder = str(files("tracking").joinpath("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = Base.metadata
    return config
