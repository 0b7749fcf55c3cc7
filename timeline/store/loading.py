"""Make a large first load quick: its indexes come after it, and SQLite writes each page once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from sqlite3 import OperationalError

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

FEW = 1_000
"""Up to how many events a store counts as empty."""
TABLES = (
    "event", "event_key", "event_document", "event_text", "event_theme", "event_place",
    "event_link", "participation", "involvement", "citation", "claim", "mention", "walk",
    "revision",
)  # fmt: skip
"""What every event has rows in; the records that events refer to are not among them."""

INDEXES_SQLITE = text(
    "select 'drop index ' || name, sql from sqlite_master "
    "where type = 'index' and sql is not null and tbl_name in (select value from json_each(:names))"
)
INDEXES_POSTGRESQL = text(
    "select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid) "
    "from pg_index i join pg_class c on c.oid = i.indrelid "
    "where c.relname = any(:names) and c.relnamespace = current_schema()::regnamespace "
    "and not i.indisunique"
)
TIES_POSTGRESQL = text(
    "select format('alter table %s drop constraint %I', conrelid::regclass, conname), "
    "format('alter table %s add constraint %I %s', conrelid::regclass, conname, "
    "pg_get_constraintdef(oid)) from pg_constraint where contype = 'f' and conrelid in "
    "(select oid from pg_class where relname = any(:names) "
    "and relnamespace = current_schema()::regnamespace)"
)


def is_nearly_empty(session: Session) -> bool:
    """Tell whether a store holds so few events that everything may be built anew."""
    counted = text(f"select count(*) from (select 1 from event limit {FEW + 1}) few")  # noqa: S608
    return bool(session.execute(counted).scalar_one() <= FEW)


def set_aside(session: Session) -> tuple[str, ...]:
    """Take away, until the end of a large load, what is dearer to keep than to build at once.

    That is every index that is not unique, and on PostgreSQL the foreign keys, which are looked at
    row by row. All of it happens in the transaction of the session, so that whatever ends the load
    leaves them as they were. A store that others hold in use, or that is spread, keeps them.

    Returns:
        The statements that bring everything back; none where it was left.
    """
    try:
        with session.begin_nested():
            found = _found(session)
            for drop, _make in found:
                session.connection().exec_driver_sql(drop)
    except DBAPIError:
        return ()
    return tuple(make for _drop, make in found)


def _found(session: Session) -> Sequence[tuple[str, str]]:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        names = "[" + ", ".join(f'"{name}"' for name in TABLES) + "]"
        held = session.execute(INDEXES_SQLITE, {"names": names})
        return [(str(drop), str(make)) for drop, make in held]
    if session.execute(text("select 1 from pg_extension where extname = 'citus'")).first():
        return []
    given = {"names": list(TABLES)}
    rows = [*session.execute(TIES_POSTGRESQL, given), *session.execute(INDEXES_POSTGRESQL, given)]
    return [(str(drop), str(make)) for drop, make in rows]


def bring_back(session: Session, statements: Sequence[str]) -> None:
    """Build what `set_aside` took away; foreign keys are checked for all rows."""
    connection = session.connection()
    if statements and connection.dialect.name == "postgresql":
        connection.exec_driver_sql("set local maintenance_work_mem = '256MB'")
    for statement in reversed(statements):  # indexes first: foreign keys are looked up in them
        connection.exec_driver_sql(statement)


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Let SQLite write a first load straight into its file, for as long as nobody else reads it.

    A write-ahead log would take every page twice and more. Instead the journal of old pages is
    kept, of which an empty store has next to none; a load that is killed is rolled back by whoever
    opens the file next, as ever. Where the file is open elsewhere, holds more than a few events, or
    is no SQLite file, nothing changes.
    """
    if engine.dialect.name != "sqlite" or not _journal(engine, "delete"):
        yield
        return
    try:
        yield
    finally:
        _journal(engine, "wal")


def _journal(engine: Engine, mode: str) -> bool:
    """Ask for a journal, without waiting for others; tells whether it is had."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if mode != "wal":
            cursor.execute(f"select count(*) from (select 1 from event limit {FEW + 1})")  # noqa: S608
            if cursor.fetchall()[0][0] > FEW:
                return False
        cursor.execute("pragma busy_timeout=0")
        with suppress(OperationalError):
            cursor.execute(f"pragma journal_mode={mode}")
            return bool(cursor.fetchall() == [(mode,)])
        return False
    finally:
        raw.cursor().execute("pragma busy_timeout=5000")
        raw.close()
