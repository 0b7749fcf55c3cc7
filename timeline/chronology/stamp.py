"""Tell when the data last changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.store.revisions import Revision


def changed_at(session: Session, version: int) -> str:
    """Give the time of the newest change, ISO 8601, UTC; empty where nothing was ever entered.

    Args:
        session: A reading session.
        version: The version of the data (see `timeline.chronology.listing.data_version`).
    """
    found = session.execute(select(Revision.at).where(Revision.id == version)).scalar()
    return found or ""
