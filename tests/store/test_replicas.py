"""Hold reading from replicas to what was committed, with a real primary and a real replica."""

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text

from timeline.settings import Settings
from timeline.store.actors import Actor
from timeline.store.replicas import SEEN, read_position, replicas_of, write_position
from timeline.store.session import (
    BadDatabase,
    close_store,
    open_engine,
    open_store,
    read_connection,
    reading,
)
from timeline.web.app import create_app
from timeline.web.session import service

ROUNDS = 300


@pytest.fixture(scope="module")
def servers(own_server, migrated_server):
    """Run a primary with the schema, and a replica that follows it."""
    return migrated_server, own_server(follows=migrated_server)


@pytest.fixture
def pair(servers):
    """Give both, running, replaying and without actors."""
    for server in servers:
        if server.running is None:
            server.start()
    primary, replica = servers
    primary.ask("delete from actor")
    replica.ask("select pg_wal_replay_resume()")
    end = primary.ask("select pg_current_wal_flush_lsn()::text")
    while not replica.ask(f"select pg_last_wal_replay_lsn() >= '{end}'"):
        time.sleep(0.05)
    return primary, replica


@pytest.fixture
def opened(pair, request):
    """Open the primary with its replica, as settings say."""
    primary, replica = pair
    lag = getattr(request, "param", 0.0)
    settings = Settings(
        database=primary.url,
        replicas=(replica.url,),
        replica_lag_seconds=lag,
        replica_wait_seconds=2.0,
        threads=2,
    )
    engine = open_store(settings, serving=True)
    token = SEEN.set(0)
    yield engine
    SEEN.reset(token)
    close_store(engine)


def seen(engine) -> tuple[bool, set[str]]:
    """Read all actors; tell whether a replica answered."""
    with reading(engine) as session:
        slugs = set(session.execute(select(Actor.slug)).scalars())
        return session.execute(text("select pg_is_in_recovery()")).scalar_one(), slugs


@pytest.mark.parametrize("opened", [0.0, 60.0], indirect=True, ids=["strict", "lag of 60 s"])
def test_a_writer_reads_what_it_wrote(opened, add):
    """In 300 rounds of writing and reading at once nothing is stale, and a replica answers."""
    stale, by_replica = [], 0
    for number in range(ROUNDS):
        add(opened, f"actor-{number}")
        replica, slugs = seen(opened)
        by_replica += replica
        if f"actor-{number}" not in slugs:
            stale.append(number)

    assert [] == stale
    assert by_replica > ROUNDS * 0.9


def test_strangers_see_what_was_committed_before(opened, add):
    """Where no lag is allowed, one who has written nothing sees all that was committed, too."""
    for number in range(50):
        add(opened, f"actor-{number}")
        SEEN.set(0)

        assert f"actor-{number}" in seen(opened)[1]


@pytest.mark.parametrize("opened", [60.0], indirect=True, ids=["lag of 60 s"])
def test_a_replica_that_is_behind_is_not_asked(opened, pair, add):
    """A replica that has stopped replaying is waited for as long as allowed, then left out."""
    _primary, replica = pair
    replica.ask("select pg_wal_replay_pause()")
    add(opened, "japan")
    started = time.monotonic()
    by_replica, slugs = seen(opened)
    waited = time.monotonic() - started

    assert (False, {"japan"}) == (by_replica, slugs)
    assert 1.9 < waited < 4.0

    started = time.monotonic()
    seen(opened)

    assert time.monotonic() - started < 1.0

    replica.ask("select pg_wal_replay_resume()")
    time.sleep(1.0)

    assert (True, {"japan"}) == seen(opened)


def test_the_primary_answers_for_a_dead_replica(opened, pair, add):
    """A replica that has died costs nobody an answer, and is used again when it is back."""
    _primary, replica = pair
    add(opened, "japan")

    assert (True, {"japan"}) == seen(opened)

    replica.stop()
    started = time.monotonic()

    assert (False, {"japan"}) == seen(opened)
    assert time.monotonic() - started < 5
    assert ["None"] == [str(one.behind) for one in replicas_of(opened).states(opened)]

    replica.start()
    time.sleep(2.1)

    assert (True, {"japan"}) == seen(opened)
    assert [(0, "")] == [(one.behind, one.said) for one in replicas_of(opened).states(opened)]


