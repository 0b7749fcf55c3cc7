"""Hold the sort key to the order of time that the dates themselves have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Span
from timeline.store.order import FAR_DAY, LAST_POSITION, first_key, sort_key

DATES = (
    *(
        "2013",
        "2013-11",
        "2013-11-02",
        "2013-11-02T09:30+09:00",
        "2013-11-02T23:59",
        "201X",
        "19XX",
    ),
    *("2012-21", "2012-09-08/2012-09-09", "2014/..", "../2014", "/2014", "2014/", "[..2011]"),
    *("-0044-03-15", "0000", "-9999", "9999-12-31", "Y-170000000", "Y170000000", "{2012,2014}"),
)
SPANS = st.sampled_from(DATES).map(Span.parse) | st.integers(-3_000_000, 3_000_000).map(Span.of_day)
POSITIONS = st.none() | st.integers(0, LAST_POSITION)


def place(span: Span, position: int | None) -> int:
    """Say where within its day an event stands."""
    if position is not None:
        return position
    return 0 if span.time is None else span.time + 1


@given(SPANS, POSITIONS, SPANS, POSITIONS)
def test_one_number_orders_as_three_do(one, at, other, where):
    """The key sorts by day, then width of the date, then place within the day."""
    first = (one.sort_day, one.span_class, place(one, at))
    second = (other.sort_day, other.span_class, place(other, where))
    assert (first < second) == (sort_key(one, at) < sort_key(other, where))
    assert (first == second) == (sort_key(one, at) == sort_key(other, where))


@given(SPANS, st.none() | st.integers(-(10**12), 10**12))
def test_a_key_fits_and_stays_within_its_day(span, position):
    """Whatever the position, the key is of its day and fits an integer column."""
    key = sort_key(span, position)
    assert -(2**63) <= key < 2**63
    assert first_key(span.sort_day) <= key < first_key(span.sort_day + 1)


@pytest.mark.parametrize("day", [FAR_DAY, -FAR_DAY, FAR_DAY * 4, -FAR_DAY * 4])
def test_the_farthest_days_have_keys(day):
    """Bounds of windows beyond every day still fit an integer column."""
    assert -(2**63) <= first_key(day) < 2**63
