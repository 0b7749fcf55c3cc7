"""Find the most significant events of a tile of everything by plain SQL, however many there are."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, literal, or_, select, union_all
from sqlalchemy.orm import Session

from timeline.chronology.large import is_large
from timeline.chronology.lookup import Known
from timeline.chronology.sql import asked
from timeline.chronology.sql_classes import CLASS_DAYS
from timeline.chronology.tile import CARRIED, HASH_BITS, LOW_BITS, PLACED, SPREAD, Cut
from timeline.store.events import Event
from timeline.store.order import first_key
from timeline.terms import State

MANY = 20_000
"""From how many events in a tile on its most significant ones are sought among all events."""
ACCEPTED = Event.state == State.ACCEPTED
DAY: ColumnElement[int] = Event.sort_key.expression
ANY_DAY = Event.sort_key + 0
"""The sort key where the index by it would lead through too many events."""


def is_overview(session: Session, known: Known) -> bool:
    """Tell whether a filter asks for everything that a large database has."""
    given = known.filter
    narrowed = asked(known) or given.has_window or given.q or given.role
    return not narrowed and is_large(session)


def placed(session: Session, days: Cut, count: int) -> tuple[int, ...]:
    """Give the ids of the most significant events of a tile.

    Args:
        session: A reading session.
        days: The tile.
        count: How many events lie in it.
    """
    if count <= MANY:
        return _best(session, _inside(days, DAY), PLACED)
    last = (
        select(Event.significance)
        .where(ACCEPTED, *_inside(days, ANY_DAY))
        .order_by(Event.significance.desc(), Event.id.desc())
        .limit(1)
        .offset(PLACED - 1)
    )  # a few steps along the index by significance, since so many events lie in the tile
    least = session.execute(last).scalar() or 0
    return _best(session, (Event.significance >= least, *_inside(days, ANY_DAY)), PLACED)


def carried(session: Session, days: Cut) -> tuple[int, ...]:
    """Give the ids of the most significant long events that began before a tile and reach it.

    Only dates of a class that can be so long are looked at, and as far back as they can reach.
    """
    reaches = reaching(Event, days)
    parts = []
    for number, most in enumerate(CLASS_DAYS):
        if most is not None and most < days.long:
            continue
        bounds = [Event.span_class == number, Event.sort_key < first_key(days.first)]
        if most is not None:
            bounds.append(Event.sort_key >= first_key(days.first - most + 1))
        parts.append(select(Event.id).where(ACCEPTED, *bounds, *reaches))
    found = union_all(*parts).subquery()
    return _best(session, (Event.id.in_(select(found.c.id)),), CARRIED)


def reaching(event: type[Event], days: Cut) -> tuple[ColumnElement[bool], ...]:
    """Ask that an event lasts long beside a tile and may last into it."""
    begins, ends = event.begins_first, event.ends_last
    return (
        or_(ends.is_(None), ends >= days.first),
        or_(begins.is_(None), ends.is_(None), ends - begins >= days.long - 1),
    )


def _inside(days: Cut, day: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
    return day >= first_key(days.first), day < first_key(days.end)


def _best(
    session: Session, conditions: tuple[ColumnElement[bool], ...], most: int
) -> tuple[int, ...]:
    found: Select[int] = select(Event.id).where(ACCEPTED, *conditions)
    ordered = found.order_by(*weighed(Event.id.expression, Event.significance.expression))
    return tuple(session.execute(ordered.limit(most)).scalars())


def weighed(
    number: ColumnElement[int], weight: ColumnElement[float]
) -> tuple[ColumnElement[Any], ...]:
    """Order events as tiles do: by significance, equal ones as `timeline.chronology.tile.tie`."""
    low = number.bitwise_and(literal(LOW_BITS, BigInteger))
    hashed = (low * literal(SPREAD, BigInteger)).bitwise_and(literal(HASH_BITS, BigInteger))
    return weight.desc(), hashed, number
