"""Know actors, themes, places and sources by slug and id while a writer works."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.store.actors import Actor
from timeline.store.places import Place
from timeline.store.sources import Source
from timeline.store.standing import Standing, load_standing
from timeline.store.themes import Theme


@dataclass(frozen=True, slots=True)
class Named:
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

    def __post_init__(self) -> None:
        """Turn the records round."""
        self.actor_slugs = {actor.slug: actor.id for actor in self.actors.values()}
        self.theme_slugs = {theme.slug: theme.id for theme in self.themes.values()}
        self.place_slugs = {place.slug: place.id for place in self.places.values()}

    def source(self, number: int) -> tuple[str, dict[str, Any]]:
        """Give slug and CSL item of a source."""
        if number not in self._sources:
            row = self.session.execute(
                select(Source.slug, Source.csl).where(Source.id == number)
            ).one()
            self._sources[number] = (row.slug, row.csl)
        return self._sources[number]

    def source_id(self, slug: str) -> int | None:
        """Find a source by slug; None where there is none."""
        if slug not in self._source_slugs:
            found = self.session.execute(select(Source.id).where(Source.slug == slug)).scalar()
            if found is None:
                return None
            self._source_slugs[slug] = found
        return self._source_slugs[slug]

    def forget_source(self, number: int) -> None:
        """Read a source anew the next time, after it was changed."""
        self._sources.pop(number, None)


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
    actors = session.execute(select(Actor.id, Actor.slug, Actor.name))
    themes = session.execute(select(Theme.id, Theme.slug, Theme.label, Theme.parent_id))
    places = session.execute(
        select(Place.id, Place.slug, Place.name, Place.parent_id, Place.lat, Place.lon)
    )
    return Directory(
        session=session,
        standing=load_standing(session),
        actors={row[0]: Named(*row) for row in actors},
        themes={row[0]: Named(*row) for row in themes},
        places={row[0]: Named(*row) for row in places},
    )
