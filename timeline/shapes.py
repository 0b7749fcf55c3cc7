"""Define the event as the outside world sees it: one shape for API, exports and the way in."""

from typing import Any

import msgspec

from timeline.terms import About, EventType, LinkKind, Role, Stance, State, Status, Via


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A frozen value; on the way in, a field it does not know is refused by name.

    It goes by reference counts alone: what is frozen cannot come to hold itself.
    """


class Date(Shape, frozen=True):
    """An event's date: `edtf` is the truth, the rest is said for readers who do not know EDTF.

    `begins` and `ends` are pairs (earliest, latest) of ISO days on which it can have begun or
    ended; None where open. `words` is in the language asked for.
    """

    edtf: str
    begins: tuple[str | None, str | None] = (None, None)
    ends: tuple[str | None, str | None] = (None, None)
    words: str = ""


class ActorIn(Shape, frozen=True):
    """An actor in an event; `slug` is empty while the name is not matched to anyone."""

    slug: str = ""
    name: str = ""
    role: Role = Role.PARTICIPANT
    via: Via = Via.DIRECT


class PlaceIn(Shape, frozen=True):
    """A place of an event; coordinates are WGS 84 degrees."""

    slug: str = ""
    name: str = ""
    lat: float | None = None
    lon: float | None = None


class Claim(Shape, frozen=True):
    """What a citation states: the words of the source and, where it is a date, how it was read."""

    about: About
    as_printed: str
    edtf: str | None = None
    """The date as read, for claims about a date."""
    as_read: str | None = None
    """The value as read, for every other claim: a place, a participant, a quantity, in words."""
    trace: dict[str, Any] | None = None


class SourceIn(Shape, frozen=True):
    """A source by its slug, with its whole bibliographic record as a CSL-JSON item."""

    slug: str = ""
    csl: dict[str, Any] | None = None


class Quote(Shape, frozen=True):
    """A short quotation that finds its passage again: the exact words and a little on each side."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Citation(Shape, frozen=True):
    """The place in a source that speaks of the event."""

    source: SourceIn
    locator: str = ""
    stance: Stance = Stance.SUPPORTS
    quote: Quote | None = None
    claims: tuple[Claim, ...] = ()


class Link(Shape, frozen=True):
    """A tie to another event, by its id, or on the way in by its slug."""

    kind: LinkKind
    to: int | str


class Passage(Shape, frozen=True):
    """Where in a text a proposal was read: code-point offsets, end excluded."""

    start: int
    end: int


class Event(Shape, frozen=True):
    """An event with everything that it owns, as JSON carries it in both directions.

    `significance` lies between 0 and 1. `revision` is the number of its newest revision and
    `updated` the time of that revision, UTC; both are ignored on the way in, like everything
    derived.
    """

    title: str
    date: Date
    type: EventType
    id: int | None = None
    slug: str = ""
    summary: str = ""
    status: Status = Status.OCCURRED
    state: State = State.PROPOSED
    position: int | None = None
    """The order within its day that the desk has given it; None where it has given none."""
    actors: tuple[ActorIn, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[PlaceIn, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    disputed: bool = False
    significance: float = 0.0
    revision: int = 0
    updated: str | None = None
    passage: Passage | None = None
    """Where it was read, on proposals from a text."""
