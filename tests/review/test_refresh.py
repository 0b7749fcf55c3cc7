"""Events follow the records that they refer to: renamed actors, new ties, moved places."""

from sqlalchemy import func, select

from timeline.chronology.filter import parse
from timeline.chronology.listing import list_events
from timeline.dates import Span
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    PlaceRecord,
    ThemeRecord,
)
from timeline.review.imports import Manner, run_import
from timeline.store.events import Event
from timeline.store.revisions import Revision
from timeline.store.session import reading, writing
from timeline.terms import ActorKind, AffiliationKind, PlaceKind, Verb

MANNER = Manner("records", "folder", "", "tester")


def enter(engine, *records):
    """Enter records; gives how many events were brought in line."""
    with writing(engine) as session:
        return run_import(session, records, MANNER).refreshed


def found(engine, **given):
    """Give the events that readers find."""
    wanted = parse({name: [value] for name, value in given.items()}, strict=True, most=1000)
    with reading(engine) as session:
        return list_events(session, wanted).events()


def test_a_renamed_actor_is_shown_and_found_by_its_new_name(seeds):
    """Lists, documents and the search have the new name; the old one finds nothing more."""
    before = len(found(seeds, actor="gazprom"))
    renamed = ActorRecord("gazprom", ActorKind.COMPANY, "Gasprom Renamed", Span.parse("1989/.."))

    assert enter(seeds, renamed) >= before
    assert before == len(found(seeds, actor="gazprom"))
    assert {"Gasprom Renamed"} == {
        one.name
        for event in found(seeds, actor="gazprom")
        for one in event.actors
        if one.slug == "gazprom"
    }
    assert found(seeds, q='"Gasprom Renamed"')
    assert 0 == enter(seeds, renamed)


def test_a_new_tie_counts_for_the_events_that_are_there(seeds):
    """Whoever is given an office acts for its state in the events of that time, no other."""
    assert not found(seeds, actor="brazil")
    tie = AffiliationRecord(
        "alexei-miller", AffiliationKind.PART_OF, "brazil", span=Span.parse("2018")
    )

    assert enter(seeds, tie) > 0
    assert {"2018"} == {event.date.edtf[:4].strip("[") for event in found(seeds, actor="brazil")}


def test_what_lies_elsewhere_now_is_found_there(seeds):
    """A place that is moved under another one, and a theme that is renamed, are found so."""
    moved = PlaceRecord("vladivostok", "Vladivostok", PlaceKind.CITY, parent="japan")
    enter(seeds, moved)

    assert "vladivostok" in {
        place.slug for event in found(seeds, place="japan") for place in event.places
    }
    assert 0 == enter(seeds, ThemeRecord("energy/lng", "LNG, newly labelled"))


def test_each_refreshed_event_has_one_revision_that_says_so(seeds):
    """The version of an event and its newest revision stay in step."""
    renamed = ActorRecord("gazprom", ActorKind.COMPANY, "Gasprom Renamed")
    count = enter(seeds, renamed)
    with reading(seeds) as session:
        revisions = session.execute(
            select(func.count()).where(Revision.record == "event", Revision.verb == Verb.REFRESH)
        ).scalar_one()
        newest = (
            select(Revision.record_id, func.max(Revision.number).label("number"))
            .where(Revision.record == "event")
            .group_by(Revision.record_id)
            .subquery()
        )
        apart = session.execute(
            select(func.count())
            .select_from(Event)
            .join(newest, newest.c.record_id == Event.id)
            .where(newest.c.number != Event.version)
        ).scalar_one()

    assert (count, 0) == (revisions, apart)
