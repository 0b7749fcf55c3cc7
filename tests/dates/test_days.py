"""Days must count the proleptic Gregorian calendar right in any year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.days import (
    day_of,
    days_in_month,
    iso_day,
    julian_day_of,
    last_day,
    leap,
    weekday,
    ymd,
)

FAR_DAYS = st.integers(min_value=-(10**12), max_value=10**12)


@given(st.dates())
def test_days_agree_with_the_standard_library_where_it_reaches(date: datetime.date) -> None:
    """A day number is the ordinal that Python gives, with the same parts and weekday."""
    day = date.toordinal()
    assert day == day_of(date.year, date.month, date.day)
    assert (date.year, date.month, date.day) == ymd(day)
    assert date.weekday() == weekday(day)
    assert date.isoformat() == iso_day(day)


@given(FAR_DAYS)
def test_a_day_taken_apart_makes_the_same_day(day: int) -> None:
    """Year, month and day of any day number lead back to it, and the parts are possible."""
    year, month, of_month = ymd(day)
    assert 1 <= month <= 12
    assert 1 <= of_month <= days_in_month(year, month)
    assert day == day_of(year, month, of_month)


@given(FAR_DAYS)
def test_the_calendar_repeats_after_400_years(day: int) -> None:
    """The same date 400 years on is 146,097 days later and falls on the same weekday."""
    year, month, of_month = ymd(day)
    assert (year + 400, month, of_month) == ymd(day + 146_097)
    assert weekday(day) == weekday(day + 146_097)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2000, True), (1900, False), (2012, True), (0, True), (-1, False), (-4, True)],
)
def test_leap_years_follow_the_gregorian_rule(year: int, expected: bool) -> None:
    """Every fourth year is leap, of the centuries every fourth, also before our era."""
    assert expected == leap(year)
    assert (366 if expected else 365) == last_day(year) - day_of(year) + 1


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1917, 10, 25), (1917, 11, 7)),
        ((1582, 10, 5), (1582, 10, 15)),
        ((1700, 2, 29), (1700, 3, 11)),
        ((-43, 3, 15), (-43, 3, 13)),
    ],
)
def test_old_style_dates_become_new_style(
    julian: tuple[int, int, int], gregorian: tuple[int, int, int]
) -> None:
    """A Julian date is the day on which the Gregorian calendar writes its own date."""
    assert day_of(*gregorian) == julian_day_of(*julian)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (1, "0001-01-01"),
        (0, "0000-12-31"),
        (day_of(-43, 3, 15), "-0043-03-15"),
        (day_of(12345, 1, 2), "+12345-01-02"),
    ],
)
def test_days_are_written_as_iso_8601_does(day: int, expected: str) -> None:
    """Four digits for the year, a minus before our era, a plus beyond 9999."""
    assert expected == iso_day(day)
