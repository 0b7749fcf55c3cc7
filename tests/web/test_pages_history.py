"""Hold the history of an event to its revisions: what changed, the past, what is gone."""

import re
import shutil
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from timeline.chronology.changes import compare, read_steps
from timeline.chronology.listing import EVENT
from timeline.review.act import Act
from timeline.review.desk import amend, retract
from timeline.settings import Settings
from timeline.store.directory import load_directory
from timeline.store.session import reading, writing
from timeline.web.app import create_app
from timeline.web.pages.history import differing

FIRST, SECOND, THIRD = (f"2100-0{month}-01T10:00:00Z" for month in (3, 4, 5))
TITLE = "Japan and Russia held their very first two-plus-two <b>in Tokyo</b>"


@pytest.fixture
def client(seeded, tmp_path) -> Iterator[FlaskClient]:
    """Give a client of the seeds in which event 30 was amended twice and event 5 taken back."""
    copy = tmp_path / "history.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    app = create_app(Settings(database=f"sqlite:///{copy}"))
    engine = app.extensions["timeline"].engine
    with writing(engine) as session:
        directory = load_directory(session)
        amend(session, directory, Act("Anna", FIRST, reason="clearer"), 30, {"title": TITLE})
        changes = {"date": {"edtf": "2013-11-01"}, "status": "claimed"}
        amend(session, directory, Act("Boris", SECOND, reason="second look"), 30, changes)
        retract(session, directory, Act("Anna", THIRD, reason="never happened"), 5)
    yield app.test_client()
    engine.dispose()


def plain(body: str) -> str:
    """Give the text of a page on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_each_revision_says_what_it_changed(client):
    """Newest first: who, when, why, and every field with what stood before and after."""
    body = client.get("/event/30/history").text
    heads = re.findall(r"<h2>Revision (\d+): (\w+)", body)

    assert [("3", "amended"), ("2", "amended"), ("1", "imported")] == heads
    assert "<del>2 November 2013</del>" in body
    assert "<ins>1 November 2013</ins>" in body
    assert "<del>Happened</del>" in body
    assert "<ins>very </ins>" in body
    assert "Boris · second look" in plain(body)
    assert "&lt;b&gt;in Tokyo&lt;/b&gt;" in re.sub(r"</?(ins|del)>", "", body)


def test_as_it_stood_then_leads_to_the_past(client):
    """Each revision leads to the event as it stood, which says what has changed since."""
    body = client.get("/event/30/history").text
    links = re.findall(r'href="(/event/30/[^"]*\?as_of=[^"]+)"', body)
    oldest = client.get(links[-1].replace("&amp;", "&")).text

    assert 3 == len(links)
    assert "Changed since: title, date, status." in plain(oldest)
    assert "2 November 2013" in oldest


def test_the_present_has_not_changed_since(client):
    """At the moment of the newest revision nothing has changed since."""
    body = client.get(f"/event/30?as_of={SECOND}", follow_redirects=True).text

    assert "Nothing has changed since." in body
    assert "1 April 2100, 10:00 UTC" in body


def test_a_form_leads_to_a_day_of_the_past(client):
    """The event page has a form that keeps the filter and asks for the event as of a day."""
    body = client.get("/event/30?actor=japan", follow_redirects=True).text
    form = body.split('class="as-known')[1].split("</form>")[0]

    assert 'name="as_of"' in form
    assert '<input type="hidden" name="actor" value="japan">' in form


def test_what_was_taken_back_is_gone(client):
    """An event that readers could see answers 410, says why, and how it stood before."""
    answer = client.get("/event/5")
    stood = re.search(r'href="(/event/5\?as_of=[^"]+)"', answer.text)

    assert 410 == answer.status_code
    assert "never happened" in answer.text
    assert stood is not None
    assert 200 == client.get(stood[1], follow_redirects=True).status_code
    assert 404 == client.get("/api/v1/events/5").status_code
    assert 410 == client.get("/event/5/history").status_code


def test_steps_together_make_the_event(client):
    """A revision changes something that readers see, and the first has everything."""
    with reading(client.application.extensions["timeline"].engine) as session:
        steps = read_steps(session, 30)

    assert [3, 2, 1] == [step.number for step in steps]
    assert {"date", "status"} == {change.field for change in steps[0].changes}
    assert {"title"} == {change.field for change in steps[1].changes}
    assert {"title", "date", "actor", "theme", "source", "claim"} <= {
        change.field for change in steps[2].changes
    }


def test_an_event_differs_from_itself_in_nothing(client):
    """Compared with itself an event has no change."""
    event = EVENT.decode(client.get("/api/v1/events/30").data)

    assert () == compare(event, event)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The treaty was signed.", "The peace treaty was not signed."),
        ("日本とロシアが合意", "日本とロシアが平和条約に合意"),
        ("", "new"),
        ("اتفاق", "اتفاق السلام"),
    ],
)
def test_differences_lose_nothing(before, after):
    """Without what is new a comparison is the old text, without what is gone the new one."""
    pieces = differing(before, after)

    assert before == "".join(one.text for one in pieces if one.fate != "new")
    assert after == "".join(one.text for one in pieces if one.fate != "gone")
