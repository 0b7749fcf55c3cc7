"""The small tree that a printed date is read into, before any calendar day is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar date with any of its parts left out.

    `year` is astronomical (0 = 1 BCE). `part` is a TIMEX3 season, quarter or half
    (SP, SU, FA, WI, Q1 to Q4, H1, H2). `weekday` is 1 (Monday) to 7. `era` tells that
    the year was printed with an era, so that a bare number may follow it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    era: bool = False
    short: bool = False
    other: Point | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A decade (199), century (18) or millennium (1), counted by its leading digits."""

    unit: str
    number: int
    bce: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A whole unit so many steps from an anchor: 'last week' is Unit(-1, "week")."""

    shift: int
    unit: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Shifted:
    """A named day, month or season with a direction: 'last May', 'next Monday'."""

    shift: int
    point: Point
    told: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time without a place in the calendar; `count` is '3', '2.5' or 'X'."""

    count: str
    unit: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offset:
    """A length counted back or forth from an anchor (the publication, the text, a date)."""

    length: Length
    sign: int
    anchor: Node | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """'In two weeks': so far ahead of the anchor, or only so long, as the tense has it."""

    length: Length


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference without days: PRESENT_REF, PAST_REF or FUTURE_REF."""

    kind: str


@dataclass(frozen=True, slots=True)
class Every:
    """A repeated time, with its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """The START, MID or END of something."""

    which: str
    node: Node


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit (from the end if negative) inside something: 'the first week of March'."""

    number: int
    unit: str
    node: Node
    count: int = 1
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, where either may borrow parts of the other."""

    first: Node
    last: Node
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Everything since ("after") or until ("before") a date."""

    side: str
    node: Node


@dataclass(frozen=True, slots=True)
class Approx:
    """Something printed with 'around' or the like."""

    node: Node


@dataclass(frozen=True, slots=True)
class Named:
    """An event that stands for its date."""

    event: str
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Timed:
    """A date with a time of day, in TIMEX3 form ('T15:00', 'TMO')."""

    node: Node | None
    clock: str


@dataclass(frozen=True, slots=True)
class Within:
    """Something placed in a period that is itself counted or told: 'August of that year'."""

    node: Node
    period: Node


@dataclass(frozen=True, slots=True)
class Holding:
    """The unit that holds a date: 'the week of March 4'."""

    unit: str
    node: Node


@dataclass(frozen=True, slots=True)
class Told:
    """The date last told in the text: 'that day', 'the same year'."""

    unit: str


Node = (
    Point
    | Block
    | Unit
    | Shifted
    | Length
    | Offset
    | Ref
    | Every
    | Part
    | Nth
    | Range
    | Open
    | Approx
    | Named
    | Timed
    | Told
    | Within
    | Holding
    | Ahead
)
