"""Steps through days, weeks, months, years and the like from an anchor day."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.days import day_of, days_in_month, last_day, weekday, ymd
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.reading import (
    Reading, block, part_of_year, weekend, whole_day, whole_month, whole_week, whole_year,
)
from timeline.dates.phrases.tree import Length

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 3}
YEARS = {"decade": 10, "century": 100, "millennium": 1000}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_BLANK = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX",
    "weekend": "XXXX-WXX-WE", "quarter": "XXXX-QX", "half": "XXXX-HX", "decade": "XXX",
    "century": "XX", "season": "XXXX-XX", "millennium": "X",
}
_SEASON_OF_MONTH = (
    "", "WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI",
)


def unit_holding(day: int, unit: str) -> tuple[int, int]:
    """Return the first and last day of the unit that holds a day."""
    found = unit_at(day, unit, 0)
    return (found.first if found.first is not None else day,
            found.last if found.last is not None else day)


def unit_at(day: int | None, unit: str, shift: int) -> Reading:
    """Return the unit so many steps from the one that holds a day; no days without an anchor."""
    if day is None:
        return Reading(_BLANK.get(unit, "XXXX"), note="no day of publication to count from")
    year, month, _ = ymd(day)
    if unit == "day":
        return whole_day(day + shift)
    if unit == "week":
        return whole_week(day + 7 * shift)
    if unit == "weekend":
        return weekend(day + 7 * shift)
    if unit == "month":
        return whole_month(year, month + shift)
    if unit == "year":
        return whole_year(year + shift)
    if unit in ("quarter", "half"):
        size, letter = (3, "Q") if unit == "quarter" else (6, "H")
        index = year * (12 // size) + (month - 1) // size + shift
        return part_of_year(index // (12 // size), f"{letter}{index % (12 // size) + 1}")
    if unit == "season":
        index = year * 4 + "SP SU FA WI".split().index(_SEASON_OF_MONTH[month]) + shift
        index -= 4 if month <= 2 else 0
        return part_of_year(index // 4, "SP SU FA WI".split()[index % 4])
    if unit in YEARS:
        size = YEARS[unit]
        number = year // size + shift if year > 0 else -((-year + 1) // size) + shift
        return block(unit, abs(number), bce=year < 1)
    if unit == "fortnight":
        return whole_week(day + 14 * shift)
    return Reading("", note=f"a {unit} has no days of its own", type="TIME")


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
    steps = sign * int(count)
    if exact and unit in MONTHS:
        return whole_day(add_months(day, steps * MONTHS[unit]))
    if exact and unit in DAYS:
        return whole_day(day + steps * DAYS[unit])
    if unit == "fortnight":
        return whole_week(day + 14 * steps)
    if unit in YEARS:
        found = whole_year(ymd(day)[0] + YEARS[unit] * steps)
        if context.used == "publication day":
            digits = {"decade": 3, "century": 2, "millennium": 1}[unit]
            found = replace(found, timex=found.timex[:digits])
        return found.marked("~")
    return unit_at(day, unit, steps)


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


def add_months(day: int, months: int) -> int:
    """Return the same day of the month so many months on, or the month's last day."""
    year, month, date = ymd(day)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return day_of(year, month, min(date, days_in_month(year, month)))


__all__ = ["add_months", "count_from", "last_day", "unit_at", "unit_holding", "weekday"]
