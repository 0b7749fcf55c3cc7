"""The index gives the answers of plain SQL: at once, and after any edits since it was built."""

import random

import msgspec
import pytest
from pyroaring import BitMap
from sqlalchemy import select

from timeline import shapes
from timeline.chronology.filter import SHOWN_VIA, EventFilter
from timeline.chronology.index import holder as holding
from timeline.chronology.index.engine import IndexEngine, answers
from timeline.chronology.index.files import LABEL, NoIndex, current
from timeline.chronology.index.holder import Holder, Texts, holder_of, rebuild
from timeline.chronology.index.place import index_folder
from timeline.chronology.index.rebuilding import BeingBuilt, Rebuilder, only_one
from timeline.chronology.lookup import look_up
from timeline.chronology.past import Past
from timeline.chronology.sql_engine import COUNTED, SqlEngine
from timeline.chronology.tile import DEPTH
from timeline.dates import Span
from timeline.intake.proposal import Proposal
from timeline.review import desk
from timeline.review.act import Act, Refused, now
from timeline.review.merge import merge, unmerge
from timeline.review.take import take
from timeline.review.undo import undo
from timeline.store.directory import load_directory
from timeline.store.events import Event
from timeline.store.session import reading, writing
from timeline.terms import EventType, Order, Role, State, Status, Via, When

ACTORS = ["japan", "russia", "china", "gazprom", "shinzo-abe", "united-states", "north-korea"]
THEMES = ["energy", "energy/lng", "diplomacy", "territory", "security", "sanctions"]
PLACES = ["russia", "japan", "vladivostok", "tokyo"]
SOURCES = ["japan-times-2014-01-15", "daiss-oilprice-2018"]
DATES = ["2010", "2012-09", "2013-10/2013-11", "2013-11-02", "2014~", "201X", "2018-09-12", "2018"]
EVENT_DATES = [*DATES, "../2013", "2015/..", "[2013-10-21..2013-10-31]", "2018-09-12T14:30:00Z"]
WORDS = [
    "memorandum",
    '"peace treaty"',
    "Putin -Abe",
    "gas",
    "gas -summit",
    'Japan -"gas pipeline"',
]
WAYS = ((Via.AFFILIATED,), (Via.MEMBER,), (*SHOWN_VIA, Via.AFFILIATED), tuple(Via))
TILES = ((0, 1), (9, 735_500), (13, 735_173))
"""Zooms, each with a day in the tile."""


@pytest.fixture
def holder(seeds, tmp_path):
    """Build the index of it."""
    with reading(seeds) as session:
        rebuild(session, tmp_path / "index")
    return Holder(tmp_path / "index")


def a_filter(dice):
    """Make up a filter that the index can answer."""

    def some(values, most=2):
        groups = dice.randint(0, most) if dice.random() < 0.6 else 0
        return tuple(tuple(dice.sample(values, dice.randint(1, 2))) for _ in range(groups))

    first, last = sorted(dice.sample(DATES, 2), key=lambda edtf: Span.parse(edtf).earliest or 0)
    return EventFilter(
        actor=some(ACTORS),
        via=dice.choice(WAYS) if dice.random() < 0.3 else SHOWN_VIA,
        theme=some(THEMES, 1),
        place=some(PLACES, 1),
        source=some(SOURCES, 1) if dice.random() < 0.2 else (),
        type=tuple(dice.sample(list(EventType), 3)) if dice.random() < 0.2 else (),
        status=(Status.OCCURRED, Status.PLANNED) if dice.random() < 0.2 else (),
        window_from=Span.parse(first) if dice.random() < 0.5 else None,
        window_to=Span.parse(last) if dice.random() < 0.5 else None,
        when=dice.choice(list(When)),
        disputed=dice.random() < 0.1,
        uncertain=dice.random() < 0.1,
        q=dice.choice(WORDS) if dice.random() < 0.2 else "",
        order=dice.choice(list(Order)),
    )


def filled(counts):
    """Leave out axes that have nothing."""
    return {axis: values for axis, values in counts.items() if values}


def compare(session, given, other):
    """Compare every answer of an engine with that of plain SQL."""
    known = look_up(session, given)
    sql = SqlEngine(session)

    assert sql.count(known) == other.count(known), given
    assert filled(sql.counts(known)) == filled(other.counts(known)), given
    assert sql.years(known) == other.years(known), given
    if isinstance(other, IndexEngine):
        rare = {axis: other.every_value(known, axis) for axis in COUNTED}
        assert filled(sql.counts(known)) == filled(rare), given

    for z, day in TILES:
        tile = sql.tile(known, z, day >> (DEPTH - z))
        assert tile == other.tile(known, z, day >> (DEPTH - z)), (given, z, day)

    cursor, seen = None, []
    while page := sql.page(known, 7, after=cursor):
        assert page == other.page(known, 7, after=cursor), given
        if cursor is not None:
            assert sql.page(known, 5, after=page[0], back=True) == other.page(
                known, 5, after=page[0], back=True
            ), given
        cursor, seen = page[-1], seen + page
    ids = [number for _key, number in seen]
    assert sql.documents(ids) == other.documents(ids)


