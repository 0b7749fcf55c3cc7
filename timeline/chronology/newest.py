"""Find the revisions that were the newest at a moment of the past."""

from collections.abc import Collection, Iterator
from typing import TypeAlias

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from timeline.batched import batched
from timeline.store.revisions import Revision

Point: TypeAlias = str | int
"""A time, ISO 8601, UTC; or a version of the data."""
AT_ONCE = 500
"""How many events are named in one statement."""


def by_then(moment: Point) -> ColumnElement[bool]:
    """Give the condition of revisions that were made by a moment, or by a version of the data."""
    return Revision.id <= moment if isinstance(moment, int) else Revision.at <= moment


def newest_bodies(
    session: Session, moment: Point, only: Collection[int] | None = None
) -> Iterator[bytes]:
    """Give the events as they stood at a moment, in whatever state, as JSON.

    Args:
        session: A reading session.
        moment: When.
        only: The events that matter; None is all.
    """
    if only is None:
        yield from _newest(session, by_then(moment))
        return
    for some in batched(sorted(only), AT_ONCE):
        yield from _newest(session, by_then(moment) & Revision.record_id.in_(some))


def _newest(session: Session, which: ColumnElement[bool]) -> Iterator[bytes]:
    newest = (
        select(Revision.record_id, func.max(Revision.number).label("number"))
        .where(Revision.record == "event", which)
        .group_by(Revision.record_id)
        .subquery()
    )
    rows = session.execute(
        select(Revision.after)
        .join(newest, newest.c.record_id == Revision.record_id)
        .where(Revision.record == "event", Revision.number == newest.c.number)
    )
    return iter(rows.scalars())
