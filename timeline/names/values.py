"""Hold what the resolver knows and answers: actors, their ties, and mentions of them, as values."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from timeline.dates import Span
from timeline.names.gazetteer import ALWAYS, Alias, Days
from timeline.terms import ActorKind, AffiliationKind

STATES = frozenset({ActorKind.STATE, ActorKind.HISTORICAL_STATE, ActorKind.TERRITORY})
"""The kinds of actor that are a country or territory."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that takes part in events; `key` is whatever the caller knows it by.

    `exists` are the days between which it existed. Of states that share a name, the lower `rank`
    is meant: sovereign states before territories before states that ceased.
    """

    key: Hashable
    kind: ActorKind
    name: str
    exists: Days = ALWAYS
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """An affiliation of one actor to another for a time: one row of the affiliation table."""

    actor: Hashable
    kind: AffiliationKind
    object: Hashable
    span: Days = ALWAYS


@dataclass(frozen=True, slots=True)
class Names:
    """Everything a resolver is made of: actors, the names they go by, and their ties."""

    actors: tuple[Actor, ...] = ()
    aliases: tuple[Alias, ...] = ()
    ties: tuple[Tie, ...] = ()

    def joined(self, other: "Names") -> "Names":
        """Return both together; of an actor known to both, what `self` says of it holds."""
        own = {actor.key for actor in self.actors}
        more = tuple(actor for actor in other.actors if actor.key not in own)
        return Names(
            self.actors + more,
            tuple(dict.fromkeys(self.aliases + other.aliases)),
            tuple(dict.fromkeys(self.ties + other.ties)),
        )


class Method(StrEnum):
    """How a mention was resolved, or why it was not."""

    NAME = "name"
    """The whole name, which only one actor bears."""
    NAME_ON_DAY = "name_on_day"
    """The name, which on the day of the event only one actor bore."""
    TRANSLITERATION = "transliteration"
    """A known name in another spelling, order or fullness."""
    TITLE_AND_NAME = "title_and_name"
    OFFICE = "office"
    """An office without a name, by who held it on the day."""
    SURNAME = "surname"
    COMPANY = "company"
    """A company's name without its legal form."""
    ORGAN = "organ"
    """What acts for a state: its government, ministry, police, army, officials."""
    DEMONYM = "demonym"
    METONYM = "metonym"
    """A capital that stands for its state."""
    PLACE = "place"
    """A place where something happened, not one that acts."""
    INSIDE_NAME = "inside_name"
    """Part of a longer name that is not known."""
    HISTORICAL = "historical"
    """A name of a state that did not exist on the day."""
    OPEN = "open"
    """Several may be meant, or nobody that is known."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text and whom it means: code-point offsets, end excluded.

    `actor` is None where that stays open; `candidates` then are all who may be meant, and otherwise
    the one. `capacity` is the office in which a person is named or acts on the day, `state` the
    state it acts for or belongs to. `place` marks a name that says where something happened.
    """

    start: int
    end: int
    text: str
    actor: Hashable | None
    candidates: tuple[Hashable, ...]
    method: Method
    reason: str
    capacity: Hashable | None = None
    state: Hashable | None = None
    place: bool = False


def days_of(edtf: str) -> Days:
    """Return the first and last day of an EDTF value, (None, None) for an empty text.

    Raises:
        NotADate: the text is not EDTF.
    """
    if not edtf:
        return ALWAYS
    return days_in(Span.parse(edtf))


def days_in(span: Span | None) -> Days:
    """Return the first and last day on which something of this Span can lie."""
    return ALWAYS if span is None else (span.earliest, span.latest)


def meet(one: Days, other: Days) -> bool:
    """Tell whether two times have a day in common; None is open."""
    return (one[0] is None or other[1] is None or one[0] <= other[1]) and (
        other[0] is None or one[1] is None or other[0] <= one[1]
    )
