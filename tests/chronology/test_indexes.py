"""Hold the lists of records to what stands in the events, however they are cut into pages."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline.chronology.indexes import TABLES, events_of, list_records
from timeline.store.reading import Walk
from timeline.store.session import open_engine

RECORDS = ("actor", "theme", "place", "source")


@pytest.fixture
def seeds(seeded_url):
    """Give a session over the seeds."""
    engine = open_engine(seeded_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.mark.parametrize("record", RECORDS)
def test_each_record_has_the_number_of_its_events(seeds, record):
    """A list tells of each record in how many events it stands, and leaves out none by itself."""
    table, _name, _kind, axis = TABLES[record]
    counts = select(Walk.key, func.count()).where(Walk.axis == int(axis)).group_by(Walk.key)
    expected = {row[0]: row[1] for row in seeds.execute(counts)}
    slugs = {row[0]: row[1] for row in seeds.execute(select(table.id, table.slug))}
    listed = list_records(seeds, record, limit=1000)

    assert sorted(slugs.values()) == [row.slug for row in listed]
    assert {slugs[key]: n for key, n in expected.items()} == {
        row.slug: row.events for row in listed if row.events
    }
    assert expected == events_of(seeds, axis, list(slugs))


@pytest.mark.parametrize("record", RECORDS)
def test_pages_of_a_list_make_up_the_whole(seeds, record):
    """Pages of those that stand in some event follow on one another, without gap or repetition."""
    whole = [row for row in list_records(seeds, record, limit=1000) if row.events]
    found, after = [], ""
    while page := list_records(seeds, record, after=after, limit=7, used=True):
        found += page
        after = page[-1].slug

    assert whole == found
