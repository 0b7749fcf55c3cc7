"""Cut a tile by plain SQL: counts of its parts, its most significant events, what reaches in."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, func, literal, or_
from sqlalchemy.orm import Session

from timeline.chronology import sql_overview
from timeline.chronology.lookup import Known
from timeline.chronology.sql import Plan
from timeline.chronology.sql_overview import is_overview
from timeline.chronology.tile import (
    CARRIED,
    HASH_BITS,
    LOW_BITS,
    PLACED,
    SPREAD,
    Cut,
    Tile,
    cut,
)
from timeline.store.order import DAY_SHIFT, first_key
from timeline.terms import When

Conditions = tuple[ColumnElement[bool], ...]


def read_tile(session: Session, known: Known, z: int, x: int) -> Tile:
    """Cut one tile of the events of a filter.

    Raises:
        ValueError: If there is no such tile.
    """
    days = cut(z, x)
    plan = Plan(session, known)
    start, end = first_key(days.first), first_key(days.end)
    inside = (plan.walk.sort_key >= start, plan.walk.sort_key < end)
    bins = _bins(session, plan, days, inside)
    count = sum(bins)
    if is_overview(session, known):
        best, reaching = (
            sql_overview.placed(session, days, count),
            sql_overview.carried(session, days),
        )
    else:
        best = _best(session, plan, inside, PLACED)
        reaching = _best(session, plan, _reaching(plan, days), CARRIED)
    return Tile(z=z, x=x, count=count, bins=bins, placed=best, carried=reaching)


def _bins(session: Session, plan: Plan, days: Cut, inside: Conditions) -> tuple[int, ...]:
    shift = days.step.bit_length() - 1
    number = plan.walk.sort_key.op(">>")(literal(DAY_SHIFT + shift)) - (days.first >> shift)
    found = _sure(plan, plan.statement(number, func.count()), inside).group_by(number)
    counted = {int(row[0]): int(row[1]) for row in session.execute(found)}
    return tuple(counted.get(place, 0) for place in range(days.bins))


def _reaching(plan: Plan, days: Cut) -> Conditions:
    """Ask for events that sort before a tile, last long and may last into it."""
    begins, ends = plan.event.begins_first, plan.event.ends_last
    return (
        plan.walk.sort_key < first_key(days.first),
        or_(ends.is_(None), ends >= days.first),
        or_(begins.is_(None), ends.is_(None), ends - begins >= days.long - 1),
    )


def _sure(plan: Plan, statement: Select[Any], conditions: Conditions) -> Select[Any]:
    found = statement.where(*conditions)
    return found.where(plan.certain) if plan.known.filter.when is When.CERTAIN else found


def _best(session: Session, plan: Plan, conditions: Conditions, most: int) -> tuple[int, ...]:
    """Give the ids of the most significant events."""
    number, weight = plan.walk.event_id, plan.event.significance
    low = number.bitwise_and(literal(LOW_BITS, BigInteger))
    hashed = (low * literal(SPREAD, BigInteger)).bitwise_and(literal(HASH_BITS, BigInteger))
    found = _sure(plan, plan.statement(number, event=True), conditions)
    ordered = found.order_by(weight.desc(), hashed, number).limit(most)
    return tuple(session.execute(ordered).scalars())
