"""Count in one segment what the events of a filter have: by value, and by year."""

from collections.abc import Collection, Sequence
from heapq import heappush, heapreplace

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from timeline.chronology.engine import Counted
from timeline.chronology.index.finding import EVERYTHING
from timeline.chronology.index.matches import Matches
from timeline.chronology.index.segment import (
    NO_YEAR,
    AxisKey,
    Ints,
    Ordinals,
    Segment,
    ordinals,
)
from timeline.store.axes import Axis

CROSSING = 1000
"""How many values of events are gathered in the time that crossing one bitmap takes."""
MOST = 200
"""How many values of a facet are surely among those given; see `timeline.chronology.facets`."""
MANY, MOST_READY = 20_000, 256
"""Values of this many events have their counts ready; so many values at most."""
AT_ONCE = 16_384
"""How many events are gathered at a time, so that what is worked on stays near."""


def counts(
    segment: Segment, found: Matches, hidden: BitMap, also: Collection[AxisKey] = ()
) -> dict[Axis, Counted]:
    """Count what the events of a filter have.

    Args:
        segment: The segment.
        found: The events.
        hidden: Ordinals that no longer count; `found` has none of them.
        also: Axis and key of values that must be counted exactly, however rare they are.

    Returns:
        Of each axis the commonest values, the lower key first where two are equal, and those of
        `also`; all of them exact.
    """
    every = _ready(segment, found, hidden)
    if every is None:
        numbers = _to_cross(segment, found.possible, also)
        every = _counted(segment, found.possible, numbers)
    else:
        numbers = None
    if found.certain is found.possible:
        return _by_axis(segment, every, every, also)
    rest = found.possible - found.certain
    if len(rest) < len(found.certain):
        sure = every - _counted(segment, rest, numbers)
    else:
        sure = _counted(segment, found.certain, numbers)
    return _by_axis(segment, sure, every, also)


def every_value(segment: Segment, found: Matches, hidden: BitMap, axis: Axis) -> Counted:
    """Count all values of one axis, however rare.

    Args:
        segment: The segment.
        found: The events.
        hidden: Ordinals that no longer count; `found` has none of them.
        axis: One whose values are facets.
    """
    span = next(((start, end) for one, start, end in segment.axes if one == axis), (0, 0))
    numbers = range(*span)
    every = _ready(segment, found, hidden)
    if every is None:
        every = _counted(segment, found.possible, _crossed_if_few(found.possible, numbers))
    sure = every
    if found.certain is not found.possible:
        sure = _counted(segment, found.certain, _crossed_if_few(found.certain, numbers))
    keys = segment.columns.facet_keys[span[0] : span[1]].tolist()
    totals, certain = every[span[0] : span[1]].tolist(), sure[span[0] : span[1]].tolist()
    values = zip(keys, certain, totals, strict=True)
    return {key: (one, total - one) for key, one, total in values if total}


def _crossed_if_few(found: BitMap, numbers: Sequence[int]) -> Sequence[int] | None:
    return numbers if len(found) > CROSSING * len(numbers) // 4 else None


def _ready(segment: Segment, found: Matches, hidden: BitMap) -> Ints | None:
    """Give the counts that lie ready for a single value, less what is hidden or out of the window.

    None where they do not, or where less is in the window than out of it.
    """
    if found.value is None:
        return None
    every = segment.bitmaps.get(*found.value)
    gone = every & hidden if found.whole else every - found.possible
    if len(gone) > len(found.possible):
        return None
    if found.value == EVERYTHING:
        ready: Ints = segment.totals
    elif found.value in segment.ready:
        ready = segment.columns.ready_counts[segment.ready[found.value]].astype(np.int64)
    else:
        return None
    return ready - gathered(segment, gone) if gone else ready


