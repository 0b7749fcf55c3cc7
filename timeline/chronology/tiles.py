"""Give the tiles of a zoomable timeline, how far it reaches, and the events that tiles name."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import EVENT
from timeline.chronology.lookup import look_up
from timeline.chronology.tile import Tile
from timeline.store.order import DAY_SHIFT, FAR_DAY, first_key
from timeline.terms import Order

EVERYTHING = EventFilter()


def read_tile(session: Session, given: EventFilter, z: int, x: int) -> Tile:
    """Cut one tile of the events of a filter; its order, limit and cursors say nothing here.

    Args:
        session: A reading session.
        given: The filter.
        z: Zoom, 0 to `DEPTH`.
        x: Which tile of that zoom; may be negative.

    Raises:
        BadFilter: If the filter names what there is not.
        ValueError: If there is no such tile; the message says which there are.
    """
    known = look_up(session, _plain(given))
    return engine_for(session, known).tile(known, z, x)


def extent(session: Session, given: EventFilter) -> tuple[int, int] | None:
    """Give the first and last day under which events of a filter are filed.

    Returns:
        Day numbers (1 is 0001-01-01); None where the filter finds no event that has a day.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    known = look_up(session, _plain(given))
    engine = engine_for(session, known)
    newest = replace(known, filter=known.filter.changed(order=Order.NEWEST))
    first = engine.page(known, 1, after=(first_key(1 - FAR_DAY), 0))
    last = engine.page(newest, 1, after=(first_key(FAR_DAY), 0))
    if not first or not last or first[0] > last[0]:
        return None
    return int(first[0][0]) >> DAY_SHIFT, int(last[0][0]) >> DAY_SHIFT


def read_placed(
    session: Session, ids: Sequence[int], given: EventFilter = EVERYTHING
) -> tuple[shapes.Event, ...]:
    """Give the events that tiles name, in the order of the ids.

    Args:
        session: A reading session.
        ids: What `placed` and `carried` of tiles hold.
        given: The filter of the tiles; it matters where it asks for the past.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    engine = engine_for(session, look_up(session, _plain(given)))
    return tuple(EVENT.decode(body) for body in engine.documents(ids))


def _plain(given: EventFilter) -> EventFilter:
    return given.changed(order=Order.OLDEST)
