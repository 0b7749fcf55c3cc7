"""Choose the engine that answers a filter."""

from sqlalchemy.orm import Session

from timeline.chronology.engine import Engine
from timeline.chronology.lookup import Known
from timeline.chronology.past import Past
from timeline.chronology.sql_engine import SqlEngine


def engine_for(session: Session, known: Known) -> Engine:
    """Choose the engine: the past is read from revisions, the present by plain SQL."""
    moment = known.filter.moment
    return SqlEngine(session) if moment is None else Past(session, moment)