def _to_cross(segment: Segment, found: BitMap, also: Collection[AxisKey]) -> Sequence[int] | None:
    """Choose the facet numbers whose bitmaps are crossed; None where gathering is quicker."""
    mentions = len(found) * max(1, len(segment.columns.values) // max(len(segment), 1))
    if mentions < CROSSING * len(segment.totals):
        return None
    return _worth_crossing(segment, found, also)


def _counted(segment: Segment, found: BitMap, numbers: Sequence[int] | None) -> Ints:
    return gathered(segment, found) if numbers is None else _crossed(segment, found, numbers)


def gathered(segment: Segment, found: BitMap) -> Ints:
    """Count every facet number by looking at the values of each event."""
    counted = np.zeros(len(segment.totals), dtype=np.int64)
    events, starts, values = ordinals(found), segment.columns.starts, segment.columns.values
    for at in range(0, len(events), AT_ONCE):
        some = events[at : at + AT_ONCE]
        places = _places(starts[some], starts[some + np.uint32(1)])
        counted += np.bincount(values[places], minlength=len(counted))
    return counted


def ready(segment: Segment) -> tuple[Ints, Ordinals]:
    """Count ahead what stands beside the values that many events have.

    Returns:
        The facet numbers of those values, and for each a row of counts of all facet numbers.
    """
    order = np.argsort(-segment.totals, kind="stable")[:MOST_READY]
    numbers = np.sort(order[segment.totals[order] >= MANY])
    rows = np.zeros((len(numbers), len(segment.totals)), dtype=np.uint32)
    for row, number in enumerate(numbers.tolist()):
        rows[row] = gathered(segment, _bitmap(segment, number))
    return numbers, rows


def _places(begins: Ints, ends: Ints) -> Ints:
    """Give all places from each beginning to its end, one stretch after the other."""
    some = ends > begins
    begins, ends = begins[some], ends[some]
    if not len(begins):
        return np.empty(0, dtype=np.int64)
    after = np.cumsum(ends - begins)
    steps = np.ones(int(after[-1]), dtype=np.int64)
    steps[0] = begins[0]
    steps[after[:-1]] = begins[1:] - ends[:-1] + 1
    return np.cumsum(steps, out=steps)


def _crossed(segment: Segment, found: BitMap, numbers: Sequence[int]) -> Ints:
    """Count some facet numbers by crossing their bitmaps with the events."""
    counted = np.zeros(len(segment.totals), dtype=np.int64)
    for number in numbers:
        counted[number] = found.intersection_cardinality(_bitmap(segment, number))
    return counted


def _bitmap(segment: Segment, number: int) -> BitMap:
    columns = segment.columns
    return segment.bitmaps.get(int(columns.facet_axes[number]), int(columns.facet_keys[number]))


def _worth_crossing(segment: Segment, found: BitMap, also: Collection[AxisKey]) -> list[int]:
    """Choose the facet numbers that can be among the commonest: commonest first, until none can."""
    chosen: list[int] = []
    for _axis, start, end in segment.axes:
        best: list[int] = []
        for number in start + np.argsort(-segment.totals[start:end], kind="stable"):
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
    segment: Segment, sure: Ints, every: Ints, also: Collection[AxisKey]
) -> dict[Axis, Counted]:
    """Name what was counted: of each axis the commonest values, and those asked for."""
    keys = segment.columns.facet_keys
    wanted = np.array([segment.numbers[v] for v in also if v in segment.numbers], dtype=np.int64)
    found: dict[Axis, Counted] = {}
    for axis, start, end in segment.axes:
        numbers = start + _commonest(every[start:end])
        if len(wanted):
            numbers = np.union1d(numbers, wanted[(wanted >= start) & (wanted < end)])
            numbers = numbers[every[numbers] > 0]
        total, certain = every[numbers], sure[numbers]
        counted = zip(certain.tolist(), (total - certain).tolist(), strict=True)
        if len(numbers):
            found[Axis(axis)] = dict(zip(keys[numbers].tolist(), counted, strict=True))
    return found


def _commonest(every: Ints) -> NDArray[np.intp]:
    """Choose the places of the greatest counts above zero; of equal ones the first."""
    some = np.flatnonzero(every)
    if len(some) <= MOST:
        return some
    here = every[some]
    least = np.partition(here, -MOST)[-MOST]
    above = some[here > least]
    equal = some[here == least][: MOST - len(above)]
    return np.concatenate((above, equal))


def years(segment: Segment, found: Matches) -> Counted:
    """Count by the year in which events are filed."""
    counted: Counted = {}
    starts = segment.columns.year_starts.tolist()
    same = found.certain is found.possible
    for n, year in enumerate(segment.columns.years.tolist()):
        every = found.possible.range_cardinality(starts[n], starts[n + 1])
        if every and year != NO_YEAR:
            sure = every if same else found.certain.range_cardinality(starts[n], starts[n + 1])
            counted[year] = (sure, every - sure)
    return counted
