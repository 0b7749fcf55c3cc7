"""Tiles: what lies in them, what is carried into them, and that every engine cuts them alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import every_event
from timeline.chronology.lookup import look_up
from timeline.chronology.sql_engine import SqlEngine
from timeline.chronology.tile import DEPTH, PLACED, Filed, cut, first_day, gather, width
from timeline.chronology.tiles import extent, read_placed, read_tile
from timeline.dates import Span
from timeline.store.order import FAR_DAY
from timeline.terms import Order, When

FILTERS = (
    EventFilter(),
    EventFilter(actor=(("japan",),)),
    EventFilter(actor=(("japan",), ("russia",)), when=When.CERTAIN),
    EventFilter(window_from=Span.parse("2012"), window_to=Span.parse("2013-11")),
    EventFilter(window_from=Span.parse("2012"), when=When.CERTAIN, uncertain=True),
    EventFilter(q="summit"),
    EventFilter(as_of="9999-12-30"),
)


def filed(event):
    """See an event as tiles do."""
    span = Span.parse(event.date.edtf)
    return Filed(event.id, span.sort_day, span.earliest, span.latest, event.significance)


@pytest.mark.parametrize("asked", FILTERS)
def test_a_tile_is_what_the_list_of_the_same_filter_says(kind_session, asked):
    """Counts, bins, placed and carried events are those of a plain reading of all events."""
    events = [filed(event) for event in every_event(kind_session, asked)]
    around = {0, 2, -1, Span.parse("2013-11-02").earliest, Span.parse("2012").earliest}
    for z in (0, 1, 5, 8, 11, 13, 14, 17, 20):
        for x in sorted({day >> (DEPTH - z) for day in around}):
            assert gather(cut(z, x), events) == read_tile(kind_session, asked, z, x), (z, x)


def test_a_tile_of_everything_is_found_by_steps_in_a_large_database(kind_session, monkeypatch):
    """The ways that a large database goes without an index find what all others do."""
    monkeypatch.setattr("timeline.chronology.large.LARGE_FROM", 1)
    monkeypatch.setattr("timeline.chronology.sql_overview.MANY", 0)
    monkeypatch.setattr("timeline.chronology.sql_overview.PLACED", 3)
    monkeypatch.setattr("timeline.chronology.tile.PLACED", 3)
    events = [filed(event) for event in every_event(kind_session, EventFilter())]
    for z in range(DEPTH + 1):
        for edtf in ("2012", "2012-09-08", "2013-11-02", "2018", "0400"):
            x = (Span.parse(edtf).earliest or 0) >> (DEPTH - z)
            expected = gather(cut(z, x), events)
            assert expected == SqlEngine(kind_session).tile(look_up(kind_session, ALL), z, x)


ALL = EventFilter()


def test_the_order_of_a_filter_says_nothing_to_its_tiles(kind_session):
    """A tile is the same whatever the order, limit and cursor of the list beside it."""
    asked = EventFilter(order=Order.SIGNIFICANT, limit=1, after="x")

    assert read_tile(kind_session, EventFilter(), 6, 11) == read_tile(kind_session, asked, 6, 11)


@pytest.mark.parametrize("asked", FILTERS)
def test_the_extent_is_that_of_the_days_events_are_filed_under(kind_session, asked):
    """The first and the last day are those of the events, and what has no day is left out."""
    days = [filed(event).day for event in every_event(kind_session, asked)]
    known = [day for day in days if abs(day) < FAR_DAY]

    assert (min(known), max(known)) == extent(kind_session, asked)


def test_nothing_found_has_no_extent(kind_session):
    """A filter that finds nothing has no first and no last day."""
    assert extent(kind_session, EventFilter(q="nothingofthekind")) is None


@pytest.mark.parametrize("asked", [EventFilter(), EventFilter(as_of="9999-12-30")])
def test_the_events_that_a_tile_names_can_be_read(kind_session, asked):
    """Placed events come as events, in the order of their ids."""
    tile = read_tile(kind_session, asked, 0, 0)
    placed = read_placed(kind_session, tile.placed, asked)

    assert list(tile.placed) == [event.id for event in placed]
    assert [event.significance for event in placed] == sorted(
        (event.significance for event in placed), reverse=True
    )


@pytest.mark.parametrize(
    ("z", "x"), [(-1, 0), (21, 0), (20, FAR_DAY), (0, 2**40), (3, -(2**60)), (20, -FAR_DAY)]
)
def test_a_tile_that_there_is_not_is_refused(kind_session, z, x):
    """Zoom and number beyond the bounds are refused in words."""
    with pytest.raises(ValueError, match=r"there is no (zoom|tile)"):
        read_tile(kind_session, EventFilter(), z, x)


EVENTS = st.lists(
    st.builds(
        lambda number, day, length, weight: Filed(number, day, day, day + length, weight),
        st.integers(1, 400),
        st.integers(-300, 5_000),
        st.sampled_from((0, 0, 0, 30, 365, 4_000)),
        st.sampled_from((0.0, 0.5, 0.5, 1.0)),
    ),
    unique_by=lambda one: one.id,
    max_size=300,
)


@given(events=EVENTS, z=st.integers(0, DEPTH - 1), day=st.integers(-300, 5_000))
@settings(max_examples=200)
def test_zooming_in_never_drops_a_placed_event(events, z, day):
    """Whatever a tile places is placed by the half of it in which it lies."""
    whole = gather(cut(z, day >> (DEPTH - z)), events)
    halves = [gather(cut(z + 1, 2 * whole.x + half), events) for half in (0, 1)]

    assert whole.count == halves[0].count + halves[1].count
    assert set(whole.placed) <= set(halves[0].placed) | set(halves[1].placed)
    assert len(whole.placed) == min(PLACED, whole.count)


@given(z=st.integers(0, DEPTH), x=st.integers(-3, 3))
def test_the_bins_of_a_tile_are_its_days(z, x):
    """The equal parts of a tile fill it exactly."""
    days = cut(z, x)

    assert first_day(z, x) + width(z) == days.first + days.step * days.bins == days.end
