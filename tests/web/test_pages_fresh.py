"""Hold pages to their validators: a page that has not changed is not made again."""

from sqlalchemy import select

from timeline.review.act import Act, now
from timeline.review.desk import retract
from timeline.settings import Settings
from timeline.store.directory import load_directory
from timeline.store.events import Event
from timeline.store.session import writing
from timeline.web.app import create_app

PAGES = ("/", "/events?actor=japan", "/actor/japan", "/theme/energy", "/year/2013", "/actors")


def test_an_unchanged_page_costs_one_question_at_most(own_client, asking):
    """Asked again with its validator, a page answers 304 after asking for the version alone."""
    for path in PAGES:
        known = own_client.get(path).headers["ETag"]

        answer, statements = asking(own_client, path, **{"If-None-Match": known})

        assert (path, 304) == (path, answer.status_code)
        assert sum("select" in one.lower() for one in statements) <= 1


def test_a_change_of_the_data_changes_every_page(own_client):
    """After an event is retracted no validator of before holds, and its page is gone."""
    known = {path: own_client.get(path).headers["ETag"] for path in PAGES}
    engine = own_client.application.extensions["timeline"].engine
    with writing(engine) as session:
        number = session.execute(select(Event.id).order_by(Event.id)).scalars().first()
        retract(session, load_directory(session), Act("tester", now(), "a test"), number)

    again = [own_client.get(path, headers={"If-None-Match": tag}) for path, tag in known.items()]

    assert {200} == {answer.status_code for answer in again}
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
