"""Find what lies around: the neighbours of an event, the nearest events to an empty window."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.engine import Key
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import EVENT
from timeline.chronology.lookup import Known, look_up
from timeline.store.events import Event
from timeline.store.order import first_key
from timeline.terms import Order


@dataclass(frozen=True, slots=True)
class Around:
    """The event before and the one after, in the order of the filter; None where there is none."""

    before: shapes.Event | None
    after: shapes.Event | None


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
    return Around(*(_next(session, known, key, back=back) for back in (True, False)))


def around_window(session: Session, given: EventFilter) -> Around:
    """Find the events filed nearest before and after the window of a filter; the rest of it holds.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    first, last = given.first_day, given.last_day
    whole = given.changed(window_from=None, window_to=None, order=Order.OLDEST)
    known = look_up(session, whole)
    before = after = None
    if first is not None:
        before = _next(session, known, (first_key(first), 0), back=True)
    if last is not None:
        after = _next(session, known, (first_key(last + 1), 0), back=False)
    return Around(before, after)


def _next(session: Session, known: Known, key: Key, *, back: bool) -> shapes.Event | None:
    engine = engine_for(session, known)
    keys = engine.page(known, 1, after=key, back=back)
    found = engine.documents([number for _key, number in keys])
    return EVENT.decode(found[0]) if found else None
