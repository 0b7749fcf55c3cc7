"""Hold kept answers to what would be answered now, and their number to its bounds."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from timeline.review.act import Act, now
from timeline.review.desk import retract
from timeline.store.directory import load_directory
from timeline.store.events import Event
from timeline.store.session import writing
from timeline.web.cache import has
from timeline.web.keeping import LARGEST, OVERHEAD, Answers, Kept

PATHS = (
    "/",
    "/events?actor=japan",
    "/actor/japan",
    "/api/v1/events",
    "/api/v1/facets",
    "/year/2013",
)


def is_sqlite(client: FlaskClient) -> bool:
    """Tell whether the site stands on SQLite; elsewhere nothing is kept."""
    return client.application.extensions["timeline"].engine.dialect.name == "sqlite"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_an_answer_that_was_kept_is_the_one_that_was_made(own_client, asking, path, accepted):
    """The second answer has the bytes and headers of the first, and asks nothing on SQLite."""
    headers = {"Accept-Encoding": accepted, "Accept-Language": "ru"}
    first, second = (own_client.get(path, headers=headers) for _ in range(2))

    assert first.data == second.data
    assert sorted((n.lower(), v) for n, v in first.headers) == sorted(
        (n.lower(), v) for n, v in second.headers
    )
    if is_sqlite(own_client):
        answer, statements = asking(own_client, path, **headers)
        assert (200, ()) == (answer.status_code, statements)


def test_a_change_of_the_data_is_in_the_next_answer(own_client):
    """After a commit nothing of before is answered any more."""
    before = {path: own_client.get(path).data for path in PATHS}
    engine = own_client.application.extensions["timeline"].engine
    with writing(engine) as session:
        number = session.execute(select(Event.id).order_by(Event.id)).scalars().first()
        retract(session, load_directory(session), Act("tester", now(), "a test"), number)
    after = {path: own_client.get(path).data for path in PATHS}

    assert before["/api/v1/events"] != after["/api/v1/events"]
    assert before["/api/v1/facets"] != after["/api/v1/facets"]
    assert after == {path: own_client.get(path, headers={"Range": "x"}).data for path in PATHS}


def test_readers_of_other_languages_forms_and_hosts_are_told_apart(own_client):
    """What was kept for one reader is not given to one who asked for it otherwise."""
    plain = own_client.get("/events").data

    assert b'lang="ja"' in own_client.get("/events", headers={"Accept-Language": "ja"}).data
    assert own_client.get("/events", headers={"Accept-Encoding": "gzip"}).data[:2] == b"\x1f\x8b"
    assert own_client.get("/events", headers={"Host": "evil.example"}).status_code == 400
    assert plain == own_client.get("/events").data


def test_refusals_and_redirections_are_not_kept(own_client):
    """Only answers that hold as long as the data do are kept."""
    for path in ("/events?from=foo", "/nowhere", "/event/1", "/healthz", "/api/v1/events/x"):
        own_client.get(path)

    assert len(own_client.application.extensions["answers"]) == 0


def test_readiness_is_asked_of_what_readers_read(own_client):
    """The service is ready when the database that answers readers has the schema."""
    assert own_client.get("/readyz").status_code == 200
    assert own_client.get("/healthz").status_code == 200


@given(some.lists(some.tuples(some.integers(0, 40), some.integers(0, 9_000)), max_size=200))
def test_answers_stay_within_their_bytes(asked):
    """Whatever is kept, its bytes are counted rightly and never exceed the budget."""
    answers = Answers(budget=40_000)
    for number, length in asked:
        key = (str(number),)
        answers.keep((1, b""), key, Kept("tag", (), b"x" * length))
        found = answers.get((1, b""), key)

        assert found is not None
        assert length == len(found.body or b"")
    kept = [one for n in range(41) if (one := answers.get((1, b""), (str(n),)))]
    assert answers.size <= 40_000
    assert 0 <= answers.size - sum(one.size for one in kept) <= 2 * len(kept)


def test_an_older_version_never_replaces_a_newer_one():
    """A slow answer of before a change is passed over, and one that is too large as well."""
    answers = Answers()
    answers.keep((2, b"a"), ("/",), Kept("new", (), b"new"))
    answers.keep((1, b"a"), ("/",), Kept("old", (), b"old"))
    answers.keep((2, b"a"), ("/large",), Kept("large", (), b"x" * (LARGEST + OVERHEAD)))

    assert answers.get((1, b"a"), ("/",)) is None
    assert answers.get((2, b"b"), ("/",)) is None
    assert answers.get((2, b"a"), ("/large",)) is None
    assert b"new" == getattr(answers.get((2, b"a"), ("/",)), "body", None)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ('W/"a"', True),
        ('"a"', True),
        ('"b", W/"a"', True),
        ('"b"', False),
        ("", False),
        ("x", False),
    ],
)
def test_validators_are_compared_weakly(known, expected):
    """A reader has an answer when any validator that it names is the same, weak or not."""
    assert expected == has(known, "a")
