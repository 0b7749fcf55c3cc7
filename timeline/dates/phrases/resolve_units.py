"""Steps through days, weeks, months, years and the like from an anchor day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.dates.days import day_of, days_in_month, last_day, weekday, ymd
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.reading import (
    Reading,
    block,
    part_of_year,
    weekend,
    whole_day,
    whole_month,
    whole_week,
    whole_year,
)
from timeline.dates.phrases.tree import Length

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 3}
YEARS = {"decade": 10, "century": 100, "millennium": 1000}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_BLANK = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "weekend": "XXXX-WXX-WE",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "decade": "XXX",
    "century": "XX",
    "season": "XXXX-XX",
    "millennium": "X",
}


def unit_holding(day: int, unit: str) -> tuple[int, int]:
    """Return the first and last day of the unit that holds a day."""
    found = unit_at(day, unit, 0)
    return (
        found.first if found.first is not None else day,
        found.last if found.last is not None else day,
    )


def unit_at(day: int | None, unit: str, shift: int) -> Reading:
    """Return the unit so many steps from the one that holds a day; no days without an anchor."""
    if day is None:
        return Reading(_BLANK.get(unit, "XXXX"), note="no day of publication to count from")
    by_days = _BY_DAYS.get(unit)
    if by_days is not None:
        return by_days[0](day + by_days[1] * shift)
    by_months = _BY_MONTHS.get(unit)
    if by_months is not None:
        year, month, _ = ymd(day)
        return by_months(year, month, shift)
    if unit in YEARS:
        return _block_at(ymd(day)[0], unit, shift)
    return Reading("", note=f"a {unit} has no days of its own", type="TIME")


def _part_at(size: int, letter: str) -> Callable[[int, int, int], Reading]:
    """Return the reader of quarters or halves: the one of a month, so many further on."""
    a_year = 12 // size

    def read(year: int, month: int, shift: int) -> Reading:
        index = year * a_year + (month - 1) // size + shift
        return part_of_year(index // a_year, f"{letter}{index % a_year + 1}")

    return read


def _season_at(year: int, month: int, shift: int) -> Reading:
    """Return the season of a month: January and February are of the winter before."""
    index = year * 4 + month // 3 - 1 + shift
    return part_of_year(index // 4, _SEASONS[index % 4])


_SEASONS = ("SP", "SU", "FA", "WI")


def _block_at(year: int, unit: str, shift: int) -> Reading:
    size = YEARS[unit]
    number = year // size if year > 0 else -((1 - year) // size)
    return block(unit, abs(number + shift), bce=year < 1)


_BY_DAYS: dict[str, tuple[Callable[[int], Reading], int]] = {
    "day": (whole_day, 1),
    "week": (whole_week, 7),
    "weekend": (weekend, 7),
    "fortnight": (whole_week, 14),
}
_BY_MONTHS: dict[str, Callable[[int, int, int], Reading]] = {
    "month": lambda year, month, shift: whole_month(year, month + shift),
    "year": lambda year, _month, shift: whole_year(year + shift),
    "quarter": _part_at(3, "Q"),
    "half": _part_at(6, "H"),
    "season": _season_at,
}


def count_from(
    day: int | None, length: Length, sign: int, context: Context, *, exact: bool = False
) -> Reading:
    """Count a length back or forth from a day.

    The answer is as coarse as the unit counted ('two weeks ago' is a week), unless the day
    counted from is printed with it (`exact`: 'two weeks after 3 May' is a day).
    """
    unit = length.unit
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if length.count == "X":
        return Reading(vague, note="how many is not told", anchor=context.used)
    if day is None:
        return Reading(_BLANK.get(unit, "XXXX-XX-XX"), note="no day to count from")
    count = float(length.count)
    if abs(count) > 1e6:
        return Reading(vague, note="out of any calendar")
    if unit in ("hour", "minute", "second"):
        return _hours(day, count, unit, sign)
    if count != int(count):
        return _halves(day, count, unit, sign)
    return _whole_steps(day, unit, sign * int(count), context, exact=exact)


def _whole_steps(day: int, unit: str, steps: int, context: Context, *, exact: bool) -> Reading:
    if exact and unit in MONTHS:
        return whole_day(add_months(day, steps * MONTHS[unit]))
    if exact and unit in DAYS:
        return whole_day(day + steps * DAYS[unit])
    if unit in _PARTS_OF_DAY:
        found = whole_day(day + steps)
        return replace(found, type="TIME", timex=found.timex + _PARTS_OF_DAY[unit])
    if unit not in YEARS:
        return unit_at(day, unit, steps)
    found = whole_year(ymd(day)[0] + YEARS[unit] * steps)
    if context.used == "publication day":
        digits = {"decade": 3, "century": 2, "millennium": 1}[unit]
        found = replace(found, timex=found.timex[:digits])
    return found.marked("~")


def _hours(day: int, count: float, unit: str, sign: int) -> Reading:
    hours = count / {"hour": 1, "minute": 60, "second": 3600}[unit]
    if hours >= 24:
        return whole_day(day + sign * round(hours / 24))
    found = whole_day(day)
    return replace(found, type="TIME", timex=found.timex + "TXX", note="within the day")


def _halves(day: int, count: float, unit: str, sign: int) -> Reading:
    if unit in YEARS or unit == "year":
        months = round(count * 12 * YEARS.get(unit, 1))
        year, month, _ = ymd(day)
        found = whole_month(year, month + sign * months)
        return whole_year(ymd(found.first or day)[0]) if unit in YEARS else found
    days = {"month": 30.4, "week": 7, "day": 1}.get(unit, 30.4)
    return whole_day(day + sign * round(count * days))


_PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def add_months(day: int, months: int) -> int:
    """Return the same day of the month so many months on, or the month's last day."""
    year, month, date = ymd(day)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return day_of(year, month, min(date, days_in_month(year, month)))


__all__ = ["add_months", "count_from", "last_day", "unit_at", "unit_holding", "weekday"]
