"""Tell at which version the data are, and when they last changed."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from timeline.store.revisions import Revision

NEWEST = "select coalesce(max(id), 0) from revision"
"""Asked for every answer, and so as text: to compose it anew takes far longer than it runs."""
VERSION, ENGINE = "version", "engine"
"""What a door may say of a session that reads: the version it sees at least, and its engine."""


def data_version(session: Session) -> int:
    """Give the version of the data: it grows with every change and with nothing else."""
    return int(session.connection().exec_driver_sql(NEWEST).scalar_one())


def known_version(session: Session) -> int | None:
    """Give the version of the data where the door has read it already, without asking for it."""
    found: int | None = session.info.get(VERSION)
    return found


def engine_of(session: Session) -> Engine:
    """Give the database of a session; one that has not asked anything yet need not begin for it."""
    found: Engine | None = session.info.get(ENGINE)
    return session.connection().engine if found is None else found


def changed_at(session: Session, version: int) -> str:
    """Give the time of the newest change, ISO 8601, UTC; empty where nothing was ever entered.

    Args:
        session: A reading session.
        version: The version of the data (see `data_version`).
    """
    found = session.execute(select(Revision.at).where(Revision.id == version)).scalar()
    return found or ""
