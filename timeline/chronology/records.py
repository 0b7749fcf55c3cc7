"""Read what events refer to: one actor, theme, place or source whole."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from timeline.chronology.detail import NotFound
from timeline.chronology.indexes import TABLES, events_of
from timeline.chronology.rows import (
    ActorPage,
    AliasRow,
    MappingRow,
    PlacePage,
    RefRow,
    SourcePage,
    ThemePage,
    TieRow,
)
from timeline.store.actors import Actor, ActorCode, Affiliation, Alias
from timeline.store.places import PlaceName
from timeline.store.revisions import FormerSlug
from timeline.store.sources import Source
from timeline.store.themes import ThemeLabel, ThemeMapping


def current_slug(session: Session, record: str, slug: str) -> str:
    """Give the slug by which a record goes now; the same one unless it has changed.

    Raises:
        NotFound: If no record goes or went by it.
    """
    table = TABLES[record][0]
    if session.execute(select(table.id).where(table.slug == slug)).first():
        return slug
    found = session.execute(
        select(table.slug)
        .join(FormerSlug, FormerSlug.record_id == table.id)
        .where(FormerSlug.record == record, FormerSlug.slug == slug)
    ).scalar()
    if found is None:
        raise NotFound(f"there is no {record} {slug!r}")
    return str(found)


def _record(session: Session, record: str, slug: str) -> tuple[Any, int]:
    table, _name, _kind, axis = TABLES[record]
    row = session.execute(select(table).where(table.slug == slug)).scalar()
    if row is None:
        raise NotFound(f"there is no {record} {slug!r}")
    return row, events_of(session, axis, [row.id]).get(row.id, 0)


def read_actor(session: Session, slug: str) -> ActorPage:
    """Read an actor with its names and ties.

    Raises:
        NotFound: If there is none.
    """
    actor, events = _record(session, "actor", slug)
    names = session.execute(
        select(Alias.text, Alias.language, Alias.kind, Alias.used_edtf)
        .where(Alias.actor_id == actor.id)
        .order_by(Alias.language, Alias.id)
    )
    codes = session.execute(
        select(ActorCode.scheme, ActorCode.value)
        .where(ActorCode.actor_id == actor.id)
        .order_by(ActorCode.scheme)
    )
    return ActorPage(
        slug=actor.slug,
        name=actor.name,
        kind=actor.kind,
        description=actor.description,
        exists=actor.exists.edtf if actor.exists else None,
        events=events,
        names=tuple(AliasRow(text=t, language=la, kind=k, used=u) for t, la, k, u in names),
        codes=tuple((scheme, value) for scheme, value in codes),
        ties=_ties(session, Affiliation.actor_id == actor.id, Affiliation.object_id),
        tied=_ties(session, Affiliation.object_id == actor.id, Affiliation.actor_id),
    )


def _ties(session: Session, condition: Any, other: Any) -> tuple[TieRow, ...]:  # noqa: ANN401
    rows = session.execute(
        select(
            Affiliation.kind,
            Actor.slug,
            Actor.name,
            Actor.kind,
            Affiliation.title,
            Affiliation.span_edtf,
            Affiliation.note,
        )
        .join(Actor, Actor.id == other)
        .where(condition)
        .order_by(Affiliation.kind, Affiliation.span_begins_first, Actor.name)
    )
    return tuple(
        TieRow(
            kind=kind,
            other=RefRow(slug=slug, name=name, kind=str(sort)),
            title=title,
            span=span,
            note=note,
        )
        for kind, slug, name, sort, title, span, note in rows
    )


def read_theme(session: Session, slug: str) -> ThemePage:
    """Read a theme with its labels, what is broader and narrower, and its mappings.

    Raises:
        NotFound: If there is none.
    """
    theme, events = _record(session, "theme", slug)
    labels = session.execute(
        select(ThemeLabel.text, ThemeLabel.language, ThemeLabel.kind).where(
            ThemeLabel.theme_id == theme.id
        )
    )
    mappings = session.execute(
        select(ThemeMapping.scheme, ThemeMapping.code, ThemeMapping.match)
        .where(ThemeMapping.theme_id == theme.id)
        .order_by(ThemeMapping.scheme, ThemeMapping.code)
    )
    return ThemePage(
        slug=theme.slug,
        name=theme.label,
        definition=theme.definition,
        events=events,
        labels=tuple(AliasRow(text=t, language=la, kind=k) for t, la, k in labels),
        broader=_broader(session, "theme", theme),
        narrower=_narrower(session, "theme", theme.id),
        mappings=tuple(MappingRow(scheme=s, code=c, match=m) for s, c, m in mappings),
    )


def read_place(session: Session, slug: str) -> PlacePage:
    """Read a place with its names, what it lies in and what lies in it.

    Raises:
        NotFound: If there is none.
    """
    place, events = _record(session, "place", slug)
    names = session.execute(
        select(PlaceName.text, PlaceName.language).where(PlaceName.place_id == place.id)
    )
    return PlacePage(
        slug=place.slug,
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        events=events,
        names=tuple(AliasRow(text=text, language=language) for text, language in names),
        broader=_broader(session, "place", place),
        narrower=_narrower(session, "place", place.id),
    )


def _broader(session: Session, record: str, start: Any) -> tuple[RefRow, ...]:  # noqa: ANN401
    table, name, _kind, _axis = TABLES[record]
    line: list[RefRow] = []
    parent = start.parent_id
    while parent is not None and len(line) < 10:
        row = session.execute(
            select(table.slug, name, table.parent_id).where(table.id == parent)
        ).one()
        line.insert(0, RefRow(slug=row[0], name=row[1]))
        parent = row[2]
    return tuple(line)


def _narrower(session: Session, record: str, parent: int) -> tuple[RefRow, ...]:
    table, name, _kind, axis = TABLES[record]
    statement: Select[Any] = (
        select(table.id, table.slug, name).where(table.parent_id == parent).order_by(name)
    )
    rows = session.execute(statement).all()
    counts = events_of(session, axis, [row[0] for row in rows])
    return tuple(RefRow(slug=row[1], name=row[2], events=counts.get(row[0], 0)) for row in rows)


def read_source(session: Session, slug: str) -> SourcePage:
    """Read a source with what it repeats and what repeats it.

    Raises:
        NotFound: If there is none.
    """
    source, events = _record(session, "source", slug)
    copies = session.execute(
        select(Source.slug, Source.title)
        .where(Source.derived_from_id == source.id)
        .order_by(Source.slug)
    )
    origin = session.execute(
        select(Source.slug, Source.title).where(Source.id == source.derived_from_id)
    ).first()
    return SourcePage(
        slug=source.slug,
        title=source.title,
        kind=source.kind,
        csl=source.csl,
        published=source.published.edtf if source.published else None,
        archive_url=source.archive_url,
        note=source.note,
        events=events,
        derived_from=RefRow(slug=origin[0], name=origin[1]) if origin else None,
        copies=tuple(RefRow(slug=slug, name=title) for slug, title in copies),
    )
