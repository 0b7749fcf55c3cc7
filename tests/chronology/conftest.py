"""Give the chronology's tests one rich database of each kind, with the same events in both."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, make_url, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.intake.proposal import Proposal
from timeline.review.imports import Manner, run_import
from timeline.store.actors import Actor
from timeline.store.places import Place
from timeline.store.session import open_engine, reading, writing
from timeline.store.sources import Source
from timeline.store.themes import Theme
from timeline.terms import EventType, Role, Stance, State, Status

SEED = 20_260_101
HOW_MANY = 260
DATES = (
    *("2013", "2013-11", "2013-11-02", "2013-11-02T09:30+09:00", "2013-11-02T18:00", "2013?"),
    *("2013-11~", "201X", "19XX", "2012-21", "2012-33", "2012-09-08/2012-09-09", "2012/2014-03"),
    *("2014-03/..", "../2012-05", "/2013-01", "2013-06/", "[2013-10-21..2013-10-31]"),
    *("[2012,2014]", "{2012-09,2013-04}", "[..2011]", "[2015..]", "-0044-03-15", "0000", "-0753"),
    *("1855-02-07", "1956-10-19", "9999-12-31", "Y-17000", "2013-XX-02", "2012-02-29", "1945%"),
)
WORDS = (
    *("peace treaty islands gas pipeline summit tokyo moscow Владивосток 北方領土 交渉".split()),
    *("sanctions délégation fisheries agreement signed 会談 мир договор naïve".split()),
)


@dataclass(frozen=True, slots=True)
class Slugs:
    """What events may refer to."""

    actors: tuple[str, ...]
    themes: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def book(request) -> str:
    """Name each kind of database in turn."""
    return request.param


@pytest.fixture(scope="session")
def engines(seeded, tmp_path_factory) -> Iterator[dict[str, Engine]]:
    """Open both databases, seeded and filled with the same random events."""
    opened = {
        kind: open_engine(_copied(seeded(kind), tmp_path_factory.mktemp("book")))
        for kind in ("sqlite", "postgresql")
    }
    for engine in opened.values():
        with writing(engine) as session:
            events = _events(random.Random(SEED), read_slugs(session))
            items = [Proposal(number, event) for number, event in enumerate(events, start=1)]
            report = run_import(session, items, Manner("random", "jsonl", "", "tester"))
            assert [] == [str(refusal) for refusal in report.refusals]
    yield opened
    for engine in opened.values():
        engine.dispose()


@pytest.fixture
def kind_session(engines, book) -> Iterator[Session]:
    """Read the database of one kind, then of the other."""
    with reading(engines[book]) as session:
        yield session


def _copied(url: str, folder: Path) -> str:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        host = address.query["host"]
        with psycopg.connect(host=host, user="timeline", dbname="postgres", autocommit=True) as raw:
            raw.execute(f'create database chronology_book template "{address.database}"')
        return address.set(database="chronology_book").render_as_string(hide_password=False)
    with sqlite3.connect(str(address.database)) as raw:
        raw.execute("pragma wal_checkpoint(truncate)")
    raw.close()
    shutil.copyfile(str(address.database), folder / "book.sqlite")
    return f"sqlite:///{folder / 'book.sqlite'}"


def read_slugs(session: Session) -> Slugs:
    """List what events may refer to, in an order that does not depend on the database."""
    columns = (Actor.slug, Theme.slug, Place.slug, Source.slug)
    return Slugs(*(tuple(sorted(session.execute(select(one)).scalars())) for one in columns))


def _events(rng: random.Random, slugs: Slugs) -> Iterator[shapes.Event]:
    """Make random events; few values of everything, so that they coincide often."""
    few = Slugs(
        (
            *("japan", "russia", "shinzo-abe", "vladimir-putin", "gazprom"),
            *rng.sample(slugs.actors, 14),
        ),
        tuple(rng.sample(slugs.themes, 12)),
        tuple(rng.sample(slugs.places, 10)),
        tuple(rng.sample(slugs.sources, 6)),
    )
    for number in range(HOW_MANY):
        yield shapes.Event(
            slug=f"random-{number}",
            title=" ".join(rng.choices(WORDS, k=rng.randint(1, 5))),
            summary=" ".join(rng.choices(WORDS, k=rng.randint(0, 8))),
            date=shapes.Date(edtf=rng.choice(DATES)),
            type=rng.choice(list(EventType)[:5]),
            status=rng.choice(list(Status)),
            state=rng.choice((State.ACCEPTED, State.ACCEPTED, State.ACCEPTED, State.PROPOSED)),
            position=rng.choice((None, None, None, 1, 2, 131_071)),
            significance=rng.choice((0.0, 0.0, 0.5, 0.5, 1 / 3, 1.0)),
            actors=tuple(
                shapes.ActorIn(slug=one, role=rng.choice(list(Role)[:4]))
                for one in rng.sample(few.actors, rng.randint(0, 4))
            ),
            themes=tuple(rng.sample(few.themes, rng.randint(0, 3))),
            places=tuple(
                shapes.PlaceIn(slug=one) for one in rng.sample(few.places, rng.randint(0, 2))
            ),
            citations=tuple(
                shapes.Citation(
                    source=shapes.SourceIn(slug=one),
                    stance=rng.choice((Stance.SUPPORTS, Stance.SUPPORTS, Stance.DISPUTES)),
                )
                for one in rng.sample(few.sources, rng.randint(1, 2))
            ),
        )
