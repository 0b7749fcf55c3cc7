"""Find what lies around: neighbours of an event, its year, the nearest to an empty window."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.engine import Key
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import EVENT
from timeline.chronology.lookup import Known, look_up
from timeline.chronology.tile import BINS, DEPTH, first_day, width
from timeline.chronology.tiles import read_placed, read_tile
from timeline.dates import Span
from timeline.store.events import Event
from timeline.store.order import FAR_DAY, first_key
from timeline.terms import Order


@dataclass(frozen=True, slots=True)
class Around:
    """The event before and the one after, in the order of the filter; None where there is none."""

    before: shapes.Event | None
    after: shapes.Event | None


@dataclass(frozen=True, slots=True)
class Nearby:
    """What lies within a year of an event: how many events in each stretch, the weightiest whole.

    Attributes:
        first: The first day.
        last: The last day.
        counts: Day and number of events of each stretch of `step` days that has some.
        step: How many days a stretch has.
        events: The most significant ones, oldest first; the event itself is not among them.
    """

    first: int
    last: int
    counts: tuple[tuple[int, int], ...]
    step: int
    events: tuple[shapes.Event, ...]


NEAR = 366
"""How many days on either side of an event are near it."""
NEAR_ZOOM = 10
"""Tiles of 1024 days: one or two of them hold the year on either side."""
MOST_NEAR = 24


def read_nearby(session: Session, given: EventFilter, event: shapes.Event) -> Nearby | None:
    """Find what a filter has within a year of an event; None where the event has no day.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    day = Span.parse(event.date.edtf).sort_day
    if abs(day) >= FAR_DAY - width(NEAR_ZOOM) * 2:
        return None
    first, last = day - NEAR, day + NEAR
    shift, step = DEPTH - NEAR_ZOOM, width(NEAR_ZOOM) // BINS
    counts: list[tuple[int, int]] = []
    ids: list[int] = []
    for x in range(first >> shift, (last >> shift) + 1):
        tile = read_tile(session, given, NEAR_ZOOM, x)
        start = first_day(NEAR_ZOOM, x)
        bins = ((start + number * step, count) for number, count in enumerate(tile.bins))
        counts += [(at, count) for at, count in bins if count and first <= at <= last]
        ids += tile.placed
    placed = [one for one in read_placed(session, ids, given) if one.id != event.id]
    near = [one for one in placed if abs(Span.parse(one.date.edtf).sort_day - day) <= NEAR]
    near.sort(key=lambda one: -one.significance)
    chosen = sorted(near[:MOST_NEAR], key=lambda one: Span.parse(one.date.edtf).sort_day)
    return Nearby(first, last, tuple(counts), step, tuple(chosen))


def around_event(session: Session, given: EventFilter, number: int) -> Around:
    """Find the neighbours of an event in the order of a filter, whether it lies in it or not.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    column = Event.significance if given.order is Order.SIGNIFICANT else Event.sort_key
    place = session.execute(select(column).where(Event.id == number)).scalar()
    if place is None:
        return Around(None, None)
    known = look_up(session, given)
    key = (float(place) if given.order is Order.SIGNIFICANT else int(place), number)
    return _neighbours(session, known, key, key)


def around_window(session: Session, given: EventFilter) -> Around:
    """Find the events filed nearest before and after the window of a filter; the rest of it holds.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    first, last = given.first_day, given.last_day
    whole = given.changed(window_from=None, window_to=None, order=Order.OLDEST)
    known = look_up(session, whole)
    return _neighbours(
        session,
        known,
        None if first is None else (first_key(first), 0),
        None if last is None else (first_key(last + 1), 0),
    )


def _neighbours(session: Session, known: Known, start: Key | None, end: Key | None) -> Around:
    """Give the last event before one key and the first after another, their texts read at once."""
    engine = engine_for(session, known)
    before = engine.page(known, 1, after=start, back=True) if start is not None else []
    after = engine.page(known, 1, after=end, back=False) if end is not None else []
    wanted = [number for _key, number in (*before, *after)]
    bodies = dict(zip(wanted, engine.documents(wanted), strict=True)) if wanted else {}
    first, last = (EVENT.decode(bodies[keys[0][1]]) if keys else None for keys in (before, after))
    return Around(first, last)