def edit(engine, dice):
    """Do something at the desk; what is refused changes nothing."""
    with writing(engine) as session:
        directory, act = load_directory(session), Act("tester", now(), "a reason")
        ids = list(session.execute(select(Event.id)).scalars())
        one, two = dice.sample(ids, 2)
        verbs = (
            lambda: desk.retract(session, directory, act, one),
            lambda: desk.restore(session, directory, act, one),
            lambda: desk.amend(session, directory, act, one, {"date": dice.choice(EVENT_DATES)}),
            lambda: desk.amend(session, directory, act, one, {"themes": [dice.choice(THEMES)]}),
            lambda: desk.amend(session, directory, act, one, {"significance": dice.random()}),
            lambda: desk.amend(
                session, directory, act, one, {"actors": [{"slug": dice.choice(ACTORS)}]}
            ),
            lambda: merge(session, directory, act, one, two),
            lambda: unmerge(session, directory, act, one),
            lambda: undo(session, directory, act, one),
            lambda: take(session, directory, [fresh(dice)], act),
        )
        try:
            dice.choice(verbs)()
        except Refused:
            session.rollback()


def fresh(dice):
    """Make up a new event."""
    citation = shapes.Citation(source=shapes.SourceIn(slug=SOURCES[0]))
    return Proposal(
        1,
        shapes.Event(
            title=f"Event {dice.random()} about gas",
            type=dice.choice(list(EventType)),
            date=shapes.Date(edtf=dice.choice(EVENT_DATES)),
            state=State.ACCEPTED,
            actors=(shapes.ActorIn(slug=dice.choice(ACTORS)),),
            citations=(citation,),
        ),
    )


def rounds(engine, holder, dice, times):
    """Compare the index with plain SQL under random filters, and edit, so many times in turn."""
    for _round in range(times):
        with reading(engine) as session:
            view = holder.view(session)
            for _filter in range(12):
                compare(session, a_filter(dice), IndexEngine(session, view))
        for _edit in range(6):
            edit(engine, dice)


@pytest.mark.parametrize("seed", range(3))
def test_the_index_answers_as_sql_does_after_edits(seeds, holder, seed):
    """Random filters after random edits: the same counts, pages, facets, years and documents."""
    rounds(seeds, holder, random.Random(seed), 4)


def test_a_small_index_answers_by_the_ways_of_a_large_one(seeds, tmp_path, monkeypatch):
    """Tiers, counts that lie ready and crossed bitmaps give what looking at all events gives."""
    monkeypatch.setattr("timeline.chronology.index.build.SMALLEST_TIER", 2)
    monkeypatch.setattr("timeline.chronology.index.counting.MANY", 3)
    monkeypatch.setattr("timeline.chronology.index.tiling.FEW", 0)
    monkeypatch.setattr("timeline.chronology.index.tiling.SPARE", 0)
    monkeypatch.setattr("timeline.chronology.index.tiling.PLACED", 3)
    monkeypatch.setattr("timeline.chronology.index.tiling.CARRIED", 2)
    monkeypatch.setattr("timeline.chronology.sql_tile.PLACED", 3)
    monkeypatch.setattr("timeline.chronology.sql_tile.CARRIED", 2)
    monkeypatch.setattr("timeline.chronology.index.engine.PLACED", 3)
    monkeypatch.setattr("timeline.chronology.index.engine.CARRIED", 2)
    monkeypatch.setattr("timeline.chronology.index.wording.FEWEST", 2)
    with reading(seeds) as session:
        rebuild(session, tmp_path / "index")
    rounds(seeds, Holder(tmp_path / "index"), random.Random(11), 2)


@pytest.mark.parametrize("seed", range(2))
def test_the_past_of_now_answers_as_sql_does(seeds, seed):
    """The engine that reads revisions gives, for this moment, what the tables give."""
    dice = random.Random(seed)
    for _edit in range(10):
        edit(seeds, dice)
    with reading(seeds) as session:
        past = Past(session, "9999-12-31T00:00:00Z")
        for _filter in range(15):
            compare(session, a_filter(dice), past)


@pytest.mark.parametrize("via", [(Via.AFFILIATED,), (Via.DIRECT, Via.AFFILIATED), tuple(Via)])
def test_the_past_counts_actors_in_every_way_as_sql_does(seeds, via):
    """An actor that counts itself and through a company as well is found in either way."""
    with reading(seeds) as session:
        past = Past(session, "9999-12-31T00:00:00Z")
        for actor in ("russia", "japan", "gazprom"):
            compare(session, EventFilter(actor=((actor,),), via=via), past)


