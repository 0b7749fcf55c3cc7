"""Build segments: of the whole store, or of the few events that have changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy.orm import Session

from timeline.chronology.index.counting import ready
from timeline.chronology.index.gathering import event_columns, values
from timeline.chronology.index.segment import (
    HIGHEST,
    IRREGULAR,
    LENGTH,
    NO_YEAR,
    TIER,
    WORD,
    AxisKey,
    Bitmaps,
    Columns,
    Ints,
    Ordinals,
    Segment,
    ordinals,
)
from timeline.chronology.index.wording import common_words, ids_of_words
from timeline.chronology.sql_engine import COUNTED
from timeline.chronology.tile import HASH_BITS, LOW_BITS, SPREAD
from timeline.dates.days import ymd
from timeline.store.order import DAY_SHIFT, FAR_DAY

Progress = Callable[[str], None]

SMALLEST_TIER = 256
"""How many events the first tier has; each further one has four times as many."""
DENSE = 4
"""Ids are looked up in a table while they are at most this many times as many as the events."""


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
    columns: dict[str, Any] = dict(event_columns(session, only))
    columns |= _derived(columns)
    tell("values")
    packed = _Packed()
    found = _Values(_Ordinals(columns["ids"]), packed)
    for axis, key, ids in values(session, only):
        found.take(axis, key, ids)
    words = common_words(session, len(columns["ids"])) if only is None else []
    for key, ids in enumerate(ids_of_words(session, words)):
        packed.add(WORD, key, found.known.of(ids))
    for axis, key, chosen in _own(columns):
        packed.add(axis, key, BitMap(chosen))
    tell("facets")
    columns |= found.columns(len(columns["ids"]))
    blob = np.frombuffer(bytes(packed.raw), dtype=np.uint8)
    made = Columns(**columns, **NOTHING_READY)
    totals = np.bincount(made.values, minlength=len(found.facets)).astype(np.int64)
    segment = Segment(made, Bitmaps(packed.places, blob), totals, words)
    if only is None:
        numbers, counted = ready(segment)
        made = replace(made, ready_numbers=numbers, ready_counts=counted)
        segment = Segment(made, segment.bitmaps, totals, words)
    return Built(segment, packed.places, blob)


NOTHING_READY: dict[str, Any] = {
    "ready_numbers": np.empty(0, dtype=np.int64),
    "ready_counts": np.empty((0, 0), dtype=np.uint32),
}


class _Packed:
    """Gathers bitmaps as bytes, one after the other."""

    def __init__(self) -> None:
        self.raw = bytearray()
        self.places: dict[AxisKey, tuple[int, int]] = {}

    def add(self, axis: int, key: int, found: BitMap) -> None:
        found.run_optimize()
        start = len(self.raw)
        self.raw += found.serialize()
        self.places[axis, key] = (start, len(self.raw))


class _Ordinals:
    """Finds the ordinals of event ids, in order."""

    def __init__(self, ids: Ints) -> None:
        most = int(ids.max()) + 1 if len(ids) else 0
        self.table: Ordinals | None = None
        if most <= DENSE * len(ids):
            self.table = np.full(most, NOT_HERE, dtype=np.uint32)
            self.table[ids] = np.arange(len(ids), dtype=np.uint32)
        else:
            self.order = np.argsort(ids, kind="stable").astype(np.uint32)
            self.sorted = ids[self.order]

    def of(self, ids: Ints) -> BitMap:
        """Find ordinals; ids that are not here are left out."""
        if self.table is not None:
            found = self.table[ids[ids < len(self.table)]]
            return BitMap(found[found != NOT_HERE])
        places = np.minimum(np.searchsorted(self.sorted, ids), len(self.sorted) - 1)
        return BitMap(self.order[places[self.sorted[places] == ids]])


NOT_HERE = 0xFFFF_FFFF
"""Stands, among ordinals, for an event that the segment does not hold."""


class _Values:
    """Gathers the values of events: a bitmap for each, and a number for each that is a facet."""

    def __init__(self, known: _Ordinals, packed: _Packed) -> None:
        self.known = known
        self.packed = packed
        self.facets: list[tuple[int, int, Ordinals]] = []
        self.counted = {int(axis) for axis in COUNTED}

    def take(self, axis: int, key: int, ids: Ints) -> None:
        found = self.known.of(ids)
        self.packed.add(axis, key, found)
        if axis in self.counted:
            self.facets.append((axis, key, ordinals(found)))

    def columns(self, count: int) -> dict[str, Any]:
        """Turn the values round: for each event, the facet numbers that it has."""
        starts = np.zeros(count + 1, dtype=np.int64)
        for _axis, _key, found in self.facets:
            starts[found + np.uint32(1)] += 1
        np.cumsum(starts, out=starts)
        next_place, turned = starts[:-1].copy(), np.zeros(int(starts[-1]), dtype=np.uint32)
        for number, (_axis, _key, found) in enumerate(self.facets):
            turned[next_place[found]] = number
            next_place[found] += 1
        return {
            "starts": starts,
            "values": turned,
            "facet_axes": np.array([axis for axis, _k, _o in self.facets], dtype=np.int64),
            "facet_keys": np.array([key for _a, key, _o in self.facets], dtype=np.int64),
        }


def _derived(columns: dict[str, Any]) -> dict[str, Any]:
    ids, keys, weights = columns["ids"], columns["sort_keys"], columns["significance"]
    days = keys >> DAY_SHIFT
    single, of_day = np.unique(days, return_inverse=True)
    filed = np.array([_year(int(day)) for day in single], dtype=np.int64)[of_day]
    years, starts = np.unique(filed, return_index=True)
    ties = (ids & LOW_BITS) * SPREAD & HASH_BITS
    placing = np.empty(len(ids), dtype=np.uint32)
    placing[np.lexsort((ids, ties, -weights))] = np.arange(len(ids), dtype=np.uint32)
    by_id = np.argsort(ids, kind="stable")
    return {
        "known_ids": ids[by_id],
        "by_id": by_id.astype(np.uint32),
        "by_significance": np.lexsort((ids, weights)).astype(np.uint32),
        "placing": placing,
        "years": years,
        "year_starts": np.append(starts, len(ids)).astype(np.int64),
    }


def _year(day: int) -> int:
    return ymd(day)[0] if abs(day) < FAR_DAY else NO_YEAR


def _own(columns: dict[str, Any]) -> Iterator[tuple[int, int, Ordinals]]:
    """Give the bitmaps that no value stands for: tiers by significance, dates by their length."""
    placing = columns["placing"]
    size = SMALLEST_TIER
    while size * 2 < len(placing):
        yield TIER, size, np.flatnonzero(placing < size).astype(np.uint32)
        size *= 4
    first, last = columns["begins_first"], columns["ends_last"]
    within = (columns["begins_last"] <= last) & (columns["ends_first"] >= first)
    regular = within & (columns["sort_keys"] >> DAY_SHIFT == first) & (last < HIGHEST)
    yield LENGTH, IRREGULAR, np.flatnonzero(~regular).astype(np.uint32)
    exponents = np.where(regular, np.frexp((last - first + 1).astype(np.float64))[1] - 1, 0)
    for exponent in np.unique(exponents).tolist():
        if exponent:
            yield LENGTH, exponent, np.flatnonzero(exponents == exponent).astype(np.uint32)
