"""Read what events refer to, whole, so that another installation can take them in."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from timeline import shapes
from timeline.batched import batched
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    AliasRecord,
    PlaceRecord,
    Reference,
    SourceRecord,
    ThemeRecord,
)
from timeline.store.actors import Actor, ActorCode, Affiliation, Alias
from timeline.store.base import Record
from timeline.store.places import Place, PlaceName
from timeline.store.sources import Source
from timeline.store.themes import Theme, ThemeLabel, ThemeMapping
from timeline.terms import AliasKind

CHUNK = 400
"""How many records are looked up in one statement."""
Row = TypeVar("Row", bound=Record)
Column = InstrumentedAttribute[Any]


@dataclass(slots=True)
class Named:
    """What events refer to, by slug."""

    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    themes: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def note(self, events: Iterable[shapes.Event]) -> Iterator[shapes.Event]:
        """Hand events on, and keep what they refer to."""
        for event in events:
            self.actors.update(one.slug for one in event.actors if one.slug)
            self.places.update(one.slug for one in event.places if one.slug)
            self.themes.update(event.themes)
            self.sources.update(one.source.slug for one in event.citations if one.source.slug)
            yield event


def records(session: Session, named: Named) -> Iterator[tuple[str, Reference]]:
    """Give the records that events refer to, and those that these refer to, in turn.

    Actors come with their names and codes, and with their ties to others, who come too; themes and
    places with what they lie in; sources with those that they are derived from.

    Returns:
        Each record with the name of its table, parents before what lies in them.
    """
    yield from _themes(session, named.themes)
    yield from _places(session, named.places)
    yield from _actors(session, named.actors)
    yield from _sources(session, named.sources)


def _found(
    session: Session, statement: Select[Row], column: Column, keys: Collection[Any]
) -> list[Row]:
    """Read the rows whose column has one of several values, some hundred at a time."""
    rows: list[Row] = []
    for some in batched(sorted(keys), CHUNK):
        rows += session.execute(statement.where(column.in_(some))).scalars().all()
    return rows


def _with_parents(
    session: Session, record: type[Row], slugs: Collection[str], parent: str
) -> list[Row]:
    """Read records and everything that they lie in, parents first."""
    statement = select(record)
    columns: Any = record
    known = {row.id: row for row in _found(session, statement, columns.slug, slugs)}  # type: ignore[attr-defined]
    while wanted := {
        above
        for row in known.values()
        if (above := getattr(row, parent)) is not None and above not in known
    }:
        known |= {row.id: row for row in _found(session, statement, columns.id, wanted)}  # type: ignore[attr-defined]
    return _parents_first(known, parent)


def _parents_first(known: dict[int, Row], parent: str) -> list[Row]:
    ordered: dict[int, Row] = {}
    for number in sorted(known):
        line = []
        at: int | None = number
        while at is not None and at in known and at not in ordered and at not in line:
            line.append(at)
            at = getattr(known[at], parent)
        ordered |= {one: known[one] for one in reversed(line)}
    return list(ordered.values())


def _themes(session: Session, slugs: set[str]) -> Iterator[tuple[str, Reference]]:
    rows = _with_parents(session, Theme, slugs, "parent_id")
    ids = [row.id for row in rows]
    labels = _found(session, select(ThemeLabel), ThemeLabel.theme_id, ids)
    mappings = _found(session, select(ThemeMapping), ThemeMapping.theme_id, ids)
    for row in rows:
        yield (
            "themes",
            ThemeRecord(
                slug=row.slug,
                label=row.label,
                definition=row.definition,
                labels=tuple(
                    sorted(
                        (one.language, one.text)
                        for one in labels
                        if one.theme_id == row.id and one.kind is AliasKind.PREFERRED
                    )
                ),
                mappings=tuple(
                    sorted(
                        (one.scheme, one.code, one.match)
                        for one in mappings
                        if one.theme_id == row.id
                    )
                ),
            ),
        )


def _places(session: Session, slugs: set[str]) -> Iterator[tuple[str, Reference]]:
    rows = _with_parents(session, Place, slugs, "parent_id")
    names = _grouped(
        _found(session, select(PlaceName), PlaceName.place_id, [row.id for row in rows]), "place_id"
    )
    known = {row.id: row.slug for row in rows}
    for row in rows:
        yield (
            "places",
            PlaceRecord(
                slug=row.slug,
                name=row.name,
                kind=row.kind,
                parent=known.get(row.parent_id or 0, ""),
                lat=row.lat,
                lon=row.lon,
                precision=row.precision,
                codes=tuple((str(scheme), str(code)) for scheme, code in row.codes.items()),
                names=tuple(
                    (one.language, one.text)
                    for one in sorted(names.get(row.id, ()), key=lambda name: name.id)
                ),
            ),
        )


def _actors(session: Session, slugs: set[str]) -> Iterator[tuple[str, Reference]]:
    actors = {row.id: row for row in _found(session, select(Actor), Actor.slug, slugs)}
    ties: dict[int, Affiliation] = {}
    fresh = set(actors)
    while fresh:
        found = _found(session, select(Affiliation), Affiliation.actor_id, fresh)
        ties |= {tie.id: tie for tie in found}
        missing = {tie.object_id for tie in found} - set(actors)
        others = _found(session, select(Actor), Actor.id, missing)
        actors |= {row.id: row for row in others}
        fresh = missing
    codes = _grouped(_found(session, select(ActorCode), ActorCode.actor_id, actors), "actor_id")
    ordered = [actors[number] for number in sorted(actors)]
    for row in ordered:
        several = tuple(sorted((one.scheme, one.value) for one in codes.get(row.id, ())))
        yield (
            "actors",
            ActorRecord(row.slug, row.kind, row.name, row.exists, several, row.description),
        )
    for one in sorted(_found(session, select(Alias), Alias.actor_id, actors), key=lambda a: a.id):
        actor = actors[one.actor_id].slug
        yield (
            "aliases",
            AliasRecord(actor, one.text, one.language, one.kind, one.used, one.context),
        )
    for number in sorted(ties):
        tie = ties[number]
        ends = actors[tie.actor_id].slug, actors[tie.object_id].slug
        yield (
            "affiliations",
            AffiliationRecord(ends[0], tie.kind, ends[1], tie.title, tie.span, tie.note),
        )


def _sources(session: Session, slugs: set[str]) -> Iterator[tuple[str, Reference]]:
    rows = _with_parents(session, Source, slugs, "derived_from_id")
    known = {row.id: row.slug for row in rows}
    for row in rows:
        yield (
            "sources",
            SourceRecord(
                slug=row.slug,
                kind=row.kind,
                title=row.title,
                csl=row.csl,
                publisher=row.publisher,
                published=row.published,
                language=row.language,
                url=row.url,
                archive_url=row.archive_url,
                derived_from=known.get(row.derived_from_id or 0, ""),
                note=row.note,
                fingerprint=row.fingerprint,
            ),
        )


def _grouped(rows: Sequence[Row], column: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, column), []).append(row)
    return groups
