"""Hold imports to entering what fits, once, and nothing that does not, on both engines."""

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import psycopg
import pytest
from sqlalchemy import func, inspect, make_url, select, text

from timeline import shapes
from timeline.intake.proposal import Proposal
from timeline.intake.reference import ActorRecord, AliasRecord, SourceRecord
from timeline.intake.table import Refusal
from timeline.review import imports, match, report
from timeline.review.act import Refused
from timeline.review.imports import Manner, run_import
from timeline.store.events import Event
from timeline.store.revisions import Batch, BatchReject, Revision
from timeline.store.schema import metadata
from timeline.store.session import open_engine, reading, writing
from timeline.terms import About, ActorKind, AliasKind, EventType, LinkKind, Role, SourceKind, State


def count(engine, table) -> int:
    """Count the rows of a table."""
    with reading(engine) as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def everything(engine) -> dict[str, list]:
    """Read every row of every table, sorted."""
    with reading(engine) as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }


def test_events_are_entered_once(world, enter, an_event, stored):
    """A first import enters, a second of the same changes not one row of any table."""
    events = [an_event(f"event-{n}", actors=(shapes.ActorIn(slug="abe"),)) for n in range(3)]
    first = enter(*events)
    assert (3, 0, 0, []) == (first.created, first.updated, first.unchanged, first.refusals)
    before = everything(world)
    second = enter(*events)
    assert (0, 0, 3, []) == (second.created, second.updated, second.unchanged, second.refusals)
    assert second.batch_id is None
    assert before == everything(world)
    acting = [(one.slug, one.via.value) for one in stored("event-1").actors]
    assert [("abe", "direct"), ("premier", "represented"), ("japan", "represented")] == acting


def test_events_without_a_name_are_entered_once(world, enter, an_event):
    """Rows that have neither slug nor id are known again by what they hold."""
    events = [an_event(title="First"), an_event(title="Second"), an_event(title="東京会談")]
    assert 3 == enter(*events).created
    before = everything(world)
    again = enter(*events)
    assert (0, 3) == (again.created, again.unchanged)
    assert before == everything(world)


def test_a_changed_event_gets_a_revision(world, enter, an_event, stored):
    """What an import brings anew is written over the old, which stays in the revisions."""
    enter(an_event("one"), an_event("two"))
    report = enter(an_event("one", title="Another title"), an_event("two"))
    assert (0, 1, 1) == (report.created, report.updated, report.unchanged)
    assert ("Another title", 2) == (stored("one").title, stored("one").revision)
    with reading(world) as session:
        counts = session.execute(select(Batch.counts).order_by(Batch.id.desc())).scalars().first()
    wanted = {"records": 0, "created": 0, "updated": 1, "unchanged": 1, "refused": 0}
    assert wanted == counts


def test_an_event_is_known_by_its_id_where_it_has_no_slug(enter, an_event, stored):
    """An id names an event only while no slug is given."""
    enter(an_event("one"))
    number = stored("one").id
    report = enter(an_event(id=number, title="By id"))
    assert (0, 1) == (report.created, report.updated)
    assert "By id" == stored("one").title


