"""Count the events of a filter by what they have: actors, themes, places, sources, types, years."""

from collections import defaultdict
from typing import Any

import msgspec
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from timeline.chronology import sql
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count
from timeline.chronology.lookup import Known, look_up
from timeline.dates.days import ymd
from timeline.store.actors import Actor
from timeline.store.axes import STATUS_KEYS, TYPE_KEYS, Axis
from timeline.store.order import DAY_SHIFT, FAR_DAY
from timeline.store.places import Place
from timeline.store.reading import Walk
from timeline.store.sources import Source
from timeline.store.themes import Theme
from timeline.terms import When

MOST = 200
"""How many values of one facet are given."""


class Value(msgspec.Struct, frozen=True):
    """One value of a facet: what a filter calls it, what readers call it, and its counts."""

    slug: str
    name: str
    certain: int
    possible: int
    kind: str = ""
    """For actors, what sort of actor."""

    @property
    def total(self) -> int:
        """Both counts together."""
        return self.certain + self.possible


class Facets(msgspec.Struct, frozen=True):
    """The counts of a filter, commonest values of each facet first; years in order of time."""

    count: Count
    actor: tuple[Value, ...]
    theme: tuple[Value, ...]
    place: tuple[Value, ...]
    source: tuple[Value, ...]
    type: tuple[Value, ...]
    status: tuple[Value, ...]
    year: tuple[Value, ...]


AnySelect = Select[*tuple[Any, ...]]
Counted = dict[int, tuple[int, int]]
Names = dict[int, tuple[str, ...]]


def count_facets(session: Session, given: EventFilter) -> Facets:
    """Count every facet under a filter; the counts are those of the whole filter, not of a page.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    known = look_up(session, given)
    matching = _matching(session, known)
    by_axis = _by_axis(session, matching)
    certain, possible = sql.count(session, known)
    return Facets(
        count=Count(certain, possible),
        actor=_named(
            by_axis[Axis.ACTOR],
            _names(
                session, select(Actor.id, Actor.slug, Actor.name, Actor.kind), by_axis[Axis.ACTOR]
            ),
        ),
        theme=_named(
            by_axis[Axis.THEME],
            _names(session, select(Theme.id, Theme.slug, Theme.label), by_axis[Axis.THEME]),
        ),
        place=_named(
            by_axis[Axis.PLACE],
            _names(session, select(Place.id, Place.slug, Place.name), by_axis[Axis.PLACE]),
        ),
        source=_named(
            by_axis[Axis.SOURCE],
            _names(session, select(Source.id, Source.slug, Source.title), by_axis[Axis.SOURCE]),
        ),
        type=_named(by_axis[Axis.TYPE], {key: (word, word) for word, key in TYPE_KEYS.items()}),
        status=_named(
            by_axis[Axis.STATUS], {key: (word, word) for word, key in STATUS_KEYS.items()}
        ),
        year=_years(session, known),
    )


def _matching(session: Session, known: Known) -> AnySelect:
    plan = sql.Plan(session, known)
    sure = case((plan.certain, 1), else_=0).label("sure")
    statement = plan.statement(plan.walk.event_id.label("event_id"), sure)
    return statement.where(plan.certain) if known.filter.when is When.CERTAIN else statement


def _by_axis(session: Session, matching: AnySelect) -> dict[Axis, Counted]:
    found = matching.cte("matching")
    wanted = (Axis.ACTOR, Axis.THEME, Axis.PLACE, Axis.SOURCE, Axis.TYPE, Axis.STATUS)
    rows = session.execute(
        select(Walk.axis, Walk.key, func.sum(found.c.sure), func.count())
        .join(found, found.c.event_id == Walk.event_id)
        .where(Walk.axis.in_([int(axis) for axis in wanted]))
        .group_by(Walk.axis, Walk.key)
    )
    counts: dict[Axis, Counted] = defaultdict(dict)
    for axis, key, sure, total in rows:
        counts[Axis(axis)][key] = (int(sure), int(total) - int(sure))
    return counts


def _top(counted: Counted) -> list[int]:
    return sorted(counted, key=lambda key: (-sum(counted[key]), key))[:MOST]


def _names(session: Session, statement: AnySelect, counted: Counted) -> Names:
    table = statement.selected_columns
    rows = session.execute(statement.where(table[0].in_(_top(counted))))
    return {row[0]: tuple(str(part) for part in row[1:]) for row in rows}


def _named(counted: Counted, names: Names) -> tuple[Value, ...]:
    values = [
        Value(names[key][0], names[key][1], *counted[key], *names[key][2:])
        for key in _top(counted)
        if key in names
    ]
    return tuple(sorted(values, key=lambda value: (-value.total, value.name)))


def _years(session: Session, known: Known) -> tuple[Value, ...]:
    """Count by the year in which an event is filed: that of its sort day."""
    plan = sql.Plan(session, known)
    sure = case((plan.certain, 1), else_=0)
    statement = plan.statement(plan.walk.sort_key, sure)
    if known.filter.when is When.CERTAIN:
        statement = statement.where(plan.certain)
    years: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for key, certain in session.execute(statement):
        day = key >> DAY_SHIFT
        if abs(day) < FAR_DAY:
            years[ymd(day)[0]][0 if certain else 1] += 1
    return tuple(
        Value(f"{year:04d}", f"{year:04d}", certain, possible)
        for year, (certain, possible) in sorted(years.items())
    )
