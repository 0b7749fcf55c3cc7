"""Bring events up to date with the records that they refer to: names, ties, what lies in what."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from timeline.review.act import Act
from timeline.review.change import shape_of
from timeline.review.journal import Entry, append
from timeline.review.known import Known, stored
from timeline.review.make import Identity, row_of
from timeline.store import derive
from timeline.store.actors import Actor
from timeline.store.axes import Axis
from timeline.store.directory import Directory
from timeline.store.events import Citation, EventPlace, EventTheme, Involvement
from timeline.store.places import Place
from timeline.store.reading import Walk
from timeline.store.rows import EventRow
from timeline.store.sources import Source
from timeline.store.themes import Theme
from timeline.store.write import put
from timeline.terms import State, Verb

BLOCK = 500
"""How many events are written at a time, and how many records are looked up in one statement."""


class Newest(NamedTuple):
    """The greatest id of each kind of record, 0 where there is none."""

    actor: int
    theme: int
    place: int
    source: int


@dataclass(frozen=True, slots=True)
class Touched:
    """The ids of records that were entered or changed, by what they are."""

    actors: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()

    def up_to(self, newest: Newest) -> "Touched":
        """Leave out the records that have come since: no event refers to them yet."""
        return Touched(
            actors=frozenset(one for one in self.actors if one <= newest.actor),
            themes=frozenset(one for one in self.themes if one <= newest.theme),
            places=frozenset(one for one in self.places if one <= newest.place),
            sources=frozenset(one for one in self.sources if one <= newest.source),
        )


def newest_records(session: Session) -> Newest:
    """Give the greatest ids that there are."""
    greatest = (select(func.max(one.id)).scalar_subquery() for one in (Actor, Theme, Place, Source))
    return Newest(*(number or 0 for number in session.execute(select(*greatest)).one()))


def refresh(session: Session, directory: Directory, act: Act, touched: Touched) -> int:
    """Derive anew, of every event that a changed record may show in, what readers see.

    What an event states stays; only names, on whose behalf actors count, and where filters find it
    change. An event for which nothing changes is left alone; retracted ones are too.

    Returns:
        How many events were brought up to date; each has a new revision.
    """
    ids = sorted(set(_events(session, touched)))
    act = replace(act, reason="what it refers to has changed")
    return sum(
        _refresh(session, directory, act, ids[start : start + BLOCK])
        for start in range(0, len(ids), BLOCK)
    )


def _events(session: Session, touched: Touched) -> Iterator[int]:
    for column, keys, key, more in (
        (Involvement.event_id, touched.actors, Involvement.actor_id, ()),
        (EventTheme.event_id, touched.themes, EventTheme.theme_id, ()),
        (EventPlace.event_id, touched.places, EventPlace.place_id, ()),
        (Walk.event_id, touched.themes, Walk.key, (Walk.axis == int(Axis.THEME),)),
        (Walk.event_id, touched.places, Walk.key, (Walk.axis == int(Axis.PLACE),)),
        (Citation.event_id, touched.sources, Citation.source_id, ()),
    ):
        for part in _parts(keys):
            conditions: tuple[ColumnElement[bool], ...] = (key.in_(part), *more)
            yield from session.execute(select(column).where(*conditions).distinct()).scalars()


def _parts(keys: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(keys)
    return (ordered[start : start + BLOCK] for start in range(0, len(ordered), BLOCK))


def _refresh(session: Session, directory: Directory, act: Act, ids: list[int]) -> int:
    known = {
        number: one
        for number, one in stored(session, ids).items()
        if one.state is not State.RETRACTED
    }
    rows = [_row(session, directory, act, number, one) for number, one in known.items()]
    changed = [row for row in rows if _differs(session, row, directory, known[row.id])]
    bodies = put(session, directory, changed, fresh=False)
    entries = [
        Entry("event", row.id, row.version, Verb.REFRESH, body)
        for row, body in zip(changed, bodies, strict=True)
    ]
    append(session, act, entries)
    return len(changed)


def _row(session: Session, directory: Directory, act: Act, number: int, known: Known) -> EventRow:
    identity = Identity(
        id=number,
        slug=known.slug,
        state=known.state,
        version=known.version + 1,
        updated=act.at,
        merged_into=known.merged_into,
    )
    return row_of(session, directory, shape_of(known), identity, {})


def _differs(session: Session, row: EventRow, directory: Directory, known: Known) -> bool:
    """Tell whether readers would see another event, or filters find it elsewhere."""
    involved = derive.involvements(row, directory)
    parts = derive.parts_of(row, directory, involved)
    same = msgspec.structs.replace(row, version=known.version, updated=known.updated)
    if derive.document(same, directory, parts) != known.body:
        return True
    counts = session.execute(
        select(Involvement.actor_id, Involvement.via, Involvement.role).where(
            Involvement.event_id == row.id
        )
    )
    keys = session.execute(select(Walk.axis, Walk.key).where(Walk.event_id == row.id))
    return {tuple(one) for one in counts} != set(involved) or {
        (Axis(axis), key) for axis, key in keys
    } != derive.walk_keys(row, directory, involved)
