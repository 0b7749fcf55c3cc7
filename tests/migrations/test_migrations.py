"""Hold migrations to one line, to the models, to going both ways, and to losing nothing."""

import shutil

import pytest
from alembic import command
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from timeline.store import migrate
from timeline.store.schema import metadata
from timeline.store.session import BadDatabase, open_engine, reading

LOSING = '''"""Alter an event's column the way that empties what refers to it."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{down}"
branch_labels = None
depends_on = None


def upgrade():
    {body}


def downgrade():
    pass
'''


def counts(engine) -> dict[str, int]:
    """Count the rows of every table."""
    with reading(engine) as session:
        return {
            name: session.execute(text(f'select count(*) from "{name}"')).scalar_one()
            for name in metadata.tables
        }


def test_there_is_one_head():
    """No two migrations are the newest."""
    assert 1 == len(migrate.heads())


def test_the_newest_schema_is_that_of_the_models(engine):
    """Nothing would be generated: tables, columns, keys and indexes are as the models say."""
    command.check(migrate._config(engine))
    assert migrate.is_current(engine)


def test_down_and_up_again(engine):
    """From the newest schema to nothing and back, and the models still fit."""
    migrate.downgrade(engine)
    assert None is migrate.current(engine)
    left = {name for name in inspect(engine).get_table_names() if name != "alembic_version"}
    assert set() == left
    migrate.upgrade(engine)
    command.check(migrate._config(engine))


def test_each_step_goes_down_and_up(engine):
    """Every single migration can be taken back and made again."""
    down = migrate.current(engine)
    while down is not None:
        migrate.downgrade(engine, "-1")
        migrate.upgrade(engine, "+1")
        assert down == migrate.current(engine)
        migrate.downgrade(engine, "-1")
        down = migrate.current(engine)
    migrate.upgrade(engine)
    assert migrate.is_current(engine)


def walked(engine) -> set[tuple[int, ...]]:
    """Give all rows that filters walk."""
    with reading(engine) as session:
        rows = session.execute(text("select axis, key, sort_key, event_id from walk"))
        return {tuple(row) for row in rows}


def test_ways_of_counting_are_filed_apart_as_they_are_written_now(seeded_url):
    """What was on one axis is split by the migration as an event would be filed today."""
    engine = open_engine(seeded_url)
    before = walked(engine)
    assert {2, 9} <= {axis for axis, *_rest in before}
    migrate.downgrade(engine, "0002")
    together = walked(engine)
    assert 9 not in {axis for axis, *_rest in together}
    assert {row for row in before if row[0] not in {2, 9}} < together
    migrate.upgrade(engine)
    assert before == walked(engine)
    engine.dispose()


@pytest.fixture
def with_migration(tmp_path, monkeypatch):
    """Give what adds a throw-away migration to a copy of the folder and upgrades to it."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.folder("migrations"), folder)

    def add(engine, body: str) -> None:
        content = LOSING.format(revision="trial", down=migrate.heads()[0], body=body)
        (folder / "versions" / "trial.py").write_text(content)
        monkeypatch.setattr(migrate, "folder", lambda name: tmp_path / name)
        migrate.upgrade(engine)

    return add


ALTER = (
    'with op.batch_alter_table("event") as batch:\n'
    '        batch.alter_column("summary", existing_type=sa.Text(), server_default="")'
)


def test_altering_a_column_keeps_what_refers_to_the_table(seeded_url, with_migration):
    """After a column of event was altered, every table has the rows that it had."""
    engine = open_engine(seeded_url)
    before = counts(engine)
    assert before["citation"] > 0
    with_migration(engine, ALTER)
    assert before == counts(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert [] == connection.exec_driver_sql("pragma foreign_key_check").all()
            assert 1 == connection.exec_driver_sql("pragma foreign_keys").scalar()
    engine.dispose()


def test_a_migration_that_loses_rows_is_refused(seeded_url, with_migration):
    """A migration after which rows are missing is rolled back as a whole."""
    engine = open_engine(seeded_url)
    before, schema = counts(engine), migrate.current(engine)
    with pytest.raises(RuntimeError, match="claim"):
        with_migration(engine, 'op.execute("delete from claim where event_id > 3")')
    assert (before, schema) == (counts(engine), migrate.current(engine))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert 1 == connection.exec_driver_sql("pragma foreign_keys").scalar()
    engine.dispose()


def test_a_migration_that_cuts_ties_is_refused(seeded_url, with_migration):
    """Rows that refer to nothing afterwards are refused on either engine."""
    engine = open_engine(seeded_url)
    before, schema = counts(engine), migrate.current(engine)
    with pytest.raises((RuntimeError, IntegrityError)):
        with_migration(engine, 'op.execute("update citation set source_id = 999999")')
    assert (before, schema) == (counts(engine), migrate.current(engine))
    engine.dispose()


def test_a_schema_from_the_future_is_refused(engine):
    """A database that a newer version has made is left alone, in plain words."""
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    assert not migrate.is_current(engine)
    with pytest.raises(BadDatabase, match="9999"):
        migrate.upgrade(engine)


def test_the_empty_schema_holds_nothing(engine):
    """A fresh database has every table and no row."""
    with reading(engine) as session:
        for table in metadata.sorted_tables:
            assert [] == session.execute(select(table)).all()
