"""Mark time under a timeline: hours, days, months or years, with what they belong to below them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from timeline.dates import Span
from timeline.dates.days import day_of, year_text, ymd
from timeline.dates.wording import words
from timeline.web.pages.timeline.window import Window

SPACING = 58
"""How far apart labels stand at least, in pixels."""
LEVELS: tuple[tuple[str, int, float], ...] = (
    ("hour", 1, 1 / 24),
    ("hour", 6, 1 / 4),
    ("day", 1, 1),
    ("day", 7, 7),
    ("month", 1, 30.4),
    ("month", 3, 91.3),
    ("year", 1, 365.25),
    ("year", 5, 1826),
    ("year", 10, 3652),
    ("year", 50, 18262),
    ("year", 100, 36525),
    ("year", 500, 182621),
    ("year", 1000, 365250),
)
"""Unit, step and days of each level, finest first; a tick of one level is one of all finer ones."""
ABOVE = {"hour": "day", "day": "month", "month": "year"}
"""The unit that is named below each unit; years say all themselves."""
SAMPLE_YEAR, SAMPLE_DAY = "2222", "28"
"""Numbers that no name of a month contains: what stands around them is how a language says it."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language names days, months and years, with `{y}` and `{d}` for the numbers."""

    months: tuple[str, ...]
    month_years: tuple[str, ...]
    days: tuple[str, ...]
    before: str
    """A year before our era."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of time: where, as a part of the width; what it says; at which widths it is shown."""

    at: float
    text: str
    size: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The ticks of a window: the near ones, and what they belong to."""

    minor: tuple[Tick, ...]
    major: tuple[Tick, ...]


def tongue(language: str) -> Tongue:
    """Read off the words of a date how a language names months, days and years."""

    def said(edtf: str, *, short: bool = False) -> str:
        wording = words(
            Span.parse(edtf), language, year=not short, style="short" if short else "long"
        )
        return wording.replace(SAMPLE_YEAR, "{y}").replace(SAMPLE_DAY, "{d}")

    months = [f"{SAMPLE_YEAR}-{number:02d}" for number in range(1, 13)]
    before = words(Span.parse("-2221"), language).replace(SAMPLE_YEAR, "{y}")
    return Tongue(
        months=tuple(said(month, short=True) for month in months),
        month_years=tuple(said(month) for month in months),
        days=tuple(said(f"{month}-{SAMPLE_DAY}") for month in months),
        before=before,
    )


def axis(window: Window, widths: Sequence[int], language: str) -> Axis:
    """Lay out the ticks of a window.

    Args:
        window: The window.
        widths: Widths in pixels, least first; a tick is shown from the width on at which ticks of
            its level do not crowd.
        language: In which months are named.
    """
    said = tongue(language)
    sizes: dict[float, int] = {}
    for size, width in enumerate(widths, start=1):
        unit, step, _days = LEVELS[_level(window, width)]
        for day in _steps(window, unit, step):
            sizes.setdefault(day, size)
    minor = tuple(
        Tick(_at(day, window), _name(unit, day, said), sizes[day])
        for day in _steps(window, unit, step)
    )
    above = ABOVE.get(unit)
    return Axis(minor, _major(window, above, said, widths[0]) if above else ())


def _level(window: Window, width: float) -> int:
    room = window.span * SPACING / width
    return next((n for n, one in enumerate(LEVELS) if one[2] >= room), len(LEVELS) - 1)


def _at(day: float, window: Window) -> float:
    return (day - window.start) / window.span


def _steps(window: Window, unit: str, step: int) -> Iterator[float]:
    """Give the days on which a unit begins within a window."""
    walk: dict[str, Callable[[Window, int], Iterator[float]]] = {
        "hour": _hours,
        "day": _days,
        "month": _months,
        "year": _years,
    }
    for day in walk[unit](window, step):
        if window.start <= day < window.end:
            yield day


def _hours(window: Window, step: int) -> Iterator[float]:
    for number in range(ceil(window.start * 24 / step), ceil(window.end * 24 / step)):
        yield number * step / 24


def _days(window: Window, step: int) -> Iterator[float]:
    for day in range(floor(window.start), ceil(window.end)):
        of_month = ymd(day)[2]
        if step == 1 or (of_month % step == 1 and of_month < 25):
            yield float(day)


def _months(window: Window, step: int) -> Iterator[float]:
    year, month, _day = ymd(floor(window.start))
    number = year * 12 + (month - 1) // step * step
    while (day := day_of(number // 12, number % 12 + 1)) < window.end:
        yield float(day)
        number += step


def _years(window: Window, step: int) -> Iterator[float]:
    year = ymd(floor(window.start))[0] // step * step
    while (day := day_of(year)) < window.end:
        yield float(day)
        year += step


def _name(unit: str, day: float, said: Tongue) -> str:
    if unit == "hour":
        hour = round((day - floor(day)) * 24)
        return f"{hour:02d}:00"
    year, month, of_month = ymd(round(day))
    if unit == "day":
        return str(of_month)
    return said.months[month - 1] if unit == "month" else _year(year, said)


def _year(year: int, said: Tongue) -> str:
    if year < 1:
        return said.before.replace("{y}", str(1 - year))
    return year_text(year).lstrip("0+")


def _major(window: Window, unit: str, said: Tongue, width: float) -> tuple[Tick, ...]:
    """Name what ticks belong to: at each place where it begins, and at the left edge."""
    found = [Tick(_at(day, window), _above(unit, day, said), 1) for day in _steps(window, unit, 1)]
    first = found[0].at * width if found else width
    text = _above(unit, floor(window.start), said)
    if found and found[0].at == 0:
        return tuple(found)
    edge = Tick(0.0, text if first > len(text) * 8 + 12 else "", 1)
    return (edge, *found)


def _above(unit: str, day: float, said: Tongue) -> str:
    year, month, of_month = ymd(round(day))
    if unit == "year":
        return _year(year, said)
    form = said.month_years if unit == "month" else said.days
    return form[month - 1].replace("{y}", _year(year, said)).replace("{d}", str(of_month))
