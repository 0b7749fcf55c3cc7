"""Hold the plan of a spread database to the schema, and to a real cluster where there is one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from timeline.chronology.around import around_event
from timeline.chronology.detail import read_event
from timeline.chronology.facets import count_facets
from timeline.chronology.filter import parse
from timeline.chronology.indexes import list_records
from timeline.chronology.listing import every_event, list_events
from timeline.chronology.tile import DEPTH
from timeline.chronology.tiles import extent, read_tile
from timeline.store import schema
from timeline.store.distribute import BY_EVENT, EVERYWHERE, KEY, ON_COORDINATOR, distribute
from timeline.store.migrate import upgrade
from timeline.store.session import BadDatabase, open_engine, reading, writing


def test_every_table_has_its_place():
    """Each table of the schema is placed once; those keyed by event lie with the event."""
    placed = [*BY_EVENT, *EVERYWHERE, *ON_COORDINATOR]
    tables = set(schema.metadata.tables) | {"event_text"}

    assert sorted(tables) == sorted(placed)


def test_what_is_spread_by_event_has_it_in_every_unique_key():
    """A distributed table can hold nothing unique without its distribution column."""
    without = []
    for name in set(BY_EVENT) - {"event_text"}:
        table = schema.metadata.tables[name]
        keys = [table.primary_key, *(one for one in table.constraints if hasattr(one, "columns"))]
        kinds = {"PrimaryKeyConstraint", "UniqueConstraint"}
        without += [
            key.name
            for key in keys
            if type(key).__name__ in kinds and KEY.get(name, "event_id") not in key.columns
        ]

    assert [] == without


def test_sqlite_is_not_distributed(migrated):
    """A database of another kind is refused in words."""
    engine = open_engine(migrated("sqlite"))
    with pytest.raises(BadDatabase, match="only PostgreSQL can be distributed"):
        distribute(engine)
    engine.dispose()


def test_a_server_without_citus_is_told_what_is_missing(migrated):
    """Without the extension nothing is done, and the message says what to do."""
    engine = open_engine(migrated("postgresql"))
    with pytest.raises(BadDatabase, match=r"install it|create extension citus"):
        distribute(engine)
    engine.dispose()


def test_an_empty_database_is_told_to_be_migrated_first(own_server):
    """The schema comes first."""
    engine = open_engine(own_server().url)
    with pytest.raises(BadDatabase, match="db upgrade"):
        distribute(engine)
    engine.dispose()


@pytest.fixture
def cluster(absent):
    """Open the cluster that TIMELINE_CITUS names; its tables are emptied, before and after."""
    url = os.environ.get("TIMELINE_CITUS")
    if not url:
        absent("TIMELINE_CITUS names no coordinator of a Citus cluster with an empty database")
    engine = open_engine(url)
    upgrade(engine)
    _empty(engine)
    yield engine
    _empty(engine)
    engine.dispose()


def _empty(engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("set local citus.multi_shard_modify_mode = 'sequential'"))
        names = ", ".join([*BY_EVENT, *EVERYWHERE, *ON_COORDINATOR])
        connection.execute(text(f"truncate {names} restart identity cascade"))


def test_a_cluster_is_spread_once(cluster):
    """The first call places every table, the second changes nothing."""
    first = {one.table: one.how for one in distribute(cluster, shards=4)}
    again = distribute(cluster, shards=4)

    assert set(BY_EVENT) == {name for name, how in first.items() if how == "by event"}
    assert first == {one.table: one.how for one in again}
    assert [] == [one.table for one in again if one.moved]
    with reading(cluster) as session:
        together = session.execute(
            text(
                "select count(distinct colocationid) from pg_dist_partition where partmethod = 'h'"
            )
        ).scalar_one()

    assert 1 == together


RECORDS = ("actor", "theme", "place", "source")
QUESTIONS = (
    {},
    {"actor": ["japan", "russia"], "theme": ["energy"], "from": ["2012"], "to": ["2018"]},
    {"actor": ["japan,china"], "order": ["newest"]},
    {"actor": ["russia"], "via": ["affiliated,represented"], "when": ["certain"]},
    {"role": ["host"], "order": ["significant"]},
    {"place": ["russia"], "uncertain": ["1"]},
    {"theme": ["energy/lng"], "disputed": ["1"]},
    {"source": ["japan-times-2014-01-15"]},
    {"q": ["memorandum -gas"]},
    {"q": ['"peace treaty"'], "actor": ["japan"], "from": ["2013"]},
    {"type": ["AGREE,CONSULT"], "status": ["occurred"]},
    {"as_of": ["9999-12-30"], "actor": ["japan"]},
)


def answers(engine) -> list[tuple[object, ...]]:
    """Ask everything that readers ask; what the clock says is left out."""
    found: list[tuple[object, ...]] = []
    with reading(engine) as session:
        for asked in QUESTIONS:
            given = parse(asked, strict=True)
            page = list_events(session, given.changed(limit=7))
            ids = [event.id for event in every_event(session, given)]
            found.append((asked, ids, page.count, [one.id for one in page.events()]))
            found.append((count_facets(session, given), extent(session, given)))
            found.append((read_tile(session, given, 9, 735_000 >> (DEPTH - 9)),))
            beside = around_event(session, given, 20)
            found.append((beside.before and beside.before.id, beside.after and beside.after.id))
        found += [list_records(session, record, q="a", limit=300) for record in RECORDS]
        for number in range(1, 63):
            detail = read_event(session, number)
            found.append((detail.links_out, detail.links_in, detail.origins, detail.differences))
    return found


def test_a_cluster_answers_as_one_server_does(cluster, seeded):
    """Lists, counts, facets, tiles, search, records and events are those of SQLite."""
    distribute(cluster, shards=4)
    program = Path(sys.executable).with_name("timeline")
    url = cluster.url.render_as_string(hide_password=False)
    subprocess.run([program, "seed"], env=os.environ | {"TIMELINE_DATABASE": url}, check=True)
    one = open_engine(seeded("sqlite"))
    expected = answers(one)
    one.dispose()

    assert expected == answers(cluster)


def titles(session) -> list[tuple[int | None, str]]:
    """Read id and title of every event."""
    return [(one.id, one.title) for one in every_event(session, parse({}, strict=True))]


def test_the_desk_works_on_a_cluster(cluster):
    """Merging, taking apart, undoing and taking back a batch leave events as they were."""
    distribute(cluster, shards=4)
    program = Path(sys.executable).with_name("timeline")
    url = cluster.url.render_as_string(hide_password=False)
    surroundings = os.environ | {"TIMELINE_DATABASE": url}
    subprocess.run([program, "seed"], env=surroundings, check=True)
    with reading(cluster) as session:
        before = titles(session)
    for words in (
        "desk merge 17 --into 20 --reason same",
        "desk unmerge 17",
        "desk retract 23 --reason wrong",
        "desk restore 23",
        "desk undo 23",
        "desk restore 23",
        "batch undo 1",
    ):
        done = subprocess.run(
            [program, *words.split()],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )

        assert 0 == done.returncode, (words, done.stderr)

        if words == "desk restore 23":
            with reading(cluster) as session:
                assert before == [
                    (one.id, one.title) for one in every_event(session, parse({}, strict=True))
                ]


def test_only_one_version_of_a_name_on_every_machine(cluster):
    """What is written to a reference table is there on every machine, once committed."""
    distribute(cluster, shards=4)
    with writing(cluster) as session:
        session.execute(
            text("insert into actor (slug, kind, name, description) values ('a', 'state', 'A', '')")
        )
    with reading(cluster) as session:
        counts = (
            session.execute(
                text(
                    "select distinct result "
                    "from run_command_on_placements('actor', 'select count(*) from %s')"
                )
            )
            .scalars()
            .all()
        )

    assert ["1"] == counts
