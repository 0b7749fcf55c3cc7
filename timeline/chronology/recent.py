"""List what was entered, corrected or taken back last under a filter: what feeds are made of."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.batched import batched
from timeline.chronology.corrected import UNTOUCHED
from timeline.chronology.engine import Engine
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import EVENT
from timeline.chronology.lookup import Known, look_up
from timeline.chronology.past import Past
from timeline.chronology.stamp import data_version
from timeline.store.events import Event
from timeline.store.revisions import Revision
from timeline.terms import Order, State, Verb

MOST = 100
"""How many events a feed has."""
BLOCK = 500
SCANNED = 20_000
"""How many of the newest revisions are looked at; beyond them a feed holds the latest events."""


@dataclass(frozen=True, slots=True)
class Recent:
    """An event and what was done to its record.

    Attributes:
        event: as it is; as it last stood, where it was taken back.
        published: when readers could see it first, ISO 8601, UTC.
        updated: when it last changed, ISO 8601, UTC.
        gone: whether it was taken back or became part of another event.
        corrected: whether it was changed after readers could see it.
        reason: why it was changed last, where the desk said so.
    """

    event: shapes.Event
    published: str
    updated: str
    gone: bool = False
    corrected: bool = False
    reason: str = ""


def recent_events(session: Session, given: EventFilter, most: int = MOST) -> tuple[Recent, ...]:
    """List the events of a filter whose records changed last, those that went included.

    Args:
        session: A reading session.
        given: The filter; with `as_of` the state of that moment. Order and paging do not matter.
        most: How many at the most.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    known = look_up(session, replace(given, order=Order.NEWEST, after="", before=""))
    engine = engine_for(session, known)
    found: dict[int, shapes.Event] = {}
    for numbers in _touched(session, given.moment):
        found |= _told(session, known, numbers, given.moment)
        if len(found) >= most:
            break
    if len(found) < most:
        found |= _latest(engine, known, most, found)
    told = _records(session, found, given.moment)
    return tuple(
        sorted(told, key=lambda one: (one.updated, one.event.id or 0), reverse=True)[:most]
    )


def gone_events(session: Session, given: EventFilter) -> tuple[Recent, ...]:
    """List the events of a filter that were taken back last: what a calendar must cancel."""
    return tuple(one for one in recent_events(session, given, SCANNED) if one.gone)


def for_feed(session: Session, given: EventFilter, *, whole: bool) -> tuple[Recent, ...]:
    """Give what a feed of a filter tells; to a calendar of all its events, only what went.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    return gone_events(session, given) if whole else recent_events(session, given)


def _touched(session: Session, moment: str | None) -> Iterator[list[int]]:
    """Give events block by block, those first whose revisions are the newest."""
    seen: set[int] = set()
    before: int | None = None
    for _block in range(SCANNED // BLOCK):
        statement = select(Revision.id, Revision.record_id).where(Revision.record == "event")
        if moment is not None:
            statement = statement.where(Revision.at <= moment)
        if before is not None:
            statement = statement.where(Revision.id < before)
        rows = session.execute(statement.order_by(Revision.id.desc()).limit(BLOCK)).all()
        numbers = list(dict.fromkeys(row[1] for row in rows if row[1] not in seen))
        seen.update(numbers)
        yield numbers
        if len(rows) < BLOCK:
            return
        before = rows[-1][0]


def _told(
    session: Session, known: Known, numbers: Collection[int], moment: str | None
) -> dict[int, shapes.Event]:
    """Give those events that the filter finds, or found when they last stood."""
    if not numbers:
        return {}
    now = Past(session, data_version(session) if moment is None else moment, numbers)
    found = now.matching(known)
    events = {one: EVENT.decode(now.documents([one])[0]) for one in found}
    stood = _last_stood(session, set(numbers) - set(now.standing), moment)
    if stood:
        then = Past(session, 0, bodies=stood.values())
        events |= {one: EVENT.decode(stood[one]) for one in then.matching(known)}
    return events


def _last_stood(session: Session, numbers: Collection[int], moment: str | None) -> dict[int, bytes]:
    """Give events that are gone as they stood when readers last saw them."""
    found: dict[int, bytes] = {}
    ruled = select(Event.id).where(Event.id.in_(numbers), Event.state != State.PROPOSED)
    for number in sorted(session.execute(ruled).scalars()):
        statement = select(Revision.after).where(
            Revision.record == "event", Revision.record_id == number
        )
        if moment is not None:
            statement = statement.where(Revision.at <= moment)
        for body in session.execute(statement.order_by(Revision.number.desc())).scalars():
            if EVENT.decode(body).state is State.ACCEPTED:
                found[number] = body
                break
    return found


def _latest(
    engine: Engine, known: Known, most: int, found: Collection[int]
) -> dict[int, shapes.Event]:
    keys = engine.page(known, most)
    bodies = engine.documents([number for _key, number in keys if number not in found])
    events = [EVENT.decode(body) for body in bodies]
    return {event.id: event for event in events if event.id is not None}


def _records(
    session: Session, events: dict[int, shapes.Event], moment: str | None
) -> Iterator[Recent]:
    """Add to events what their revisions say of them."""
    for some in batched(sorted(events), BLOCK):
        statement = (
            select(Revision.record_id, Revision.at, Revision.verb, Revision.reason, Revision.after)
            .where(Revision.record == "event", Revision.record_id.in_(some))
            .order_by(Revision.record_id, Revision.number)
        )
        if moment is not None:
            statement = statement.where(Revision.at <= moment)
        steps: dict[int, list[tuple[str, Verb, str, State]]] = {}
        for number, at, verb, reason, body in session.execute(statement):
            steps.setdefault(number, []).append((at, verb, reason, EVENT.decode(body).state))
        yield from (_recent(events[number], rows) for number, rows in steps.items())


def _recent(event: shapes.Event, steps: Sequence[tuple[str, Verb, str, State]]) -> Recent:
    seen = [place for place, step in enumerate(steps) if step[3] is State.ACCEPTED]
    later = steps[seen[0] + 1 :] if seen else []
    at, _verb, reason, state = steps[-1]
    return Recent(
        event=event,
        published=steps[seen[0]][0] if seen else at,
        updated=at,
        gone=state is not State.ACCEPTED,
        corrected=any(step[1] not in UNTOUCHED for step in later),
        reason=reason if later else "",
    )
