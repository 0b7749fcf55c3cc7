"""Hold first loads to leaving the schema as it was, whoever else has the database open."""

import sqlite3

import pytest
from sqlalchemy import make_url, text

from timeline.store.loading import FEW, alone, bring_back, is_nearly_empty, set_aside
from timeline.store.session import open_engine, writing

SCHEMA = {
    "sqlite": "select name, sql from sqlite_master where sql is not null order by name",
    "postgresql": (
        "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index "
        "join pg_class on pg_class.oid = indrelid where relnamespace = "
        "current_schema()::regnamespace union all select conname::text, "
        "pg_get_constraintdef(oid) from pg_constraint where contype = 'f' order by 1, 2"
    ),
}


def schema(engine) -> list[tuple[str, str]]:
    """Read what there is of indexes and foreign keys."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(SCHEMA[engine.dialect.name]))]


def test_what_was_set_aside_comes_back(engine):
    """After a load, every index and foreign key is there as before; during it, they are not."""
    before = schema(engine)
    with writing(engine) as session:
        assert is_nearly_empty(session)
        aside = set_aside(session)
        during = session.execute(text(SCHEMA[engine.dialect.name])).all()
        bring_back(session, aside)

    assert len(aside) >= 9
    assert len(before) - len(aside) == len(during)
    assert before == schema(engine)


def test_a_load_that_ends_badly_leaves_the_schema(engine):
    """What was set aside in a transaction that is rolled back was never gone."""
    before = schema(engine)
    with writing(engine) as session:
        set_aside(session)
        session.rollback()
    assert before == schema(engine)


def journal(path) -> str:
    """Read which journal a file has."""
    with sqlite3.connect(path) as raw:
        return raw.execute("pragma journal_mode").fetchone()[0]


@pytest.fixture
def file(migrated, tmp_path):
    """Give an empty SQLite store of the test's own, opened, and its file."""
    path = tmp_path / "own.sqlite"
    path.write_bytes(_bytes(make_url(migrated("sqlite")).database))
    engine = open_engine(f"sqlite:///{path}")
    yield engine, path
    engine.dispose()


def _bytes(path: str) -> bytes:
    with sqlite3.connect(path) as raw:
        return raw.serialize()


def test_a_first_load_writes_no_log_and_others_find_one_after_it(file):
    """While nobody else has the file open it has a plain journal, and afterwards a log again."""
    engine, path = file
    with alone(engine), writing(engine) as session:
        during = session.execute(text("pragma journal_mode")).scalar()
        timeout = session.execute(text("pragma busy_timeout")).scalar()
    engine.dispose()

    assert ("delete", 5000, "wal") == (during, timeout, journal(path))


def test_a_store_that_others_read_keeps_its_log(file):
    """A reader is not shut out by a load."""
    engine, path = file
    other = open_engine(f"sqlite:///{path}")
    with other.connect() as reader:
        reader.execute(text("select count(*) from event")).scalar()
        with alone(engine), writing(engine) as session:
            during = session.execute(text("pragma journal_mode")).scalar()
            seen = reader.execute(text("select count(*) from event")).scalar()
    other.dispose()

    assert ("wal", 0) == (during, seen)


def test_a_store_with_many_events_keeps_its_log(file):
    """What is there already is not put at the mercy of a journal that shuts readers out."""
    engine, _path = file
    columns = (
        "slug, title, type, status, state, sort_key, span_class, version, updated, summary, "
        "significance, disputed, edtf"
    )
    row = "'a', 'A', 'AGREE', 'occurred', 'proposed', 1, 0, 1, '', '', 0, 0, '2013'"
    many = (
        f"with recursive n(i) as (select 1 union all select i + 1 from n where i <= {FEW}) "
        f"insert into event ({columns}) select {row} from n"
    )
    with writing(engine) as session:
        session.execute(text(many))
        assert not is_nearly_empty(session)
    with alone(engine), writing(engine) as session:
        assert "wal" == session.execute(text("pragma journal_mode")).scalar()
