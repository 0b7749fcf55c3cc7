"""Hold imports of other formats to it that they come in whole, once, and only once."""

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from timeline.intake.adapters.dataset import Wishes
from timeline.intake.file import read
from timeline.intake.proposal import Proposal
from timeline.review import imports
from timeline.review.act import Refused
from timeline.review.imports import Manner, run_import
from timeline.store.session import writing

SAMPLES = Path(__file__).parent / "samples"
MANNER = Manner("sample", "sample", "", "tester", overwrite=False)
NAMES = sorted(p.name for p in SAMPLES.iterdir() if p.stem not in ("treaties", "ucdp_49"))
REAL = {
    "data/events/gdelt2/20180101000000.export.first1800.CSV.gz": (1800, 0),
    "data/events/gdelt1/gdelt1_sample_mixed_57_58col.tsv": (710, 0),
    "data/events/ucdp_ged_syria/ged_syria.csv.xz": (16_566, 0),
    "data/events/timelinejs/template_cosmo.json": (7, 0),
    "data/events/timelinejs/template_eras.json": (23, 0),
}
"""Files of the shared folder: how many events they make, and how many rows are refused."""


def enter(engine, path: Path, manner: Manner = MANNER, mapping: Path | None = None):
    """Import a file; gives the report."""
    with writing(engine) as session:
        return run_import(session, read(path, "", Wishes(mapping)), manner)


def counts(engine) -> dict[str, int]:
    """Count the rows of every table that an import writes."""
    names = (
        "event citation claim participation actor affiliation place source theme revision mention"
    )
    with engine.connect() as connection:
        return {
            name: connection.execute(text(f"select count(*) from {name}")).scalar_one()
            for name in names.split()
        }


def test_a_second_import_changes_nothing(engine):
    """Every sample goes in once; again, each event is known and no table has another row."""
    first = {name: enter(engine, SAMPLES / name) for name in NAMES}
    before = counts(engine)
    again = {name: enter(engine, SAMPLES / name) for name in NAMES}

    assert before == counts(engine)
    assert all(report.created for report in first.values())
    assert {(0, 0, 0)} == {
        (report.created, report.updated, report.records) for report in again.values()
    }


def test_what_the_store_knows_of_an_actor_stays(engine):
    """An import adds actors and places that are missing and changes none that are there."""
    enter(engine, SAMPLES / "icews_short.tsv")
    with writing(engine) as session:
        session.execute(text("update actor set name = 'Nippon' where slug = 'japan'"))
    enter(engine, SAMPLES / "gdelt2.CSV")

    with engine.connect() as connection:
        name = connection.execute(text("select name from actor where slug = 'japan'")).scalar_one()
        aliases = text(
            "select text from alias join actor on actor.id = actor_id where slug='japan'"
        )
        known = connection.execute(aliases).scalars().all()
    assert "Nippon" == name
    assert ["Japan"] == known


def test_an_id_used_twice_is_refused_wherever_it_stands(engine, monkeypatch):
    """The second row of one id is refused within a chunk and in a later one, the first is kept."""
    monkeypatch.setattr(imports, "CHUNK", 2)
    report = enter(engine, SAMPLES / "treaties.csv", mapping=SAMPLES / "treaties.toml")
    again = enter(engine, SAMPLES / "treaties.csv", mapping=SAMPLES / "treaties.toml")

    assert [True, True] == [
        any("T-1 is used twice" in one.reason for one in done.refusals) for done in (report, again)
    ]
    assert (0, 0, report.created) == (again.created, again.updated, again.unchanged)
    with engine.connect() as connection:
        titles = connection.execute(text("select title from event")).scalars().all()
    assert "Pact of the Harbour" in titles
    assert "Pact of the Harbour again" not in titles


def test_a_changed_row_of_a_known_id_is_an_update(engine, tmp_path):
    """What an id column names is brought up to date, and keeps its address."""
    path = tmp_path / "a.csv"
    path.write_text("id,title,date\n1,One,2001\n2,Two,2002\n")
    enter(engine, path)
    path.write_text("id,title,date\n1,One indeed,2001\n2,Two,2002\n")
    report = enter(engine, path)

    assert (0, 1, 1) == (report.created, report.updated, report.unchanged)
    with engine.connect() as connection:
        found = connection.execute(text("select slug, title from event order by id")).all()
    assert [("one", "One indeed"), ("two", "Two")] == [tuple(row) for row in found]


def test_strict_takes_nothing(engine):
    """With a single row refused nothing of the file is there afterwards."""
    before = counts(engine)
    strict = Manner("sample", "sample", "", "tester", strict=True, overwrite=False)

    with pytest.raises(Refused, match="rows refused"):
        enter(engine, SAMPLES / "gdelt2.CSV", strict)
    assert before == counts(engine)


def test_many_events_called_alike_have_addresses_of_their_own(engine, tmp_path):
    """Of events with one title each slug is new and says the date."""
    path = tmp_path / "a.csv"
    rows = "".join(f"{n},Talks,2001-05-{n % 9 + 1:02d}\n" for n in range(40))
    path.write_text("id,title,date\n" + rows)
    enter(engine, path)

    with engine.connect() as connection:
        slugs = connection.execute(text("select slug from event order by id")).scalars().all()
    assert 40 == len(set(slugs))
    assert ["talks", "talks-2001-05-02"] == slugs[:2]
    assert "talks-2001-05-01-2" in slugs


@pytest.fixture
def shared(absent) -> Path:
    """Give the folder of real data, which is not part of the project."""
    folder = Path(os.environ.get("TIMELINE_SHARED", ""))
    if not (folder / "data/events").is_dir():
        absent("TIMELINE_SHARED names no folder with data/events")
    return folder


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_read_whole(shared, name):
    """Every row of a real file becomes a proposal or a refusal with its reason."""
    items = list(read(shared / name))
    proposals = [one for one in items if isinstance(one, Proposal)]
    refused = sum(type(one).__name__ == "Refusal" for one in items)

    assert REAL[name] == (len(proposals), refused)
    assert len(proposals) == len({one.key for one in proposals})


def test_real_twins_say_the_same(shared):
    """The same eighteen slides, in the old format and the new one, have the same dates."""
    old, new = (
        [
            (one.event.title, one.event.date.edtf)
            for one in read(shared / f"data/events/timelinejs/houston_timeline{n}.json")
            if isinstance(one, Proposal)
        ]
        for n in (2, 3)
    )

    assert 18 == len(old) == len(new)
    assert sorted(old) == sorted(new)


def test_a_real_day_of_icews_loses_no_row(shared):
    """All 3,705 rows are cited, each once, in fewer events."""
    path = shared / "data/events/icews_full_format_sample/events.2018.sample.tab.gz"
    events = [one.event for one in read(path) if isinstance(one, Proposal)]
    locators = [citation.locator for event in events for citation in event.citations]

    assert 3705 == len(locators) == len(set(locators))
    assert len(events) < 2500
