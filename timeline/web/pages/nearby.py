"""Draw what a filter has within a year of an event: counts as bars, weighty events as marks."""

from dataclasses import dataclass

from timeline import shapes
from timeline.chronology.around import Nearby
from timeline.dates import Span, iso_day
from timeline.dates.days import day_of, ymd
from timeline.terms import HAPPENED
from timeline.web.pages.called import events_called
from timeline.web.pages.dated import DateWords, date_words, head
from timeline.web.pages.labels import OTHER_FAMILY, family

WIDTH = 1000
HEIGHT = 56
BARS = 24
"""How high the bars are at most."""
LEAST = 3
NAME_DAYS = 45
"""How many days the name of a month covers: one that would reach beyond the end is left out."""
ROWS = (14, 24, 34)
"""Heights at which marks stand, so that neighbours in time do not lie on each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the strip."""

    x: float
    y: int
    event: shapes.Event
    date: DateWords
    family: str
    happened: bool
    this: bool


@dataclass(frozen=True, slots=True)
class Year:
    """The strip: bars, marks in order of time, the first days of its quarters, its two ends."""

    bars: tuple[tuple[float, float, float], ...]
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    first: str
    last: str
    total: int
    width: int = WIDTH
    height: int = HEIGHT


def year_around(near: Nearby | None, event: shapes.Event) -> Year | None:
    """Draw the year on either side of an event; None where it stands alone in it."""
    if near is None or not near.events:
        return None
    unit = WIDTH / (near.last - near.first + 1)
    most = max((count for _day, count in near.counts), default=1)
    bars = tuple(
        (
            round((day - near.first) * unit, 1),
            round(near.step * unit * 0.9, 1),
            round(max(LEAST, BARS * count / most), 1),
        )
        for day, count in near.counts
    )
    shown = events_called((*near.events, event))
    marks = [_mark(one, near, unit, number, event) for number, one in enumerate(shown)]
    marks.sort(key=lambda mark: mark.x)
    return Year(
        bars=bars,
        marks=tuple(marks),
        ticks=_ticks(near, unit),
        first=head(iso_day(near.first)),
        last=head(iso_day(near.last)),
        total=max(sum(count for _day, count in near.counts), len(marks)),
    )


def _mark(one: shapes.Event, near: Nearby, unit: float, number: int, event: shapes.Event) -> Mark:
    day = Span.parse(one.date.edtf).sort_day
    this = one.id == event.id
    return Mark(
        x=round((day - near.first + 0.5) * unit, 1),
        y=HEIGHT // 2 if this else ROWS[number % len(ROWS)],
        event=one,
        date=date_words(one.date.edtf),
        family=family(one.themes[0]) if one.themes else OTHER_FAMILY,
        happened=one.status in HAPPENED,
        this=this,
    )


def _ticks(near: Nearby, unit: float) -> tuple[tuple[float, str], ...]:
    found = []
    year, month, _day = ymd(near.first)
    for step in range(1, 26):
        later, of_year = divmod(month - 1 + step, 12)
        start = day_of(year + later, of_year + 1)
        if of_year % 3 == 0 and start <= near.last - NAME_DAYS:
            iso = iso_day(start)[:-3]
            found.append((round((start - near.first) * unit, 1), head(iso)))
    return tuple(found)
