"""Hold what is kept between answers to the version of the data, and to its bounds."""

import pytest

from timeline.chronology import kept as keeping
from timeline.chronology.badfilter import BadFilter
from timeline.chronology.kept import keep, kept
from timeline.chronology.lookup import find_ids
from timeline.chronology.stamp import ENGINE, VERSION
from timeline.store.session import reading


@pytest.fixture
def session(engine):
    """Open a session of a door that has read the version already."""
    with reading(engine) as opened:
        opened.info.update({ENGINE: engine, VERSION: 7})
        yield opened


def test_what_was_found_is_kept_as_long_as_the_version(session):
    """The same is not looked for twice at one version, and anew at another."""
    found = iter(range(10))
    ask = lambda: kept(session, "x", lambda: next(found))  # noqa: E731 - asked three times

    assert [0, 0] == [ask(), ask()]
    session.info[VERSION] = 8
    assert [1, 1] == [ask(), ask()]


def test_without_a_version_it_is_kept_for_one_session_at_most(session):
    """A session of which no version is known keeps only what it was told to keep."""
    del session.info[VERSION]
    found = iter(range(10))

    assert [0, 1] == [kept(session, "x", lambda: next(found)) for _ in range(2)]
    keep(session)
    assert [2, 2] == [kept(session, "x", lambda: next(found)) for _ in range(2)]


def test_it_never_grows_beyond_its_bound(session, monkeypatch):
    """Where more is kept than may be, all of it goes."""
    monkeypatch.setattr(keeping, "MOST", 5)
    for number in range(23):
        kept(session, number, lambda: 0)
        assert len(keeping.MEMORIES[session.info[ENGINE]].found) <= 5


def test_names_of_nothing_are_not_kept(session):
    """A name may be long, and there is no end of those that name nothing."""
    kept(session, "first", lambda: 0)
    for number in range(3):
        with pytest.raises(BadFilter):
            find_ids(session, "actor", f"nobody-{number}")

    assert ["first"] == list(keeping.MEMORIES[session.info[ENGINE]].found)