MISFITS = (
    ({"actors": (shapes.ActorIn(slug="japann"),)}, "no actor 'japann'; nearest are japan"),
    ({"actors": (shapes.ActorIn(slug="iso2:XX"),)}, "no actor 'iso2:XX'"),
    ({"themes": ("energy/gaz",)}, "no theme 'energy/gaz'; nearest are energy/gas"),
    ({"places": (shapes.PlaceIn(slug="tokio"),)}, "no place 'tokio'; nearest are tokyo"),
    (
        {"citations": (shapes.Citation(source=shapes.SourceIn(slug="repport")),)},
        "no source 'repport'; nearest are report",
    ),
    ({"links": (shapes.Link(kind=LinkKind.PART_OF, to="no-such"),)}, "no event 'no-such'"),
    ({"links": (shapes.Link(kind=LinkKind.PART_OF, to=999),)}, "no event 999"),
    ({"links": (shapes.Link(kind=LinkKind.PART_OF, to=10**30),)}, "no event 1000"),
    ({"links": (shapes.Link(kind=LinkKind.PART_OF, to=-1),)}, "no event -1"),
    ({"date": shapes.Date(edtf="2013-13")}, "2013-13"),
    ({"title": " "}, "title"),
    ({"title": "x" * 501}, "500"),
    ({"summary": "x" * 100_001}, "100000"),
    ({"title": "a\x00b"}, "NUL"),
    ({"title": "a\ud800b"}, "surrogate"),
    ({"actors": (shapes.ActorIn(name="a\x00b"),)}, "NUL"),
    ({"actors": (shapes.ActorIn(slug="a\udfffb"),)}, "surrogate"),
    ({"themes": ("a\x00b",)}, "NUL"),
    ({"places": (shapes.PlaceIn(slug="\ud800"),)}, "surrogate"),
    ({"links": (shapes.Link(kind=LinkKind.PART_OF, to="a\x00"),)}, "NUL"),
    ({"links": (shapes.Link(kind=LinkKind.PART_OF, to="\ud800"),)}, "surrogate"),
    ({"significance": 1.5}, "significance"),
    ({"significance": float("nan")}, "significance"),
    ({"position": -1}, "position"),
    ({"position": 10**30}, "position"),
)
"""Fields that no event may have, and what the refusal says."""


def test_what_does_not_fit_is_refused_alone(world, enter, an_event):
    """Each bad row is refused with its line and reason; the rows beside it are entered."""
    odd = [an_event(f"odd-{n}", **fields) for n, (fields, _said) in enumerate(MISFITS)]
    report = enter(an_event("before"), *odd, an_event("after"))
    assert list(range(2, len(MISFITS) + 2)) == [one.line for one in report.refusals]
    for (_fields, said), refusal in zip(MISFITS, report.refusals, strict=True):
        assert said in refusal.reason
        assert len(refusal.reason) < 500
    assert (2, 2, len(MISFITS)) == (report.created, count(world, Event), count(world, BatchReject))


SLUGS = (
    "a b",
    "a,b",
    "../a",
    "a/b",
    "-a",
    "a?b",
    "a\n",
    "a\x00b",
    "\ud800",
    "x" * 201,
    "a:b",
    "..",
)


def test_a_slug_that_no_address_can_bear_is_refused(enter, an_event):
    """Blanks, commas, slashes and whatever else means something in an address are refused."""
    report = enter(*map(an_event, SLUGS))
    assert (0, len(SLUGS)) == (report.created, len(report.refusals))


def test_a_claim_with_a_bad_date_or_text_is_refused(enter, an_event):
    """Claims and their traces are held to the same rules as the event."""
    source = shapes.SourceIn(slug="report")
    for claim in (
        shapes.Claim(about=About.DATE, as_printed="soon", edtf="soon"),
        shapes.Claim(about=About.DATE, as_printed="a\x00b"),
        shapes.Claim(about=About.DETAIL, as_printed="x", trace={"words": "\ud800"}),
        shapes.Claim(about=About.DETAIL, as_printed="x", trace={"words": "a\x00"}),
    ):
        report = enter(
            an_event("odd", citations=(shapes.Citation(source=source, claims=(claim,)),))
        )
        assert (0, 1) == (report.created, len(report.refusals))


def test_a_backslash_is_no_nul(enter, an_event, stored):
    """Text that only looks like an escaped NUL is kept as it is."""
    enter(an_event("odd", title="a \\u0000 b \\\\u0000", summary="\\"))
    assert ("a \\u0000 b \\\\u0000", "\\") == (stored("odd").title, stored("odd").summary)


def test_a_slug_used_twice_is_refused_the_second_time(enter, an_event, stored):
    """The first of two with one slug is entered, and links to the slug lead to it."""
    link = shapes.Link(kind=LinkKind.PART_OF, to="twice")
    report = enter(
        an_event("twice"), an_event("twice", title="Other"), an_event("x", links=(link,))
    )
    assert 2 == report.created
    assert ["twice" in one.reason for one in report.refusals] == [True]
    assert "A meeting" == stored("twice").title
    assert stored("twice").id == stored("x").links[0].to


