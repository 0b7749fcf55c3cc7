"""Cut time into tiles: what a zoomable timeline asks for, piece by piece."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from timeline.chronology.rows import Row
from timeline.store.order import FAR_DAY

DEPTH = 20
"""The zoom at which a tile is one day; at zoom 0 one tile holds the years 1 to 2871."""
BINS = 64
"""How many bars the counts of a tile have; a tile of fewer days has one a day."""
PLACED = 32
"""How many of its events a tile names at most, the most significant ones."""
CARRIED = 8
"""How many long events a tile names at most that began before it."""
LONG = 8
"""An event is carried if it lasts at least this part of the days of a tile: an eighth."""


class Tile(Row, frozen=True, kw_only=True):
    """What lies in `2 ** (DEPTH - z)` days from day number `x << (DEPTH - z)` on.

    Days are proleptic Gregorian ordinals (1 is 0001-01-01); `x` may be negative. An event lies in
    the tile in which its sort day lies.

    Attributes:
        z: zoom, 0 to DEPTH.
        x: which tile of that zoom.
        count: how many events of the filter lie in it.
        bins: how many lie in each of its equal parts, oldest first.
        placed: ids of its most significant events, first the most significant; equal ones in an
            order that does not favour old ones. It names whatever its
            parent names of what lies in it.
        carried: ids of long events of the filter that began before it and reach into it, the most
            significant first.
    """

    z: int
    x: int
    count: int
    bins: tuple[int, ...]
    placed: tuple[int, ...]
    carried: tuple[int, ...]


def first_day(z: int, x: int) -> int:
    """Give the first day of a tile."""
    return x << (DEPTH - z)


def width(z: int) -> int:
    """Give the number of days of a tile at a zoom."""
    return 1 << (DEPTH - z)


@dataclass(frozen=True, slots=True)
class Cut:
    """The days of one tile, as engines ask for them.

    Attributes:
        z, x: The tile.
        first: Its first day.
        end: The day after its last.
        step: How many days one of its bins has.
        bins: How many bins it has.
        long: How many days an event has at least that is carried.
    """

    z: int
    x: int
    first: int
    end: int
    step: int
    bins: int
    long: int


def cut(z: int, x: int) -> Cut:
    """Work out the days of a tile.

    Raises:
        ValueError: If there is no such tile; the message says which there are.
    """
    if not 0 <= z <= DEPTH:
        raise ValueError(f"there is no zoom {z}; it is a number from 0 to {DEPTH}")
    first, days = first_day(z, x), width(z)
    if not -FAR_DAY < first < FAR_DAY - days:
        most = (FAR_DAY - days - 1) // days
        raise ValueError(f"there is no tile {x} at zoom {z}; it is a number up to {most}")
    bins = min(BINS, days)
    return Cut(z, x, first, first + days, days // bins, bins, -(-days // LONG))


SPREAD, LOW_BITS, HASH_BITS = 2_654_435_761, 0x7FFF_FFFF, 0xFFFF_FFFF


def tie(number: int) -> int:
    """Give the place of an event among equally significant ones: a hash of its id, 32 bits.

    Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4); every engine works it
    out for itself in integers of 64 bits.
    """
    return (number & LOW_BITS) * SPREAD & HASH_BITS


class Filed(NamedTuple):
    """An event as tiles see it: its sort day, the days it may touch (None: open), its weight."""

    id: int
    day: int
    begins: int | None
    ends: int | None
    significance: float


def gather(days: Cut, events: Iterable[Filed]) -> Tile:
    """Make a tile by looking at every event of a filter: what other ways to make it must equal."""
    bins = [0] * days.bins
    placed: list[Filed] = []
    carried: list[Filed] = []
    for one in events:
        if days.first <= one.day < days.end:
            bins[(one.day - days.first) // days.step] += 1
            placed.append(one)
        elif one.day < days.first and _reaches(one, days):
            carried.append(one)
    best, reaching = _ids(placed, PLACED), _ids(carried, CARRIED)
    return Tile(
        z=days.z, x=days.x, count=len(placed), bins=tuple(bins), placed=best, carried=reaching
    )


def _ids(events: list[Filed], most: int) -> tuple[int, ...]:
    ordered = sorted(events, key=lambda one: (-one.significance, tie(one.id), one.id))
    return tuple(one.id for one in ordered[:most])


def _reaches(one: Filed, days: Cut) -> bool:
    """Tell whether an event is long beside a tile and may last into it."""
    if one.ends is None:
        return True
    lasting = one.begins is None or one.ends - one.begins + 1 >= days.long
    return one.ends >= days.first and lasting
