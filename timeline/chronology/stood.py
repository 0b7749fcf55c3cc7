"""Read one event as it stood at a moment of the past, from the revision that was newest then."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.detail import (
    EventDetail,
    LinkedEvent,
    NotFound,
    differences,
    history,
)
from timeline.chronology.listing import EVENT
from timeline.chronology.origins import count_origins
from timeline.store.events import EventLink
from timeline.store.revisions import Revision
from timeline.terms import State


def read_event_at(session: Session, number: int, moment: str) -> EventDetail:
    """Read an event with its surroundings as they stood; what became of it since is no matter.

    Links that led here then, but have been taken away since, are not among `links_in`.

    Args:
        session: A reading session.
        number: The event.
        moment: ISO 8601, UTC, as revisions keep it.

    Raises:
        NotFound: If it was not in the chronology then.
    """
    event = _stood(session, number, moment)
    if event is None:
        raise NotFound(f"event {number} was not in the chronology on {moment[:10]}")
    return EventDetail(
        event=event,
        links_out=tuple(_out(session, event, moment)),
        links_in=tuple(_in(session, number, moment)),
        differences=differences(event),
        origins=count_origins(session, [one.source.slug for one in event.citations]),
        history=tuple(one for one in history(session, "event", number) if one.at <= moment),
    )


def _stood(session: Session, number: int, moment: str) -> shapes.Event | None:
    """Give an event as it stood, where readers could see it."""
    body = session.execute(
        select(Revision.after)
        .where(Revision.record == "event", Revision.record_id == number, Revision.at <= moment)
        .order_by(Revision.number.desc())
        .limit(1)
    ).scalar()
    event = None if body is None else EVENT.decode(body)
    return event if event is not None and event.state is State.ACCEPTED else None


def _out(session: Session, event: shapes.Event, moment: str) -> Iterator[LinkedEvent]:
    for link in event.links:
        other = _stood(session, link.to, moment) if isinstance(link.to, int) else None
        if other is not None:
            yield _linked(link, other)


def _in(session: Session, number: int, moment: str) -> Iterator[LinkedEvent]:
    rows = session.execute(select(EventLink.event_id).where(EventLink.to_id == number).distinct())
    for holder in sorted(rows.scalars()):
        other = _stood(session, holder, moment)
        for link in other.links if other is not None else ():
            if other is not None and link.to == number:
                yield _linked(link, other)


def _linked(link: shapes.Link, other: shapes.Event) -> LinkedEvent:
    return LinkedEvent(
        kind=link.kind,
        id=other.id or 0,
        slug=other.slug or "",
        title=other.title,
        edtf=other.date.edtf,
        status=other.status,
    )
