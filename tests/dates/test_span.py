"""A span must be a cheap, frozen value that says what its text says, and can be made from days."""

import dataclasses
import pickle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.dates import NotADate, Precision, Span
from timeline.dates.days import FAR, day_of, ymd

DAYS = st.integers(day_of(-9999), day_of(9999, 12, 31))


@given(st.from_type(Span))
def test_bounds_are_ordered(span: Span) -> None:
    """Earliest is never after latest, and no beginning is after its end, where both are known."""
    for before, after in (span.begins, span.ends, *zip(span.begins, span.ends, strict=True)):
        assert before is None or after is None or before <= after


@given(st.from_type(Span))
def test_a_span_is_made_from_its_columns_without_reading(span: Span) -> None:
    """The five stored values make the same span, with the same hash, and so does pickling."""
    again = Span.of(*span.__composite_values__())
    assert span == again
    assert hash(span) == hash(again)
    assert span == pickle.loads(pickle.dumps(span))


def test_a_span_cannot_be_changed() -> None:
    """A value that is shared and stored is frozen, and takes no attributes of others."""
    span = Span.parse("2013")
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.edtf = "2014"
    assert not hasattr(span, "__dict__")


def test_an_interval_lasted_and_a_set_happened_once() -> None:
    """Two days that it lasted and eleven of which it was one are told apart by their bounds."""
    lasted = Span.parse("2012-09-08/2012-09-09")
    first, last = day_of(2012, 9, 8), day_of(2012, 9, 9)
    assert ((first, first), (last, last)) == (lasted.begins, lasted.ends)
    assert (True, False) == (lasted.is_interval, lasted.is_set)
    once = Span.parse("[2013-10-21..2013-10-31]")
    bounds = (day_of(2013, 10, 21), day_of(2013, 10, 31))
    assert (bounds, bounds) == (once.begins, once.ends)
    assert (False, True) == (once.is_interval, once.is_set)


@pytest.mark.parametrize(
    ("edtf", "precision", "span_class"),
    [
        ("2024-01-14T14:55+09:00", Precision.MINUTE, 0),
        ("2013-10-21", Precision.DAY, 0),
        ("2013-10-21?", Precision.DAY, 0),
        ("2013-10", Precision.MONTH, 1),
        ("2013-10-XX", Precision.MONTH, 1),
        ("2013-10-2X", Precision.PART, 1),
        ("2013-21", Precision.PART, 2),
        ("2018-35", Precision.PART, 2),
        ("1984-1X", Precision.PART, 2),
        ("2013", Precision.YEAR, 2),
        ("2012~", Precision.YEAR, 2),
        ("Y170000002", Precision.YEAR, 2),
        ("199X", Precision.DECADE, 3),
        ("19XX", Precision.CENTURY, 3),
        ("1XXX", Precision.LONGER, 3),
        ("1950S2", Precision.LONGER, 3),
        ("156X-12-25", Precision.SET, 3),
        ("1560-XX-25", Precision.SET, 2),
        ("2012/2014", Precision.INTERVAL, 3),
        ("[2018-03-08,2018-03-09]", Precision.SET, 1),
        ("2010/..", Precision.OPEN, 4),
        ("[..1984]", Precision.OPEN, 4),
        ("XXXX-12-XX", Precision.OPEN, 4),
    ],
)
def test_precision_and_length_are_told(edtf: str, precision: Precision, span_class: int) -> None:
    """Every kind of expression has the precision of its words and the class of its length."""
    span = Span.parse(edtf)
    assert (precision, span_class) == (span.precision, span.span_class)


@pytest.mark.parametrize(
    ("edtf", "approximate", "uncertain"),
    [
        ("2013", False, False),
        ("2013~", True, False),
        ("2013?", False, True),
        ("2013%", True, True),
        ("2013?/2014~", True, True),
    ],
)
def test_marks_are_told(edtf: str, approximate: bool, uncertain: bool) -> None:
    """A mark on any part shows on the span."""
    span = Span.parse(edtf)
    assert (approximate, uncertain) == (span.approximate, span.uncertain)


@pytest.mark.parametrize(
    ("edtf", "time", "zone"),
    [
        ("2024-01-14T14:55+09:00", 895, 540),
        ("2024-01-14T00:00:30Z", 0, 0),
        ("2024-01-14T24:00:00", 1440, None),
        ("2024-01-14T14:55-03:30", 895, -210),
        ("2024-01-14T14:55-04", 895, -240),
        ("2024-01-14", None, None),
    ],
)
def test_time_and_zone_are_kept_as_written(edtf: str, time: int | None, zone: int | None) -> None:
    """The civil day is the one written; minutes and offset stay beside it."""
    span = Span.parse(edtf)
    assert (time, zone) == (span.time, span.zone)
    assert Span.parse("2024-01-14").begins == span.begins


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2013-10-21", day_of(2013, 10, 21)),
        ("2013-10", day_of(2013, 10, 1)),
        ("../2010", day_of(2010, 12, 31)),
        ("[..1984-05-06]", day_of(1984, 5, 6)),
        ("2010/..", day_of(2010)),
        ("XXXX", FAR),
        ("../..", FAR),
        ("Y1E99", FAR),
        ("Y-1E99", -FAR),
    ],
)
def test_the_day_to_sort_by_is_the_earliest_known(edtf: str, expected: int) -> None:
    """A span is filed under its first day, else the latest day known of it, else at the end."""
    assert expected == Span.parse(edtf).sort_day


