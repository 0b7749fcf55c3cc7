"""Name the records that filters and events refer to, by the slugs and names that they go by now."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.batched import batched
from timeline.chronology.filter import EventFilter, Groups
from timeline.chronology.indexes import TABLES
from timeline.chronology.lookup import find_ids
from timeline.chronology.rows import RefRow
from timeline.store.events import Event

RECORDS = ("actor", "theme", "place", "source")
"""The sorts of record that a filter names, each by the parameter of that name."""
BATCH = 500
"""How many events are given slugs at a time."""


def name_slugs(session: Session, record: str, slugs: Sequence[str]) -> tuple[RefRow, ...]:
    """Name records by their slugs, in the order given; what there is not is left out.

    Args:
        session: A reading session.
        record: One of `RECORDS`.
        slugs: Present slugs.
    """
    if not slugs:
        return ()
    table, name, kind, _axis = TABLES[record]
    columns = [table.slug, name] if kind is None else [table.slug, name, kind]
    statement: Select[Any] = select(*columns).where(table.slug.in_(slugs))
    rows = {row[0]: row for row in session.execute(statement)}
    return tuple(
        RefRow(slug=row[0], name=row[1], kind="" if kind is None else str(row[2]))
        for row in (rows[slug] for slug in dict.fromkeys(slugs) if slug in rows)
    )


def slugs_of(session: Session, record: str, value: str) -> tuple[str, ...]:
    """Give the present slugs of what one value names: a slug, a former one, a code, a name.

    Raises:
        BadFilter: If it names nothing; with the nearest slugs.
    """
    table = TABLES[record][0]
    ids = find_ids(session, record, value)
    rows = session.execute(select(table.id, table.slug).where(table.id.in_(ids)))
    slugs = {row[0]: str(row[1]) for row in rows}
    return tuple(slugs[number] for number in ids if number in slugs)


def canonical(session: Session, given: EventFilter) -> EventFilter:
    """Give a filter with every value as the slugs by which its records go now.

    Raises:
        BadFilter: If a value names nothing; with the nearest slugs.
    """
    return _each(given, lambda record, value: slugs_of(session, record, value))


def with_names(session: Session, given: EventFilter) -> EventFilter:
    """Give a filter with names in the place of slugs, to be said in words; it finds nothing.

    Raises:
        BadFilter: If a value names nothing.
    """
    return _each(given, lambda record, value: (_name(session, record, value),))


def _each(given: EventFilter, named: Callable[[str, str], tuple[str, ...]]) -> EventFilter:
    def groups(record: str) -> Groups:
        several: Groups = getattr(given, record)
        return tuple(
            tuple(dict.fromkeys(one for value in group for one in named(record, value)))
            for group in several
        )

    return replace(
        given,
        actor=groups("actor"),
        theme=groups("theme"),
        place=groups("place"),
        source=groups("source"),
    )


def _name(session: Session, record: str, value: str) -> str:
    """Name what one value stands for; the name of several records stays as it was written."""
    ids = find_ids(session, record, value)
    if len(ids) > 1:
        return value
    table, name, _kind, _axis = TABLES[record]
    return str(session.execute(select(name).where(table.id == ids[0])).scalar_one())


def linked_by_slug(session: Session, events: Iterable[shapes.Event]) -> Iterator[shapes.Event]:
    """Give events with their links leading to slugs, which mean the same in every installation."""
    for several in batched(events, BATCH):
        wanted = {link.to for event in several for link in event.links}
        slugs = _slugs(session, [to for to in wanted if isinstance(to, int)])
        for event in several:
            links = tuple(
                msgspec.structs.replace(link, to=slugs.get(link.to, link.to))
                for link in event.links
            )
            yield msgspec.structs.replace(event, links=links) if links else event


def _slugs(session: Session, ids: Sequence[int]) -> dict[int | str, str]:
    if not ids:
        return {}
    rows = session.execute(select(Event.id, Event.slug).where(Event.id.in_(ids)))
    return dict(rows.all())