def test_an_event_named_twice_is_refused_the_second_time(enter, an_event, stored):
    """By slug in one row and by id in another, it is still one event."""
    enter(an_event("one"))
    number = stored("one").id
    report = enter(an_event("one", title="By slug"), an_event(id=number, title="By id"))
    assert (1, 1) == (report.updated, len(report.refusals))
    assert "By slug" == stored("one").title


def test_what_links_to_a_refused_event_is_refused(enter, an_event):
    """Refusal runs along links, also round a ring, and spares what does not depend on it."""

    def linked(slug: str, to: str, **fields) -> shapes.Event:
        return an_event(slug, links=(shapes.Link(kind=LinkKind.FOLLOWS_UP, to=to),), **fields)

    report = enter(
        linked("a", "b"),
        linked("b", "c"),
        linked("c", "a", themes=("nothing",)),
        linked("d", "e"),
        linked("e", "d"),
    )
    assert (2, [1, 2, 3]) == (report.created, sorted(one.line for one in report.refusals))


def test_links_of_a_ring_hold(enter, stored, an_event):
    """Two events of one import may link to each other."""
    enter(
        an_event("a", links=(shapes.Link(kind=LinkKind.SAME_AS, to="b"),)),
        an_event("b", links=(shapes.Link(kind=LinkKind.SAME_AS, to="a"),)),
    )
    assert (stored("b").id, stored("a").id) == (stored("a").links[0].to, stored("b").links[0].to)


def test_an_accepted_event_needs_a_citation(enter, an_event):
    """Accepting without a source, or with a name nobody goes by, is refused."""
    named = (shapes.ActorIn(name="Nobody at all", role=Role.HOST),)
    report = enter(
        an_event("bare", citations=()),
        an_event("named", actors=named),
        an_event("fine"),
        accept=True,
    )
    assert 1 == report.created
    assert "citation" in report.refusals[0].reason
    assert "Nobody at all" in report.refusals[1].reason


def test_a_proposal_may_lack_both(enter, an_event, stored):
    """What is only proposed keeps open names as they were printed."""
    named = (shapes.ActorIn(name="Nobody at all"), shapes.ActorIn(name="Japan"))
    assert 1 == enter(an_event("bare", citations=(), actors=named)).created
    found = {(one.slug, one.name) for one in stored("bare").actors}
    assert {("", "Nobody at all"), ("japan", "Japan")} == found


def test_an_import_never_lowers_a_state(enter, an_event, stored):
    """What the desk has accepted stays so when it is brought again as a proposal."""
    enter(an_event("one"), accept=True)
    enter(an_event("one", title="Changed", state=State.PROPOSED))
    assert (State.ACCEPTED, "Changed") == (stored("one").state, stored("one").title)
    enter(an_event("one", title="Changed", state=State.RETRACTED))
    assert State.ACCEPTED is stored("one").state


def test_the_chain_of_digests_holds(world, enter, an_event):
    """Each digest is that of the one before and of what was written; numbers have no gaps."""
    for title in ("One", "Two", "Three", "Two"):
        enter(an_event("a", title=title), an_event("b", title=f"{title}!"))
    with reading(world) as session:
        rows = session.execute(
            select(Revision).order_by(Revision.record, Revision.record_id, Revision.number)
        ).scalars()
        chain: dict[tuple[str, int], tuple[int, bytes]] = {}
        for row in rows:
            key = (row.record, row.record_id)
            number, digest = chain.get(key, (0, b""))
            assert number + 1 == row.number
            assert hashlib.sha256(digest + row.after).digest() == row.digest
            assert msgspec.json.decode(row.after)
            chain[key] = (row.number, row.digest)
        assert [4, 4] == [number for (name, _id), (number, _d) in chain.items() if name == "event"]


def test_a_trial_leaves_nothing(world, an_event):
    """Rolled back, an import with everything in it leaves every table as it was."""
    before = everything(world)
    with writing(world) as session:
        records = [ActorRecord("new", ActorKind.STATE, "New")]
        run_import(session, records, Manner("x", "jsonl", "", "tester"))
        session.rollback()
    assert before == everything(world)


