"""Cut a tile by plain SQL: counts of its parts, its most significant events, what reaches in."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal
from sqlalchemy.orm import Session

from timeline.chronology import sql_overview
from timeline.chronology.lookup import Known
from timeline.chronology.sql import Plan
from timeline.chronology.sql_overview import reaching, weighed
from timeline.chronology.tile import (
    CARRIED,
    PLACED,
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
    if sql_overview.is_overview(session, known):
        best = sql_overview.placed(session, days, count)
        carried = sql_overview.carried(session, days)
    else:
        before = plan.walk.sort_key < start
        best = _best(session, plan, inside, PLACED)
        carried = _best(session, plan, (before, *reaching(plan.event, days)), CARRIED)
    return Tile(z=z, x=x, count=count, bins=bins, placed=best, carried=carried)


def _bins(session: Session, plan: Plan, days: Cut, inside: Conditions) -> tuple[int, ...]:
    shift = days.step.bit_length() - 1
    number = plan.walk.sort_key.op(">>")(literal(DAY_SHIFT + shift)) - (days.first >> shift)
    found = _sure(plan, plan.statement(number, func.count()), inside).group_by(number)
    counted = {int(row[0]): int(row[1]) for row in session.execute(found)}
    return tuple(counted.get(place, 0) for place in range(days.bins))


def _sure(plan: Plan, statement: Select[Any], conditions: Conditions) -> Select[Any]:
    found = statement.where(*conditions)
    return found.where(plan.certain) if plan.known.filter.when is When.CERTAIN else found


def _best(session: Session, plan: Plan, conditions: Conditions, most: int) -> tuple[int, ...]:
    """Give the ids of the most significant events."""
    number, weight = plan.walk.event_id, plan.event.significance
    found = _sure(plan, plan.statement(number, event=True), conditions)
    ordered = found.order_by(*weighed(number.expression, weight.expression)).limit(most)
    return tuple(session.execute(ordered).scalars())
