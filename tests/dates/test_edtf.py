"""EDTF must be read completely, with right bounds, and everything else refused in plain words."""

import csv
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.dates import NotADate, Span
from timeline.dates.days import day_of
from timeline.dates.edtf import MAX_LENGTH

EXAMPLES = Path(__file__).parent / "examples"


def rows(name: str) -> list[dict[str, str]]:
    """Read one of the tables of examples."""
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def day_or_none(iso: str) -> int | None:
    """Read a day of the tables, written as ISO 8601 with any number of digits in the year."""
    if not iso:
        return None
    year, month, day = iso.rsplit("-", 2)
    return day_of(int(year), int(month), int(day))


def pair(text: str) -> tuple[int | None, int | None]:
    """Read two days of a table."""
    first, last = text.split("~")
    return day_or_none(first), day_or_none(last)


@pytest.mark.parametrize("row", rows("valid.csv"), ids=lambda row: row["edtf"])
def test_examples_of_the_specification_have_their_days(row: dict[str, str]) -> None:
    """Every example of the specification is read, and begins and ends within the right days."""
    span = Span.parse(row["edtf"])
    assert pair(row["begins"]) == span.begins
    assert pair(row["ends"] or row["begins"]) == span.ends


@pytest.mark.parametrize("row", rows("refused.csv"), ids=lambda row: repr(row["text"]))
def test_what_is_not_edtf_is_refused_with_place_and_reason(row: dict[str, str]) -> None:
    """A refusal points at the first wrong character and says what is wrong."""
    with pytest.raises(NotADate) as refused:
        Span.parse(row["text"])
    assert int(row["position"]) == refused.value.position
    assert row["reason"] in refused.value.reason


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("?2004-06-~11", "2004?-06-~11"),
        ("?2004-?06-?11", "2004-06-11?"),
        ("%2001", "2001%"),
        ("~2004-~06-11", "2004-06~-11"),
        ("%2004-~06", "2004?-06~"),
        ("Y12345~", "Y12345~"),
    ],
)
def test_marks_are_written_one_way(written: str, canonical: str) -> None:
    """The same marks on the same parts give the same text, however they were written."""
    assert canonical == Span.parse(written).edtf


@given(st.from_type(Span))
def test_canonical_text_reads_as_itself(span: Span) -> None:
    """Reading a span's own text gives the same span."""
    assert span == Span.parse(span.edtf)


@given(st.from_type(Span), st.sampled_from("?~%"))
def test_a_marked_date_keeps_its_bounds(span: Span, mark: str) -> None:
    """Doubt and approximation widen no stored day: padding is for queries."""
    assume(not span.is_interval and not span.is_set and span.time is None)
    bare = Span.parse(span.edtf.translate(str.maketrans("", "", "?~%")))
    marked = Span.parse(bare.edtf + mark)
    assert (span.begins, span.ends) == (bare.begins, bare.ends)
    assert (bare.begins, bare.ends) == (marked.begins, marked.ends)


def read_or_refuse(text: str) -> None:
    """Read a text, or see it refused at a place within it."""
    wrong = None
    try:
        span = Span.parse(text)
    except NotADate as refused:
        wrong = refused
    if wrong is None:
        assert span == Span.parse(span.edtf)
    else:
        assert 0 <= wrong.position <= len(text)
        assert wrong.reason


@given(st.text())
def test_any_text_gives_a_span_or_a_refusal(text: str) -> None:
    """No text raises anything but NotADate, whose position lies in the text."""
    read_or_refuse(text)


@given(st.text(alphabet="0123456789X-/[]{},.?~%YEST:Z+", max_size=40))
def test_near_misses_give_a_span_or_a_refusal(text: str) -> None:
    """Text out of EDTF's own characters is read or refused, never anything else."""
    read_or_refuse(text)


@pytest.mark.parametrize(
    "piece", ["9", "/", "[", "]", ",", ".", "?", "X", "1999,", "[2013..", "Y1E9"]
)
@pytest.mark.parametrize("before", ["", "[", "{", "2013/", "Y", "2013-10-21T"])
def test_hostile_text_is_refused_whole(piece: str, before: str) -> None:
    """A megabyte of nonsense is refused for its length, before anything reads it."""
    text = before + piece * (2**20 // len(piece))
    with pytest.raises(NotADate) as refused:
        Span.parse(text)
    assert refused.value.position == MAX_LENGTH
    assert str(MAX_LENGTH) in refused.value.reason


def test_the_longest_set_is_read() -> None:
    """A set that just fits is read as any other."""
    text = "[" + ",".join(["2013-10-21"] * 370) + "]"
    assert len(text) <= MAX_LENGTH
    assert Span.parse("[2013-10-21]").begins == Span.parse(text).begins


@pytest.mark.parametrize(
    "digits", ["Y1E9999", "Y-1E99999999999999", "Y" + "9" * 4000, "Y1E3S" + "9" * 4000]
)
def test_numbers_beyond_counting_are_clamped(digits: str) -> None:
    """A year with more zeros than the universe has days is read, at the edge of what is counted."""
    span = Span.parse(digits)
    assert span.begins_first is not None
    assert abs(span.begins_first) <= 2**40
