"""Tell what two actors do to each other: who acts on whom, in which year, in what tenor."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, and_, case, exists, func, literal
from sqlalchemy.orm import Session, aliased

from timeline import shapes
from timeline.chronology import sql
from timeline.chronology.filter import SHOWN_VIA, EventFilter
from timeline.chronology.listing import every_event
from timeline.chronology.lookup import look_up
from timeline.dates import Span
from timeline.dates.days import ymd
from timeline.store.events import Involvement
from timeline.store.order import DAY_SHIFT, FAR_DAY
from timeline.terms import EventType, Role


class Tenor(StrEnum):
    """How two sides meet: with each other, against each other, or neither."""

    COOPERATIVE = "cooperative"
    NEUTRAL = "neutral"
    HOSTILE = "hostile"


COOPERATIVE = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT PROJECT".split())
HOSTILE = frozenset(
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT DISPUTE ANNEXATION".split()
)


def tenor(kind: EventType) -> Tenor:
    """Tell the tenor of a type of event.

    Source: the quad classes of PLOVER (Open Event Data Alliance, 2021): its cooperation is
    cooperative, its conflict hostile. A request is neutral here, for asking is not yet acting
    against; our own types are filed by what they name.
    """
    if kind in COOPERATIVE:
        return Tenor.COOPERATIVE
    return Tenor.HOSTILE if kind in HOSTILE else Tenor.NEUTRAL


class Direction(StrEnum):
    """Who acts on whom: the first on the second, the second on the first, or both together."""

    FIRST = "first"
    SECOND = "second"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Deeds:
    """How many events of one year have one direction and one tenor."""

    year: int
    direction: Direction
    tenor: Tenor
    count: int


Key = tuple[int, Direction, Tenor]


def read_deeds(session: Session, given: EventFilter, first: str, second: str) -> tuple[Deeds, ...]:
    """Count the events of two actors by year, by who acts on whom, and by tenor.

    One acts on the other where it is an initiator, itself or through who acts for it, and the other
    a target, and not the other way round as well. Events without a day are left out.

    Args:
        session: A reading session.
        given: A filter that asks for both actors together.
        first: Slug of one.
        second: Slug of the other.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    if given.moment is not None:
        found = Counter(_told(every_event(session, given), first, second))
    else:
        found = _asked(session, given, first, second)
    return tuple(Deeds(*key, count) for key, count in sorted(found.items()))


def _asked(session: Session, given: EventFilter, first: str, second: str) -> Counter[Key]:
    plan = sql.Plan(session, look_up(session, given))
    ids = [look_up(session, EventFilter(actor=((slug,),))).actors[0] for slug in (first, second)]
    one = and_(_as(plan, ids[0], Role.INITIATOR), _as(plan, ids[1], Role.TARGET))
    other = and_(_as(plan, ids[1], Role.INITIATOR), _as(plan, ids[0], Role.TARGET))
    day = plan.walk.sort_key.op(">>")(literal(DAY_SHIFT, Integer)).label("day")
    direction = case((and_(one, other), 0), (one, 1), (other, 2), else_=0).label("direction")
    kind = plan.event.type.label("kind")
    inner = plan.statement(day, direction, kind, event=True).subquery()
    rows = session.execute(
        inner.select()
        .with_only_columns(inner.c.day, inner.c.direction, inner.c.kind, func.count())
        .group_by(inner.c.day, inner.c.direction, inner.c.kind)
    )
    found: Counter[Key] = Counter()
    for number, way, what, count in rows:
        if abs(number) < FAR_DAY:
            key = ymd(number)[0], tuple(Direction)[way - 1], tenor(EventType(what))
            found[key] += count
    return found


def _as(plan: sql.Plan, ids: tuple[int, ...], role: Role) -> ColumnElement[bool]:
    counts = aliased(Involvement)
    return exists().where(
        counts.event_id == plan.walk.event_id,
        counts.actor_id.in_(ids),
        counts.role == role,
        counts.via.in_(SHOWN_VIA),
    )


def _told(events: Iterator[shapes.Event], first: str, second: str) -> Iterator[Key]:
    for event in events:
        day = Span.parse(event.date.edtf).sort_day
        if abs(day) < FAR_DAY:
            yield ymd(day)[0], _direction(event, first, second), tenor(event.type)


def _direction(event: shapes.Event, first: str, second: str) -> Direction:
    roles = {(one.slug, one.role) for one in event.actors}
    one = {(first, Role.INITIATOR), (second, Role.TARGET)} <= roles
    other = {(second, Role.INITIATOR), (first, Role.TARGET)} <= roles
    if one == other:
        return Direction.TOGETHER
    return Direction.FIRST if one else Direction.SECOND