def test_a_strict_import_takes_all_or_nothing(world, enter, an_event):
    """One refused row ends a strict import, and the tables are as before."""
    before = everything(world)
    with pytest.raises(Refused, match="1 rows refused"):
        enter(an_event("fine"), an_event("odd", themes=("nothing",)), strict=True)
    assert before == everything(world)
    assert 1 == enter(an_event("fine"), strict=True).created


def test_refusals_of_any_text_can_be_kept(world):
    """A report of a damaged row is stored whatever the row held, and so is any file's name."""
    with writing(world) as session:
        items = [
            ActorRecord("fresh", ActorKind.STATE, "Fresh"),
            Refusal("x\ud800.csv", 2, "bad \x00", "a\x00\udc80b"),
        ]
        report = run_import(session, items, Manner("odd\udcff.csv", "csv", "", "tester"))
    assert 1 == len(report.refusals)
    assert 1 == count(world, BatchReject)


def test_of_many_refused_rows_the_first_are_kept(world, enter, an_event, monkeypatch):
    """All are counted and told of, the first are kept, and few are compared with what is known."""
    monkeypatch.setattr(report, "KEPT", 40)
    monkeypatch.setattr(imports, "CHUNK", 25)
    odd = [an_event(f"odd-{n}", themes=(f"energy/gaz{n}",)) for n in range(60)]
    told: list[Refusal] = []
    with writing(world) as session:
        items = [Proposal(n, one) for n, one in enumerate([*odd, an_event("fine")], start=1)]
        manner = Manner("x.jsonl", "jsonl", "", "tester")
        found = run_import(session, items, manner, refusing=told.append)

    assert (60, 40, 60, 1) == (found.refused, len(found.refusals), len(told), found.created)
    assert told[:40] == found.refusals
    assert [match.Hints.MOST] == [sum("nearest" in one.reason for one in told)]
    assert 40 == count(world, BatchReject)
    with reading(world) as session:
        counts = session.execute(select(Batch.counts).order_by(Batch.id.desc())).scalars().first()
    assert 60 == counts["refused"]


def test_a_large_first_load_leaves_every_index(engine, monkeypatch):
    """An import in several chunks into an empty store sets indexes aside, and brings them back."""
    monkeypatch.setattr(imports, "CHUNK", 2)
    plain = {"date": shapes.Date(edtf="2013"), "type": EventType.AGREE}
    before = {
        table.name: inspect(engine).get_indexes(table.name) for table in metadata.sorted_tables
    }
    with writing(engine) as session:
        items = [Proposal(n, shapes.Event(title=f"E {n}", **plain)) for n in range(1, 8)]
        found = run_import(session, items, Manner("x.jsonl", "jsonl", "", "tester"))

    assert 7 == found.created == count(engine, Event)
    assert before == {
        table.name: inspect(engine).get_indexes(table.name) for table in metadata.sorted_tables
    }


BAD_RECORDS = (
    ActorRecord("a\x00b", ActorKind.STATE, "X"),
    ActorRecord("ab", ActorKind.STATE, "X\x00"),
    ActorRecord("ab", ActorKind.STATE, "X\ud800"),
    ActorRecord("a,b", ActorKind.STATE, "X"),
    ActorRecord("a b", ActorKind.STATE, "X"),
    AliasRecord("nobody", "X", "en", AliasKind.SHORT),
    SourceRecord("s\x00", SourceKind.BOOK, "T", {"title": "a"}),
    SourceRecord("s\ud800", SourceKind.BOOK, "T", {"title": "a"}),
    SourceRecord("s", SourceKind.BOOK, "T", {"title": "a\x00"}),
    SourceRecord("s", SourceKind.BOOK, "T", {"title": "T"}, derived_from="nothing"),
)


def test_a_record_that_does_not_fit_is_refused_alone(world):
    """Each bad reference record is refused by its reason, and the next one is entered."""
    with writing(world) as session:
        items = [*BAD_RECORDS, ActorRecord("fine", ActorKind.STATE, "Fine")]
        report = run_import(session, items, Manner("x", "csv", "", "tester"))
        found = session.execute(text("select count(*) from actor where slug = 'fine'")).scalar()
    assert (1, len(BAD_RECORDS)) == (found, len(report.refusals))


