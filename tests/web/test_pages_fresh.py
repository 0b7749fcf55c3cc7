"""Hold pages to their validators: a page that has not changed is not made again."""

from flask.testing import FlaskClient
from sqlalchemy import event, select

from timeline.review.act import Act, now
from timeline.review.desk import retract
from timeline.settings import Settings
from timeline.store.directory import load_directory
from timeline.store.events import Event
from timeline.store.session import writing
from timeline.web.app import create_app

PAGES = ("/", "/events?actor=japan", "/actor/japan", "/theme/energy", "/year/2013", "/actors")


def questions(client: FlaskClient, path: str, known: str) -> tuple[int, int]:
    """Ask again with a validator; give the status, and how many statements the database had."""
    asked: list[str] = []
    engine = client.application.extensions["timeline"].engine

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    answer = client.get(path, headers={"If-None-Match": known})
    event.remove(engine, "before_cursor_execute", note)
    return answer.status_code, sum("select" in one.lower() for one in asked)


def test_an_unchanged_page_costs_one_question_at_most(own_client):
    """Asked again with its validator, a page answers 304 after asking for the version alone."""
    for path in PAGES:
        known = own_client.get(path).headers["ETag"]

        status, asked = questions(own_client, path, known)

        assert (path, 304) == (path, status)
        assert asked <= 1


def test_a_change_of_the_data_changes_every_page(own_client):
    """After an event is retracted no validator of before holds, and its page is gone."""
    known = {path: own_client.get(path).headers["ETag"] for path in PAGES}
    engine = own_client.application.extensions["timeline"].engine
    with writing(engine) as session:
        number = session.execute(select(Event.id).order_by(Event.id)).scalars().first()
        retract(session, load_directory(session), Act("tester", now(), "a test"), number)

    assert {200} == {questions(own_client, path, tag)[0] for path, tag in known.items()}
    assert 410 == own_client.get(f"/event/{number}").status_code


def test_pages_differ_by_filter_and_by_installation(own_client, seeded_url):
    """Another filter, or the same under another title of the site, has another validator."""
    named = create_app(Settings(database=seeded_url, site_title="Chronicle"))
    tags = [own_client.get(path).headers["ETag"] for path in ("/events", "/events?order=newest")]
    tags.append(named.test_client().get("/events").headers["ETag"])
    named.extensions["timeline"].engine.dispose()

    assert 3 == len(set(tags))


def test_only_pages_that_were_made_have_validators(own_client):
    """Refusals and redirections have none, nor have pages that do not look at the data."""
    for path in ("/events?from=foo", "/nowhere", "/event/1", "/about", "/dates"):
        assert (path, None) == (path, own_client.get(path).headers.get("ETag"))
