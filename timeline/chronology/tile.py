"""Cut time into tiles: what a zoomable timeline asks for, piece by piece."""

from timeline.chronology.rows import Row

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
