"""Cut a tile out of one segment: counts by rank, the most significant events by tiers."""

from typing import TypeAlias

import numpy as np
from pyroaring import BitMap

from timeline.chronology.index.finding import ordinal_of_day
from timeline.chronology.index.segment import Ordinals, Segment, ordinals, stretch
from timeline.chronology.tile import CARRIED, PLACED, Cut, tie
from timeline.store.order import first_key

Weighed: TypeAlias = list[tuple[float, int, int]]
"""Events, the most significant first: significance downwards, tie, id."""

FEW = 2048
"""Up to how many events are all looked at to find the most significant ones."""
SPARE = 4
"""How many times as many events as are wanted a tier should hold before it is tried."""


def bins(segment: Segment, found: BitMap, days: Cut, *, whole: bool) -> list[int]:
    """Count the events in each part of a tile; `whole` says that `found` is the whole segment."""
    edges = [first_key(days.first + days.step * n) for n in range(days.bins + 1)]
    places = np.searchsorted(segment.columns.sort_keys, np.array(edges, dtype=np.int64))
    if whole:
        counted: list[int] = np.diff(places).tolist()
        return counted
    at = places.tolist()
    return [
        found.range_cardinality(at[n], at[n + 1]) if at[n + 1] > at[n] else 0
        for n in range(days.bins)
    ]


def placed(segment: Segment, found: BitMap, days: Cut, count: int) -> Weighed:
    """Give the most significant of the `count` events that lie in a tile."""
    if not count:
        return []
    start, end = ordinal_of_day(segment, days.first), ordinal_of_day(segment, days.end)
    if count <= FEW:
        first = found.rank(start - 1) if start else 0
        return _best(segment, ordinals(found[first : first + count]), PLACED)
    inside = stretch(start, end)
    for size, tier in segment.tiers:
        if size * count >= PLACED * SPARE * len(segment):
            some = tier & inside & found
            if len(some) >= PLACED:
                return _best(segment, ordinals(some), PLACED)
    return _best(segment, ordinals(inside & found), PLACED)


def carried(segment: Segment, found: BitMap, days: Cut) -> Weighed:
    """Give the most significant of the long events that lie before a tile and reach into it."""
    end = ordinal_of_day(segment, days.first)
    near = segment.irregular & stretch(0, end)
    for exponent, several in segment.lengths:
        if 2 << exponent > days.long:
            start = ordinal_of_day(segment, days.first - (2 << exponent))
            near |= several & stretch(start, end)
    near &= found
    if len(near) > FEW:
        for _size, tier in segment.tiers:
            some = _reaching(segment, ordinals(near & tier), days)
            if len(some) >= CARRIED:
                return _best(segment, some, CARRIED)
    return _best(segment, _reaching(segment, ordinals(near), days), CARRIED)


def _reaching(segment: Segment, looked: Ordinals, days: Cut) -> Ordinals:
    """Keep the events that are long beside a tile and may last into it."""
    begins, ends = segment.columns.begins_first[looked], segment.columns.ends_last[looked]
    return looked[(ends >= days.first) & (ends - begins >= days.long - 1)]


def _best(segment: Segment, looked: Ordinals, most: int) -> Weighed:
    places = segment.columns.placing[looked]
    if len(looked) > most:
        looked = looked[np.argpartition(places, most)[:most]]
        places = segment.columns.placing[looked]
    chosen = looked[np.argsort(places)]
    weights, ids = segment.columns.significance[chosen], segment.columns.ids[chosen]
    return [
        (-weight, tie(number), number)
        for weight, number in zip(weights.tolist(), ids.tolist(), strict=True)
    ]
