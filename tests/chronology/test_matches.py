"""Hold what is read off the parts of a window to what gathering all of its events gives."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from timeline.chronology.index.matches import Matches, Window

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
