"""Hold one segment: columns in order of time, and a bitmap of ordinals for every value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from timeline.store.axes import Axis

Ints: TypeAlias = NDArray[np.int64]
Ordinals: TypeAlias = NDArray[np.uint32]
Floats: TypeAlias = NDArray[np.float64]
AxisKey: TypeAlias = tuple[int, int]

LOWEST = -(1 << 62)
"""Stands for a day that is open to the past."""
HIGHEST = 1 << 62
"""Stands for a day that is open to the future."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a segment, all in the order of (sort key, id).

    Attributes:
        ids: Event ids.
        sort_keys: Sort keys.
        begins_first, begins_last, ends_first, ends_last: Days; LOWEST and HIGHEST where open.
        significance: Between 0 and 1.
        by_id: Ordinals in the order of ids.
        by_significance: Ordinals in the order of (significance, id).
        wide: Ordinals of the events that are not dated to one day.
        starts: For each ordinal, where its values begin in `values`; one more at the end.
        values: Facet numbers of all events, one event after the other.
        facet_axes, facet_keys: What each facet number stands for.
        year_starts: The first ordinal of each year in `years`; one more at the end.
        years: The years in which events are filed.
    """

    ids: Ints
    sort_keys: Ints
    begins_first: Ints
    begins_last: Ints
    ends_first: Ints
    ends_last: Ints
    significance: Floats
    by_id: Ordinals
    by_significance: Ordinals
    wide: Ordinals
    starts: Ints
    values: Ordinals
    facet_axes: Ints
    facet_keys: Ints
    year_starts: Ints
    years: Ints


class Bitmaps:
    """Finds the bitmap of a value; read from the file when it is first asked for."""

    def __init__(self, places: Mapping[AxisKey, tuple[int, int]], blob: NDArray[np.uint8]) -> None:
        """Keep where each bitmap stands in a stretch of bytes."""
        self._places = places
        self._blob = blob
        self._read: dict[AxisKey, BitMap] = {}

    def get(self, axis: Axis, key: int) -> BitMap:
        """Give the bitmap of a value; an empty one where no event has it."""
        wanted = (int(axis), key)
        found = self._read.get(wanted)
        if found is None:
            place = self._places.get(wanted)
            if place is None:
                return BitMap()
            start, end = place
            found = BitMap.deserialize(self._blob[start:end].tobytes())
            self._read[wanted] = found
        return found

    def __len__(self) -> int:
        """Count the values that any event has."""
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Wide:
    """The events that are not dated to one day: as a bitmap, and their days side by side."""

    bitmap: BitMap
    begins_first: Ints
    begins_last: Ints
    ends_first: Ints
    ends_last: Ints


class Segment:
    """Events in order of time, with everything that filters ask of them.

    `totals` says in how many events each facet number stands.
    """

    def __init__(self, columns: Columns, bitmaps: Bitmaps, totals: Ints) -> None:
        """Keep the columns, and lay ready what every question needs."""
        self.columns = columns
        self.bitmaps = bitmaps
        self.totals = totals

    @cached_property
    def wide(self) -> Wide:
        """What windows ask of events that are not dated to one day."""
        chosen, columns = self.columns.wide, self.columns
        return Wide(
            BitMap(chosen),
            columns.begins_first[chosen],
            columns.begins_last[chosen],
            columns.ends_first[chosen],
            columns.ends_last[chosen],
        )

    @cached_property
    def numbers_by_axis(self) -> tuple[tuple[int, Ints], ...]:
        """The facet numbers of each axis, commonest first."""
        axes = np.asarray(self.columns.facet_axes)
        found = []
        for axis in np.unique(axes):
            numbers = np.flatnonzero(axes == axis)
            found.append((int(axis), numbers[np.argsort(-self.totals[numbers], kind="stable")]))
        return tuple(found)

    @cached_property
    def numbers(self) -> dict[AxisKey, int]:
        """The facet number of each value."""
        values = zip(
            self.columns.facet_axes.tolist(), self.columns.facet_keys.tolist(), strict=True
        )
        return {value: number for number, value in enumerate(values)}

    def __len__(self) -> int:
        """Count the events."""
        return len(self.columns.ids)

    def ordinals_of(self, ids: Sequence[int]) -> BitMap:
        """Find events by id; those that the segment does not hold are left out."""
        if not len(self) or not len(ids):
            return BitMap()
        wanted = np.asarray(ids, dtype=np.int64)
        known, order = self.columns.ids, self.columns.by_id
        places = np.minimum(np.searchsorted(known, wanted, sorter=order), len(self) - 1)
        ordinals = order[places]
        return BitMap(ordinals[known[ordinals] == wanted])

    def first_not_before(self, key: int, number: int) -> int:
        """Give the first ordinal whose (sort key, id) is not less than the one given."""
        keys, ids = self.columns.sort_keys, self.columns.ids
        low = int(np.searchsorted(keys, np.int64(key), side="left"))
        high = int(np.searchsorted(keys, np.int64(key), side="right"))
        return low + int(np.searchsorted(ids[low:high], np.int64(number), side="left"))
