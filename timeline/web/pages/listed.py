"""Read out of the document of an event what lists tell of it, and leave the rest unread."""

import msgspec

from timeline import shapes
from timeline.terms import Via


class Cited(msgspec.Struct, frozen=True):
    """A source of an event; its record is read where its line has not been set before."""

    slug: str = ""
    csl: msgspec.Raw = msgspec.Raw()


class Citation(msgspec.Struct, frozen=True):
    """The place in a source, of which lists tell the source alone."""

    source: Cited


class Date(msgspec.Struct, frozen=True):
    """The date of an event."""

    edtf: str


class Listed(msgspec.Struct, frozen=True):
    """What lists tell of an event, out of its document."""

    id: int
    title: str
    date: Date
    type: str
    slug: str = ""
    summary: str = ""
    status: str = "occurred"
    actors: tuple[shapes.ActorIn, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[shapes.PlaceIn, ...] = ()
    citations: tuple[Citation, ...] = ()
    disputed: bool = False


LISTED = msgspec.json.Decoder(Listed)
"""Reads what lists tell of an event."""


def shown_actors(event: shapes.Event | Listed) -> tuple[shapes.ActorIn, ...]:
    """List the actors that the sources name, each once."""
    named = {one.slug or one.name: one for one in event.actors if one.via is Via.DIRECT}
    return tuple(named.values())