def test_ids_are_never_given_twice(world, enter, an_event, stored):
    """An id that a trial or a refusal has used up, or an import has drawn, is not drawn again."""
    enter(an_event("one"), an_event("odd", themes=("nothing",)))
    first = stored("one").id
    enter(an_event("two"))
    enter(an_event("three"))
    ids = [stored(slug).id for slug in ("one", "two", "three")]
    assert sorted(set(ids)) == ids
    assert first < ids[1]


KILLS = (0.0, 0.3)
"""Seconds after it has begun to write when an import is killed; undisturbed it takes some 2."""


def big_file(folder: Path) -> Path:
    """Write a file of two thousand events with citations, actors and links."""
    rng = random.Random(7)
    lines = [
        {
            "slug": f"event-{number}",
            "title": f"Event {number}",
            "date": {"edtf": f"20{rng.randint(10, 24)}-0{rng.randint(1, 9)}"},
            "type": "AGREE",
            "actors": [{"slug": rng.choice(("japan", "russia", "abe"))}],
            "themes": ["energy/gas"],
            "citations": [{"source": {"slug": "report"}}],
            "links": [{"kind": "follows_up", "to": f"event-{number - 1}"}] if number else [],
        }
        for number in range(2000)
    ]
    path = folder / "events.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    return path


def test_a_killed_import_leaves_nothing_and_can_be_repeated(world, database_url, tmp_path):
    """Killed at several moments, the database is as before; the next import does the whole work."""
    command = [Path(sys.executable).with_name("timeline"), "import", big_file(tmp_path), "--accept"]
    environment = os.environ | {"TIMELINE_DATABASE": database_url}
    before = everything(world)
    world.dispose()
    hit = 0
    for seconds in KILLS:
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            _wait_for_writer(database_url, running)
            time.sleep(seconds)
            running.kill()
            running.communicate(timeout=30)
        hit += 1
        _wait_until_gone(database_url)
        fresh = open_engine(database_url)
        assert "ok" == _integrity(fresh)
        if count(fresh, Event) == 2000:
            break  # it was quicker than we; all of it is there
        assert before == everything(fresh)
        fresh.dispose()
    assert hit >= 1
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    after = open_engine(database_url)
    assert (2000, 2000) == (count(after, Event), _revisions(after))
    assert "ok" == _integrity(after)
    after.dispose()


def _wait_for_writer(url: str, running: subprocess.Popen[bytes]) -> None:
    """Wait until the import holds the right to write."""
    while not _is_written(url):
        if running.poll() is not None:
            pytest.fail(f"the import has ended without writing: {running.communicate()}")
        time.sleep(0.01)


def _is_written(url: str) -> bool:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        asked = "select count(*) from pg_locks where locktype = 'advisory' and granted"
        with psycopg.connect(
            host=address.query["host"], user="timeline", dbname=address.database
        ) as raw:
            return raw.execute(asked).fetchone() != (0,)
    raw = sqlite3.connect(str(address.database), timeout=0, isolation_level=None)
    try:
        raw.execute("begin immediate")
        raw.execute("rollback")
    except sqlite3.OperationalError:
        return True
    finally:
        raw.close()
    return False


def _wait_until_gone(url: str) -> None:
    """Wait until PostgreSQL has noticed that the killed import has gone."""
    address = make_url(url)
    if address.get_backend_name() != "postgresql":
        return
    asked = "select count(*) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()"
    with psycopg.connect(
        host=address.query["host"], user="timeline", dbname=address.database, autocommit=True
    ) as raw:
        for _ in range(100):
            if raw.execute(asked, [address.database]).fetchone() == (0,):
                return
            time.sleep(0.05)


def _revisions(engine) -> int:
    with reading(engine) as session:
        statement = select(func.count()).where(Revision.record == "event")
        return session.execute(statement).scalar_one()


def _integrity(engine) -> str:
    if engine.dialect.name != "sqlite":
        return "ok"
    with engine.connect() as connection:
        assert [] == connection.exec_driver_sql("pragma foreign_key_check").all()
        return connection.exec_driver_sql("pragma integrity_check").scalar()
