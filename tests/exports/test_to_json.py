"""Hold the data to its promise: the events as they are, and a checksum that holds."""

import hashlib
import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from timeline import shapes
from timeline.exports import FORMATS
from timeline.exports.to_json import to_json, to_json_lines


@given(data=st.data())
def test_events_come_back_as_they_were(data, an_event, head):
    """The document, and each line of the lines, hold the events as they were."""
    events = data.draw(st.lists(an_event, max_size=3))

    document = msgspec.json.decode(b"".join(to_json(events, head)))
    lines = b"".join(to_json_lines(events, head)).split(b"\n")[:-1]

    assert events == msgspec.convert(document["events"], list[shapes.Event])
    assert events == [msgspec.json.decode(line, type=shapes.Event) for line in lines]


@given(data=st.data())
def test_the_checksum_is_that_of_the_events(data, an_event, head):
    """The checksum is the SHA-256 of the JSON of the events, each with a line feed."""
    events = data.draw(st.lists(an_event, max_size=2))
    bodies = b"".join(msgspec.json.encode(event) + b"\n" for event in events)

    said = json.loads(b"".join(to_json(events, head)))["chronology"]["checksum"]

    assert "sha256:" + hashlib.sha256(bodies).hexdigest() == said


def test_the_document_says_what_the_list_is(head):
    """Filter, words, counts, version and time stand in the document."""
    said = json.loads(b"".join(to_json([], head)))

    assert [] == said["events"]
    assert said["chronology"] | {"checksum": ""} == {
        "title": "Japan: a chronology, 2013",
        "filter": "actor=japan&from=2013&to=2013",
        "words": "Events with Japan, 2013",
        "counts": {"certain": 2, "possible": 1},
        "generated": "2026-11-22T10:00:00Z",
        "version": 12,
        "checksum": "",
    }


def test_every_form_has_its_own_name():
    """Each form is found by the name that addresses and files end with."""
    assert {"csv", "json", "jsonl", "md"} <= set(FORMATS)
    assert all(name == one.name and one.help for name, one in FORMATS.items())