def test_a_replica_answers_for_a_dead_primary(opened, pair, add):
    """While the primary is away, reading goes on from what the replica is known to have."""
    primary, _replica = pair
    add(opened, "japan")
    seen(opened)
    primary.stop()

    assert (True, {"japan"}) == seen(opened)


def test_a_position_from_nowhere_costs_nothing(opened, add):
    """A position beyond the log of the primary is passed over, not waited for."""
    add(opened, "japan")
    SEEN.set(read_position("FFFFFFFF/0"))
    started = time.monotonic()

    assert (True, {"japan"}) == seen(opened)
    assert time.monotonic() - started < 1.0


def test_a_server_that_is_no_replica_is_not_read_from(pair):
    """A second server that does not follow the first one never answers."""
    primary, _replica = pair
    engine = open_store(Settings(database=primary.url, replicas=(primary.url,)), serving=False)
    with closing(read_connection(engine)):
        said = [one.said for one in replicas_of(engine).states(engine)]
    close_store(engine)

    assert ["this server is no replica"] == said


def test_a_request_is_held_to_what_its_sender_wrote(pair, add):
    """An answer to a change carries a position; who sends it back never reads from before it."""
    primary, replica = pair
    app = create_app(
        Settings(
            database=primary.url,
            replicas=(replica.url,),
            replica_lag_seconds=60.0,
            replica_wait_seconds=0.1,
        )
    )

    @app.post("/api/write/<slug>")
    def write(slug: str) -> str:
        add(service().engine, slug)
        return "written"

    browser, program = app.test_client(), app.test_client()
    assert [] == browser.get("/api/v1/actors").get_json()["actors"]

    replica.ask("select pg_wal_replay_pause()")
    answer = browser.post("/api/write/japan")
    told = answer.headers["Timeline-Seen"]
    cookie = set(answer.headers["Set-Cookie"].split("; "))

    assert {f"timeline_seen={told}", "Max-Age=60", "HttpOnly", "SameSite=Lax"} <= cookie

    by_cookie = browser.get("/api/v1/actors")
    by_header = program.get("/api/v1/actors", headers={"Timeline-Seen": told})
    other = program.get("/api/v1/actors", headers={"Timeline-Seen": "nonsense"})

    assert ["japan"] == [one["slug"] for one in by_cookie.get_json()["actors"]]
    assert ["japan"] == [one["slug"] for one in by_header.get_json()["actors"]]
    assert 200 == other.status_code
    assert [None, None] == [one.headers.get("Set-Cookie") for one in (by_cookie, other)]

    close_store(app.extensions["timeline"].engine)


def test_check_tells_how_replicas_stand(pair):
    """`timeline check` names each replica and how far it is behind; a dead one is away."""
    primary, replica = pair
    surroundings = os.environ | {
        "TIMELINE_DATABASE": primary.url,
        "TIMELINE_REPLICAS": f"{replica.url},postgresql://timeline@/postgres?host=/nowhere",
    }
    program = Path(sys.executable).with_name("timeline")
    said = subprocess.run(
        [program, "check"], env=surroundings, capture_output=True, text=True, check=True
    ).stdout

    assert f"replica {make_url(replica.url).render_as_string()}: 0 bytes behind" in said
    assert "host=%2Fnowhere: away: " in said


def test_a_replica_refuses_to_be_written(pair, add):
    """Nothing can be written by way of a replica."""
    _primary, replica = pair
    engine = open_engine(replica.url)
    with pytest.raises(Exception, match="read-only"):
        add(engine, "japan")
    engine.dispose()


@pytest.mark.parametrize(
    ("database", "replica"),
    [("sqlite:///a.sqlite", "postgresql://h/d"), ("postgresql://h/d", "sqlite:///a.sqlite")],
)
def test_replicas_are_of_postgresql(database, replica):
    """Another kind of database has no replicas here."""
    with pytest.raises(BadDatabase, match="replicas are of PostgreSQL"):
        open_store(Settings(database=database, replicas=(replica,)), serving=False)


@pytest.mark.parametrize("position", [0, 1, 0x16B374D848, 2**64 - 1])
def test_a_position_is_read_as_it_is_written(position):
    """Writing and reading a position gives it back."""
    assert position == read_position(write_position(position))


@pytest.mark.parametrize("text", ["", "16", "16/", "g/0", "1/123456789", "1/2\n", "-1/2", "١/٢"])
def test_what_is_no_position_is_none(text):
    """Anything else is not taken for one."""
    assert read_position(text) is None
