"""Finds the first and last day that fit a date with unspecified digits, such as 156X-12-25."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from timeline.dates import complaint
from timeline.dates.days import day_of, days_in_month, last_day

_NORTH: Final = ((3, 3), (6, 3), (9, 3), (12, 3))
_SOUTH: Final = ((9, 3), (12, 3), (3, 3), (6, 3))
_QUARTERS: Final = ((1, 3), (4, 3), (7, 3), (10, 3))
_THIRDS_AND_HALVES: Final = ((1, 4), (5, 4), (9, 4), (1, 6), (7, 6))
SEASONS: Final = dict(
    enumerate((*_NORTH, *_NORTH, *_SOUTH, *_QUARTERS, *_THIRDS_AND_HALVES), start=21)
)
"""First month and number of months of each part of a year.

ISO 8601-2:2019, "Sub-year groupings": 21 to 24 seasons (read as northern and meteorological),
25 to 28 northern, 29 to 32 southern, 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves.
"""

Bounds = tuple[int | None, int | None]
_WHOLLY: Final = "XXXX"


def season_days(year: int, code: int) -> tuple[int, int]:
    """Give the first and last day of a part of a year.

    A winter (or southern summer) starts in December of its year and runs into the next.

    Args:
        year: astronomical year, any integer.
        code: 21 to 41.
    """
    month, count = SEASONS[code]
    after = month + count - 1
    return day_of(year, month), last_day(year + (after > 12), (after - 1) % 12 + 1)


def mask_bounds(year: str, month: str, day: str, places: tuple[int, int]) -> Bounds:
    """Give the first and last day that exist and fit the masks.

    Args:
        year: four digits or X, with a minus sign before our era.
        month: two digits or X, a season's code, or nothing.
        day: two digits or X, or nothing.
        places: offsets of month and day in the whole expression, for a complaint.

    Returns:
        The days; None on both sides for the year XXXX, None before -XXXX.

    Raises:
        NotADate: no month or no day fits.
    """
    months = fitting(month, 12) if month else ()
    if month and not months:
        if not day and "X" not in month and int(month) in SEASONS:
            return _season_bounds(year, int(month))
        raise complaint.of_month(month, places[0], day or None)
    first = _edge(year, months or (1,), day, newest=False)
    last = _edge(year, months or (12,), day, newest=True)
    if first is None or last is None:
        raise complaint.of_masked_day(year, month, day, places[1])
    return _unbounded(year, first, last)


def _unbounded(year: str, first: int, last: int) -> Bounds:
    if year == _WHOLLY:
        return None, None
    return (None if year[1:] == _WHOLLY else first), last


def _season_bounds(year: str, code: int) -> Bounds:
    oldest, newest = (next(_years(year, newest=side)) for side in (False, True))
    return _unbounded(year, season_days(oldest, code)[0], season_days(newest, code)[1])


def _edge(year: str, months: tuple[int, ...], day: str, *, newest: bool) -> int | None:
    """Find the first (or last) day that exists and fits the masks, or None if there is none."""
    edge = -1 if newest else 0
    if not day or day == "XX":
        number = next(_years(year, newest=newest))
        month = months[edge]
        return day_of(number, month, days_in_month(number, month) if newest else 1)
    for number in _years(year, newest=newest):
        for month in reversed(months) if newest else months:
            days = fitting(day, days_in_month(number, month))
            if days:
                return day_of(number, month, days[edge])
        if 2 not in months or 29 not in fitting(day, 31) or year[-1] in "13579":
            return None  # only a 29 February depends on the year, and needs an even one
    return None


def _years(mask: str, *, newest: bool) -> Iterator[int]:
    """Yield the years that fit a mask, the oldest or the newest first."""
    digits = mask.lstrip("-")
    before = mask.startswith("-")
    sign = -1 if before else 1
    free = digits.count("X")
    if not free:
        yield sign * int(digits)
        return
    numbers = range(10**free)
    pattern = digits.replace("X", "{}")
    for number in numbers if newest == before else reversed(numbers):
        year = int(pattern.format(*f"{number:0{free}d}"))
        if year or not before:
            yield sign * year


@cache
def fitting(mask: str, high: int) -> tuple[int, ...]:
    """List the numbers from 1 to high (12, or 28 to 31) whose two digits fit a mask such as 1X."""
    tens, ones = mask[0], mask[1]
    return tuple(
        n for n in range(1, high + 1) if tens in ("X", str(n // 10)) and ones in ("X", str(n % 10))
    )
