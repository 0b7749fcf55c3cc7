"""Choose the engine that answers a filter."""

from weakref import WeakKeyDictionary

from sqlalchemy import Engine as Connected
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from timeline.chronology.badfilter import BadFilter
from timeline.chronology.engine import Engine
from timeline.chronology.large import is_large
from timeline.chronology.lookup import Known
from timeline.chronology.past import Past
from timeline.chronology.sql_engine import SqlEngine
from timeline.store.events import Event
from timeline.store.revisions import Revision


def engine_for(session: Session, known: Known) -> Engine:
    """Choose the engine: revisions for the past, an index where it helps, else plain SQL.

    Raises:
        BadFilter: If the past is asked for, and there are too many events to be held at once.
    """
    moment = known.filter.moment
    if moment is not None:
        return _past(session, moment)
    return _index(session, known) or SqlEngine(session)


KEPT: WeakKeyDictionary[Connected, tuple[tuple[str, int], Past]] = WeakKeyDictionary()
"""Of each open database the moment that was asked for last: a page asks for it many times."""


MOST_EVENTS = 200_000
"""Up to how many events, by id, a moment of the past is put together again in memory."""


def _past(session: Session, moment: str) -> Past:
    version = session.execute(select(func.coalesce(func.max(Revision.id), 0))).scalar_one()
    engine, wanted = session.connection().engine, (moment, version)
    key, past = KEPT.get(engine, (None, None))
    if past is None or key != wanted:
        if session.execute(select(exists().where(Event.id > MOST_EVENTS))).scalar():
            said = f"only a chronology of up to {MOST_EVENTS:,} events can be asked so"
            raise BadFilter("as_of", moment, said)
        past = Past(session, moment)
        KEPT[engine] = (wanted, past)
    return past


def _index(session: Session, known: Known) -> Engine | None:
    """Give the index, where it is installed, built, and holds what is asked for."""
    if not is_large(session):
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
