"""Choose the engine that answers a filter."""

from weakref import WeakSet

from sqlalchemy import Engine as Connected
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from timeline.chronology.engine import Engine
from timeline.chronology.lookup import Known
from timeline.chronology.past import Past
from timeline.chronology.sql_engine import SqlEngine
from timeline.store.events import Event

WORTHWHILE = 20_000
"""From which event id on an index is worth asking; below it SQL alone does."""


def engine_for(session: Session, known: Known) -> Engine:
    """Choose the engine: revisions for the past, an index where it helps, else plain SQL."""
    moment = known.filter.moment
    if moment is not None:
        return Past(session, moment)
    return _index(session, known) or SqlEngine(session)


def _index(session: Session, known: Known) -> Engine | None:
    """Give the index, where it is installed, built, and holds what is asked for."""
    if not _large(session):
        return None
    try:
        from timeline.chronology.index.engine import IndexEngine, answers  # noqa: PLC0415 - an extra
        from timeline.chronology.index.holder import holder_of  # noqa: PLC0415 - an extra
        from timeline.chronology.index.rebuilding import look  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    holder = holder_of(session) if answers(known) else None
    if holder is None:
        return None
    view = holder.view(session)
    look(None if view is None else view.pending)
    return None if view is None else IndexEngine(session, view)


LARGE: WeakSet[Connected] = WeakSet()
"""Databases that are known to be worth an index; ids are never reused, so they stay so."""


def _large(session: Session) -> bool:
    engine = session.connection().engine
    if (
        engine not in LARGE
        and session.execute(select(exists().where(Event.id >= WORTHWHILE))).scalar()
    ):
        LARGE.add(engine)
    return engine in LARGE
