"""Hold addresses of events through the desk's verbs: they lead on, or answer that it is gone."""

import shutil
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def client(seeded, tmp_path) -> Iterator[FlaskClient]:
    """Give a client over a copy of the seeds: event 2 merged into 3, event 5 retracted."""
    from timeline.review.act import Act, now
    from timeline.review.desk import retract
    from timeline.review.merge import merge
    from timeline.settings import Settings
    from timeline.store.directory import load_directory
    from timeline.store.session import writing
    from timeline.web.app import create_app

    copy = tmp_path / "merged.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    app = create_app(Settings(database=f"sqlite:///{copy}"))
    engine = app.extensions["timeline"].engine
    with writing(engine) as session:
        merge(session, load_directory(session), Act("editor", now(), reason="twice"), 2, 3)
        retract(session, load_directory(session), Act("editor", now(), reason="wrong"), 5)
    yield app.test_client()
    engine.dispose()


def test_a_merged_event_leads_to_the_one_it_is_part_of(client):
    """Its address answers 301 to the event that stands for both, whose history says why."""
    answer = client.get("/event/2")
    page = client.get("/event/2", follow_redirects=True)

    assert answer.status_code == 301
    assert answer.location.startswith("/event/3/")
    assert "took in event 2" in page.get_data(as_text=True)


def test_a_retracted_event_is_not_shown(client):
    """It answers 410 with a page, and stands in no list."""
    assert client.get("/event/5").status_code == 410
    assert 'id="e5"' not in client.get("/events?limit=200").get_data(as_text=True)
