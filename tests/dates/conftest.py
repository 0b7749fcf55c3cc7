"""Teach hypothesis to make spans of every kind that EDTF can write; read phrases for their days."""

import pytest
from hypothesis import strategies as st

from timeline.dates import NotADate, Span, find

_mark = st.sampled_from(["", "", "", "", "?", "~", "%"])
_year = st.one_of(
    st.integers(0, 9999).map("{:04d}".format),
    st.integers(1, 9999).map("-{:04d}".format),
    st.from_regex(r"-?[0-9X]{4}", fullmatch=True).filter(lambda text: text != "-0000"),
)
_month = st.one_of(
    st.integers(1, 12).map("{:02d}".format), st.sampled_from(["XX", "0X", "1X", "X1", "X2"])
)
_season = st.integers(21, 41).map(str)
_day = st.one_of(
    st.integers(1, 28).map("{:02d}".format), st.sampled_from(["XX", "0X", "1X", "2X", "X1", "X8"])
)
_long = st.from_regex(r"Y-?[1-9][0-9]{4,11}|Y-?[1-9][0-9]{0,3}E[1-9](S[1-9])?", fullmatch=True)


def _joined(*parts: str) -> str:
    return "".join(parts)


years = st.builds(_joined, _mark, _year, _mark)
dates = st.one_of(
    years,
    st.builds(_joined, _mark, _year, _mark, st.just("-"), _mark, _month, _mark),
    st.builds(_joined, _year, st.just("-"), _season, _mark),
    st.builds(
        _joined, _year, _mark, st.just("-"), _mark, _month, _mark, st.just("-"), _mark, _day, _mark
    ),
    _long,
    st.builds("{}S{}".format, st.integers(1000, 9999), st.integers(1, 4)),
)
_end = st.one_of(dates, st.sampled_from(["", ".."]))
_member = st.one_of(dates, st.builds("{}..{}".format, dates, dates))
_members = st.lists(_member, min_size=1, max_size=4).map(",".join)
clocks = st.builds(
    "2024-01-14T{:02d}:{:02d}{}".format,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":30", "Z", "+09:00", "-05", ":59-03:30"]),
)
expressions = st.one_of(
    dates,
    st.builds("{}/{}".format, _end, _end),
    st.builds("[{}{}{}]".format, st.sampled_from(["", "", ".."]), _members, st.just("")),
    st.builds("{{{}{}}}".format, _members, st.sampled_from(["", "", ".."])),
    clocks,
)
"""Texts most of which are EDTF: some intervals and ranges run backwards, and are refused."""


def _span_or_none(text: str) -> Span | None:
    try:
        return Span.parse(text)
    except NotADate:
        return None


st.register_type_strategy(
    Span, expressions.map(_span_or_none).filter(lambda span: span is not None)
)


@pytest.fixture(scope="session")
def days():
    """Give the first and last day of EDTF text; None for no date."""

    def read(edtf: str | None) -> tuple[int | None, int | None] | None:
        if edtf is None:
            return None
        span = Span.parse(edtf)
        return span.earliest, span.latest

    return read


@pytest.fixture(scope="session")
def longest():
    """Give the first and last day of the longest dated expression of a phrase of 22 March 2013."""

    def read(phrase: str, language: str) -> tuple[int | None, int | None] | None:
        found = find(phrase, published="2013-03-22", language=language)
        dated = [one for one in found if one.span is not None]
        best = max(dated, key=lambda one: one.end - one.start, default=None)
        return None if best is None or best.span is None else (best.span.earliest, best.span.latest)

    return read
