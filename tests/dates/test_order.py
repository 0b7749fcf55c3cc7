"""Vague dates must compare without pretending: certain, possible, or not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Overlap, Span, before, contains, overlaps, sort_key


@pytest.mark.parametrize(
    ("edtf", "window", "expected"),
    [
        ("2013-10-21", "2013", Overlap.CERTAINLY),
        ("2013-10-21", "2014", Overlap.NOT),
        ("2013", "2013", Overlap.CERTAINLY),
        ("2013", "2013-10", Overlap.POSSIBLY),
        ("[2013-12-21..2014-01-10]", "2014", Overlap.POSSIBLY),
        ("2013-12-21/2014-01-10", "2014", Overlap.CERTAINLY),
        ("2012/2014", "2013", Overlap.CERTAINLY),
        ("201X", "2013", Overlap.POSSIBLY),
        ("2010/..", "2013", Overlap.POSSIBLY),
        ("2010/..", "2010/..", Overlap.CERTAINLY),
        ("2010/..", "2009", Overlap.NOT),
        ("../2010", "2011", Overlap.NOT),
        ("XXXX-12-25", "2013", Overlap.POSSIBLY),
        ("2013", "../..", Overlap.CERTAINLY),
        ("2013-10-21?", "2013-10", Overlap.CERTAINLY),
    ],
)
def test_overlap_is_certain_only_when_every_reading_touches(
    edtf: str, window: str, expected: Overlap
) -> None:
    """The latest beginning and the earliest end decide what is certain."""
    assert expected == overlaps(Span.parse(edtf), Span.parse(window))


@given(st.from_type(Span), st.from_type(Span))
def test_what_is_contained_overlaps_for_certain(outer: Span, inner: Span) -> None:
    """All days of a contained span lie in the window, so every reading of it touches it."""
    if contains(outer, inner):
        assert overlaps(inner, outer) is Overlap.CERTAINLY


@given(st.from_type(Span), st.from_type(Span))
def test_what_is_before_does_not_overlap(first: Span, second: Span) -> None:
    """A span that was over before another began touches none of its days."""
    if before(first, second):
        assert overlaps(first, second) is Overlap.NOT
        assert not before(second, first)


@given(st.dates())
def test_a_coarser_date_contains_a_finer_one(date) -> None:
    """A day lies in its month, the month in its year, the year in its decade and century."""
    day = date.isoformat()
    texts = [day, day[:7], day[:4], day[:3] + "X", day[:2] + "XX", "XXXX"]
    spans = [Span.parse(text) for text in texts]
    for number, finer in enumerate(spans):
        for coarser in spans[number:]:
            assert contains(coarser, finer)
            assert coarser == finer or not contains(finer, coarser)


@given(st.lists(st.from_type(Span), max_size=6))
def test_order_is_total(spans: list[Span]) -> None:
    """Any spans come into one order, in which only equal ones share a place."""
    ordered = sorted(spans, key=sort_key)
    spans.reverse()
    assert ordered == sorted(spans, key=sort_key)
    for one, other in pairwise(ordered):
        assert sort_key(one) < sort_key(other) or one == other


def test_order_is_earliest_then_latest_then_finest_then_time() -> None:
    """On one first day come times, the day, then what ends later; unknown dates come last."""
    expected = [
        "-0043-03-15",
        "../2012",
        "2013-10-01T08:00Z",
        "2013-10-01T14:00+05:00",
        "2013-10-01T10:00Z",
        "2013-10-01",
        "2013-10-01/2013-10-03",
        "[2013-10-01..2013-10-03]",
        "2013-10",
        "2013-10-01/..",
        "2013-10-02",
        "XXXX",
    ]
    spans = [Span.parse(text) for text in reversed(expected)]
    assert expected == [span.edtf for span in sorted(spans, key=sort_key)]
