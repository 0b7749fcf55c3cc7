"""Gather what a window shows: its tiles, the marks of the events that they name, the overview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.tile import Tile, first_day, width
from timeline.chronology.tiles import read_placed, read_tile
from timeline.terms import Order
from timeline.web.pages.timeline.lanes import NO_LANES, Lanes
from timeline.web.pages.timeline.marks import Mark, family_of, mark_of
from timeline.web.pages.timeline.window import Window, asked_window, tidy, zoom_of

MOST_OF_THEM, WORTHWHILE = 0.85, 2
"""Which part of the events the first view shows, where that takes but half of the time or less."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The tiles of a window, its events and their marks."""

    tiles: tuple[Tile, ...]
    events: Mapping[int, shapes.Event]
    marks: Mapping[int, Mark]


@dataclass(frozen=True, slots=True)
class Overview:
    """How many events lie in each of equal stretches of all the time there is.

    Attributes:
        start: The first day of the first stretch.
        step: How many days each has.
        bins: How many events lie in each.
        whole: The window that shows all of them.
    """

    start: int
    step: int
    bins: tuple[int, ...]
    whole: Window

    @property
    def window(self) -> Window:
        """What it covers."""
        return Window(float(self.start), float(self.start + self.step * len(self.bins)))


def drawn_filter(given: EventFilter) -> EventFilter:
    """Take out of a filter what says which part of it is looked at: tiles know no window."""
    return given.changed(window_from=None, window_to=None, order=Order.OLDEST, limit=50)


def gather(
    session: Session, given: EventFilter, window: Window, lanes: Lanes = NO_LANES
) -> Gathered:
    """Read the tiles that make up a window, and the events that they name.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    z = zoom_of(window)
    days = width(z)
    numbers = range(floor(window.start / days), ceil(window.end / days))
    tiles = tuple(read_tile(session, given, z, x) for x in numbers)
    events = _events(session, given, tiles)
    marks = {
        number: mark_of(event, lanes.of(event, family_of(event)))
        for number, event in events.items()
    }
    return Gathered(tiles, events, marks)


def _events(session: Session, given: EventFilter, tiles: Sequence[Tile]) -> dict[int, shapes.Event]:
    ids = dict.fromkeys(number for tile in tiles for number in (*tile.placed, *tile.carried))
    return {event.id or 0: event for event in read_placed(session, tuple(ids), given)}


def overview(session: Session, given: EventFilter, whole: Window) -> Overview:
    """Count the events of a filter over the whole of their time."""
    z = zoom_of(whole)
    days = width(z)
    numbers = range(floor(whole.start / days), ceil(whole.end / days))
    tiles = [read_tile(session, given, z, x) for x in numbers]
    step = days // len(tiles[0].bins)
    bins = [count for tile in tiles for count in tile.bins]
    first = (floor(whole.start) - first_day(z, numbers[0])) // step
    last = (ceil(whole.end) - 1 - first_day(z, numbers[0])) // step
    start = first_day(z, numbers[0]) + first * step
    return Overview(start, step, tuple(bins[first : last + 1]), whole)


def read_window(given: EventFilter, over: Overview) -> Window:
    """Give the window of a page: what `from` and `to` say, else where most events are.

    Args:
        given: The filter; a side that it leaves open reaches as far as the events do.
        over: Where the events are.
    """
    if given.window_from is None and given.window_to is None:
        return busiest(over)
    return asked_window(given.window_from, given.window_to, over.whole)


def busiest(over: Overview) -> Window:
    """Give the shortest window with most of the events; all there is, where that is not shorter.

    A few early events would else press all others into a corner of the first view.
    """
    need = sum(over.bins) * MOST_OF_THEM
    if not need:
        return over.whole
    best = (0, len(over.bins))
    end = inside = 0
    for begin, count in enumerate(over.bins):
        while end < len(over.bins) and inside < need:
            inside += over.bins[end]
            end += 1
        if inside >= need and end - begin < best[1] - best[0]:
            best = (begin, end)
        inside -= count
    if (best[1] - best[0]) * WORTHWHILE > len(over.bins):
        return over.whole
    start, stop = (float(over.start + over.step * place) for place in best)
    margin = round((stop - start) * 0.08)
    return tidy(Window(start - margin, stop + margin))


def tile_of(session: Session, given: EventFilter, z: int, x: int, lanes: Lanes = NO_LANES) -> bytes:
    """Write one tile as JSON; see `written`.

    Raises:
        BadFilter: If the filter names what there is not.
        ValueError: If there is no such tile.
    """
    tile = read_tile(session, given, z, x)
    events = _events(session, given, (tile,))
    marks = {
        number: mark_of(event, lanes.of(event, family_of(event)))
        for number, event in events.items()
    }
    return msgspec.json.encode(written(tile, marks))


def written(tile: Tile, marks: Mapping[int, Mark]) -> list[object]:
    """Write a tile for the reader's script: zoom, number, counts, events in it, events carried.

    Each event is its id, title, weight, family, flags and days, counted from the first day of the
    tile: one number for a single day, four else with null where open. A minute of the day and a
    lane that is not the family follow where there are any.
    """
    base = first_day(tile.z, tile.x)
    placed = [_record(marks[number], base) for number in tile.placed if number in marks]
    carried = [_record(marks[number], base) for number in tile.carried if number in marks]
    return [tile.z, tile.x, _run(tile.bins), placed, carried]


def _run(bins: Sequence[int]) -> list[int]:
    """Leave out the empty bins at the end."""
    kept = len(bins)
    while kept and not bins[kept - 1]:
        kept -= 1
    return list(bins[:kept])


def _record(mark: Mark, base: int) -> list[object]:
    days = [None if day is None else day - base for day in mark.days]
    when = days[0] if len(set(days)) == 1 and days[0] is not None else days
    found: list[object] = [mark.id, mark.title, mark.weight, mark.family, mark.flags, when]
    if mark.minute is not None or mark.lane != mark.family:
        found.append(mark.minute)
    if mark.lane != mark.family:
        found.append(mark.lane)
    return found
