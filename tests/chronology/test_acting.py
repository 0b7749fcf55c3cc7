"""Hold who acted for whom to the offices of the day, on both databases."""

from timeline.chronology.acting import Cast, read_cast
from timeline.chronology.filter import parse
from timeline.chronology.listing import list_events


def cast_of(session, slug: str) -> Cast:
    """Read the cast of an event of the seeds."""
    given = parse({"actor": ["vladimir-putin"], "limit": ["200"]}, strict=True)
    event = next(one for one in list_events(session, given).events() if one.slug == slug)
    return read_cast(session, event)


def test_persons_are_told_with_their_offices(kind_session):
    """At the meeting of 2012 each of the two stands with the office he held then."""
    named = {
        one.actor.slug: [office.slug for office in one.offices]
        for one in cast_of(kind_session, "noda-putin-meeting-2012").named
    }

    assert named["vladimir-putin"] == ["president-of-russia"]
    assert named["yoshihiko-noda"] == ["prime-minister-of-japan"]


def test_states_are_told_with_those_who_represent_them(kind_session):
    """Russia counts because Putin acted for it, Japan because Noda did; no office is listed."""
    represented = {
        one.actor.slug: [by.slug for by in one.by]
        for one in cast_of(kind_session, "noda-putin-meeting-2012").represented
    }

    assert represented == {"russia": ["vladimir-putin"], "japan": ["yoshihiko-noda"]}
