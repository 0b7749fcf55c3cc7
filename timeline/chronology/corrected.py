"""Tell when accepted events were corrected: what a page that is kept elsewhere must show."""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.chronology.rows import Row
from timeline.store.revisions import Revision
from timeline.terms import State, Verb

UNTOUCHED = frozenset({Verb.CREATE, Verb.ACCEPT, Verb.REFRESH})
"""What is no correction: entering, accepting, and taking over a changed name of something else."""


class Correction(Row, frozen=True, kw_only=True):
    """An event and the day (ISO 8601, UTC) on which it was corrected last."""

    event: int
    day: str


class Standing(msgspec.Struct):
    """What is read of a revision: in which state it left the event."""

    state: State = State.PROPOSED


READ = msgspec.json.Decoder(Standing)


def corrections(
    session: Session, ids: Sequence[int], moment: str | None = None
) -> tuple[Correction, ...]:
    """List the events among some that were changed after they were first accepted.

    Args:
        session: A reading session.
        ids: Of events; a page of them at most, since their revisions are read.
        moment: Up to when, as revisions keep it; None for now.
    """
    statement = (
        select(Revision.record_id, Revision.at, Revision.verb, Revision.after)
        .where(Revision.record == "event", Revision.record_id.in_(ids))
        .order_by(Revision.record_id, Revision.number)
    )
    if moment is not None:
        statement = statement.where(Revision.at <= moment)
    days = _days(session.execute(statement))
    return tuple(Correction(event=one, day=days[one]) for one in ids if one in days)


def _days(rows: Iterable[tuple[int, str, Verb, bytes]]) -> dict[int, str]:
    accepted: set[int] = set()
    days: dict[int, str] = {}
    for number, at, verb, after in rows:
        if number in accepted and verb not in UNTOUCHED:
            days[number] = at[:10]
        elif number not in accepted and READ.decode(after).state is State.ACCEPTED:
            accepted.add(number)
    return days
