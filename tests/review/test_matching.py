"""An open name is matched to whom it means, in one revision, and the event can be accepted."""

import msgspec
import pytest

from timeline import shapes
from timeline.chronology.detail import history
from timeline.review import desk
from timeline.review.act import Refused
from timeline.review.matching import match_name
from timeline.review.queue import on_desk
from timeline.store.session import reading
from timeline.terms import EventType, Role


@pytest.fixture
def number(propose):
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
    return propose(shape)[0]


def test_matched_names_let_an_event_be_accepted(seeds, number, do):
    """Both names are matched, keep their roles, and each match is a revision with its reason."""
    do(match_name, number, "the house on the hill", "russia")
    do(match_name, number, "The Big Town", "moscow")
    do(desk.accept, number)

    with reading(seeds) as session:
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
def test_what_cannot_be_matched_is_refused(seeds, number, printed, slug, says, do):
    """A name that is not open and an actor that there is not are refused; nothing changes."""
    with reading(seeds) as session:
        before = on_desk(session, number).waiting.event
    with pytest.raises(Refused, match=says):
        do(match_name, number, printed, slug)
    with reading(seeds) as session:
        after = on_desk(session, number).waiting.event

    assert msgspec.json.encode(before) == msgspec.json.encode(after)
