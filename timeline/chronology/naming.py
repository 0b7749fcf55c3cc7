"""Put into a filter, for readers, the names that its slugs, codes and aliases stand for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter, Groups
from timeline.chronology.indexes import TABLES
from timeline.chronology.lookup import find_ids
from timeline.store.events import Event

BATCH = 500
"""How many events are given slugs at a time."""


def with_names(session: Session, given: EventFilter) -> EventFilter:
    """Give a filter with names in the place of slugs, to be said in words; it finds nothing.

    Raises:
        BadFilter: If a value names nothing.
    """
    return replace(
        given,
        actor=_named(session, "actor", given.actor),
        theme=_named(session, "theme", given.theme),
        place=_named(session, "place", given.place),
        source=_named(session, "source", given.source),
    )


def _named(session: Session, record: str, groups: Groups) -> Groups:
    return tuple(
        tuple(dict.fromkeys(_name(session, record, value) for value in group)) for group in groups
    )


def _name(session: Session, record: str, value: str) -> str:
    """Name what one value stands for; a value that is the name of several stays as it was written."""
    ids = find_ids(session, record, value)
    if len(ids) > 1:
        return value
    table, name, _kind, _axis = TABLES[record]
    return str(session.execute(select(name).where(table.id == ids[0])).scalar_one())


def linked_by_slug(session: Session, events: Iterable[shapes.Event]) -> Iterator[shapes.Event]:
    """Give events with their links leading to slugs, which mean the same in every installation."""
    rest = iter(events)
    while several := list(islice(rest, BATCH)):
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
    return {number: slug for number, slug in rows}
