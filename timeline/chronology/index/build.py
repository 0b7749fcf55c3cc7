"""Build segments: of the whole store, or of the few events that have changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from timeline.chronology.index.segment import (
    HIGHEST,
    LOWEST,
    AxisKey,
    Bitmaps,
    Columns,
    Ints,
    Segment,
)
from timeline.chronology.sql_engine import COUNTED
from timeline.dates.days import ymd
from timeline.store.axes import Axis
from timeline.store.events import Event
from timeline.store.order import DAY_SHIFT, FAR_DAY
from timeline.store.reading import Walk

AnySelect: TypeAlias = Select[*tuple[Any, ...]]

BLOCK = 100_000
"""How many rows are fetched at a time."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A segment with its bitmaps as bytes, to be saved."""

    segment: Segment
    places: dict[AxisKey, tuple[int, int]]
    blob: NDArray[np.uint8]


def build(
    session: Session, only: Sequence[int] | None = None, progress: Progress | None = None
) -> Built:
    """Build a segment from the tables that filters walk.

    Args:
        session: A reading session; the segment shows its state of the data.
        only: The events; all accepted ones unless given.
        progress: Told what is being done.
    """
    tell = progress or (lambda _said: None)
    tell("events")
    columns = _events(session, only)
    tell("values")
    ordinal = _Ordinal(columns["ids"])
    packed, places, facets = _bitmaps(session, only, ordinal)
    tell("facets")
    blob = np.frombuffer(bytes(packed), dtype=np.uint8)
    made = Columns(**columns, **_derived(columns), **_facet_columns(facets, len(columns["ids"])))
    totals = np.bincount(made.values, minlength=len(made.facet_axes)).astype(np.int64)
    return Built(Segment(made, Bitmaps(places, blob), totals), places, blob)


def _rows(session: Session, statement: AnySelect, width: int) -> Iterator[Ints]:
    """Fetch rows of whole numbers block by block, as arrays of that width."""
    result = session.execute(statement.execution_options(stream_results=True, yield_per=BLOCK))
    for block in result.partitions(BLOCK):
        yield np.array([tuple(row) for row in block], dtype=np.int64).reshape(-1, width)


def _events(session: Session, only: Sequence[int] | None) -> dict[str, Any]:
    event = Event.__table__.c
    days = (event.begins_first, event.begins_last, event.ends_first, event.ends_last)
    statement = (
        select(Walk.sort_key, event.id, *days, event.significance)
        .join(Event, event.id == Walk.event_id)
        .where(Walk.axis == int(Axis.ALL), Walk.key == 0)
        .order_by(Walk.sort_key, Walk.event_id)
    )
    if only is not None:
        statement = statement.where(Walk.event_id.in_(only))
    result = session.execute(statement.execution_options(stream_results=True, yield_per=BLOCK))
    blocks = [_event_block(block) for block in result.partitions(BLOCK)]
    names = ("sort_keys", "ids", "begins_first", "begins_last", "ends_first", "ends_last")
    numbers = np.concatenate([n for n, _s in blocks]) if blocks else np.empty((0, 6), np.int64)
    weights = np.concatenate([s for _n, s in blocks]) if blocks else np.empty(0, np.float64)
    found = {name: np.ascontiguousarray(numbers[:, n]) for n, name in enumerate(names)}
    return {**found, "significance": weights}


def _event_block(block: Sequence[Any]) -> tuple[Ints, NDArray[np.float64]]:
    numbers = np.array(
        [
            (
                row[0],
                row[1],
                LOWEST if row[2] is None else row[2],
                HIGHEST if row[3] is None else row[3],
                LOWEST if row[4] is None else row[4],
                HIGHEST if row[5] is None else row[5],
            )
            for row in block
        ],
        dtype=np.int64,
    )
    return numbers, np.array([row[6] for row in block], dtype=np.float64)


class _Ordinal:
    """Finds the ordinals of event ids."""

    def __init__(self, ids: Ints) -> None:
        self.order = np.argsort(ids, kind="stable").astype(np.uint32)
        self.sorted = ids[self.order]

    def of(self, ids: Ints) -> NDArray[np.uint32]:
        return self.order[np.searchsorted(self.sorted, ids)]


Facets = list[tuple[int, int, NDArray[np.uint32]]]


def _bitmaps(
    session: Session, only: Sequence[int] | None, ordinal: _Ordinal
) -> tuple[bytearray, dict[AxisKey, tuple[int, int]], Facets]:
    statement = select(Walk.axis, Walk.key, Walk.event_id).order_by(
        Walk.axis, Walk.key, Walk.sort_key, Walk.event_id
    )
    if only is not None:
        statement = statement.where(Walk.event_id.in_(only))
    packed = bytearray()
    places: dict[AxisKey, tuple[int, int]] = {}
    facets: Facets = []
    counted = {int(axis) for axis in COUNTED}
    for axis, key, ids in _groups(_rows(session, statement, 3)):
        ordinals = ordinal.of(ids)
        raw = BitMap(ordinals).serialize()
        places[axis, key] = (len(packed), len(packed) + len(raw))
        packed += raw
        if axis in counted:
            facets.append((axis, key, ordinals))
    return packed, places, facets


def _groups(blocks: Iterable[Ints]) -> Iterator[tuple[int, int, Ints]]:
    """Gather the ids of one value from blocks in which values follow each other."""
    held: list[Ints] = []
    current: AxisKey | None = None
    for block in blocks:
        cuts = np.flatnonzero((np.diff(block[:, 0]) != 0) | (np.diff(block[:, 1]) != 0)) + 1
        for part in np.split(block, cuts):
            value = (int(part[0, 0]), int(part[0, 1]))
            if current is not None and value != current:
                yield (*current, np.concatenate(held))
                held = []
            current = value
            held.append(part[:, 2])
    if current is not None:
        yield (*current, np.concatenate(held))


def _derived(columns: dict[str, Any]) -> dict[str, Any]:
    ids, keys = columns["ids"], columns["sort_keys"]
    single = columns["begins_first"] == columns["ends_last"]
    days = keys >> DAY_SHIFT
    filed = np.array([_year(int(day)) for day in np.unique(days)], dtype=np.int64)
    of_day = filed[np.searchsorted(np.unique(days), days)] if len(days) else filed
    years, starts = np.unique(of_day, return_index=True)
    return {
        "by_id": np.argsort(ids, kind="stable").astype(np.uint32),
        "by_significance": np.lexsort((ids, columns["significance"])).astype(np.uint32),
        "wide": np.flatnonzero(~single).astype(np.uint32),
        "years": years,
        "year_starts": np.append(starts, len(ids)).astype(np.int64),
    }


NO_YEAR = HIGHEST
"""Stands for the year of what is filed under no day."""


def _year(day: int) -> int:
    return ymd(day)[0] if abs(day) < FAR_DAY else NO_YEAR


def _facet_columns(facets: Facets, count: int) -> dict[str, Any]:
    """Turn the values round: for each event, the facet numbers that it has."""
    sizes = [len(ordinals) for _axis, _key, ordinals in facets]
    ordinals = np.concatenate([o for _a, _k, o in facets]) if facets else np.empty(0, np.uint32)
    numbers = np.repeat(np.arange(len(facets), dtype=np.uint32), sizes)
    order = np.argsort(ordinals, kind="stable")
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(ordinals, minlength=count), out=starts[1:])
    return {
        "starts": starts,
        "values": numbers[order],
        "facet_axes": np.array([axis for axis, _k, _o in facets], dtype=np.int64),
        "facet_keys": np.array([key for _a, key, _o in facets], dtype=np.int64),
    }
