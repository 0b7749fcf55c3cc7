"""List actors, themes, places or sources, with the number of events that each stands in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

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
    kind = TABLES[record][2]
    statement = _statement(record, after, q, used=used)
    if kinds and kind is not None:
        statement = statement.where(kind.in_(kinds))
    rows = session.execute(statement.order_by(TABLES[record][0].slug).limit(limit))
    return tuple(
        RefRow(
            slug=row[0],
            name=row[1],
            kind="" if kind is None else str(row[3]),
            events=row[2] or 0,
        )
        for row in rows
    )


def _statement(record: str, after: str, q: str, *, used: bool) -> Select[Any]:
    table, name, kind, axis = TABLES[record]
    counts = event_counts(axis)
    columns = (table.slug, name, counts.c.n, *(() if kind is None else (kind,)))
    statement = select(*columns).outerjoin(counts, counts.c.key == table.id)
    statement = statement.where(table.slug > after)
    if q:
        statement = statement.where(or_(*_named(record, table, name, q)))
    if used:
        statement = statement.where(counts.c.n > 0)
    return statement


def event_counts(axis: Axis) -> Any:  # noqa: ANN401 - a subquery
    """Count the accepted events of every key of an axis: columns `key` and `n`."""
    return (
        select(Walk.key, func.count().label("n"))
        .where(Walk.axis == int(axis))
        .group_by(Walk.key)
        .subquery()
    )


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
