"""Write many rows at once, the fastest way that each engine has, and give out ids for them."""

from collections.abc import Sequence
from itertools import chain
from typing import TypeAlias

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

COPY_FROM = 200
"""From how many rows on COPY pays on PostgreSQL."""

CACHE_KIB = 131_072
"""Memory that SQLite may use for pages while many rows are written."""
AT_ONCE = 500
"""How many rows SQLite is given in one statement: a fifth less work than one by one."""
SINGLE = frozenset({"event_key", "event_text", "event_document", "revision", "walk"})
"""Tables whose rows come one by one all the same: they lie far apart or are large, and for a
statement of many rows SQLite copies every page that it touches, to be able to take it back."""
MOST_VALUES = 30_000
"""How many values a statement may have; SQLite takes 32,766 of them."""

Row: TypeAlias = tuple[object, ...]


def insert_rows(session: Session, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of plain driver values (text, numbers, bytes, None; JSON as text).

    Args:
        session: A writing session.
        table: The name of one of our tables; not from outside.
        columns: Its columns, in the order of the values.
        rows: One tuple a row.
    """
    if not rows:
        return
    connection = session.connection()
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        step = 1 if table in SINGLE else min(AT_ONCE, MOST_VALUES // len(columns))
        _insert_sqlite(connection, f"{table} ({names})", step, rows)
    elif len(rows) >= COPY_FROM:
        cursor = connection.connection.cursor()
        with cursor.copy(f"copy {table} ({names}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join(["%s"] * len(columns))
        connection.exec_driver_sql(f"insert into {table} ({names}) values ({marks})", list(rows))  # noqa: S608


def _insert_sqlite(connection: Connection, into: str, step: int, rows: Sequence[Row]) -> None:
    marks = f"({', '.join('?' * len(rows[0]))})"
    whole = len(rows) - len(rows) % step if step > 1 else 0
    many = f"insert into {into} values {', '.join([marks] * step)}"  # noqa: S608
    for start in range(0, whole, step):
        values = tuple(chain.from_iterable(rows[start : start + step]))
        connection.exec_driver_sql(many, values)
    if whole < len(rows):
        one = f"insert into {into} values {marks}"  # noqa: S608
        connection.exec_driver_sql(one, list(rows[whole:]))


def ready_for_many(session: Session) -> None:
    """Give SQLite room for the indexes of many rows; of use to an import, and to it alone."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"pragma cache_size=-{CACHE_KIB}")


def new_ids(session: Session, table: str, count: int) -> list[int]:
    """Give out ids that no row has had before.

    The session holds the only right to write, so on SQLite the numbers after the highest one ever
    given are free; PostgreSQL draws them from the sequence of the table.
    """
    if session.connection().dialect.name == "sqlite":
        last = session.execute(
            text("select seq from sqlite_sequence where name = :name"), {"name": table}
        ).scalar()
        return list(range((last or 0) + 1, (last or 0) + 1 + count))
    drawn = session.execute(
        text("select nextval(pg_get_serial_sequence(:name, 'id')) from generate_series(1, :count)"),
        {"name": table, "count": count},
    )
    return sorted(drawn.scalars())
