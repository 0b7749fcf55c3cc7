"""Tell whether a database holds so many events that reading goes other ways than in a small one."""

from weakref import WeakSet

from sqlalchemy import Engine, exists, select
from sqlalchemy.orm import Session

from timeline.chronology.kept import kept
from timeline.chronology.stamp import engine_of
from timeline.store.events import Event

LARGE_FROM = 20_000
"""From which event id on a database is large: an index is worth asking, and bounded scans."""

LARGE: WeakSet[Engine] = WeakSet()
"""Databases that are known to be large; ids are never reused, so they stay so."""


def is_large(session: Session) -> bool:
    """Tell whether the database of a session is large; asks it until it is."""
    engine = engine_of(session)
    if engine in LARGE:
        return True
    found = kept(session, ("large",), lambda: _reaches(session))
    if found:
        LARGE.add(engine)
    return found


def _reaches(session: Session) -> bool:
    return bool(session.execute(select(exists().where(Event.id >= LARGE_FROM))).scalar())
