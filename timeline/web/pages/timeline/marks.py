"""Make of an event the mark that is drawn: where it begins and ends, and how certain that is."""

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline import shapes
from timeline.chronology.tile import tie
from timeline.dates import NotADate, Span
from timeline.terms import HAPPENED, Status
from timeline.web.pages.labels import OTHER_FAMILY, families, family

SPACES = re.compile(r"\s+")
MOST = 160
"""How many characters of a title a mark carries; a label shows fewer, a list all."""
SAID = frozenset({Status.CLAIMED, Status.DENIED, Status.CANCELLED})
FACT, AHEAD, CLAIMED = 0, 1, 2
"""How an event is told: as fact, as something to come, as what some say."""
ABOUT, DIFFERS = 4, 8
"""Flags beside that: the date is approximate or in doubt; the sources differ."""
Day = int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An event as it is drawn.

    Attributes:
        id, title, slug: Which event.
        weight: Its significance in thousandths.
        family: The number of its family of themes, in the order of `kinds()`.
        flags: FACT, AHEAD or CLAIMED, with ABOUT and DIFFERS added.
        days: On which days it can have begun, and on which ended; None where open.
        minute: The minute of the day on which it is told to have happened; None without a time.
        lane: Number of its lane; that of its family unless lanes are made by actor.
    """

    id: int
    title: str
    slug: str
    weight: int
    family: int
    flags: int
    days: tuple[Day, Day, Day, Day]
    minute: Day = None
    lane: int = 0

    @property
    def order(self) -> tuple[int, int, int]:
        """The more significant first, equals in an order that does not favour old ones."""
        return (-self.weight, tie(self.id), self.id)

    @property
    def told(self) -> int:
        """FACT, AHEAD or CLAIMED."""
        return self.flags & 3

    @property
    def anchor(self) -> float:
        """The day at which its label stands: the first on which it can have begun."""
        begins, latest, ends, last = self.days
        known = [day for day in (begins, latest, ends, last) if day is not None]
        return (known[0] if known else 0) + (self.minute or 0) / 1440


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a mark from one day to another, the end excluded.

    `kind` is `core` (certain), `in` and `out` (it may have begun, or gone on, here), `maybe` (at
    some time here), `about` (the same, roughly), `on` (it goes on), `back` (since when is open).
    """

    kind: str
    start: float
    end: float


def kinds() -> tuple[str, ...]:
    """List the families in the order in which marks number them; the last is any other."""
    return (*families(), OTHER_FAMILY)


def family_of(event: shapes.Event) -> int:
    """Give the number of the family of an event in the order of `kinds()`."""
    named = family(event.themes[0]) if event.themes else OTHER_FAMILY
    return kinds().index(named)


def mark_of(event: shapes.Event, lane: int | None = None) -> Mark:
    """Make the mark of an event, with its id; its lane is that of its family unless given."""
    days, minute, about = _days(event.date.edtf)
    flags = FACT if event.status in HAPPENED else CLAIMED if event.status in SAID else AHEAD
    flags += (ABOUT if about else 0) + (DIFFERS if event.disputed else 0)
    number = family_of(event)
    return Mark(
        id=event.id or 0,
        title=SPACES.sub(" ", event.title).strip()[:MOST],
        slug=event.slug,
        weight=round(event.significance * 1000),
        family=number,
        flags=flags,
        days=days,
        minute=minute,
        lane=number if lane is None else lane,
    )


@lru_cache(maxsize=50_000)
def _days(edtf: str) -> tuple[tuple[Day, Day, Day, Day], Day, bool]:
    try:
        span = Span.parse(edtf)
    except NotADate:
        return (None, None, None, None), None, False
    minute = None if span.is_interval else span.time
    return (*span.begins, *span.ends), minute, span.approximate or span.uncertain


def parts(mark: Mark, today: int) -> tuple[Part, ...]:
    """Cut a mark into what is certain of it and what is not.

    Args:
        mark: The mark.
        today: Up to when what goes on is drawn.
    """
    begins, latest, ends, last = mark.days
    if begins is None and last is None:
        return ()
    if begins is None:
        known = latest if ends is None else ends
        day = (last or 0) if known is None else known
        tail = () if last is None or last <= day else (Part("out", day + 1, last + 1),)
        return (Part("back", day, day + 1), *tail)
    if last is None:
        sure = begins if latest is None else latest
        head = () if sure <= begins else (Part("in", begins, sure),)
        return (*head, Part("on", sure, max(today, ends or sure, sure) + 1))
    return _closed(mark, begins, begins if latest is None else latest, last)


def _closed(mark: Mark, begins: int, latest: int, last: int) -> tuple[Part, ...]:
    ends = begins if mark.days[2] is None else mark.days[2]
    if latest > ends or (mark.flags & ABOUT and begins == ends and latest == last):
        kind = "about" if mark.flags & ABOUT else "maybe"
        return (Part(kind, begins, last + 1),)
    if mark.minute is not None and begins == last:
        return (Part("core", mark.anchor, mark.anchor),)
    found = [Part("in", begins, latest)] if latest > begins else []
    found.append(Part("core", latest, ends + 1))
    if last > ends:
        found.append(Part("out", ends + 1, last + 1))
    return tuple(found)
