"""Open the database: one engine a process, reading and writing sessions, each one transaction."""

import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from timeline.settings import Settings
from timeline.store.pool import Pooling, postgresql_engine
from timeline.store.replicas import Replicas, note_written, replicas, replicas_of

WRITER_LOCK = 7_368_201
"""The PostgreSQL advisory lock of writers: one at a time, so that revisions commit in order."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "journal_size_limit=67108864",
)


class BadDatabase(ValueError):
    """A database that cannot be used; the message says why and what an address looks like."""


def read_address(url: str | URL) -> URL:
    """Read a database address.

    Raises:
        BadDatabase: If it is none.
    """
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        shown = re.sub(r"//.*@", "//***@", str(url))  # a password stays where it is
        raise BadDatabase(
            f"not a database address: {shown!r}; write sqlite:///FILE or postgresql://…"
        ) from error


def open_engine(
    url: str | URL, *, statement_seconds: float | None = None, pooling: Pooling | None = None
) -> Engine:
    """Make the engine for a database address.

    Args:
        url: An SQLAlchemy URL, `sqlite:///file` or `postgresql://…` (psycopg 3 is taken).
        statement_seconds: The longest that one statement of this engine may run; None is no limit.
        pooling: How connections to a PostgreSQL server are kept; None keeps none.

    Raises:
        BadDatabase: If the address is not one of these.
    """
    address = read_address(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite(address, statement_seconds)
        case "postgresql":
            return postgresql_engine(address, pooling or Pooling(), statement=statement_seconds)
        case other:
            raise BadDatabase(
                f"no {other!r} databases here; write sqlite:///FILE or postgresql://…"
            )


def open_store(settings: Settings, *, serving: bool) -> Engine:
    """Make the engine of an installation, which reads from its replicas where it has some.

    Args:
        settings: Those of the installation.
        serving: Whether it answers readers: connections are kept, statements limited in time.

    Raises:
        BadDatabase: If an address cannot be used.
    """
    pooling = Pooling.of(settings, keep=serving)
    limit = settings.statement_seconds if serving else None
    engine = open_engine(settings.database, statement_seconds=limit, pooling=pooling)
    if settings.replicas:
        found = _replicas(settings.replicas, engine, pooling, limit)
        engine.update_execution_options(
            replicas=replicas(
                found, wait=settings.replica_wait_seconds, lag=settings.replica_lag_seconds
            )
        )
    return engine


def _replicas(
    addresses: Sequence[str], primary: Engine, pooling: Pooling, limit: float | None
) -> list[Engine]:
    several = [read_address(one) for one in addresses]
    kinds = {one.get_backend_name() for one in (primary.url, *several)}
    if kinds != {"postgresql"}:
        raise BadDatabase("replicas are of PostgreSQL, and so is the database that they follow")
    engines = [postgresql_engine(one, pooling, statement=limit) for one in several]
    for engine in engines:
        engine.update_execution_options(postgresql_readonly=True)  # nor would they begin otherwise
    return engines


def close_store(engine: Engine) -> None:
    """Close every connection that is kept, those to replicas too."""
    found: Replicas | None = replicas_of(engine)
    if found is not None:
        found.dispose()
    engine.dispose()


def _sqlite(address: URL, seconds: float | None) -> Engine:
    engine = create_engine(
        address.set(drivername="sqlite"),
        poolclass=QueuePool if address.database not in (None, "", ":memory:") else None,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: sqlite3.Connection, _record: object) -> None:
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        if seconds is not None:
            _limit(raw, seconds)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _limit(raw: sqlite3.Connection, seconds: float) -> None:
    """Stop any statement that has run for longer than this; SQLite then reports an interrupt."""
    started = [0.0]

    def _begin(_statement: str) -> None:
        started[0] = time.monotonic()

    raw.set_trace_callback(_begin)
    raw.set_progress_handler(lambda: time.monotonic() - started[0] > seconds, 20_000)


def read_connection(engine: Engine) -> Connection:
    """Open a connection whose transaction sees one state of the data and may change none of it.

    It leads to a replica where the engine has one that shows all that the reader may have seen.
    SQLite keeps to one state by itself; PostgreSQL is told.
    """
    found = replicas_of(engine)
    connection = (found.connect(engine) if found else None) or engine.connect()
    if connection.dialect.name == "postgresql":
        return connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return connection


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the data and changes none of it."""
    with read_connection(engine) as connection, Session(connection, autoflush=False) as session:
        try:
            yield session
        finally:
            session.rollback()


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give the one session that may write now; it commits at the end, or leaves nothing.

    Writers wait for each other: SQLite by BEGIN IMMEDIATE, PostgreSQL by an advisory lock of the
    transaction, so that the greatest revision id is the version of everything that was committed.
    Whoever reads in the same context afterwards sees what was written, on replicas too.
    """
    with engine.connect().execution_options(writing=True) as connection:
        with Session(connection) as session, session.begin():
            if connection.dialect.name == "postgresql":
                session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            yield session
        if replicas_of(engine) is not None:
            note_written(connection)
