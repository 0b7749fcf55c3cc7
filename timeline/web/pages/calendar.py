"""Lay out one year as weeks and days, each day with the number of events that began on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from timeline.chronology.by_day import Days, count_days
from timeline.chronology.filter import EventFilter
from timeline.dates import iso_day
from timeline.dates.days import FAR, day_of, last_day, weekday, year_text, ymd
from timeline.web.language import language
from timeline.web.pages.asked import state_of
from timeline.web.pages.dated import head
from timeline.web.session import session

SIDE = 14
"""How wide and high a day is drawn, with the gap to the next."""
LEVELS = (1, 2, 4, 8)
"""From how many events on a day is drawn one step stronger."""
LEFT = 26
TOP = 18


@dataclass(frozen=True, slots=True)
class Square:
    """One day: where it is drawn, its date, its events, how strongly it is drawn (0 to 4)."""

    x: int
    y: int
    iso: str
    name: str
    count: int
    level: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month in the table: its address and name, its events, the days that have some."""

    iso: str
    name: str
    x: int
    count: int
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A year of days; `busiest` are those with most events, `others` are events of no known day."""

    year: str
    squares: tuple[Square, ...]
    months: tuple[MonthRow, ...]
    weekdays: tuple[tuple[int, str], ...]
    total: int
    days: int
    others: int
    busiest: Square | None
    query: str
    width: int
    height: int


def grid(given: EventFilter, year: int, listed: int) -> Grid | None:
    """Lay out the days of a year under a filter; None where no event is known to the day.

    Args:
        given: The filter, the window aside.
        year: Astronomical year.
        listed: How many events the filter has in this year, those of no known day included.
    """
    whole = given.changed(window_from=None, window_to=None)
    counts = count_days(session(), whole, day_of(year), last_day(year))
    if not counts or abs(day_of(year)) >= FAR:
        return None
    squares = _squares(year, counts)
    busiest = max(squares, key=lambda one: one.count)
    total = sum(counts.values())
    return Grid(
        year=year_text(year),
        squares=squares,
        months=_months(squares),
        weekdays=_weekdays(),
        total=total,
        days=len(counts),
        others=max(listed - total, 0),
        busiest=busiest if busiest.count > 1 else None,
        query=state_of(whole),
        width=LEFT + 54 * SIDE,
        height=TOP + 7 * SIDE,
    )


def _squares(year: int, counts: Days) -> tuple[Square, ...]:
    first = day_of(year)
    before = weekday(first)
    return tuple(
        _square(day, (day - first + before) // 7, counts)
        for day in range(first, last_day(year) + 1)
    )


def _square(day: int, week: int, counts: Mapping[int, int]) -> Square:
    count = counts.get(day, 0)
    iso = iso_day(day)
    return Square(
        x=LEFT + week * SIDE,
        y=TOP + weekday(day) * SIDE,
        iso=iso,
        name=head(iso, year=False) if count else "",
        count=count,
        level=sum(count >= least for least in LEVELS),
    )


def _months(squares: tuple[Square, ...]) -> tuple[MonthRow, ...]:
    rows = []
    for number in range(1, 13):
        inside = [one for one in squares if int(one.iso[-5:-3]) == number]
        iso = inside[0].iso[:-3]
        told = tuple(one for one in inside if one.count)
        total = sum(one.count for one in told)
        rows.append(MonthRow(iso, _month_name(number, language()), inside[0].x, total, told))
    return tuple(rows)


@cache
def _month_name(number: int, code: str) -> str:
    """Name a month as CLDR has it standing alone."""
    return str(Locale.parse(code).months["stand-alone"]["abbreviated"][number])


def _weekdays() -> tuple[tuple[int, str], ...]:
    """Name every second day of the week, at the height of its row."""
    return tuple((TOP + day * SIDE, _day_name(day, language())) for day in (0, 2, 4))


@cache
def _day_name(day: int, code: str) -> str:
    return str(Locale.parse(code).days["stand-alone"]["abbreviated"][day])


def busiest_year(years: Mapping[int, int]) -> int | None:
    """Give the year with most events, the latest of equal ones; None where there is none."""
    return max(years, key=lambda year: (years[year], year)) if years else None


def month_of(day: int) -> tuple[int, int]:
    """Give year and month of a day number."""
    year, month, _day = ymd(day)
    return year, month