def test_days_are_written_in_iso_pairs() -> None:
    """JSON gets the days as texts, also before our era, and null where there is no bound."""
    pairs = ("-0043-03-15", "-0043-03-15")
    assert (pairs, pairs) == Span.parse("-0043-03-15").iso()
    assert (("2010-01-01", "2010-12-31"), ("2010-01-01", None)) == Span.parse("2010/..").iso()


@given(DAYS)
def test_one_day_makes_a_span(day: int) -> None:
    """A span of one day reads back from its text."""
    assert Span.parse(Span.of_day(day).edtf) == Span.of_day(day)


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_days_make_the_span_that_their_text_reads_as(first: int | None, last: int | None) -> None:
    """Whatever days are given, the short text says exactly them."""
    assume(first is not None or last is not None)
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    span = Span.of_days(first, last)
    assert span == Span.parse(span.edtf)
    assert ((first, last), (first, last)) == (span.begins, span.ends)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2013, 10, 21), (2013, 10, 21), "2013-10-21"),
        ((2013, 10, 1), (2013, 10, 31), "2013-10"),
        ((2013, 1, 1), (2013, 12, 31), "2013"),
        ((2010, 1, 1), (2019, 12, 31), "201X"),
        ((1900, 1, 1), (1999, 12, 31), "19XX"),
        ((2013, 10, 21), (2013, 10, 31), "[2013-10-21..2013-10-31]"),
        ((2013, 1, 1), (2013, 4, 30), "[2013-01..2013-04]"),
        ((2013, 1, 1), (2014, 12, 31), "[2013..2014]"),
        ((-43, 1, 1), (-43, 12, 31), "-0043"),
        ((-19, 1, 1), (-10, 12, 31), "[-0019..-0010]"),
    ],
)
def test_days_get_the_shortest_text(
    first: tuple[int, int, int], last: tuple[int, int, int], expected: str
) -> None:
    """Whole months, years, decades and centuries are named as such, the rest as sets."""
    assert expected == Span.of_days(day_of(*first), day_of(*last)).edtf


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((None, None), "must be known"),
        ((2, 1), "before the first"),
        ((day_of(12345), day_of(12345)), "-9999 to 9999"),
    ],
)
def test_days_that_edtf_cannot_say_are_refused(
    days: tuple[int | None, int | None], words: str
) -> None:
    """Nothing, days in reverse, and days beyond year 9999 have no EDTF."""
    with pytest.raises(NotADate, match=words):
        Span.of_days(*days)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2012-09-08", "2012-09-09", "2012-09-08/2012-09-09"),
        ("2012~", "2014-03?", "2012~/2014-03?"),
        ("[2013-10-21..2013-10-29]", "2013-11", "2013-10-2X/2013-11"),
        ("[2013-10-21..2013-10-31]", "2013-11", "2013-10/2013-11"),
        ("[2013-03..2013-05]", "2014", "2013/2014"),
        ("[1991..1995]", "2001/2004", "199X/2004"),
        ("2024-01-14T10:00Z", "2024-01-14T14:55Z", "2024-01-14/2024-01-14"),
        ("2010/..", "2014", "2010/2014"),
        ("2010", "[2012..]", "2010/"),
        ("[Y12345]", "Y12346", "Y12345/Y12346"),
    ],
)
def test_two_spans_make_an_interval(first: str, last: str, expected: str) -> None:
    """Each end is what an interval can hold of the span, never finer than it was."""
    assert expected == Span.between(Span.parse(first), Span.parse(last)).edtf


@given(st.from_type(Span), st.from_type(Span))
def test_an_interval_between_spans_reaches_over_both(first: Span, last: Span) -> None:
    """Whatever the spans, the interval is refused as reversed or begins and ends around theirs."""
    assume(first.begins_first is not None and last.ends_last is not None)
    assume(first.begins_first <= last.ends_last)
    span = Span.between(first, last)
    assert span == Span.parse(span.edtf)
    assert span.earliest is None or span.earliest <= first.begins_first
    assert span.latest is None or span.latest >= last.ends_last


def test_parts_of_a_day_come_apart() -> None:
    """A span's days lead back to the calendar date that was written."""
    span = Span.parse("-0043-03-15")
    assert span.earliest is not None
    assert (-43, 3, 15) == ymd(span.earliest)
