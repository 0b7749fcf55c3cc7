"""Feeds and calendars hold any text, and say what was corrected and withdrawn."""

import json
import subprocess
from io import BytesIO
from pathlib import Path

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from timeline import shapes
from timeline.chronology.recent import Recent
from timeline.exports import FORMATS, Head
from timeline.exports.to_ics import WIDTH, folded, text
from timeline.terms import EventType, State, Status

CHECKERS = Path(__file__).parents[1] / "checkers"
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
READ_CALENDAR = """
const ical = require("ical.js").default ?? require("ical.js");
let data = "";
process.stdin.on("data", (piece) => { data += piece; }).on("end", () => {
  const calendar = new ical.Component(ical.parse(data));
  const events = calendar.getAllSubcomponents("vevent").map((one) => ({
    uid: one.getFirstPropertyValue("uid"),
    summary: one.getFirstPropertyValue("summary"),
    start: one.getFirstPropertyValue("dtstart").toString(),
    end: one.getFirstPropertyValue("dtend").toString(),
    status: one.getFirstPropertyValue("status"),
    links: one.getAllProperties("link").length,
  }));
  console.log(JSON.stringify(events));
});
"""
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


def event(number: int = 7, **fields: object) -> shapes.Event:
    """Make an event with a source."""
    csl = {"type": "webpage", "title": "A report", "URL": "https://news.example/1"}
    cited = shapes.Citation(source=shapes.SourceIn(slug="report", csl=csl))
    made = {
        "id": number,
        "title": "Somebody met somebody",
        "date": shapes.Date(edtf="2013-11-02", words="2 November 2013"),
        "type": EventType.CONSULT,
        "state": State.ACCEPTED,
        "citations": (cited,),
        "revision": 1,
        "updated": "2026-11-20T10:00:00Z",
    }
    return shapes.Event(**made | fields)


def recent(shape: shapes.Event, **fields: object) -> Recent:
    """Make the record of an event."""
    return Recent(shape, "2026-11-01T00:00:00Z", "2026-11-20T10:00:00Z", **fields)


def written(form: str, *records: Recent, events: tuple[shapes.Event, ...] = ()) -> bytes:
    """Write a feed."""
    head = Head(
        title="A chronology", words="Events", recent=records, changed="2026-11-20T10:00:00Z"
    )
    return b"".join(FORMATS[form].stream(events, head))


@given(title=words, reason=words)
def test_any_text_comes_back_from_a_feed(title, reason):
    """Whatever a title holds, the feed is well-formed and another reader gets it back."""
    shape = event(title=f"x {title} x")
    tree = etree.fromstring(written("atom", recent(shape, corrected=True, reason=reason)))
    found = tree.findtext(f"{ATOM}entry/{ATOM}title")
    read = json.loads(written("jsonfeed", recent(shape)))
    etree.fromstring(written("rss", recent(shape)))

    assert found.endswith(read["items"][0]["title"].split(": ", 1)[1])
    assert "\x00" not in found


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_reader_of_feeds_takes_every_entry(form):
    """Feedparser finds nothing wrong, every entry, its address and its sources."""
    body = written(form, recent(event(1)), recent(event(2), corrected=True, reason="a wrong day"))
    found = feedparser.parse(BytesIO(body))

    assert not found.bozo
    assert 2 == len(found.entries)
    assert "https://timeline.invalid/event/1" == found.entries[0].link
    assert found.entries[1].title.startswith("Corrected: 2 November 2013")
    assert "a wrong day" in str(found.entries[1])
    assert "https://news.example/1" in str(found.entries[0])


def test_what_was_withdrawn_is_told_in_every_feed():
    """An event that was taken back is a deleted entry, a marked item, or a cancelled one."""
    one = recent(event(), gone=True, reason="it never happened")
    tree = etree.fromstring(written("atom", one))
    item = json.loads(written("jsonfeed", one))["items"][0]

    assert "tag:timeline.invalid,2026:event/7" == tree.find(GONE).get("ref")
    assert "it never happened" in "".join(tree.find(GONE).itertext())
    assert item["_timeline"]["withdrawn"]
    assert item["title"].startswith("Withdrawn: ")
    assert b"<title>Withdrawn: " in written("rss", one)
    assert b"STATUS:CANCELLED" in written("ics", one)


def test_a_feed_is_the_same_each_time():
    """The same version gives the same bytes."""
    for form in ("atom", "rss", "jsonfeed", "ics"):
        assert written(form, recent(event())) == written(form, recent(event()))


@given(words)
def test_a_line_of_a_calendar_is_short_and_whole(said):
    """No line is longer than 75 octets, and unfolded it is what it was."""
    line = f"SUMMARY:{text(said)}"
    made = folded(line)

    assert all(len(one.encode()) <= WIDTH for one in made.split("\r\n"))
    assert line + "\r\n" == made.replace("\r\n ", "")


CALENDAR = (
    (event(1, title="Comma, semicolon; back\\slash and “東京”"),
     "2013-11-02", "2013-11-03", "CONFIRMED"),
    (event(2, date=shapes.Date(edtf="[2013-10-21..2013-10-31]", words="late October 2013")),
     "2013-10-21", "2013-11-01", "CONFIRMED"),
    (event(3, date=shapes.Date(edtf="2014-03/..", words="since March 2014")),
     "2014-03-01", "2014-03-02", "CONFIRMED"),
    (event(4, status=Status.PLANNED), "2013-11-02", "2013-11-03", "TENTATIVE"),
    (event(5, title="x" * 2000), "2013-11-02", "2013-11-03", "CONFIRMED"),
)  # fmt: skip


def test_a_calendar_program_reads_every_day(checker):
    """Each event has its days, standing and link in ical.js; what has no day is left out."""
    shapes_ = [row[0] for row in CALENDAR]
    undated = event(9, date=shapes.Date(edtf="XXXX", words="unknown"))
    body = written("ics", events=(*shapes_, undated))
    command = [*checker("node"), "-e", READ_CALENDAR]
    run = subprocess.run(command, input=body, capture_output=True, check=True, cwd=CHECKERS)
    found = json.loads(run.stdout)

    wanted = [(start, end, status) for _event, start, end, status in CALENDAR]
    assert wanted == [(one["start"], one["end"], one["status"]) for one in found]
    assert shapes_[0].title == found[0]["summary"]
    assert "late October 2013" in found[1]["summary"]
    assert {1} == {one["links"] for one in found}
    assert len(found) == len({one["uid"] for one in found})


def test_a_json_feed_has_what_its_version_asks_for():
    """Every member that JSON Feed 1.1 requires is there, and sources are whole."""
    feed = json.loads(written("jsonfeed", recent(event())))

    assert "https://jsonfeed.org/version/1.1" == feed["version"]
    assert {"title", "items"} <= set(feed)
    assert all({"id", "content_html"} <= set(one) for one in feed["items"])
    assert "A report" == feed["items"][0]["_timeline"]["sources"][0]["title"]
    assert msgspec.json.encode(feed)
