"""Hold pages of the past to the past: lists, counts and events as they stood at a moment."""

import re
import shutil
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from timeline.review.act import Act
from timeline.review.desk import retract
from timeline.settings import Settings
from timeline.store.directory import load_directory
from timeline.store.session import writing
from timeline.web.app import create_app

LATER = "2100-03-01T10:00:00Z"


@pytest.fixture
def client(seeded, tmp_path) -> Iterator[FlaskClient]:
    """Give a client of the seeds, event 30 retracted later than all that is asked for."""
    copy = tmp_path / "past.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    app = create_app(Settings(database=f"sqlite:///{copy}"))
    engine = app.extensions["timeline"].engine
    with writing(engine) as session:
        retract(session, load_directory(session), Act("editor", LATER, reason="wrong"), 30)
    yield app.test_client()
    engine.dispose()


def test_an_event_is_shown_as_it_stood(client):
    """An event that has been retracted is shown within a past that held it, and says which."""
    listed = client.get("/events?as_of=2099-06&q=two-plus-two").text
    address = re.search(r'href="(/event/30/[^"]*as_of=2099-06[^"]*)"', listed)
    page = client.get(address[1].replace("&amp;", "&")).text

    assert "As it stood on June 2099." in page
    assert "Where the sources differ" in page
    assert "Tied to" in page
    assert "retracted by" not in page
    assert 410 == client.get("/event/30").status_code


def test_an_event_of_later_is_not_in_the_past(client):
    """Before it was entered there is no such event, and the page says of when it speaks."""
    answer = client.get("/event/17?as_of=2013")

    assert 404 == answer.status_code
    assert "Event 17 was not in the chronology on 31 December 2013." in answer.text


def test_ways_out_of_an_empty_past_are_counted_in_the_past(client):
    """Where nothing stood yet, no part of the filter to drop but the moment leads to events."""
    page = client.get("/events?as_of=2013&actor=japan&theme=energy").text
    ways = re.findall(r'href="(/events[^"]*)"[^>]*>(?=[^<]*\bAs known)', page)

    assert "0 events" in page
    assert "more if actors count" not in page
    assert "as_of=2013" not in "".join(ways)
