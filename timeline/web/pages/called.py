"""Call records what they are called in the language of the answer, all of a sort at once."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

import msgspec
from flask import g

from timeline import shapes
from timeline.chronology.called import names_in
from timeline.chronology.facets import Facets, count_facets
from timeline.chronology.filter import EventFilter
from timeline.web.language import SOURCE, language
from timeline.web.session import session

SHOWN = 60
"""How many values of a facet a page can show, and so are named."""


class Placed(Protocol):
    """What has actors and places: an event, whole or as lists tell it."""

    @property
    def actors(self) -> tuple[shapes.ActorIn, ...]:
        """Who takes part."""

    @property
    def places(self) -> tuple[shapes.PlaceIn, ...]:
        """Where it was."""


class Named(Protocol):
    """What has a slug and a name: a row, a value of a facet, an actor of an event."""

    @property
    def slug(self) -> str:
        """By which it is asked for."""

    @property
    def name(self) -> str:
        """What readers call it."""


One = TypeVar("One", bound=Named)
Told = TypeVar("Told", bound=Placed)


def called(record: str, rows: Iterable[One]) -> tuple[One, ...]:
    """Give rows with their names in the language of the answer; in English they are as they were.

    Args:
        record: `actor`, `theme`, `place` or `source`.
        rows: Frozen msgspec values with a slug and a name.
    """
    given = tuple(rows)
    if language() == SOURCE:
        return given
    names = _names(record, [row.slug for row in given])
    return tuple(_renamed(row, names.get(row.slug, "")) for row in given)


def _renamed(row: Any, name: str) -> Any:  # noqa: ANN401 - any frozen value with a name
    return msgspec.structs.replace(row, name=name) if name and name != row.name else row


def _names(record: str, slugs: Sequence[str]) -> dict[str, str]:
    """Look names up, each once for this answer."""
    known: dict[tuple[str, str], str] = g.setdefault("called", {})
    missing = [slug for slug in dict.fromkeys(slugs) if slug and (record, slug) not in known]
    if missing:
        found = names_in(session(), record, missing, language())
        known.update({(record, slug): found.get(slug, "") for slug in missing})
    return {slug: known[record, slug] for slug in slugs if slug}


def events_called(events: Sequence[Told]) -> tuple[Told, ...]:
    """Give events with their actors and places called in the language of the answer."""
    if language() == SOURCE:
        return tuple(events)
    _names("actor", [actor.slug for event in events for actor in event.actors])
    _names("place", [place.slug for event in events for place in event.places])
    return tuple(_placed(event) for event in events)


def _placed(event: Any) -> Any:  # noqa: ANN401 - any frozen value with actors and places
    return msgspec.structs.replace(
        event, actors=called("actor", event.actors), places=called("place", event.places)
    )


def counted(given: EventFilter) -> Facets:
    """Count every facet of a filter, its values called in the language of the answer."""
    known: dict[EventFilter, Facets] = g.setdefault("facets", {})
    first = given.changed()
    if first not in known:
        known[first] = _counted(first)
    return known[first]


def _counted(given: EventFilter) -> Facets:
    facets = count_facets(session(), given)
    if language() == SOURCE:
        return facets
    changed = {
        record: called(record, getattr(facets, record)[:SHOWN])
        for record in ("actor", "theme", "place")
    }
    return msgspec.structs.replace(facets, **changed)
