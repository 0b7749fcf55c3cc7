"""Hold what is read off the parts of a window to what gathering all of its events gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from timeline.chronology.index.matches import Crossing, Matches, Window

MOST = 60


@st.composite
def windows(draw):
    """Make up a window: some of what is near its ends may lie in it, some of that must."""
    found = draw(st.sets(st.integers(0, MOST)))
    start, end = sorted(draw(st.tuples(st.integers(0, MOST), st.integers(0, MOST))))

    def some(of):
        return {one for one in sorted(of) if draw(st.booleans())}

    near = some(found)
    may = some(near)
    return Window(BitMap(found), start, end, *(BitMap(one) for one in (near, may, some(may))))


def every(window, looked):
    """Give the events of a window, one by one."""
    filed = {one for one in window.found if window.start <= one < window.end}
    return sorted((filed - set(window.near)) | set(looked))


@settings(deadline=None, max_examples=300)
@given(
    parts=st.lists(st.sets(st.integers(0, MOST)), min_size=1, max_size=3),
    hidden=st.sets(st.integers(0, MOST)),
    place=st.integers(0, MOST + 1),
    limit=st.integers(1, 9),
)
def test_what_is_crossed_as_far_as_is_wanted_is_what_all_have(parts, hidden, place, limit):
    """Counts and pages of a crossing are those of its events, before and after it is made whole."""
    with pytest.MonkeyPatch.context() as small:
        small.setattr("timeline.chronology.index.matches.STEP", 4)
        expected = sorted(set.intersection(*parts) - hidden)
        bitmaps = tuple(sorted((BitMap(part) for part in parts), key=len))
        found = Matches(Crossing(bitmaps, BitMap(hidden)), whole=True)
        for _again in range(2):
            assert (len(expected), len(expected)) == found.counts()
            after = found.first(place, limit).tolist()
            before = found.last(place, limit).tolist()
            assert [n for n in expected if n >= place][:limit] == after
            assert [n for n in expected if n < place][::-1][:limit] == before
            assert expected == list(found.possible) == list(found.certain)
        assert bitmaps == tuple(sorted((BitMap(part) for part in parts), key=len))


@settings(deadline=None, max_examples=300)
@given(window=windows(), place=st.integers(0, MOST + 1), limit=st.integers(1, 9))
def test_counts_and_pages_are_those_of_all_events(window, place, limit):
    """However a window is asked, its events are the same, those that are certain too."""
    possible, certain = every(window, window.may), every(window, window.must)
    found = Matches(window)

    assert (len(certain), len(possible)) == found.counts()
    for expected, one in ((possible, found), (certain, Matches(window).sure())):
        assert [n for n in expected if n >= place][:limit] == one.first(place, limit).tolist()
        assert [n for n in expected if n < place][::-1][:limit] == one.last(place, limit).tolist()
        assert expected == list(one.possible)
    assert certain == list(found.certain)
    assert found.same == (found.certain is found.possible)
