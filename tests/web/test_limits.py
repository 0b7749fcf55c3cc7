"""Hold the work of one question, and what many leave behind, to their bounds."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from timeline.settings import Settings
from timeline.web.app import create_app
from timeline.web.session import session

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


@pytest.fixture
def client(seeded_url) -> Iterator[FlaskClient]:
    """Give a client of a site whose questions may take a fifth of a second."""
    app = create_app(Settings(database=seeded_url, statement_seconds=0.2))
    app.add_url_rule("/endless", "endless", lambda: str(session().execute(text(ENDLESS)).scalar()))
    yield app.test_client()
    app.extensions["timeline"].engine.dispose()


def test_a_question_without_end_is_stopped(client):
    """What takes the database too long is answered with 503 and when to try again; others go on."""
    answer = client.get("/endless")

    assert (503, "5") == (answer.status_code, answer.headers["Retry-After"])
    assert 200 == client.get("/events").status_code


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("actor=" + ",".join(f"a{number}" for number in range(500)), 400, "actor"),
        ("&".join(f"theme=t{number}" for number in range(500)), 400, "theme"),
        ("limit=1000000000", 400, "limit"),
        ("limit=-1", 400, "limit"),
        ("after=elsewhere", 400, "after"),
        ("before=n.9.9.9", 400, "before"),
        ("q=" + "x" * 5000, 400, "q"),
        ("from=-5000&to=5000", 200, None),
    ],
)
def test_what_asks_for_too_much_is_refused_by_name(client, query, status, parameter):
    """The API answers at once, and says which parameter is wrong; a long window is none."""
    answer = client.get(f"/api/v1/events?{query}")

    assert status == answer.status_code
    assert parameter == (answer.json or {}).get("parameter")


def test_many_different_questions_leave_little_behind(client):
    """However many filters are asked for, what is kept stays within its budget."""
    answers = client.application.extensions["answers"]
    answers.budget = 200_000
    for number in range(300):
        assert 200 == client.get(f"/api/v1/events?limit=1&from={1000 + number}").status_code

    assert answers.size <= 200_000
    assert len(answers) < 100
