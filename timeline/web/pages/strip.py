"""Draw how many events each year has: bars as plain SVG geometry, and links by year or decade."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chronology.facets import Value
from timeline.chronology.filter import EventFilter
from timeline.dates import Span, days
from timeline.web.language import said
from timeline.web.pages.asked import list_address
from timeline.web.pages.dated import head

WIDTH = 1000
HEIGHT = 64
FLOOR = 4
"""The least height of a bar: one event must be seen beside a thousand."""
LEAST = 3
"""From how many years on they are drawn."""
MOST_BARS = 250
MOST_LINKS = 24
TICKS = 8
FOUR_DIGITS = 9999
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in units of the drawing: certain part below, possible part on top."""

    x: float
    width: float
    certain: float
    possible: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A year under the bars."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """A year or decade with its count and the list of its events under the filter."""

    name: str
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing and its links."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    periods: tuple[Period, ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def strip(given: EventFilter, years: Sequence[Value]) -> Strip | None:
    """Lay out the years of a filter; None where there are but two."""
    numbered = {int(value.slug.removeprefix("Y")): value for value in years}
    counted = {year: value for year, value in numbered.items() if _inside(given, year)}
    if len(counted) < LEAST:
        return None
    first, last = min(counted), max(counted)
    step = -(-(last - first + 1) // MOST_BARS)
    return Strip(
        bars=_bars(counted, first, last, step),
        ticks=ticks(first, last),
        periods=_periods(given, counted),
        first=_named(first),
        last=_named(last),
    )


def _inside(given: EventFilter, year: int) -> bool:
    """Tell whether a year has a day in the window; what began before it has its year outside."""
    first, last = given.first_day, given.last_day
    after = first is None or days.last_day(year) >= first
    return after and (last is None or days.day_of(year) <= last)


def _bars(counted: dict[int, Value], first: int, last: int, step: int) -> tuple[Bar, ...]:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for year, value in counted.items():
        slot = (year - first) // step
        sums[slot][0] += value.certain
        sums[slot][1] += value.possible
    most = max(sum(pair) for pair in sums.values())
    unit = WIDTH / ((last - first) // step + 1)
    bars = []
    for slot, (certain, possible) in sorted(sums.items()):
        height = max(FLOOR, HEIGHT * (certain + possible) / most)
        sure = height * certain / (certain + possible)
        width = max(min(unit * 0.8, 24), 1.5)
        x = slot * unit + (unit - width) / 2
        bars.append(Bar(round(x, 2), round(width, 2), round(sure, 2), round(height - sure, 2)))
    return tuple(bars)


def ticks(first: int, last: int) -> tuple[Tick, ...]:
    """Name some years under bars that reach from one year to another."""
    extent = last - first + 1
    step = next((one for one in STEPS if extent / one <= TICKS), STEPS[-1])
    start = -(-first // step) * step
    return tuple(
        Tick(round((year - first + 0.5) / extent * WIDTH, 1), _named(year))
        for year in range(start, last + 1, step)
    )


def _periods(given: EventFilter, counted: dict[int, Value]) -> tuple[Period, ...]:
    if len(counted) <= MOST_LINKS:
        return tuple(
            _period(given, year_edtf(year), value.total) for year, value in sorted(counted.items())
        )
    decades: dict[str, int] = defaultdict(int)
    for year, value in sorted(counted.items()):
        decades[_decade(year)] += value.total
    return tuple(_period(given, edtf, total) for edtf, total in decades.items())


def _period(given: EventFilter, edtf: str, total: int) -> Period:
    span = Span.parse(edtf)
    return Period(said(span), total, list_address(given, window_from=span, window_to=span))


def year_edtf(year: int) -> str:
    """Write a year as EDTF does: four digits, or `Y` before more of them."""
    if abs(year) > FOUR_DIGITS:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _decade(year: int) -> str:
    return year_edtf(year)[:-1] + "X" if abs(year) <= FOUR_DIGITS else year_edtf(year)


def _named(year: int) -> str:
    return head(year_edtf(year))
