"""Holds the finder of dates to its contract: exact offsets, order, no days for lengths."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.phrases import find, languages

PUBLISHED = datetime.date(2013, 3, 22)
CRUMBS = st.lists(
    st.sampled_from(
        [
            "May",
            "1939",
            "two",
            "years",
            "ago",
            "the",
            "of",
            "early",
            "-",
            "–",
            ",",
            "12",
            "Friday",
            "Oktober",
            "3.",
            "vor",
            "Jahr",
            "'90s",
            "1990s",
            "BC",
            "since",
            "\n\n",
            "last",
            "week",
            "10月",
            "昨日",
            "في",
            "год",
            "9:30",
            "p.m.",
            "22/3/13",
            "0000-00-00",
            "31",
            "February",
        ],
    ),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize("language", languages())
@settings(deadline=None, max_examples=60)
@given(text=st.text() | CRUMBS)
def test_offsets_and_order(language: str, text: str) -> None:
    """Every expression is the text between its offsets, and none overlaps the one before."""
    end = 0
    for found in find(text, published=PUBLISHED, language=language):
        assert found.text == text[found.start : found.end]
        assert end <= found.start < found.end
        end = found.end


@pytest.mark.parametrize("language", languages())
@settings(deadline=None, max_examples=60)
@given(text=CRUMBS)
def test_lengths_have_no_days(language: str, text: str) -> None:
    """Durations, repeated times and references such as 'now' never have a span."""
    for found in find(text, published=PUBLISHED, language=language):
        if found.type in ("DURATION", "SET") or found.timex.endswith("_REF"):
            assert found.span is None


@pytest.mark.parametrize("language", languages())
def test_nothing_in_nothing(language: str) -> None:
    """An empty text has no dates."""
    assert find("", published=PUBLISHED, language=language) == ()
