"""Counts days in the proleptic Gregorian calendar, so that dates of any year sort and compare."""

from typing import Final

FAR: Final = 2**40
"""A day beyond every date that can be written out; stands for "nothing is known" in sort keys."""

MONTH_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE_MONTH: Final = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN_400_YEARS: Final = 146_097
_DAYS_IN_100_YEARS: Final = 36_524
_DAYS_IN_4_YEARS: Final = 1_461
_JULIAN_OFFSET: Final = -2
_FEBRUARY: Final = 2
_FOUR_DIGIT_YEARS: Final = 9_999


def leap(year: int) -> bool:
    """Tell whether a year has a 29 February.

    Args:
        year: astronomical year of the proleptic Gregorian calendar (0 is 1 BCE).
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month (28 to 31).

    Args:
        year: astronomical year, any integer.
        month: 1 to 12.
    """
    return 29 if month == _FEBRUARY and leap(year) else MONTH_LENGTHS[month]


def day_of(year: int, month: int = 1, day: int = 1) -> int:
    """Turn a calendar date into its day number.

    Args:
        year: astronomical year, any integer (0 is 1 BCE, -43 is 44 BCE).
        month: 1 to 12.
        day: 1 to the length of the month; not checked.

    Returns:
        The proleptic Gregorian ordinal: 1 is 0001-01-01, 0 is the day before it.
    """
    past = year - 1
    count = past * 365 + past // 4 - past // 100 + past // 400 + _BEFORE_MONTH[month] + day
    return count + 1 if month > _FEBRUARY and leap(year) else count


def last_day(year: int, month: int = 12) -> int:
    """Give the day number of the last day of a month, or of the year when no month is given."""
    return day_of(year, month, days_in_month(year, month))


def ymd(day: int) -> tuple[int, int, int]:
    """Turn a day number back into astronomical year, month (1 to 12) and day of the month."""
    cycles, rest = divmod(day - 1, _DAYS_IN_400_YEARS)
    centuries = min(rest // _DAYS_IN_100_YEARS, 3)
    rest -= centuries * _DAYS_IN_100_YEARS
    fours, rest = divmod(rest, _DAYS_IN_4_YEARS)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    month = min(rest // 29 + 1, 12)
    while rest < _BEFORE_MONTH[month] + (month > _FEBRUARY and leap(year)):
        month -= 1
    return year, month, rest - _BEFORE_MONTH[month] - (month > _FEBRUARY and leap(year)) + 1


def weekday(day: int) -> int:
    """Give the day of the week of a day number: 0 is Monday, 6 is Sunday."""
    return (day - 1) % 7


def julian_day_of(year: int, month: int, day: int) -> int:
    """Turn a date of the Julian calendar into its (proleptic Gregorian) day number.

    Args:
        year: astronomical Julian year, any integer.
        month: 1 to 12.
        day: 1 to the length of the Julian month; not checked.
    """
    past = year - 1
    count = past * 365 + past // 4 + _BEFORE_MONTH[month] + day + _JULIAN_OFFSET
    return count + 1 if month > _FEBRUARY and year % 4 == 0 else count


def year_text(year: int) -> str:
    """Write an astronomical year as ISO 8601 does: four digits, a sign before our era.

    A year beyond four digits takes a sign and all its digits (ISO 8601-1 expanded representation).
    """
    if 0 <= year <= _FOUR_DIGIT_YEARS:
        return f"{year:04d}"
    return f"{year:+05d}" if abs(year) <= _FOUR_DIGIT_YEARS else f"{year:+d}"


def iso_day(day: int) -> str:
    """Write a day number as ISO 8601 text, such as ``2013-10-21`` or ``-0043-03-15``."""
    year, month, of_month = ymd(day)
    return f"{year_text(year)}-{month:02d}-{of_month:02d}"