def test_facets_by_crossing_bitmaps_are_those_of_gathering(seeds, holder, monkeypatch):
    """However facets are counted, the counts are the same."""
    monkeypatch.setattr("timeline.chronology.index.counting.CROSSING", 0)
    dice = random.Random(7)
    for _edit in range(8):
        edit(seeds, dice)
    with reading(seeds) as session:
        view = holder.view(session)
        for _filter in range(20):
            compare(session, a_filter(dice), IndexEngine(session, view))


def test_what_the_index_does_not_hold_is_left_to_sql():
    """Roles, ways of counting that are not filed apart, and the past are not asked of the index."""
    assert answers(looked(EventFilter()))
    assert answers(looked(EventFilter(via=(Via.AFFILIATED,))))
    assert not answers(looked(EventFilter(via=(Via.DIRECT, Via.AFFILIATED))))
    assert not answers(looked(EventFilter(role=(Role.HOST,))))
    assert not answers(looked(EventFilter(as_of="2020")))


def looked(given):
    """Look up a filter that names nothing."""
    return look_up(None, given)


def test_too_many_changes_are_left_to_sql(seeds, holder, monkeypatch):
    """An index that has fallen far behind does not answer, and a new one does."""
    monkeypatch.setattr(holding, "MOST_PENDING", 0)
    edit(seeds, random.Random(3))
    with writing(seeds) as session:
        act = Act("tester", now())
        take(session, load_directory(session), [fresh(random.Random(1))], act)
    with reading(seeds) as session:
        assert holder.view(session) is None

        rebuild(session, holder.folder)

        assert holder.view(session) is not None


def test_a_missing_or_damaged_index_is_none(seeds, holder):
    """Without its files the index does not answer; nothing breaks."""
    path, _label = current(holder.folder)
    (path / "ids.npy").unlink()
    with reading(seeds) as session:
        assert Holder(holder.folder).view(session) is None
        assert Holder(holder.folder / "elsewhere").view(session) is None
    with pytest.raises(NoIndex):
        current(holder.folder / "elsewhere")


def test_common_words_need_no_search(seeds, tmp_path, monkeypatch):
    """Words that have bitmaps, words that have none and phrases are found as SQL finds them."""
    monkeypatch.setattr("timeline.chronology.index.wording.FEWEST", 6)
    with reading(seeds) as session:
        rebuild(session, tmp_path / "index")
        view = Holder(tmp_path / "index").view(session)
        common = list(view.base.words)
        assert 5 < len(common)
        for asked in (
            common[0],
            f"{common[0]} {common[3]}",
            f"{common[1]} -{common[0]}",
            f'memorandum {common[2]} -"peace treaty"',
            f"{common[0]} -memorandum",
            f'"{common[0]} {common[1]}" {common[2]}',
        ):
            compare(session, EventFilter(q=asked), IndexEngine(session, view))


def test_the_searches_that_are_kept_are_bounded():
    """However many searches are made, what is kept of them finds only so many events together."""
    kept = Texts()
    for number in range(2_000):
        kept.keep(str(number), (BitMap([number]), BitMap()))

    assert kept.get("0") is None
    assert kept.get("1999") == (BitMap([1999]), BitMap())
    assert sum(kept.get(str(number)) is not None for number in range(2_000)) <= 400


def test_the_index_of_other_data_does_not_answer(seeds, holder):
    """An index that was built from data of another history is not taken for this one's."""
    path, label = current(holder.folder)
    other = msgspec.structs.replace(label, digest="of another history")
    (path / LABEL).write_bytes(msgspec.json.encode(other))
    with reading(seeds) as session:
        assert Holder(holder.folder).view(session) is None


def test_each_database_has_a_folder_of_its_own(seeds, monkeypatch, tmp_path):
    """It lies beside an SQLite file, that of a server's database in the user's data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with reading(seeds) as session:
        folder = index_folder(session)
        found = holder_of(session)

    assert found is not None
    assert folder == found.folder
    if seeds.dialect.name == "sqlite":
        assert f"{seeds.url.database}.index" == str(folder)
    else:
        assert folder.is_relative_to(tmp_path)


def test_only_one_process_builds_an_index(tmp_path):
    """While one builds, another is refused; afterwards it may."""
    with only_one(tmp_path), pytest.raises(BeingBuilt), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_a_server_has_an_index_built_that_is_missing_or_far_behind(
    seeds, holder, monkeypatch, tmp_path
):
    """It starts one build in a process of its own, and none where little has changed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    url = seeds.url.render_as_string(hide_password=False)
    rebuilder = Rebuilder(url)
    rebuilder.look(3)
    assert rebuilder.wait(0) is None

    rebuilder.look(None)
    rebuilder.look(None)

    assert rebuilder.wait(120) == 0
    with reading(seeds) as session:
        found = holder_of(session)
        assert found is not None
        assert found.view(session) is not None
