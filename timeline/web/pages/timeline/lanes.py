"""Part a timeline into lanes: by family of themes, or by who takes part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.badfilter import BadFilter
from timeline.chronology.facets import count_facets
from timeline.chronology.filter import EventFilter
from timeline.chronology.naming import name_slugs
from timeline.terms import Role
from timeline.web.language import gettext
from timeline.web.pages.labels import label
from timeline.web.pages.timeline.marks import kinds

THEME, ACTOR = "theme", "actor"
CHOICES = ("", THEME, ACTOR)
MOST = 6
"""How many actors have a lane of their own."""
ROWS = 2
"""How many rows of labels a lane has."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a timeline, from the top.

    Attributes:
        by: How they are made: `theme`, `actor`, or empty where there are none.
        slugs: The actors that have lanes.
        numbers: The number of the lane of each actor; None where lanes are not made by actor.
        rest: The number of the lane of whatever is left; between two actors, what both do.
        names: What each lane is called.
    """

    by: str = ""
    slugs: tuple[str, ...] = ()
    numbers: Mapping[str, int] | None = None
    rest: int = 0
    names: tuple[str, ...] = ()

    def of(self, event: shapes.Event, family: int) -> int:
        """Give the number of the lane of an event: that of who acts, else of who takes part."""
        if self.numbers is None:
            return family
        acting = [one.slug for one in event.actors if one.role is Role.INITIATOR]
        for named in (acting, [one.slug for one in event.actors]):
            found = {self.numbers[slug] for slug in named if slug in self.numbers}
            if found:
                both = len(found) > 1 and len(self.slugs) == PAIR
                return self.rest if both else min(found)
        return self.rest


PAIR = 2
NO_LANES = Lanes()


def read_lanes(asked: str) -> str:
    """Read how lanes are to be made.

    Raises:
        BadFilter: If it is none of the ways.
    """
    if asked not in CHOICES:
        raise BadFilter("lanes", asked, "there is no such way to part a timeline", CHOICES[1:])
    return asked


def actor_lanes(slugs: Sequence[str], names: Sequence[str] = ()) -> Lanes:
    """Make the lanes of actors; two of them lie on either side of what they do together."""
    if len(slugs) == PAIR:
        numbers, rest = {slugs[0]: 0, slugs[1]: 2}, 1
        called = [names[0], f"{names[0]} – {names[1]}", names[1]] if names else []
    else:
        numbers, rest = {slug: number for number, slug in enumerate(slugs)}, len(slugs)
        called = [*names, gettext("Others")]
    return Lanes(ACTOR, tuple(slugs), numbers, rest, tuple(called))


def lanes_of(session: Session, given: EventFilter, by: str) -> Lanes:
    """Choose the lanes of a filter: the actors that it names, else those with most events.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    if by == THEME:
        return Lanes(THEME, names=tuple(label("family", name) for name in kinds()))
    if by != ACTOR:
        return NO_LANES
    named = tuple(dict.fromkeys(slug for group in given.actor for slug in group))
    if len(named) < PAIR:
        others = tuple(value.slug for value in count_facets(session, given).actor)
        named = tuple(dict.fromkeys((*named, *others)))
    chosen = named[:MOST]
    names = {row.slug: row.name for row in name_slugs(session, "actor", chosen)}
    return actor_lanes(chosen, [names.get(slug, slug) for slug in chosen])
