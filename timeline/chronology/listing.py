"""List events under a filter: one page of them in order, how many there are, where it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import msgspec
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.cursor import read_cursor, write_cursor
from timeline.chronology.engine import Key
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.kept import kept
from timeline.chronology.lookup import look_up
from timeline.store.axes import BY_WAY
from timeline.store.reading import Walk
from timeline.terms import Via

STREAM = 2000
"""How many events are fetched at a time when all of them are wanted."""


class Count(msgspec.Struct, frozen=True):
    """How many events a filter finds: whose date must lie in the window, and whose only may."""

    certain: int
    possible: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.certain + self.possible


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a chronology; `documents` are the events as JSON, ready to be sent."""

    filter: EventFilter
    documents: tuple[bytes, ...]
    count: Count
    next: str | None
    previous: str | None

    def events(self) -> tuple[shapes.Event, ...]:
        """Read the documents."""
        return tuple(EVENT.decode(body) for body in self.documents)


EVENT = msgspec.json.Decoder(shapes.Event)
"""Reads the document of an event."""


def list_events(session: Session, given: EventFilter) -> Listing:
    """List the page of events that a filter asks for.

    Raises:
        BadFilter: If it names what there is not, or a cursor from elsewhere.
    """
    known = look_up(session, given)
    back = bool(given.before)
    cursor = given.before or given.after
    start = read_cursor("before" if back else "after", cursor, given.order) if cursor else None
    engine = engine_for(session, known)
    keys = engine.page(known, given.limit + 1, after=start, back=back)
    more = len(keys) > given.limit
    if more:
        keys = keys[1:] if back else keys[:-1]
    goes_on = more if not back else True
    came_from = bool(start) if not back else more
    certain, possible = kept(session, ("count", given.changed()), partial(engine.count, known))
    return Listing(
        filter=given,
        documents=engine.documents([number for _key, number in keys]),
        count=Count(certain, possible),
        next=write_cursor(given.order, keys[-1]) if keys and goes_on else None,
        previous=write_cursor(given.order, keys[0]) if keys and came_from else None,
    )


def count_events(session: Session, given: EventFilter) -> Count:
    """Count the events that a filter finds.

    Raises:
        BadFilter: If it names what there is not.
    """
    known = look_up(session, given)
    return Count(*engine_for(session, known).count(known))


def may_count_otherwise(session: Session, given: EventFilter, via: Via) -> bool:
    """Tell whether any event has an actor of a filter in a further way; asks for no other part.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    ids = [number for group in look_up(session, given).actors for number in group]
    held = exists().where(Walk.axis == int(BY_WAY[via]), Walk.key.in_(ids))
    return bool(session.execute(select(held)).scalar())


def every_document(session: Session, given: EventFilter) -> Iterator[bytes]:
    """Give the documents of all events that a filter finds, in its order; memory stays flat.

    Raises:
        BadFilter: If it names what there is not; at the first event asked for.
    """
    known = look_up(session, given)
    engine = engine_for(session, known)
    start: Key | None = None
    while True:
        keys = engine.page(known, STREAM, after=start)
        yield from engine.documents([number for _key, number in keys])
        if len(keys) < STREAM:
            return
        start = keys[-1]


def every_event(session: Session, given: EventFilter) -> Iterator[shapes.Event]:
    """Give all events that a filter finds, in its order; see `every_document`."""
    return (EVENT.decode(body) for body in every_document(session, given))
