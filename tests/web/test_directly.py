"""Hold what is answered before Flask to what Flask would answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import event

from timeline.settings import Settings
from timeline.web.app import create_app

LIST = "/api/v1/events"
QUERIES = (
    "", "limit=1", "limit=2&order=newest", "actor=japan&actor=russia", "actor=RU,JP&from=2012",
    "from=2012-09&to=2012-09&when=certain", "theme=energy&type=AGREE", "q=%22peace+treaty%22",
    "q=%D0%BC%D0%B8%D1%80", "actor=nobody-at-all", "from=foo", "limit=0", "limit=", "colour=red",
    "q=%FF", "q=a%00b", "after=abc", "via=affiliated&actor=gazprom", "as_of=2026-11-22",
    "limit=3&actor=japan;russia", "&&&", "=", "actor", "order=newest&order=newest",
)  # fmt: skip
BY_FLASK = {"Range": "x"}
"""What is asked with it is not kept, nor answered directly; the answer is that of the whole."""


@pytest.fixture(scope="module")
def site(seeded):
    """Serve the seeds from an SQLite file."""
    return create_app(Settings(database=seeded("sqlite"))).test_client()


def both(site, query, **headers):
    """Ask twice; give status, body and headers of what is answered directly, and by Flask."""
    answers = (site.get(f"{LIST}?{query}", headers=headers | more) for more in ({}, BY_FLASK))
    return [
        (one.status_code, one.data, sorted((name.lower(), value) for name, value in one.headers))
        for one in answers
    ]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_the_same_is_answered_with_the_same_headers(site, query, accepted):
    """Status, bytes and headers are those of the view, refusals included."""
    directly, usual = both(site, query, **{"Accept-Encoding": accepted})

    assert usual == directly


@given(
    some.dictionaries(
        some.sampled_from(["actor", "from", "to", "q", "order", "limit", "when", "theme", "x"]),
        some.text(max_size=12) | some.sampled_from(["2012", "japan", "newest", "5", "energy"]),
        max_size=4,
    )
)
def test_whatever_is_asked_is_answered_alike(site, query):
    """Random parameters, sound or not, get one answer."""
    directly, usual = (site.get(LIST, query_string=query, headers=more) for more in ({}, BY_FLASK))

    assert (usual.status_code, usual.data) == (directly.status_code, directly.data)


def test_whoever_has_it_is_told_so_before_the_database_is_asked(site):
    """A validator of this version is answered by 304, although nothing was kept."""
    tag = site.get(f"{LIST}?limit=7", headers=BY_FLASK).headers["ETag"]
    engine, asked = site.application.extensions["timeline"].engine, []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    same = site.get(f"{LIST}?limit=7", headers={"If-None-Match": tag})

    assert (304, b"", tag, []) == (same.status_code, same.data, same.headers["ETag"], asked)


def test_hosts_that_are_not_trusted_are_refused(seeded):
    """The hosts that the settings name are answered, no other one."""
    settings = Settings(database=seeded("sqlite"), trusted_hosts=("timeline.example",))
    client = create_app(settings).test_client()

    assert [200, 400, 400] == [
        client.get(LIST, headers={"Host": host}).status_code
        for host in ("timeline.example", "evil.example", "timeline.example.evil.example")
    ]


def test_what_takes_too_long_is_refused_once(seeded):
    """A statement beyond its time is answered by 503, and not asked again by another way."""
    client = create_app(Settings(database=seeded("sqlite"))).test_client()
    engine, asked = client.application.extensions["timeline"].engine, []

    def stop(connection, _cursor, statement, *_rest):
        if statement != "BEGIN":
            asked.append(statement)
            connection.connection.driver_connection.set_progress_handler(lambda: 1, 1)

    event.listen(engine, "before_cursor_execute", stop)
    answer = client.get(LIST)

    assert (503, 1) == (answer.status_code, len(asked))
    assert "application/problem+json" == answer.mimetype
