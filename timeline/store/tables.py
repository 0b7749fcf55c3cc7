"""Write every table of a database as lines, and fill an empty database with them again."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import JSON, Boolean, LargeBinary, Table, select, text
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.store import derive
from timeline.store.base import Record
from timeline.store.bulk import insert_rows, ready_for_many
from timeline.store.schema import metadata
from timeline.store.text import insert_text

BLOCK = 2_000
"""How many rows are read or written at a time."""
SEQUENCES = "sequences"
"""What the ids that were ever given out are kept under, so that none is given twice."""
DOCUMENTS = frozenset({"event_document.body", "revision.after"})
"""Columns of bytes that hold JSON, which stands in a line as it is; other bytes are hexadecimal."""
TEXT_OF = "event_document"
"""The table whose rows give the words of the full-text index."""
EVENT = msgspec.json.Decoder(shapes.Event)
Lines = Callable[[str], Iterable[bytes]]


class NotEmpty(ValueError):
    """The database holds something already, so that it cannot become the copy of another."""


def dump(session: Session) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give every table as lines of JSON in order of its key, those first that others refer to.

    Args:
        session: A reading session: one state of the data.
    """
    for table in metadata.sorted_tables:
        yield table.name, _lines(session, table)
    yield SEQUENCES, iter([msgspec.json.encode(_sequences(session)) + b"\n"])


def is_empty(session: Session) -> bool:
    """Tell whether no record of any sort was ever entered."""
    revisions = metadata.tables["revision"]
    return session.execute(select(revisions.c.id).limit(1)).first() is None


def fill(session: Session, lines: Lines) -> int:
    """Fill an empty database of the same schema; the words for the full-text search are made anew.

    Args:
        session: A writing session; the caller commits.
        lines: Gives the lines of a table by its name.

    Returns:
        How many rows were written.

    Raises:
        NotEmpty: If the database is not empty.
        ValueError: If a line is none of its table.
    """
    if not is_empty(session):
        raise NotEmpty("the database is not empty; take a whole archive into an empty one")
    ready_for_many(session)
    count = sum(_fill(session, table, lines(table.name)) for table in metadata.sorted_tables)
    for line in lines(SEQUENCES):
        _set_sequences(session, msgspec.json.decode(line, type=dict[str, int]))
    return count


def _lines(session: Session, table: Table) -> Iterator[bytes]:
    columns = [(str(one.name), _reader(one)) for one in table.columns]
    statement = select(table).order_by(*table.primary_key.columns)
    rows = session.connection().execution_options(yield_per=BLOCK).execute(statement)
    for row in rows:
        values = {name: read(value) for (name, read), value in zip(columns, row, strict=True)}
        yield msgspec.json.encode(values) + b"\n"


def _reader(column: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a column of any type
    if not isinstance(column.type, LargeBinary):
        return lambda value: value
    if f"{column.table.name}.{column.name}" in DOCUMENTS:
        return msgspec.Raw
    return lambda value: value.hex()


def _writer(column: Any) -> tuple[Any, Callable[[Any], Any]]:  # noqa: ANN401
    """Give how a value is read from a line, and how a driver takes it."""
    if isinstance(column.type, LargeBinary):
        if f"{column.table.name}.{column.name}" in DOCUMENTS:
            return msgspec.Raw, bytes
        return str, bytes.fromhex
    if isinstance(column.type, JSON):
        return msgspec.Raw, _json_text
    if isinstance(column.type, Boolean):
        return bool, bool
    kind = column.type.python_type
    plain = kind if kind in (int, float, str) else str
    return (plain | None if column.nullable else plain), lambda value: value


def _json_text(raw: msgspec.Raw) -> str | None:
    return None if bytes(raw) == b"null" else bytes(raw).decode()


def _fill(session: Session, table: Table, lines: Iterable[bytes]) -> int:
    writers = [(str(one.name), *_writer(one)) for one in table.columns]
    shape = msgspec.defstruct("Row", [(name, kind) for name, kind, _ in writers], gc=False)
    decoder = msgspec.json.Decoder(shape)
    columns = [name for name, _, _ in writers]
    own = _own_parent(table)
    parents: list[tuple[int, int]] = []
    rest = iter(lines)
    count = 0
    while several := list(islice(rest, BLOCK)):
        rows = []
        for line in several:
            row = decoder.decode(line)
            values = [write(getattr(row, name)) for name, _, write in writers]
            if own is not None and values[own] is not None:
                parents.append((values[own], values[0]))
                values[own] = None
            rows.append(tuple(values))
        insert_rows(session, table.name, columns, rows)
        if table.name == TEXT_OF:
            insert_text(session, [_words(*row) for row in rows])
        count += len(rows)
    if own is not None and parents:
        _set_parents(session, table, columns[own], parents)
    return count


def _words(number: Any, body: Any) -> tuple[int, str]:  # noqa: ANN401 - as the row has them
    return number, derive.text_of(EVENT.decode(body))


def _own_parent(table: Table) -> int | None:
    """Find the column by which rows refer to rows of their own table, which may come later."""
    if [one.name for one in table.primary_key.columns] != ["id"]:
        return None
    for place, column in enumerate(table.columns):
        if any(key.column.table is table for key in column.foreign_keys):
            return place
    return None


def _set_parents(
    session: Session, table: Table, column: str, parents: list[tuple[int, int]]
) -> None:
    statement = text(f"update {table.name} set {column} = :parent where id = :id")  # noqa: S608 - names of our own
    session.execute(statement, [{"parent": parent, "id": number} for parent, number in parents])


def _with_ids() -> list[str]:
    """Name the tables whose ids the database gives out."""
    mapped = (one.local_table for one in Record.registry.mappers)
    return sorted(
        table.name
        for table in mapped
        if isinstance(table, Table) and table.dialect_options["sqlite"]["autoincrement"]
    )


def _sequences(session: Session) -> dict[str, int]:
    if session.connection().dialect.name == "sqlite":
        rows = session.execute(text("select name, seq from sqlite_sequence order by name"))
        return {name: last for name, last in rows if name in _with_ids()}
    found = {}
    for name in _with_ids():
        sequence = session.execute(
            text("select pg_get_serial_sequence(:name, 'id')"), {"name": name}
        ).scalar()
        last, called = session.execute(
            text(f"select last_value, is_called from {sequence}")  # noqa: S608 - a name of its own
        ).one()
        if called:
            found[name] = int(last)
    return found


def _set_sequences(session: Session, given: dict[str, int]) -> None:
    sqlite = session.connection().dialect.name == "sqlite"
    for name, last in given.items():
        if name not in _with_ids():
            continue
        values = {"name": name, "last": last}
        if sqlite:
            session.execute(text("delete from sqlite_sequence where name = :name"), values)
            session.execute(text("insert into sqlite_sequence values (:name, :last)"), values)
        else:
            session.execute(
                text("select setval(pg_get_serial_sequence(:name, 'id'), :last)"), values
            )
