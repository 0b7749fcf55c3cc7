"""Give the desk's tests a small world to write events about, and short ways to write them."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.listing import EVENT
from timeline.dates import Span
from timeline.intake.proposal import Proposal
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    PlaceRecord,
    SourceRecord,
    ThemeRecord,
)
from timeline.review.act import Act, now
from timeline.review.imports import Manner, Report, run_import
from timeline.review.take import take
from timeline.store.directory import load_directory
from timeline.store.events import Event
from timeline.store.reading import EventDocument
from timeline.store.session import reading, writing
from timeline.terms import ActorKind, AffiliationKind, EventType, PlaceKind, SourceKind

RECORDS = (
    ActorRecord("japan", ActorKind.STATE, "Japan", codes=(("iso2", "JP"),)),
    ActorRecord("russia", ActorKind.STATE, "Russia"),
    ActorRecord("premier", ActorKind.OFFICE, "Prime Minister of Japan"),
    ActorRecord("abe", ActorKind.PERSON, "Shinzo Abe"),
    AffiliationRecord("premier", AffiliationKind.OFFICE_OF, "japan"),
    AffiliationRecord(
        "abe", AffiliationKind.HOLDS, "premier", span=Span.parse("2012-12-26/2020-09-16")
    ),
    PlaceRecord("tokyo", "Tokyo", PlaceKind.CITY),
    ThemeRecord("energy", "Energy"),
    ThemeRecord("energy/gas", "Gas"),
    SourceRecord("report", SourceKind.REPORT, "A report", {"type": "report", "title": "A report"}),
)


@pytest.fixture
def world(engine) -> Engine:
    """Give a database that knows some actors, a place, themes and a source."""
    with writing(engine) as session:
        report = run_import(session, RECORDS, manner("world"))
        assert [] == report.refusals
    return engine


def manner(name: str = "test.jsonl", **options: bool) -> Manner:
    """Say how a test's import is done."""
    return Manner(name, "jsonl", "", "tester", **options)


@pytest.fixture
def an_event() -> Callable[..., shapes.Event]:
    """Give what makes an event that the world can take, with some fields changed."""

    def make(slug: str = "", **fields) -> shapes.Event:
        plain = {
            "title": "A meeting",
            "date": shapes.Date(edtf="2013-11-02"),
            "type": EventType.CONSULT,
            "citations": (shapes.Citation(source=shapes.SourceIn(slug="report")),),
        }
        return shapes.Event(slug=slug, **(plain | fields))

    return make


@pytest.fixture
def enter(world) -> Callable[..., Report]:
    """Give what takes events in as one import."""

    def run(*events: shapes.Event, **options: bool) -> Report:
        with writing(world) as session:
            items = [Proposal(number, event) for number, event in enumerate(events, start=1)]
            return run_import(session, items, manner(**options))

    return run


@pytest.fixture
def propose(seeds) -> Callable[..., tuple[int, ...]]:
    """Give what puts events before the desk as proposals; it tells their ids."""

    def taken(*events: shapes.Event) -> tuple[int, ...]:
        items = [Proposal(number, event) for number, event in enumerate(events, start=1)]
        with writing(seeds) as session:
            return take(session, load_directory(session), items, Act("tester", now())).created

    return taken


@pytest.fixture
def stored(world) -> Callable[[str], shapes.Event]:
    """Give what reads an event back by its slug."""

    def read(slug: str) -> shapes.Event:
        with reading(world) as session:
            return document(session, slug)

    return read


def document(session: Session, slug: str) -> shapes.Event:
    """Read the document of an event."""
    body = session.execute(
        select(EventDocument.body)
        .join(Event, Event.id == EventDocument.event_id)
        .where(Event.slug == slug)
    ).scalar_one()
    return EVENT.decode(body)
