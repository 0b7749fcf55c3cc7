"""Hold sessions to one transaction each: what is written stays, what is read does not change."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from timeline.store.actors import Actor
from timeline.store.session import BadDatabase, open_engine, reading, writing
from timeline.terms import ActorKind


def slugs(engine) -> list[str]:
    """Read the slugs of all actors."""
    with reading(engine) as session:
        return sorted(session.execute(select(Actor.slug)).scalars())


def actor(slug: str) -> Actor:
    """Make an actor."""
    return Actor(slug=slug, kind=ActorKind.STATE, name=slug)


def test_what_is_written_is_there_afterwards(engine, database_url):
    """A writing session commits at its end, for every other connection to see."""
    with writing(engine) as session:
        session.add(actor("japan"))
    engine.dispose()
    again = open_engine(database_url)
    assert ["japan"] == slugs(again)
    again.dispose()


def test_what_fails_leaves_nothing(engine):
    """An error in a writing session takes everything back."""

    def twice() -> None:
        with writing(engine) as session:
            session.add(actor("japan"))
            session.flush()
            session.add(actor("japan"))

    with pytest.raises(IntegrityError):
        twice()
    assert [] == slugs(engine)


def test_reading_changes_nothing(engine):
    """What is written by mistake in a reading session is refused, or at the least not kept."""
    with suppress(DBAPIError), reading(engine) as session:
        session.add(actor("japan"))
        session.flush()

        assert engine.dialect.name == "sqlite"

    assert [] == slugs(engine)


def test_a_reader_keeps_one_state(engine):
    """What a writer commits meanwhile does not show in a session that has begun to read."""
    with reading(engine) as session:
        assert [] == session.execute(select(Actor.slug)).scalars().all()
        with writing(engine) as other:
            other.add(actor("japan"))
        assert [] == session.execute(select(Actor.slug)).scalars().all()
    assert ["japan"] == slugs(engine)


def test_writers_wait_for_each_other(engine):
    """Eight writers that read and then write lose nothing and fail nowhere."""
    failures = []

    def add(number: int) -> None:
        try:
            with writing(engine) as session:
                known = session.execute(select(Actor.slug)).scalars().all()
                session.add(actor(f"actor-{len(known)}"))
        except DBAPIError as error:
            failures.append((number, error))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == failures
    assert [f"actor-{number}" for number in range(8)] == slugs(engine)


def test_a_statement_that_takes_too_long_is_stopped(database_url):
    """An engine with a limit ends what runs longer, and answers the next question."""
    limited = open_engine(database_url, statement_seconds=0.3)
    endless = (
        "with recursive n(x) as (select 1 union all select x + 1 from n where x < 1000000000) "
        "select count(*) from n"
    )
    with reading(limited) as session, pytest.raises(DBAPIError, match=r"interrupted|timeout"):
        session.execute(text(endless))
    assert [] == slugs(limited)
    limited.dispose()


def test_a_name_that_is_no_record_is_refused(engine):
    """Foreign keys hold on both engines."""
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.execute(
            text("insert into actor_code (scheme, value, actor_id) values ('iso2', 'JP', 99)")
        )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "not a database address"),
        ("timeline.sqlite", "not a database address"),
        ("mysql://localhost/x", "no 'mysql' databases"),
        ("oracle+cx://h/x", "no 'oracle' databases"),
        ("postgresql://h:port/x", "not a database address"),
    ],
)
def test_a_strange_address_is_refused(address, said):
    """The message says what an address looks like."""
    with pytest.raises(BadDatabase, match=said) as refused:
        open_engine(address)
    assert "sqlite:///" in str(refused.value)
