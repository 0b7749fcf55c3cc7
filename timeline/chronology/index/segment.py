"""Hold one segment: columns in order of time, and a bitmap of ordinals for every value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Ints: TypeAlias = NDArray[np.int64]
Ordinals: TypeAlias = NDArray[np.uint32]
Floats: TypeAlias = NDArray[np.float64]
AxisKey: TypeAlias = tuple[int, int]

LOWEST = -(1 << 61)
"""Stands for a day that is open to the past."""
HIGHEST = 1 << 61
"""Stands for a day that is open to the future."""
NO_YEAR = HIGHEST
"""Stands for the year of what is filed under no day."""
TIER = -1
"""Axis of the most significant events: the key is how many; see `Segment.tiers`."""
LENGTH = -2
"""Axis of events by the length of their dates: of key k are those of 2**k to 2**(k+1)-1 days."""
WORD = -3
"""Axis of the events in which a word stands; the key is its place in `Segment.words`."""
IRREGULAR = 99
"""Key, on the axis LENGTH, of events that are open, or not filed under their earliest day."""
KEPT = 64 << 20
"""How many bytes of bitmaps a segment keeps read; what is asked for longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a segment, all in the order of (sort key, id).

    Attributes:
        ids: Event ids.
        sort_keys: Sort keys.
        begins_first, begins_last, ends_first, ends_last: Days; LOWEST and HIGHEST where open.
        significance: Between 0 and 1.
        known_ids: Event ids in their own order.
        by_id: Their ordinals.
        by_significance: Ordinals in the order of (significance, id).
        placing: For each ordinal its place among all, the most significant first, as tiles order.
        starts: For each ordinal, where its values begin in `values`; one more at the end.
        values: Facet numbers of all events, one event after the other.
        facet_axes, facet_keys: What each facet number stands for; those of one axis stand together.
        year_starts: The first ordinal of each year in `years`; one more at the end.
        years: The years in which events are filed.
        ready_numbers: The facet numbers of which the counts of everything beside them lie ready.
        ready_counts: Those counts: one row for each, one column for each facet number.
    """

    ids: Ints
    sort_keys: Ints
    begins_first: Ints
    begins_last: Ints
    ends_first: Ints
    ends_last: Ints
    significance: Floats
    known_ids: Ints
    by_id: Ordinals
    by_significance: Ordinals
    placing: Ordinals
    starts: Ints
    values: Ordinals
    facet_axes: Ints
    facet_keys: Ints
    year_starts: Ints
    years: Ints
    ready_numbers: Ints
    ready_counts: Ordinals


class Bitmaps:
    """Finds the bitmap of a value; read when it is asked for, and kept for a while."""

    def __init__(self, places: Mapping[AxisKey, tuple[int, int]], blob: NDArray[np.uint8]) -> None:
        """Keep where each bitmap stands in a stretch of bytes."""
        self._places = places
        self._blob = blob
        self._read: dict[AxisKey, BitMap] = {}
        self._bytes = 0
        self._lock = Lock()

    def get(self, axis: int, key: int) -> BitMap:
        """Give the bitmap of a value, which must not be changed; empty where no event has it."""
        wanted = (int(axis), key)
        place = self._places.get(wanted)
        if place is None:
            return BitMap()
        with self._lock:
            found = self._read.pop(wanted, None)
            if found is None:
                found = BitMap.deserialize(self._blob[place[0] : place[1]].tobytes())
                self._bytes += place[1] - place[0]
            self._read[wanted] = found
            while self._bytes > KEPT and len(self._read) > 1:
                oldest = next(iter(self._read))
                del self._read[oldest]
                start, end = self._places[oldest]
                self._bytes -= end - start
        return found

    def keys(self, axis: int) -> Iterator[int]:
        """Give the keys of an axis of which there are bitmaps."""
        return (key for one, key in self._places if one == axis)

    def __len__(self) -> int:
        """Count the values that any event has."""
        return len(self._places)


def ordinals(found: BitMap) -> Ordinals:
    """Give the ordinals of a bitmap as an array, in order."""
    return np.frombuffer(found.to_array(), dtype=np.uint32)


def stretch(start: int, end: int) -> BitMap:
    """Give the ordinals from one to another, the end excluded."""
    found = BitMap()
    if end > start:
        found.add_range(start, end)
    return found


class Segment:
    """Events in order of time, with everything that filters ask of them.

    `totals` says in how many events each facet number stands, `words` which common words have a
    bitmap, and its key.
    """

    def __init__(
        self, columns: Columns, bitmaps: Bitmaps, totals: Ints, words: Sequence[str] = ()
    ) -> None:
        """Keep the columns, and lay ready what every question needs."""
        self.columns = columns
        self.bitmaps = bitmaps
        self.totals = totals
        self.words = {word: key for key, word in enumerate(words)}

    @cached_property
    def lengths(self) -> tuple[tuple[int, BitMap], ...]:
        """The events of each length that dates here have, longer than a day, by its exponent."""
        keys = sorted(key for key in self.bitmaps.keys(LENGTH) if key != IRREGULAR)
        return tuple((key, self.bitmaps.get(LENGTH, key)) for key in keys)

    @cached_property
    def irregular(self) -> BitMap:
        """The events whose dates are open, or that are not filed under their earliest day."""
        return self.bitmaps.get(LENGTH, IRREGULAR)

    @cached_property
    def tiers(self) -> tuple[tuple[int, BitMap], ...]:
        """The most significant events, a few first, then ever more of them; with their number."""
        sizes = sorted(self.bitmaps.keys(TIER))
        return tuple((size, self.bitmaps.get(TIER, size)) for size in sizes)

    @cached_property
    def axes(self) -> tuple[tuple[int, int, int], ...]:
        """Each axis with the first of its facet numbers and the one after the last."""
        axes, starts = np.unique(self.columns.facet_axes, return_index=True)
        ends = [*starts[1:].tolist(), len(self.columns.facet_axes)][: len(starts)]
        return tuple(zip(axes.tolist(), starts.tolist(), ends, strict=True))

    @cached_property
    def numbers(self) -> dict[AxisKey, int]:
        """The facet number of each value."""
        values = zip(
            self.columns.facet_axes.tolist(), self.columns.facet_keys.tolist(), strict=True
        )
        return {value: number for number, value in enumerate(values)}

    @cached_property
    def ready(self) -> dict[AxisKey, int]:
        """The values of which the counts beside them lie ready, and the row that has them."""
        numbers = self.columns.ready_numbers
        axes, keys = self.columns.facet_axes[numbers], self.columns.facet_keys[numbers]
        return {v: n for n, v in enumerate(zip(axes.tolist(), keys.tolist(), strict=True))}

    def __len__(self) -> int:
        """Count the events."""
        return len(self.columns.ids)

    def ordinals_of(self, ids: Sequence[int]) -> BitMap:
        """Find events by id; those that the segment does not hold are left out."""
        places = self.places_of(ids)
        return BitMap(places[places >= 0].astype(np.uint32))

    def places_of(self, ids: Sequence[int]) -> Ints:
        """Find the ordinals of events by id, in the order given; -1 for what is not here."""
        wanted = np.asarray(ids, dtype=np.int64)
        if not len(self) or not len(wanted):
            return np.full(len(wanted), -1, dtype=np.int64)
        known = self.columns.known_ids
        places = np.minimum(np.searchsorted(known, wanted), len(self) - 1)
        return np.where(known[places] == wanted, self.columns.by_id[places].astype(np.int64), -1)

    def first_not_before(self, key: int, number: int) -> int:
        """Give the first ordinal whose (sort key, id) is not less than the one given."""
        keys, ids = self.columns.sort_keys, self.columns.ids
        low = int(np.searchsorted(keys, np.int64(key), side="left"))
        high = int(np.searchsorted(keys, np.int64(key), side="right"))
        return low + int(np.searchsorted(ids[low:high], np.int64(number), side="left"))
