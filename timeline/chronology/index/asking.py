"""Ask one segment: which of its events a filter finds, in what order, and what they have."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace

import numpy as np
from pyroaring import BitMap

from timeline.chronology.engine import Counted, Key
from timeline.chronology.index.build import NO_YEAR
from timeline.chronology.index.segment import HIGHEST, LOWEST, Ints, Segment
from timeline.chronology.lookup import Known
from timeline.chronology.sql import asked
from timeline.store.axes import Axis
from timeline.store.order import first_key
from timeline.terms import Order

CROSSING = 1000
"""How many values of events are gathered in the time that crossing one bitmap takes."""
MOST = 200
"""How many values of a facet are surely among those given; see `timeline.chronology.facets`."""
CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Matches:
    """The events of a segment that a filter finds: all of them, and those certainly in the window.

    `whole` is true where nothing was asked but the whole chronology.
    """

    possible: BitMap
    certain: BitMap
    whole: bool = False


def matches(segment: Segment, known: Known, hidden: BitMap, texts: Sequence[int] | None) -> Matches:
    """Find the events of a filter.

    Args:
        segment: The segment.
        known: The filter; it asks for nothing that the index does not hold.
        hidden: Ordinals that no longer count.
        texts: The ids that a search for words has found; None where none was made.
    """
    found = segment.bitmaps.get(Axis.ALL, 0)
    parts = [_either(segment, axes, keys) for axes, keys in asked(known)]
    for part in sorted(parts, key=len):
        found = found & part
    if texts is not None:
        found = found & segment.ordinals_of(texts)
    if hidden:
        found = found - hidden
    if not known.filter.has_window:
        return Matches(found, found, whole=not parts and texts is None)
    possible, certain = _window(segment, known)
    return Matches(found & possible, found & certain)


def _either(segment: Segment, axes: Sequence[Axis], keys: Sequence[int]) -> BitMap:
    found = [segment.bitmaps.get(axis, key) for axis in axes for key in keys]
    return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()


def _window(segment: Segment, known: Known) -> tuple[BitMap, BitMap]:
    """Find the events whose date may, and whose date must, lie in the window."""
    columns = segment.columns
    first, last = known.filter.first_day, known.filter.last_day
    low = LOWEST if first is None else first
    high = HIGHEST if last is None else last
    start = (
        0 if first is None else int(np.searchsorted(columns.sort_keys, np.int64(first_key(low))))
    )
    end = (
        len(segment)
        if last is None
        else int(np.searchsorted(columns.sort_keys, np.int64(first_key(high + 1))))
    )
    wide = segment.wide
    may = (wide.begins_first <= high) & (wide.ends_last >= low)
    must = may & (wide.begins_last <= high) & (wide.ends_first >= low)
    days = BitMap()
    if end > start:
        days.add_range(start, end)
    days -= wide.bitmap
    return days | BitMap(columns.wide[may]), days | BitMap(columns.wide[must])


def keys_after(
    segment: Segment, found: BitMap, order: Order, after: Key | None, limit: int, *, back: bool
) -> list[Key]:
    """Give the keys that follow a place in a list, in the direction of walking."""
    down = (order is not Order.OLDEST) != back
    if order is Order.SIGNIFICANT:
        return _by_significance(segment, found, after, limit, down=down)
    keys, ids = segment.columns.sort_keys, segment.columns.ids
    if down:
        end = len(segment) if after is None else segment.first_not_before(int(after[0]), after[1])
        rank = found.rank(end - 1) if end else 0
        chosen = list(found[max(0, rank - limit) : rank])[::-1]
    else:
        start = 0 if after is None else segment.first_not_before(int(after[0]), after[1] + 1)
        rank = found.rank(start - 1) if start else 0
        chosen = list(found[rank : rank + limit])
    return [(int(keys[n]), int(ids[n])) for n in chosen]


def _by_significance(
    segment: Segment, found: BitMap, after: Key | None, limit: int, *, down: bool
) -> list[Key]:
    weights, ids = segment.columns.significance, segment.columns.ids
    if len(found) * CHUNK < len(segment) * 64:
        ordinals = np.array(found, dtype=np.uint32)
        ordinals = ordinals[np.lexsort((ids[ordinals], weights[ordinals]))]
    else:
        ordinals = segment.columns.by_significance
    walk = ordinals[::-1] if down else ordinals
    chosen: list[Key] = []
    for start in range(0, len(walk), CHUNK):
        for n in walk[start : start + CHUNK]:
            key = (float(weights[n]), int(ids[n]))
            if after is not None and not (key < after if down else key > after):
                continue
            if int(n) in found:
                chosen.append(key)
                if len(chosen) == limit:
                    return chosen
    return chosen


def counts(
    segment: Segment, found: Matches, hidden: BitMap, also: Collection[tuple[int, int]] = ()
) -> dict[Axis, Counted]:
    """Count what the events of a filter have.

    Args:
        segment: The segment.
        found: The events.
        hidden: Ordinals that no longer count.
        also: Axis and key of values that must be counted exactly, however rare they are.

    Returns:
        Of each axis at least the commonest values, all of them exact.
    """
    if found.whole:
        sure = segment.totals - _gathered(segment, hidden & segment.bitmaps.get(Axis.ALL, 0))
        return _by_axis(segment, sure, sure, also)
    mentions = len(found.possible) * max(1, len(segment.columns.values) // max(len(segment), 1))
    if mentions < CROSSING * len(segment.totals):
        every = _gathered(segment, found.possible)
        same = found.certain is found.possible
        sure = every if same else _gathered(segment, found.certain)
        return _by_axis(segment, sure, every, also)
    numbers = _worth_crossing(segment, found.possible, also)
    every = _crossed(segment, found.possible, numbers)
    same = found.certain is found.possible
    sure = every if same else _crossed(segment, found.certain, numbers)
    return _by_axis(segment, sure, every, also)


def _gathered(segment: Segment, found: BitMap) -> Ints:
    ordinals = np.array(found, dtype=np.int64)
    starts = segment.columns.starts
    begins, sizes = starts[ordinals], starts[ordinals + 1] - starts[ordinals]
    total = int(sizes.sum())
    shifts = np.repeat(begins - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    values = segment.columns.values[np.arange(total) + shifts] if total else np.empty(0, np.uint32)
    return np.bincount(values, minlength=len(segment.totals)).astype(np.int64)


def _crossed(segment: Segment, found: BitMap, numbers: Sequence[int]) -> Ints:
    """Count some facet numbers by crossing their bitmaps with the events."""
    counted = np.zeros(len(segment.totals), dtype=np.int64)
    for number in numbers:
        counted[number] = found.intersection_cardinality(_bitmap(segment, number))
    return counted


def _bitmap(segment: Segment, number: int) -> BitMap:
    columns = segment.columns
    return segment.bitmaps.get(
        Axis(int(columns.facet_axes[number])), int(columns.facet_keys[number])
    )


def _worth_crossing(
    segment: Segment, found: BitMap, also: Collection[tuple[int, int]]
) -> list[int]:
    """Choose the facet numbers that can be among the commonest: commonest first, until none can."""
    chosen: list[int] = []
    for _axis, numbers in segment.numbers_by_axis:
        best: list[int] = []
        for number in numbers:
            if len(best) == MOST and int(segment.totals[number]) < best[0]:
                break
            shared = found.intersection_cardinality(_bitmap(segment, number))
            chosen.append(int(number))
            if len(best) < MOST:
                heappush(best, shared)
            elif shared > best[0]:
                heapreplace(best, shared)
    if also:
        chosen += [segment.numbers[value] for value in also if value in segment.numbers]
    return list(dict.fromkeys(chosen))


def _by_axis(
    segment: Segment, sure: Ints, every: Ints, also: Collection[tuple[int, int]]
) -> dict[Axis, Counted]:
    """Name what was counted: of each axis the commonest values, and those asked for."""
    axes, keys = segment.columns.facet_axes, segment.columns.facet_keys
    wanted = np.array([segment.numbers[v] for v in also if v in segment.numbers], dtype=np.int64)
    some = np.flatnonzero(every)
    found: dict[Axis, Counted] = {}
    for axis in np.unique(axes[some]).tolist():
        numbers = some[axes[some] == axis]
        if len(numbers) > MOST:
            here = every[numbers]
            common = here >= np.partition(here, -MOST)[-MOST]
            numbers = np.union1d(numbers[common], np.intersect1d(numbers, wanted))
        found[Axis(axis)] = {
            int(keys[n]): (int(sure[n]), int(every[n]) - int(sure[n])) for n in numbers.tolist()
        }
    return found


def years(segment: Segment, found: Matches) -> Counted:
    """Count by the year in which events are filed."""
    counted: Counted = {}
    starts = segment.columns.year_starts
    for n, year in enumerate(segment.columns.years):
        start, end = int(starts[n]), int(starts[n + 1])
        every = found.possible.range_cardinality(start, end)
        if every and year != NO_YEAR:
            sure = found.certain.range_cardinality(start, end)
            counted[int(year)] = (sure, every - sure)
    return counted
