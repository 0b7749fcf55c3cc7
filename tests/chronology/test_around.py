"""Hold the neighbours of events and windows to the order of the list, on both databases."""

import pytest

from timeline.chronology.around import around_event, around_window
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.listing import count_events, list_events
from timeline.terms import Order


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("filters", [{}, {"theme": ["energy"]}, {"actor": ["japan", "russia"]}])
def test_neighbours_are_those_of_the_list(kind_session, order, filters):
    """What comes before and after an event is what the list has beside it."""
    given = parse(filters | {"order": [order.value], "limit": ["30"]}, strict=True)
    listed = [event.id for event in list_events(kind_session, given).events()]
    for number in range(1, len(listed) - 1):
        around = around_event(kind_session, given, listed[number])

        assert around.before is not None
        assert around.after is not None
        assert (listed[number - 1], listed[number + 1]) == (around.before.id, around.after.id)


def test_the_first_has_none_before(kind_session):
    """At the ends of a list there is nothing beyond; nor is there around what is not there."""
    given = EventFilter()
    first = list_events(kind_session, given).events()[0]

    assert first.id is not None
    assert around_event(kind_session, given, first.id).before is None
    assert (None, None) == (
        around_event(kind_session, given, 987_654_321).before,
        around_event(kind_session, given, 987_654_321).after,
    )


@pytest.mark.parametrize("year", ["2013", "2012-09", "-0043", "Y-20000", "Y12000"])
def test_around_a_window_nothing_in_between_is_passed_over(kind_session, year):
    """The nearest before and after a window are the last filed before and the first after it."""
    given = parse({"from": [year], "to": [year]}, strict=True)
    around = around_window(kind_session, given)
    whole = list_events(kind_session, parse({"limit": ["400"]}, strict=True, most=1000)).events()
    ids = [event.id for event in whole]

    assert given.window_from is not None
    assert len(ids) == count_events(kind_session, EventFilter()).total
    if around.before and around.after:
        assert ids.index(around.before.id) < ids.index(around.after.id)
    assert around.before or around.after
