"""Find in one segment the events of a filter, and put them in the order of a list."""

from collections.abc import Sequence

import numpy as np
from pyroaring import BitMap

from timeline.chronology.engine import Key
from timeline.chronology.index.matches import Crossing, Matches, Window
from timeline.chronology.index.segment import (
    HIGHEST,
    LOWEST,
    AxisKey,
    Ordinals,
    Segment,
    ordinals,
    stretch,
)
from timeline.chronology.lookup import Known
from timeline.chronology.sql import asked
from timeline.store.axes import Axis
from timeline.store.order import first_key
from timeline.terms import Order

CHUNK = 4096
PAIR = 2
EVERYTHING: AxisKey = (int(Axis.ALL), 0)


def matches(segment: Segment, known: Known, hidden: BitMap, texts: BitMap | None) -> Matches:
    """Find the events of a filter.

    Args:
        segment: The segment.
        known: The filter; it asks for nothing that the index does not hold.
        hidden: Ordinals that no longer count.
        texts: The ordinals that a search for words has found; None where none was made.
    """
    values = asked(known)
    parts = [_either(segment, axes, keys) for axes, keys in values]
    if texts is not None:
        parts.append(texts)
    parts.sort(key=len)
    value = EVERYTHING if not parts else None
    if len(parts) == 1 and texts is None and len(values[0][0]) == len(values[0][1]) == 1:
        value = (int(values[0][0][0]), values[0][1][0])
    found: BitMap | Crossing = parts[0] if parts else segment.bitmaps.get(*EVERYTHING)
    if len(parts) > 1 or hidden:
        ready = None if hidden or texts is not None else _ready(segment, values)
        found = Crossing(tuple(parts) or (segment.bitmaps.get(*EVERYTHING),), hidden, ready)
    if not known.filter.has_window:
        return Matches(found, value, whole=True)
    return Matches(_within(segment, found, known), value)


def _ready(segment: Segment, values: Sequence[tuple[Sequence[Axis], Sequence[int]]]) -> int | None:
    """Give how many events have both of two values, where that was counted ahead."""
    single = [(int(axes[0]), keys[0]) for axes, keys in values if len(axes) == len(keys) == 1]
    if len(values) != PAIR or len(single) != PAIR:
        return None
    one, other = single
    if one not in segment.ready:
        one, other = other, one
    if one not in segment.ready or other not in segment.numbers:
        return None
    return int(segment.columns.ready_counts[segment.ready[one], segment.numbers[other]])


def _either(segment: Segment, axes: Sequence[Axis], keys: Sequence[int]) -> BitMap:
    found = [segment.bitmaps.get(axis, key) for axis in axes for key in keys]
    return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()


def ordinal_of_day(segment: Segment, day: int) -> int:
    """Give the first ordinal that is filed under a day or later."""
    return int(segment.columns.sort_keys.searchsorted(np.int64(first_key(day))))


def _within(segment: Segment, found: BitMap | Crossing, known: Known) -> Window:
    """Keep the events whose date may, and those whose date must, lie in the window.

    What is filed well inside the window lies in it. Only events near its ends are looked at one by
    one, and how near depends on how long their dates are: each length has a bitmap of its own.
    """
    first, last = known.filter.first_day, known.filter.last_day
    start = 0 if first is None else ordinal_of_day(segment, first)
    end = len(segment) if last is None else ordinal_of_day(segment, last + 1)
    near = BitMap(segment.irregular)
    for exponent, several in segment.lengths:
        days = 2 << exponent
        if first is not None:
            near |= several & stretch(ordinal_of_day(segment, first - days), start)
        if last is not None:
            near |= several & stretch(max(start, ordinal_of_day(segment, last - days)), end)
    if isinstance(found, Crossing):
        near, found = found.among(near), found.part(start, end)
    else:
        near &= found
    looked, columns = ordinals(near), segment.columns
    low, high = LOWEST if first is None else first, HIGHEST if last is None else last
    may = (columns.begins_first[looked] <= high) & (columns.ends_last[looked] >= low)
    must = may & (columns.begins_last[looked] <= high) & (columns.ends_first[looked] >= low)
    return Window(found, start, max(start, end), near, BitMap(looked[may]), BitMap(looked[must]))


def places_after(
    segment: Segment, found: Matches, order: Order, after: Key | None, limit: int, *, back: bool
) -> Ordinals:
    """Give the ordinals that follow a key in a list, in the direction of walking."""
    down = (order is not Order.OLDEST) != back
    if order is Order.SIGNIFICANT:
        return _by_significance(segment, found.possible, after, limit, down=down)
    if down:
        end = len(segment) if after is None else segment.first_not_before(int(after[0]), after[1])
        return found.last(end, limit)
    start = 0 if after is None else segment.first_not_before(int(after[0]), after[1] + 1)
    return found.first(start, limit)


def keys_of(segment: Segment, places: Ordinals, order: Order) -> list[Key]:
    """Give the keys of events in a list, in the order given."""
    columns = segment.columns
    first = columns.significance if order is Order.SIGNIFICANT else columns.sort_keys
    return list(zip(first[places].tolist(), columns.ids[places].tolist(), strict=True))


def _by_significance(
    segment: Segment, found: BitMap, after: Key | None, limit: int, *, down: bool
) -> Ordinals:
    weights, ids = segment.columns.significance, segment.columns.ids
    if len(found) * CHUNK < len(segment) * 64:
        chosen = ordinals(found)
        walk = chosen[np.lexsort((ids[chosen], weights[chosen]))]
    else:
        walk = segment.columns.by_significance
    if after is not None:
        walk = _beyond(segment, walk, after, down=down)
    if down:
        walk = walk[::-1]
    places: list[int] = []
    for start in range(0, len(walk), CHUNK):
        places += [n for n in walk[start : start + CHUNK].tolist() if n in found]
        if len(places) >= limit:
            break
    return np.array(places[:limit], dtype=np.uint32)


def _beyond(segment: Segment, walk: np.ndarray, after: Key, *, down: bool) -> np.ndarray:
    """Cut what lies before a place from ordinals in the order of (significance, id)."""
    weights, ids = segment.columns.significance, segment.columns.ids
    low, high = 0, len(walk)
    while low < high:
        middle = (low + high) // 2
        n = walk[middle]
        key = (float(weights[n]), int(ids[n]))
        if key < after if down else key <= after:
            low = middle + 1
        else:
            high = middle
    return walk[:low] if down else walk[low:]
