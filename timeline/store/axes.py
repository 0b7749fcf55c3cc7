"""Number the axes of the `walk` table: what sorts of value a filter can ask for."""

from enum import IntEnum

from timeline.terms import EventType, Status, Via


class Axis(IntEnum):
    """A sort of value; only accepted events stand in `walk`, so no filter finds any other."""

    ALL = 0
    """Every accepted event, under the key 0."""
    ACTOR = 1
    """Actors that take part themselves or through one who acts for them."""
    AFFILIATED = 2
    """Actors that count, in some role, through a tie."""
    THEME = 3
    """Themes with their broader ones."""
    PLACE = 4
    """Places with those that they lie in."""
    SOURCE = 5
    TYPE = 6
    STATUS = 7
    FLAG = 8
    MEMBER = 9
    """Actors that count, in some role, through an organization."""


class Flag(IntEnum):
    """Keys of the axis FLAG."""

    DISPUTED = 1
    UNCERTAIN = 2


BY_WAY = {
    Via.DIRECT: Axis.ACTOR,
    Via.REPRESENTED: Axis.ACTOR,
    Via.AFFILIATED: Axis.AFFILIATED,
    Via.MEMBER: Axis.MEMBER,
}
"""Where an actor is filed by how it counts."""
TYPE_KEYS = {word: number for number, word in enumerate(EventType, start=1)}
STATUS_KEYS = {word: number for number, word in enumerate(Status, start=1)}
