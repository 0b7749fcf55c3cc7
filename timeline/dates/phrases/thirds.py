"""Cuts a reading into its thirds and halves, by the conventions of the house."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.days import day_of, last_day, ymd
from timeline.dates.phrases.reading import Reading, one_of, part_of_year, whole_month


def third(reading: Reading, which: str) -> Reading:
    """Narrow a reading to its START, MID or END, or to its half H1 or H2, by the house conventions.

    Months are cut at days 10 and 20, years at April and August, decades after their fourth
    and seventh year; a week stays whole; anything else is cut in three.
    """
    if reading.first is None or reading.last is None:
        return reading
    if which in ("H1", "H2"):
        return _half(reading, which)
    first, last = _third_of(reading, ("START", "MID", "END").index(which))
    return replace(reading, first=first, last=last, edtf=one_of(first, last), grain="part")


def _third_of(reading: Reading, index: int) -> tuple[int, int]:
    first, last = reading.first or 0, reading.last or 0
    year, month, _ = ymd(first)
    if reading.grain == "month":
        low, high = ((1, 10), (11, 20), (21, ymd(last)[2]))[index]
        return day_of(year, month, low), day_of(year, month, high)
    if reading.grain in _YEARS_OF_THIRDS:
        low, high = _YEARS_OF_THIRDS[reading.grain][index]
        return day_of(year + low, 1, 1), last_day(year + high, 12)
    if reading.grain in _MONTHS_OF_THIRDS:
        size = _MONTHS_OF_THIRDS[reading.grain]
        start = whole_month(year, month + size * index)
        end = whole_month(year, month + size * (index + 1) - 1)
        return start.first or 0, end.last or 0
    size = last - first + 1
    if size <= _A_WEEK:
        return first, last
    start_day = first + size * index // 3
    return start_day, max(start_day, first + size * (index + 1) // 3 - 1)


_A_WEEK = 7
_MONTHS_OF_THIRDS = {"year": 4, "half": 2, "season": 1, "quarter": 1}
_YEARS_OF_THIRDS = {
    "decade": ((0, 3), (4, 6), (7, 9)),
    "century": ((0, 32), (33, 65), (66, 99)),
    "millennium": ((0, 332), (333, 665), (666, 999)),
}


def _half(reading: Reading, which: str) -> Reading:
    first, last = reading.first or 0, reading.last or 0
    year, month, _ = ymd(first)
    if reading.grain == "year":
        return part_of_year(year, which)
    if reading.grain in ("decade", "century", "millennium"):
        middle = year + (ymd(last)[0] - year + 1) // 2
        first, last = (
            (first, last_day(middle - 1, 12)) if which == "H1" else (day_of(middle, 1, 1), last)
        )
    elif reading.grain == "month":
        middle = day_of(year, month, 15)
        first, last = (first, middle) if which == "H1" else (middle + 1, last)
    else:
        middle = (first + last) // 2
        first, last = (first, middle) if which == "H1" else (middle + 1, last)
    return replace(reading, first=first, last=last, edtf=one_of(first, last), grain="part")
