"""An open name is matched to whom it means, in one revision, and the event can be accepted."""

import msgspec
import pytest

from timeline import shapes
from timeline.chronology.detail import history
from timeline.intake.proposal import Proposal
from timeline.review import desk
from timeline.review.act import Act, Refused, now
from timeline.review.matching import match_name
from timeline.review.queue import on_desk
from timeline.review.take import take
from timeline.store.directory import load_directory
from timeline.store.session import open_engine, reading, writing
from timeline.terms import EventType, Role


@pytest.fixture
def engine(seeded_url):
    """Open a database that holds the seeds."""
    opened = open_engine(seeded_url)
    yield opened
    opened.dispose()


@pytest.fixture
def number(engine):
    """Propose an event with two open names, and give its id."""
    shape = shapes.Event(
        title="The Kremlin receives a delegation",
        type=EventType.CONSULT,
        date=shapes.Date(edtf="2018-09-12"),
        actors=(
            shapes.ActorIn(name="The House on the Hill", role=Role.HOST),
            shapes.ActorIn(slug="japan"),
        ),
        places=(shapes.PlaceIn(name="The Big Town"),),
        citations=(shapes.Citation(source=shapes.SourceIn(slug="japan-times-2014-01-15")),),
    )
    with writing(engine) as session:
        taken = take(session, load_directory(session), [Proposal(1, shape)], act())
    return taken.created[0]


def act():
    """Say who acts."""
    return Act(editor="tester", at=now(), reason="")


def do(engine, verb, *args):
    """Do one verb in a transaction of its own."""
    with writing(engine) as session:
        return verb(session, load_directory(session), act(), *args)


def test_matched_names_let_an_event_be_accepted(engine, number):
    """Both names are matched, keep their roles, and each match is a revision with its reason."""
    do(engine, match_name, number, "the house on the hill", "russia")
    do(engine, match_name, number, "The Big Town", "moscow")
    do(engine, desk.accept, number)

    with reading(engine) as session:
        event = on_desk(session, number).waiting.event
        reasons = [one.reason for one in history(session, "event", number)]
    assert ("russia", Role.HOST) in {(one.slug, one.role) for one in event.actors}
    assert ["moscow"] == [one.slug for one in event.places]
    assert any("'The Big Town' matched to moscow" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("printed", "slug", "says"),
    [
        ("Somebody Else", "russia", "open are 'The House on the Hill', 'The Big Town'"),
        ("Japan", "russia", "no name like 'Japan' is open"),
        ("The House on the Hill", "no-such-actor", "no-such-actor"),
    ],
)
def test_what_cannot_be_matched_is_refused(engine, number, printed, slug, says):
    """A name that is not open and an actor that there is not are refused; nothing changes."""
    with reading(engine) as session:
        before = on_desk(session, number).waiting.event
    with pytest.raises(Refused, match=says):
        do(engine, match_name, number, printed, slug)
    with reading(engine) as session:
        after = on_desk(session, number).waiting.event

    assert msgspec.json.encode(before) == msgspec.json.encode(after)
