"""Times as pairs of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import NotADate
from timeline.names.values import days_of, meet

DAY = st.one_of(st.none(), st.integers(min_value=-10, max_value=10))
DAYS = st.tuples(DAY, DAY).filter(lambda d: None in d or d[0] <= d[1])


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("", (None, None)),
        ("2012-09-08", (734754, 734754)),
        ("2012-12-26/..", (734863, None)),
        ("../1935-03-21", (None, 706458)),
    ],
)
def test_edtf_gives_the_first_and_last_day(edtf, days):
    """Open ends are None."""
    assert days == days_of(edtf)


def test_what_is_no_date_is_refused():
    """The error is the one of dates."""
    with pytest.raises(NotADate):
        days_of("next year")


@given(DAYS, DAYS)
def test_meeting_is_mutual(one, other):
    """Two times have a day in common, or neither has one in the other."""
    assert meet(one, other) is meet(other, one)


@given(DAYS)
def test_every_time_meets_itself_and_always(days):
    """A time is not empty."""
    assert meet(days, days)
    assert meet(days, (None, None))
