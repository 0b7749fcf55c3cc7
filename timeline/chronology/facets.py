"""Count the events of a filter by what they have: actors, themes, places, sources, types, years."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from timeline.chronology.engine import Counted
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.kept import kept
from timeline.chronology.listing import Count
from timeline.chronology.lookup import look_up
from timeline.store.actors import Actor
from timeline.store.axes import STATUS_KEYS, TYPE_KEYS, Axis
from timeline.store.places import Place
from timeline.store.sources import Source
from timeline.store.themes import Theme

MOST = 200
"""How many values of one facet are given."""
FOUR_DIGITS = 9999
"""The last year that EDTF writes without a Y before it (ISO 8601-2:2019, 4.4.1.2)."""


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
Names = dict[int, tuple[str, ...]]

ACTORS: AnySelect = select(Actor.id, Actor.slug, Actor.name, Actor.kind)
THEMES: AnySelect = select(Theme.id, Theme.slug, Theme.label)
PLACES: AnySelect = select(Place.id, Place.slug, Place.name)
SOURCES: AnySelect = select(Source.id, Source.slug, Source.title)


def count_facets(session: Session, given: EventFilter) -> Facets:
    """Count every facet under a filter; the counts are those of the whole filter, not of a page.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    known = look_up(session, given)
    engine = engine_for(session, known)
    by_axis = engine.counts(known)
    certain, possible = engine.count(known)
    return Facets(
        count=Count(certain, possible),
        actor=_named(session, by_axis.get(Axis.ACTOR, {}), ACTORS),
        theme=_named(session, by_axis.get(Axis.THEME, {}), THEMES),
        place=_named(session, by_axis.get(Axis.PLACE, {}), PLACES),
        source=_named(session, by_axis.get(Axis.SOURCE, {}), SOURCES),
        type=_values(
            by_axis.get(Axis.TYPE, {}), {k: (word, word) for word, k in TYPE_KEYS.items()}
        ),
        status=_values(
            by_axis.get(Axis.STATUS, {}), {k: (word, word) for word, k in STATUS_KEYS.items()}
        ),
        year=_years(engine.years(known)),
    )


def _top(counted: Counted) -> list[int]:
    ordered = sorted((-sure - may, key) for key, (sure, may) in counted.items())
    return [key for _total, key in ordered[:MOST]]


def _named(session: Session, counted: Counted, statement: AnySelect) -> tuple[Value, ...]:
    """Name what was counted; names that were looked up before are not asked for again."""
    key = statement.selected_columns[0]
    names: Names = kept(session, ("facets", str(key)), dict)
    top = _top(counted)
    missing = [number for number in top if number not in names]
    if missing:
        rows = session.execute(statement.where(key.in_(missing)))
        names.update({row[0]: tuple(str(part) for part in row[1:]) for row in rows})
    return _values(counted, names, top)


def _values(counted: Counted, names: Names, top: Sequence[int] | None = None) -> tuple[Value, ...]:
    values = []
    for key in _top(counted) if top is None else top:
        named = names.get(key)
        if named is not None:
            sure, may = counted[key]
            one = Value(named[0], named[1], sure, may, *named[2:])
            values.append((-sure - may, one.name, one))
    return tuple(one for _total, _name, one in sorted(values, key=itemgetter(0, 1)))


def _years(counted: Counted) -> tuple[Value, ...]:
    return tuple(
        Value(_edtf_year(year), _edtf_year(year), certain, possible)
        for year, (certain, possible) in sorted(counted.items())
    )


def _edtf_year(year: int) -> str:
    """Write a year as EDTF does, so that it can be asked for."""
    if abs(year) > FOUR_DIGITS:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"
