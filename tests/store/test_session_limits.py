"""Hold connections to PostgreSQL to their limits: behind a pooler, with none free, server away."""

import threading
import time
from contextlib import suppress

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from timeline.settings import Settings
from timeline.store.actors import Actor
from timeline.store.session import (
    close_store,
    open_store,
    read_connection,
    reading,
    writing,
)
from timeline.terms import ActorKind
from timeline.web.app import create_app


@pytest.fixture
def server(migrated_server):
    """Give the server, running and without actors."""
    if migrated_server.running is None:
        migrated_server.start()
    migrated_server.ask("delete from actor")
    return migrated_server


def slugs(engine) -> set[str]:
    """Read the slugs of all actors."""
    with reading(engine) as session:
        return set(session.execute(select(Actor.slug)).scalars())


def setting(engine, name: str) -> str:
    """Read a setting of the server in a reading transaction."""
    with reading(engine) as session:
        return session.execute(text(f"show {name}")).scalar_one()


def test_a_pooler_by_transaction_is_borne(server, own_pooler, add):
    """Eight threads over two shared connections: each statement is answered, each write is kept."""
    database = own_pooler(server)
    settings = Settings(database=database, pooler=True, prepare_threshold=1, lock_seconds=30)
    engine = open_store(settings, serving=True)
    failures: list[Exception] = []

    def work(thread: int) -> None:
        try:
            for number in range(15):
                add(engine, f"actor-{thread}-{number}")
                for _ in range(4):
                    assert f"actor-{thread}-{number}" in slugs(engine)
        except (AssertionError, DBAPIError) as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == failures
    assert 8 * 15 == len(slugs(engine))
    assert ["2s", "30s", "1min"] == [
        setting(engine, name)
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    ]

    close_store(engine)


def test_a_pooler_that_is_not_told_of_is_named(server, own_pooler):
    """Without the setting pgbouncer refuses the connection, and says at what it takes offence."""
    engine = open_store(Settings(database=own_pooler(server)), serving=True)
    with pytest.raises(DBAPIError, match="unsupported startup parameter: options"):
        slugs(engine)

    close_store(engine)


def test_limits_are_those_of_the_settings(server):
    """Without a pooler the same limits hold, from the moment that a connection is opened."""
    settings = Settings(
        database=server.url, statement_seconds=1.5, lock_seconds=0.25, idle_seconds=7
    )
    served, command = open_store(settings, serving=True), open_store(settings, serving=False)
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

    assert ["1500ms", "250ms", "7s"] == [setting(served, name) for name in names]
    assert ["0", "250ms", "7s"] == [setting(command, name) for name in names]

    close_store(served)
    close_store(command)


def test_a_writer_does_not_wait_for_ever(server, add):
    """A second writer gives up after the time that a lock may take; the first is undisturbed."""
    engine = open_store(Settings(database=server.url, lock_seconds=0.3), serving=True)
    with writing(engine) as session:
        session.add(Actor(slug="japan", kind=ActorKind.STATE, name="Japan"))
        started = time.monotonic()
        with pytest.raises(DBAPIError, match="lock timeout"):
            add(engine, "russia")
        waited = time.monotonic() - started

    assert waited < 2
    assert {"japan"} == slugs(engine)

    close_store(engine)


def test_a_transaction_that_does_nothing_is_ended(server):
    """A forgotten transaction is ended by the server; the next one finds a new connection."""
    engine = open_store(Settings(database=server.url, idle_seconds=0.2), serving=True)
    with suppress(DBAPIError), reading(engine) as session:
        session.execute(text("select 1"))
        time.sleep(0.8)
        with pytest.raises(DBAPIError):
            session.execute(text("select 1"))

    assert set() == slugs(engine)

    close_store(engine)


def test_when_no_connection_is_free_the_answer_is_503(server):
    """A request that gets no connection in time is told to try again; afterwards all is well."""
    app = create_app(Settings(database=server.url, pool_size=1, pool_overflow=0, pool_timeout=0.2))
    client = app.test_client()
    engine = app.extensions["timeline"].engine
    with read_connection(engine):
        refused = client.get("/api/v1/actors")

    assert (503, "5") == (refused.status_code, refused.headers.get("Retry-After"))
    assert "Too many ask" in refused.get_json()["detail"]
    assert 200 == client.get("/api/v1/actors").status_code

    close_store(engine)


def test_a_server_that_goes_and_comes_again(server):
    """With the database away the answer is 503 within 5 s; 10 s after its return all is well."""
    app = create_app(Settings(database=server.url))
    client = app.test_client()
    paths = ("/api/v1/actors", "/", "/readyz")

    assert [200, 200, 200] == [client.get(path).status_code for path in paths]

    server.stop()
    for path in paths:
        started = time.monotonic()
        answer = client.get(path)

        assert (503, "5") == (answer.status_code, answer.headers.get("Retry-After"))
        assert time.monotonic() - started < 5

    assert 200 == client.get("/healthz").status_code

    server.start()
    back = time.monotonic()
    while any(client.get(path).status_code != 200 for path in paths):
        assert time.monotonic() - back < 10
        time.sleep(0.1)

    close_store(app.extensions["timeline"].engine)
