"""Read the window of time that a page shows, move it, and write it into addresses."""

from dataclasses import dataclass
from math import floor, log2

from timeline.chronology.tile import DEPTH
from timeline.dates import Span
from timeline.dates.days import day_of, days_in_month, iso_day, last_day, year_text, ymd

MINUTES = 1440
MARGIN = 0.03
"""Part of the extent of all events that is left free on either side of them."""
LEAST = 1 / 24
"""The narrowest window, in days: an hour."""
FIRST, LAST = day_of(-9999), last_day(9999) + 1
"""What addresses can write."""
TILES = 3
"""A window is at least so many tiles wide, and less than twice as many."""
WHOLE_DAYS, WHOLE_MONTHS, WHOLE_YEARS = 4, 300, 3000
"""From how many days on a window that links lead to begins with a day, a month, a year."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in days: `start` and `end` are day numbers with parts of a day.

    Day 1.0 is the beginning of 0001-01-01; the end lies outside, so one day is 1.0 to 2.0.
    """

    start: float
    end: float

    @property
    def span(self) -> float:
        """How many days it has."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """The day in its middle."""
        return (self.start + self.end) / 2

    def bounded(self) -> "Window":
        """Keep it within what addresses can write, and at least an hour wide."""
        span = min(max(self.span, LEAST), LAST - FIRST)
        start = min(max(self.start, FIRST), LAST - span)
        return Window(start, start + span)

    def moved(self, part: float) -> "Window":
        """Move it by a part of its width."""
        step = self.span * part
        return tidy(Window(self.start + step, self.end + step))

    def zoomed(self, factor: float) -> "Window":
        """Make it `factor` times as wide about its middle."""
        half = self.span * factor / 2
        return tidy(Window(self.middle - half, self.middle + half))

    def texts(self) -> tuple[str, str]:
        """Write its edges as EDTF, as `from` and `to` take them, as short as they can be."""
        start, end = _minute(self.start), _minute(self.end)
        if start % MINUTES or end % MINUTES:
            return _moment(start), _moment(end, closing=True)
        return _short(start // MINUTES, end // MINUTES - 1)


def tidy(window: Window) -> Window:
    """Round a window to whole days, months or years, as its width bears it."""
    if window.span < WHOLE_DAYS:
        return window.bounded()
    start, end = round(window.start), round(window.end)
    if window.span >= WHOLE_YEARS:
        first, last = _nearest_year(start), _nearest_year(end)
        return Window(float(day_of(first)), float(day_of(max(last, first + 1)))).bounded()
    if window.span >= WHOLE_MONTHS:
        return Window(float(_nearest_month(start)), float(_nearest_month(end))).bounded()
    return Window(float(start), float(end)).bounded()


def _nearest_year(day: int) -> int:
    year, month, _day = ymd(day)
    return year + (month > 6)


def _nearest_month(day: int) -> int:
    year, month, of_month = ymd(day)
    return day_of(year, month) if of_month <= 15 else last_day(year, month) + 1


def _minute(day: float) -> int:
    return round(day * MINUTES)


def _moment(minute: int, *, closing: bool = False) -> str:
    day, rest = divmod(minute, MINUTES)
    if rest:
        return f"{iso_day(day)}T{rest // 60:02d}:{rest % 60:02d}"
    return iso_day(day - 1 if closing else day)


def _short(first: int, last: int) -> tuple[str, str]:
    """Leave out days where whole months are meant, and months where whole years are."""
    (year, month, day), (to_year, to_month, to_day) = ymd(first), ymd(last)
    whole_months = day == 1 and to_day == days_in_month(to_year, to_month)
    if whole_months and month == 1 and to_month == 12:
        return year_text(year), year_text(to_year)
    if whole_months:
        return f"{year_text(year)}-{month:02d}", f"{year_text(to_year)}-{to_month:02d}"
    return iso_day(first), iso_day(last)


def asked_window(first: Span | None, last: Span | None, whole: Window) -> Window:
    """Give the window between two dates; a side that is open reaches as far as the events do."""
    start = whole.start if first is None else _edge(first, closing=False)
    end = whole.end if last is None else _edge(last, closing=True)
    if end <= start:
        span = max(whole.span, 365)
        start, end = (start, start + span) if last is None else (end - span, end)
    return Window(start, end).bounded()


def _edge(span: Span, *, closing: bool) -> float:
    day = span.latest if closing else span.earliest
    if day is None:
        return LAST if closing else FIRST
    if span.time is not None and not span.is_interval:
        return day + span.time / MINUTES
    return float(day + 1 if closing else day)


def whole_window(extent: tuple[int, int] | None, today: int) -> Window:
    """Give the window that shows all events, with a margin."""
    if extent is None:
        year, _month, _day = ymd(today)
        return Window(float(day_of(year - 10)), float(last_day(year) + 1))
    first, last = extent
    margin = max(round((last - first) * MARGIN), 15)
    return tidy(Window(float(first - margin), float(last + 1 + margin)))


def zoom_of(window: Window) -> int:
    """Choose the zoom at which some three to six tiles make up a window."""
    return DEPTH - max(0, min(DEPTH, floor(log2(max(window.span / TILES, 1)))))


def preset(window: Window, unit: str) -> Window:
    """Give the century, decade, year, month or day in which the middle of a window lies."""
    year, month, day = ymd(floor(window.middle))
    length = {"century": 100, "decade": 10, "year": 1}.get(unit)
    if length:
        first = year - year % length
        return Window(float(day_of(first)), float(day_of(first + length))).bounded()
    if unit == "month":
        return Window(float(day_of(year, month)), float(last_day(year, month) + 1)).bounded()
    start = float(day_of(year, month, day))
    return Window(start, start + 1).bounded()
