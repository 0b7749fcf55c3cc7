"""Hold the slides for TimelineJS to their promises: sources in sight, years right, nothing runs."""

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import shapes
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.exports import FORMATS, Head, TooMany
from timeline.exports.plain_text import one_line
from timeline.exports.to_timelinejs import slide, to_timelinejs
from timeline.terms import EventType, Status


def dated(edtf: str, **more: object) -> shapes.Event:
    """Make an event of a date."""
    date = shapes.Date(edtf=edtf, words=words(Span.parse(edtf)))
    return shapes.Event(id=7, title="A <b>day</b>", type=EventType.AGREE, date=date, **more)


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2013-11-02", {"year": 2013, "month": 11, "day": 2}, None),
        ("2013-11", {"year": 2013, "month": 11}, {"year": 2013, "month": 11}),
        ("2013", {"year": 2013}, {"year": 2013}),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}, None),
        ("0000-01-01", {"year": -1, "month": 1, "day": 1}, None),
        (
            "2013-11-02T14:55Z",
            {"year": 2013, "month": 11, "day": 2, "hour": 14, "minute": 55},
            None,
        ),
        (
            "2012-09-08/2012-09-09",
            {"year": 2012, "month": 9, "day": 8},
            {"year": 2012, "month": 9, "day": 9},
        ),
        ("[2013-10-21..2013-10-31]", {"year": 2013, "month": 10, "day": 21}, None),
        ("../2013-03-04", {"year": 2013, "month": 3, "day": 4}, None),
    ],
)
def test_dates_are_counted_as_timelinejs_does(edtf, start, end):
    """Only known parts are given, there is no year 0, and the words stand beside."""
    made = slide(dated(edtf), "https://timeline.example")

    assert (start, end) == (made["start_date"], made.get("end_date"))
    assert words(Span.parse(edtf)) == made["display_date"]


def test_an_event_without_any_day_is_named_in_the_note(head):
    """TimelineJS would drop it in silence; the file says that it is left out."""
    written = json.loads("".join(to_timelinejs([dated("XXXX")], head)))

    assert [] == written["events"]
    assert "1 events without any day are left out: A <b>day</b>" in written["_note"]


def test_many_slides_are_advised_against_and_too_many_refused():
    """More than 20 slides come with a note, more than 500 are refused before anything is sent."""
    many = json.loads("".join(to_timelinejs([], Head(title="x", certain=21))))

    assert many["_note"].startswith("21 slides; those who make TimelineJS advise 20 at most")
    with pytest.raises(TooMany, match="500 events at most and these are 501"):
        next(FORMATS["timelinejs"].stream([], Head(title="x", certain=501)))


def test_what_has_not_happened_says_so():
    """A planned event is told as one."""
    made = slide(dated("2013", status=Status.PLANNED), "https://timeline.example")

    assert "Planned: A &lt;b&gt;day&lt;/b&gt;</a>" in made["text"]["headline"]


@given(data=st.data())
def test_sources_are_in_sight_and_nothing_runs(data, an_event, head):
    """Each citation stands in the text of its slide, whole in the data, and no text is markup."""
    events = data.draw(st.lists(an_event, max_size=3))

    written = json.loads("".join(to_timelinejs(events, head)))

    kept = [event for event in events if event.date.edtf != "XXXX"]
    assert len(kept) == len(written["events"])
    for event, made in zip(kept, written["events"], strict=True):
        text = made["text"]["headline"] + made["text"]["text"] + made["display_date"]
        assert set() == set(re.findall(r"<(?!/?(?:a|p)\b)", text))
        assert not re.search(r'href="(?!https?://)', text)
        assert one_line(event.title) in html.unescape(made["text"]["headline"])
        assert len(event.citations) == len(made["_timeline"]["sources"])
        assert ("Sources: " in made["text"]["text"]) == bool(event.citations)
