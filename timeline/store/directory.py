"""Know actors, themes, places and sources by slug and id while a writer works."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from timeline import shapes
from timeline.store.actors import Actor, Alias
from timeline.store.places import Place
from timeline.store.sound import storable
from timeline.store.sources import Source
from timeline.store.standing import Standing, grow_standing, load_standing
from timeline.store.themes import Theme

KEPT = 20_000
"""How many sources and names are kept in memory before they are forgotten and read anew."""
CHUNK = 400
"""How many records are looked up in one statement."""


ACTORS = (Actor.id, Actor.slug, Actor.name)
THEMES = (Theme.id, Theme.slug, Theme.label, Theme.parent_id)
PLACES = (Place.id, Place.slug, Place.name, Place.parent_id, Place.lat, Place.lon)
"""The columns that make a `Named`, in its order."""


MOST_NEAR = 2_000
"""Among how many sources the nearest ones are looked for."""


class Named(msgspec.Struct, frozen=True, gc=False):
    """A reference record as events show it."""

    id: int
    slug: str
    name: str
    parent: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(slots=True)
class Directory:
    """Reference records in memory; a writer makes one, and a new one when it has added records."""

    session: Session
    standing: Standing
    actors: dict[int, Named]
    themes: dict[int, Named]
    places: dict[int, Named]
    actor_slugs: dict[str, int] = field(init=False)
    theme_slugs: dict[str, int] = field(init=False)
    place_slugs: dict[str, int] = field(init=False)
    _sources: dict[int, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    _source_slugs: dict[str, int] = field(default_factory=dict)
    _source_parts: dict[int, msgspec.Raw] = field(default_factory=dict)
    _some_sources: tuple[str, ...] = ()
    _names: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Turn the records round."""
        self.actor_slugs = _by_slug(self.actors)
        self.theme_slugs = _by_slug(self.themes)
        self.place_slugs = _by_slug(self.places)

    def source(self, number: int) -> tuple[str, dict[str, Any]]:
        """Give slug and CSL item of a source."""
        if number not in self._sources:
            row = self.session.execute(
                select(Source.slug, Source.csl).where(Source.id == number)
            ).one()
            self._sources[number] = (row.slug, row.csl)
        return self._sources[number]

    def source_part(self, number: int) -> msgspec.Raw:
        """Give a source as the documents of events have it, encoded as JSON once for all."""
        part = self._source_parts.get(number)
        if part is None:
            slug, csl = self.source(number)
            part = msgspec.Raw(msgspec.json.encode(shapes.SourceIn(slug=slug, csl=csl)))
            self._source_parts[number] = part
        return part

    def source_id(self, slug: str) -> int | None:
        """Find a source by slug; None where there is none."""
        if slug not in self._source_slugs:
            found = self.session.execute(select(Source.id).where(Source.slug == slug)).scalar()
            if found is None:
                return None
            self._source_slugs[slug] = found
        return self._source_slugs[slug]

    def know_sources(self, slugs: Iterable[str]) -> None:
        """Read many sources at once, before they are asked for one by one."""
        if len(self._sources) > KEPT:
            self._sources, self._source_slugs, self._source_parts = {}, {}, {}
        wanted = sorted({s for s in slugs if s not in self._source_slugs and storable(s)})
        for start in range(0, len(wanted), CHUNK):
            rows = self.session.execute(
                select(Source.id, Source.slug, Source.csl).where(
                    Source.slug.in_(wanted[start : start + CHUNK])
                )
            )
            for number, slug, csl in rows:
                self._sources[number] = (slug, csl)
                self._source_slugs[slug] = number

    def named(self, norm: str) -> tuple[int, ...]:
        """List the actors that go by a folded name."""
        if norm not in self._names:
            if len(self._names) > KEPT:
                self._names = {}
            rows = self.session.execute(select(Alias.actor_id).where(Alias.norm == norm).distinct())
            self._names[norm] = tuple(rows.scalars())
        return self._names[norm]

    def grow(self) -> None:
        """Take in the actors, themes, places and ties that were added since it was read."""
        session = self.session
        actors = _named(session, Actor.id, ACTORS, max(self.actors, default=0))
        themes = _named(session, Theme.id, THEMES, max(self.themes, default=0))
        places = _named(session, Place.id, PLACES, max(self.places, default=0))
        self.actors |= actors
        self.themes |= themes
        self.places |= places
        self.actor_slugs |= _by_slug(actors)
        self.theme_slugs |= _by_slug(themes)
        self.place_slugs |= _by_slug(places)
        grow_standing(session, self.standing)
        self._names = {}

    def some_source_slugs(self) -> tuple[str, ...]:
        """List slugs of sources, to say which come near to one that there is not."""
        if not self._some_sources:
            rows = self.session.execute(select(Source.slug).order_by(Source.slug).limit(MOST_NEAR))
            self._some_sources = tuple(rows.scalars())
        return self._some_sources

    def forget_source(self, number: int) -> None:
        """Read a source anew the next time, after it was changed."""
        self._sources.pop(number, None)
        self._source_parts.pop(number, None)


def with_broader(records: dict[int, Named], number: int) -> tuple[int, ...]:
    """List a theme or place and everything that it lies in, itself first."""
    line: list[int] = []
    current: int | None = number
    while current is not None and current not in line:
        line.append(current)
        current = records[current].parent
    return tuple(line)


def load_directory(session: Session) -> Directory:
    """Read all actors, themes and places, and the ties between actors."""
    return Directory(
        session=session,
        standing=load_standing(session),
        actors=_named(session, Actor.id, ACTORS),
        themes=_named(session, Theme.id, THEMES),
        places=_named(session, Place.id, PLACES),
    )


def _named(
    session: Session,
    key: InstrumentedAttribute[int],
    columns: tuple[InstrumentedAttribute[Any], ...],
    after: int = 0,
) -> dict[int, Named]:
    rows = session.execute(select(*columns).where(key > after))
    return {row[0]: Named(*row) for row in rows}


def _by_slug(records: dict[int, Named]) -> dict[str, int]:
    return {one.slug: one.id for one in records.values()}
