"""Fetch from the database what a segment is built from: columns of events, events of values."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.orm import Session

from timeline.chronology.index.segment import HIGHEST, LOWEST, Floats, Ints
from timeline.store.events import Event
from timeline.store.reading import Walk
from timeline.terms import State

AnySelect: TypeAlias = Select[*tuple[Any, ...]]

BLOCK = 100_000
"""How many rows are fetched at a time."""
AT_ONCE = 5_000
"""How many events are named in one statement."""
DAYS = ("begins_first", "begins_last", "ends_first", "ends_last")


def event_columns(session: Session, only: Sequence[int] | None) -> dict[str, Ints | Floats]:
    """Fetch accepted events in the order of (sort key, id), as one array a column."""
    event = Event.__table__.c
    statement = (
        select(
            event.id, event.sort_key,
            func.coalesce(event.begins_first, LOWEST), func.coalesce(event.begins_last, HIGHEST),
            func.coalesce(event.ends_first, LOWEST), func.coalesce(event.ends_last, HIGHEST),
            event.significance,
        ).where(event.state == State.ACCEPTED).order_by(event.id)
    )  # fmt: skip
    blocks = [_block(rows) for part in _parts(only) for rows in _fetched(session, statement, part)]
    numbers = np.concatenate([n for n, _w in blocks]) if blocks else np.empty((0, 6), np.int64)
    weights = np.concatenate([w for _n, w in blocks]) if blocks else np.empty(0, np.float64)
    order = np.lexsort((numbers[:, 0], numbers[:, 1]))
    names = ("ids", "sort_keys", *DAYS)
    found: dict[str, Ints | Floats] = {
        name: np.clip(numbers[order, n], LOWEST, HIGHEST) for n, name in enumerate(names)
    }
    return {**found, "significance": weights[order]}


def _parts(only: Sequence[int] | None) -> list[Sequence[int] | None]:
    if only is None:
        return [None]
    return [only[at : at + AT_ONCE] for at in range(0, len(only), AT_ONCE)]


def _fetched(
    session: Session, statement: AnySelect, part: Sequence[int] | None
) -> Iterator[Sequence[Any]]:
    if part is not None:
        statement = statement.where(Event.id.in_(part))
    streamed = {"stream_results": True, "yield_per": BLOCK}
    yield from session.connection().execute(statement, execution_options=streamed).partitions(BLOCK)


def _block(rows: Sequence[Any]) -> tuple[Ints, Floats]:
    *numbers, weights = zip(*rows, strict=True)
    return np.array(numbers, dtype=np.int64).T, np.array(weights, dtype=np.float64)


def values(session: Session, only: Sequence[int] | None) -> Iterator[tuple[int, int, Ints]]:
    """Give every axis and key in order, each with the ids of its events, in no order.

    The database writes the ids of a value as one text, which is read many times as fast as rows.
    """
    if only is None:
        listed = func.aggregate_strings(cast(Walk.event_id, Text), ",")
        statement = select(Walk.axis, Walk.key, listed).group_by(Walk.axis, Walk.key)
        ordered = statement.order_by(Walk.axis, Walk.key)
        for axis, key, ids in session.execute(
            ordered.execution_options(stream_results=True, yield_per=100)
        ):
            yield axis, key, np.fromstring(ids, dtype=np.int64, sep=",")
        return
    found: dict[tuple[int, int], list[int]] = {}
    for part in _parts(only):
        rows = select(Walk.axis, Walk.key, Walk.event_id).where(Walk.event_id.in_(part or ()))
        for axis, key, number in session.execute(rows):
            found.setdefault((axis, key), []).append(number)
    for (axis, key), numbers in sorted(found.items()):
        yield axis, key, np.array(numbers, dtype=np.int64)
