"""Answer for events: a page of a chronology, one event, the counts of a filter."""

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.detail import NotFound, read_document, survivor
from timeline.chronology.facets import count_facets
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count, list_events
from timeline.web.api.answers import Answer, Moved
from timeline.web.api.asked import Nothing

PATH = "/api/v1/events"
GREATEST_ID = 1 << 53


class EventList(msgspec.Struct, frozen=True):
    """A page of a chronology; `count` is that of the whole chronology, the rest are cursors."""

    events: tuple[shapes.Event, ...]
    count: Count
    next: str | None
    previous: str | None


class ReadyList(msgspec.Struct, frozen=True):
    """The same with its events as JSON already."""

    events: tuple[msgspec.Raw, ...]
    count: Count
    next: str | None
    previous: str | None


def events(session: Session, asked: EventFilter, _key: str) -> Answer:
    """List events.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    listing = list_events(session, asked)
    ready = ReadyList(
        events=tuple(msgspec.Raw(body) for body in listing.documents),
        count=listing.count,
        next=listing.next,
        previous=listing.previous,
    )
    first = asked.changed() if asked.after or asked.before else asked
    here = f"{PATH}?{first.query()}"
    join = "" if here.endswith("?") else "&"
    return Answer(
        msgspec.json.encode(ready),
        next=f"{here}{join}after={listing.next}" if listing.next else "",
        previous=f"{here}{join}before={listing.previous}" if listing.previous else "",
    )


def event(session: Session, _asked: Nothing, key: str) -> Answer:
    """Give one event.

    Raises:
        NotFound: If there is none, or none that readers may see.
        Moved: If it has become part of another one.
    """
    number = event_number(key)
    other = survivor(session, number)
    if other is not None:
        raise Moved(f"{PATH}/{other}")
    return Answer(read_document(session, number))


def event_number(key: str) -> int:
    """Read the id of an event.

    Raises:
        NotFound: If no event can have it.
    """
    if not (key.isascii() and key.isdigit() and len(key) < 17 and 0 < int(key) < GREATEST_ID):
        raise NotFound(f"there is no event {key[:40]!r}; ids are whole numbers from 1")
    return int(key)


def facets(session: Session, asked: EventFilter, _key: str) -> Answer:
    """Count the events of a filter by what they have.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    return Answer(msgspec.json.encode(count_facets(session, asked)))
