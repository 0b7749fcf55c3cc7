"""List actors, themes, places or sources, with the number of events that each stands in."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from timeline.batched import batched
from timeline.chronology.engine import Counted
from timeline.chronology.engines import engine_for
from timeline.chronology.filter import EventFilter
from timeline.chronology.kept import kept
from timeline.chronology.lookup import Known
from timeline.chronology.rows import RefRow
from timeline.names.fold import fold
from timeline.store.actors import Actor, Alias
from timeline.store.axes import Axis
from timeline.store.places import Place, PlaceName
from timeline.store.reading import Walk
from timeline.store.sources import Source
from timeline.store.themes import Theme, ThemeLabel

TABLES: dict[str, tuple[Any, Any, Any, Axis]] = {
    "actor": (Actor, Actor.name, Actor.kind, Axis.ACTOR),
    "theme": (Theme, Theme.label, None, Axis.THEME),
    "place": (Place, Place.name, Place.kind, Axis.PLACE),
    "source": (Source, Source.title, Source.kind, Axis.SOURCE),
}
"""For each sort of record: its table, the column of its name, of its kind, and its axis."""


AT_ONCE = 500
"""How many records are counted by one statement."""


def list_records(
    session: Session,
    record: str,
    *,
    q: str = "",
    after: str = "",
    limit: int = 100,
    used: bool = False,
    kinds: Sequence[str] = (),
) -> tuple[RefRow, ...]:
    """List records by slug, with the number of events each stands in.

    Args:
        session: A reading session.
        record: `actor`, `theme`, `place` or `source`.
        q: Part of a name, in any language.
        after: The slug after which the list goes on.
        limit: How many at most.
        used: Leave out those that stand in no accepted event.
        kinds: Only of these kinds.
    """
    table, _name, kind, axis = TABLES[record]
    statement = _statement(record, after, q)
    if used:
        statement = statement.where(
            exists().where(Walk.axis == int(axis), Walk.key == table.id).correlate(table)
        )
    if kinds and kind is not None:
        statement = statement.where(kind.in_(kinds))
    rows = session.execute(statement.order_by(table.slug).limit(limit)).all()
    counts = events_of(session, axis, [row[0] for row in rows])
    return tuple(
        RefRow(
            slug=row[1],
            name=row[2],
            kind="" if kind is None else str(row[3]),
            events=counts.get(row[0], 0),
        )
        for row in rows
    )


def _statement(record: str, after: str, q: str) -> Select[Any]:
    table, name, kind, _axis = TABLES[record]
    columns = (table.id, table.slug, name, *(() if kind is None else (kind,)))
    statement = select(*columns).where(table.slug > after)
    return statement.where(or_(*_named(record, table, name, q))) if q else statement


@runtime_checkable
class CountsValues(Protocol):
    """An engine that has the events of every value of an axis at hand, however rare it is."""

    def every_value(self, known: Known, axis: Axis) -> Counted:
        """Count by every value of an axis."""
        ...


def events_of(session: Session, axis: Axis, keys: Sequence[int]) -> dict[int, int]:
    """Count the accepted events of some keys of an axis; those that have none are left out.

    Args:
        session: A reading session.
        axis: The axis.
        keys: Ids of records.
    """
    whole = Known(EventFilter())
    engine = engine_for(session, whole)
    if isinstance(engine, CountsValues):
        every = kept(session, ("every value", axis), partial(engine.every_value, whole, axis))
        return {key: sum(every[key]) for key in keys if key in every}
    found: dict[int, int] = {}
    for some in batched(keys, AT_ONCE):
        counted = (
            select(Walk.key, func.count())
            .where(Walk.axis == int(axis), Walk.key.in_(some))
            .group_by(Walk.key)
        )
        found.update((row[0], row[1]) for row in session.execute(counted))
    return found


def _named(record: str, table: Any, name: Any, q: str) -> list[Any]:  # noqa: ANN401
    pattern = _like(fold(q))
    match record:
        case "actor":
            names = select(Alias.actor_id).where(Alias.norm.like(pattern, escape="\\"))
            return [table.id.in_(names)]
        case "place":
            names = select(PlaceName.place_id).where(PlaceName.norm.like(pattern, escape="\\"))
            return [table.id.in_(names)]
        case "theme":
            names = select(ThemeLabel.theme_id).where(ThemeLabel.text.ilike(_like(q), escape="\\"))
            return [table.id.in_(names), table.slug.like(pattern, escape="\\")]
        case _:
            return [name.ilike(_like(q), escape="\\"), table.slug.like(pattern, escape="\\")]


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
