"""Change one event: read what it is, write what it becomes, append the revision."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.review import match
from timeline.review.act import Act, Refused
from timeline.review.journal import Entry, append
from timeline.review.known import Known, stored
from timeline.review.make import Identity, row_of
from timeline.store.directory import Directory
from timeline.store.revisions import Revision
from timeline.store.write import put
from timeline.terms import State, Verb


class Stale(Refused):
    """The event was changed since it was read."""


def known_event(session: Session, number: int, expected: int | None = None) -> Known:
    """Read an event that is to be changed.

    Args:
        session: A writing session.
        number: The event.
        expected: The revision that the editor has read; None where that does not matter.

    Raises:
        Refused: If there is no such event.
        Stale: If it has a newer revision than the one expected.
    """
    known = stored(session, [number]).get(number)
    if known is None:
        raise Refused(f"there is no event {number}")
    if expected is not None and expected != known.version:
        raise Stale(
            f"event {number} was changed meanwhile: it is at revision {known.version}, "
            f"you have read {expected}; read it again"
        )
    return known


def shape_of(known: Known) -> shapes.Event:
    """Read the document of an event."""
    return msgspec.json.decode(known.body, type=shapes.Event)


def write(
    session: Session,
    directory: Directory,
    act: Act,
    verb: Verb,
    known: Known,
    shape: shapes.Event,
    *,
    state: State | None = None,
    merged_into: int | None = None,
) -> int:
    """Write what an event becomes, and its revision.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why.
        verb: What is done.
        known: What it was.
        shape: What it becomes; its id says which event it is.
        state: In which state; None leaves it as it was.
        merged_into: The event that it becomes part of.

    Returns:
        The number of the new revision.

    Raises:
        Refused: If something in it cannot be matched, or it lacks what its state needs.
    """
    if shape.id is None:
        raise Refused("a change names its event")
    identity = Identity(
        id=shape.id,
        slug=known.slug,
        state=state or known.state,
        version=known.version + 1,
        updated=act.at,
        merged_into=merged_into,
    )
    targets = match.event_keys(session, [str(link.to) for link in shape.links])
    row = row_of(session, directory, shape, identity, targets)
    body = put(session, directory, [row], fresh=False)[0]
    append(session, act, [Entry("event", row.id, row.version, verb, body)])
    return row.version


def snapshots(session: Session, number: int) -> Sequence[tuple[int, Verb, bytes]]:
    """Read every revision of an event: number, verb, what it was after it; oldest first."""
    rows = session.execute(
        select(Revision.number, Revision.verb, Revision.after)
        .where(Revision.record == "event", Revision.record_id == number)
        .order_by(Revision.number)
    )
    return [(row.number, row.verb, row.after) for row in rows]


def snapshot(session: Session, number: int, revision: int) -> shapes.Event:
    """Read what an event was after one of its revisions.

    Raises:
        Refused: If it has no such revision.
    """
    body = session.execute(
        select(Revision.after).where(
            Revision.record == "event",
            Revision.record_id == number,
            Revision.number == revision,
        )
    ).scalar()
    if body is None:
        raise Refused(f"event {number} has no revision {revision}")
    return msgspec.json.decode(body, type=shapes.Event)
