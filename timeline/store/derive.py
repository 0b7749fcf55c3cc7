"""Derive from an event what reading walks along: how actors count, index rows, document, words."""

from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import msgspec

from timeline import shapes
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.names.fold import search_text
from timeline.store.axes import BY_WAY, STATUS_KEYS, TYPE_KEYS, Axis, Flag
from timeline.store.directory import Directory, Named, with_broader
from timeline.store.rows import ClaimRow, EventRow
from timeline.terms import EventType, Role, Stance, State, Status, Via

NEARER = {via: place for place, via in enumerate(Via)}
SHORT = 200
"""Up to how many characters the words of a text are kept for the next event told so."""
Involved: TypeAlias = list[tuple[int, Via, Role]]
"""How actors count in an event: id, way, role."""
ENCODER: Final = msgspec.json.Encoder()


def involvements(row: EventRow, directory: Directory) -> Involved:
    """List how every actor counts in an event: id, way, role; the nearest way for each role."""
    found: dict[tuple[int, Role], Via] = {}
    for actor, role in row.actors:
        for other, via in directory.standing.counts_for(actor, row.span).items():
            known = found.get((other, role))
            if known is None or NEARER[via] < NEARER[known]:
                found[other, role] = via
    return [(actor, via, role) for (actor, role), via in found.items()]


def walk_keys(row: EventRow, directory: Directory, involved: Involved) -> set[tuple[Axis, int]]:
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


class _Document(msgspec.Struct, gc=False):
    """An event with parts that are JSON already; its fields are those of the shape, in order."""

    title: str
    date: msgspec.Raw
    type: EventType
    id: int
    slug: str
    summary: str
    status: Status
    state: State
    position: int | None
    actors: list[msgspec.Raw]
    themes: list[str]
    places: list[msgspec.Raw]
    citations: list["_Cited"]
    links: list[shapes.Link]
    disputed: bool
    significance: float
    revision: int
    updated: str
    passage: None = None


class _Cited(msgspec.Struct, gc=False):
    """A citation of a document, in the order of its shape."""

    source: msgspec.Raw
    locator: str
    stance: Stance
    quote: shapes.Quote | None
    claims: list[shapes.Claim]


class Part(NamedTuple):
    """An actor or place as it stands in a document, and the words of its name."""

    part: msgspec.Raw
    words: str


class Parts(NamedTuple):
    """The actors and places of an event as its document has them."""

    actors: list[Part]
    places: list[Part]


def parts_of(row: EventRow, directory: Directory, involved: Involved) -> Parts:
    """Gather the actors and places that readers are shown of an event."""
    return Parts(_actors(row, directory, involved), _places(row, directory))


def document(row: EventRow, directory: Directory, parts: Parts) -> bytes:
    """Make the document of an event, with names, days and words filled in: JSON in UTF-8."""
    shape = row.shape
    made = _Document(
        shape.title,
        _date_part(row.span),
        shape.type,
        row.id,
        row.slug,
        shape.summary,
        shape.status,
        shape.state,
        shape.position,
        [one.part for one in parts.actors],
        [directory.themes[theme].slug for theme in row.themes],
        [one.part for one in parts.places],
        [
            _Cited(
                directory.source_part(one.source_id),
                one.locator,
                one.stance,
                one.quote,
                [_claim(claim) for claim in one.claims],
            )
            for one in row.citations
        ],
        [shapes.Link(kind=kind, to=to) for to, kind in row.links],
        shape.disputed,
        shape.significance,
        row.version,
        row.updated,
    )
    return ENCODER.encode(made)


def words_of(row: EventRow, parts: Parts) -> str:
    """Gather the words by which an event is found, as `text_of` does."""
    return _together(row.shape, [one.words for one in (*parts.actors, *parts.places)])


def text_of(shape: shapes.Event) -> str:
    """Gather the words by which an event is found: title, summary, actors and places."""
    actors, places = (one.name for one in shape.actors), (one.name for one in shape.places)
    return _together(shape, [_name_text(name) for name in chain(actors, places)])


def _together(shape: shapes.Event, named: list[str]) -> str:
    """Put the words of title and summary before those of names."""
    told = _told(f"{shape.title} | {shape.summary}" if shape.summary else shape.title)
    return " ".join(filter(None, (told, *named)))


def _told(text: str) -> str:
    """Give the words of a title with its summary; many events are told alike."""
    return _name_text(text) if len(text) <= SHORT else search_text(text)


@lru_cache(maxsize=16_384)
def _name_text(name: str) -> str:
    """Give the words of a name, which comes up in many events."""
    return search_text(name)


def _part(shape: shapes.ActorIn | shapes.PlaceIn) -> Part:
    return Part(msgspec.Raw(ENCODER.encode(shape)), _name_text(shape.name))


@lru_cache(maxsize=16_384)
def _actor_part(actor: Named, role: Role, via: Via) -> Part:
    return _part(shapes.ActorIn(slug=actor.slug, name=actor.name, role=role, via=via))


@lru_cache(maxsize=16_384)
def _place_part(place: Named) -> Part:
    return _part(shapes.PlaceIn(slug=place.slug, name=place.name, lat=place.lat, lon=place.lon))


@lru_cache(maxsize=4096)
def _date_part(span: Span) -> msgspec.Raw:
    """Write a date with its days in ISO 8601 and its words in English."""
    begins, ends = span.iso()
    date = shapes.Date(edtf=span.edtf, begins=begins, ends=ends, words=words(span))
    return msgspec.Raw(ENCODER.encode(date))


def _actors(row: EventRow, directory: Directory, involved: Involved) -> list[Part]:
    """List the actors that take part, in the order given, then those they act for, then names."""
    actors = directory.actors
    parts = [_actor_part(actors[actor], role, Via.DIRECT) for actor, role in row.actors]
    if len(involved) > len(parts):
        named = {actor for actor, _role in row.actors}
        parts += [
            _actor_part(actors[actor], role, via)
            for actor, via, role in involved
            if via is Via.REPRESENTED and actor not in named
        ]
    if row.mentions:
        parts += [
            _part(shapes.ActorIn(name=text, role=Role(role or Role.PARTICIPANT)))
            for kind, text, role in row.mentions
            if kind == "actor"
        ]
    return parts


def _places(row: EventRow, directory: Directory) -> list[Part]:
    """Give the places of an event, and after them the names of places that are still open."""
    parts = [_place_part(directory.places[number]) for number in row.places]
    if row.mentions:
        parts += [
            _part(shapes.PlaceIn(name=text)) for kind, text, _ in row.mentions if kind == "place"
        ]
    return parts


def _claim(claim: ClaimRow) -> shapes.Claim:
    """Give a claim with its date in its canonical form."""
    if claim.span is None or claim.span.edtf == claim.stated.edtf:
        return claim.stated
    return msgspec.structs.replace(claim.stated, edtf=claim.span.edtf)
