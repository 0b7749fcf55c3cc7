"""Derive from an event what reading walks along: how actors count, index rows, document, words."""

from functools import lru_cache

import msgspec

from timeline import shapes
from timeline.dates import Span, iso_day
from timeline.dates.wording import words
from timeline.names.fold import search_text
from timeline.store.axes import BY_WAY, STATUS_KEYS, TYPE_KEYS, Axis, Flag
from timeline.store.directory import Directory, with_broader
from timeline.store.rows import EventRow
from timeline.terms import Role, State, Via

NEARER = {via: place for place, via in enumerate(Via)}
SHOWN = (Via.DIRECT, Via.REPRESENTED)
"""The ways in which an actor counts by default, and is named on an event."""


def involvements(row: EventRow, directory: Directory) -> list[tuple[int, Via, Role]]:
    """List how every actor counts in an event: id, way, role; the nearest way for each role."""
    found: dict[tuple[int, Role], Via] = {}
    for actor, role in row.actors:
        for other, via in directory.standing.counts_for(actor, row.span).items():
            known = found.get((other, role))
            if known is None or NEARER[via] < NEARER[known]:
                found[other, role] = via
    return [(actor, via, role) for (actor, role), via in found.items()]


def walk_keys(
    row: EventRow, directory: Directory, involved: list[tuple[int, Via, Role]]
) -> set[tuple[Axis, int]]:
    """List the values by which filters find an event; none for one that is not accepted."""
    if row.shape.state is not State.ACCEPTED:
        return set()
    keys = {
        (Axis.ALL, 0),
        (Axis.TYPE, TYPE_KEYS[row.shape.type]),
        (Axis.STATUS, STATUS_KEYS[row.shape.status]),
    }
    keys |= {(BY_WAY[via], actor) for actor, via, _role in involved}
    keys |= {(Axis.THEME, t) for theme in row.themes for t in with_broader(directory.themes, theme)}
    keys |= {(Axis.PLACE, p) for place in row.places for p in with_broader(directory.places, place)}
    keys |= {(Axis.SOURCE, citation.source_id) for citation in row.citations}
    if row.shape.disputed:
        keys.add((Axis.FLAG, Flag.DISPUTED))
    if row.span.span_class or row.span.approximate or row.span.uncertain:
        keys.add((Axis.FLAG, Flag.UNCERTAIN))
    return keys


def shape_of(
    row: EventRow, directory: Directory, involved: list[tuple[int, Via, Role]]
) -> shapes.Event:
    """Give the event as the outside world sees it, with names, days and words filled in."""
    return msgspec.structs.replace(
        row.shape,
        id=row.id,
        slug=row.slug,
        date=date_shape(row),
        actors=tuple(_actors(row, directory, involved)),
        themes=tuple(directory.themes[theme].slug for theme in row.themes),
        places=tuple(_places(directory, row)),
        citations=tuple(_citations(row, directory)),
        links=tuple(shapes.Link(kind=kind, to=to) for to, kind in row.links),
        revision=row.version,
        updated=row.updated,
        passage=None,
    )


def document(shape: shapes.Event) -> bytes:
    """Encode an event as JSON, UTF-8."""
    return msgspec.json.encode(shape)


def text_of(shape: shapes.Event) -> str:
    """Gather the words by which an event is found: title, summary, actors and places."""
    named = [_name_text(one.name) for one in shape.actors]
    named += [_name_text(one.name) for one in shape.places]
    told = search_text(f"{shape.title} | {shape.summary}" if shape.summary else shape.title)
    return " ".join(filter(None, (told, *named)))


@lru_cache(maxsize=16_384)
def _name_text(name: str) -> str:
    """Give the words of a name, which comes up in many events."""
    return search_text(name)


def date_shape(row: EventRow) -> shapes.Date:
    """Write a date with its days in ISO 8601 and its words in English."""
    return _date(row.span)


@lru_cache(maxsize=4096)
def _date(span: Span) -> shapes.Date:
    return shapes.Date(
        edtf=span.edtf,
        begins=(_iso(span.begins[0]), _iso(span.begins[1])),
        ends=(_iso(span.ends[0]), _iso(span.ends[1])),
        words=words(span),
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


def _actors(
    row: EventRow, directory: Directory, involved: list[tuple[int, Via, Role]]
) -> list[shapes.ActorIn]:
    """List the actors that take part, in the order given, then those they act for."""
    stated = [(actor, Via.DIRECT, role) for actor, role in row.actors]
    named = {actor for actor, _role in row.actors}
    behind = [
        (actor, via, role)
        for actor, via, role in involved
        if via is Via.REPRESENTED and actor not in named
    ]
    found = [
        shapes.ActorIn(
            slug=directory.actors[actor].slug,
            name=directory.actors[actor].name,
            role=role,
            via=via,
        )
        for actor, via, role in stated + behind
    ]
    return found + [
        shapes.ActorIn(name=text, role=Role(role or Role.PARTICIPANT))
        for kind, text, role in row.mentions
        if kind == "actor"
    ]


def _places(directory: Directory, row: EventRow) -> list[shapes.PlaceIn]:
    """Give the places of an event, and after them the names of places that are still open."""
    found = [
        shapes.PlaceIn(slug=place.slug, name=place.name, lat=place.lat, lon=place.lon)
        for place in (directory.places[number] for number in row.places)
    ]
    return found + [
        shapes.PlaceIn(name=text) for kind, text, _role in row.mentions if kind == "place"
    ]


def _citations(row: EventRow, directory: Directory) -> list[shapes.Citation]:
    found = []
    for citation in row.citations:
        slug, csl = directory.source(citation.source_id)
        claims = tuple(
            shapes.Claim(
                about=claim.about,
                as_printed=claim.as_printed,
                edtf=None if claim.span is None else claim.span.edtf,
                as_read=claim.as_read,
                trace=claim.trace,
            )
            for claim in citation.claims
        )
        found.append(
            shapes.Citation(
                source=shapes.SourceIn(slug=slug, csl=csl),
                locator=citation.locator,
                stance=citation.stance,
                quote=citation.quote,
                claims=claims,
            )
        )
    return found
