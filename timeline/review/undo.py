"""Undo: give an event back what one revision took from it, or take a whole batch back."""

from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from timeline.review.act import Act, Refused
from timeline.review.change import known_event, shape_of, snapshot, write
from timeline.review.rulings import AMENDABLE, content
from timeline.store.directory import Directory
from timeline.store.events import Event
from timeline.store.revisions import Batch, Revision
from timeline.terms import State, Verb


def undo(
    session: Session, directory: Directory, act: Act, number: int, revision: int | None = None
) -> int:
    """Undo one revision of an event, by default the newest; that is a new revision.

    An older one is undone only where nobody has changed since what it changed.

    Returns:
        The number of the new revision.

    Raises:
        Refused: If it is the first revision, belongs to a merge, or later ones changed the same
            fields; the message names them.
    """
    known = known_event(session, number)
    chosen = revision or known.version
    if chosen <= 1:
        raise Refused("the first revision is not undone: retract the event instead")
    before, after = snapshot(session, number, chosen - 1), snapshot(session, number, chosen)
    verb = session.execute(
        select(Revision.verb).where(
            Revision.record == "event", Revision.record_id == number, Revision.number == chosen
        )
    ).scalar_one()
    if verb in (Verb.MERGE, Verb.UNMERGE):
        raise Refused("a merge is taken back by unmerging, and an unmerge by merging again")
    current = shape_of(known)
    changed = [
        name for name in (*AMENDABLE, "state") if content(before, name) != content(after, name)
    ]
    clash = [name for name in changed if content(current, name) != content(after, name)]
    if clash:
        raise Refused(f"{', '.join(clash)} changed again after revision {chosen}; amend instead")
    fields = {name: getattr(before, name) for name in changed}
    shape = msgspec.structs.replace(current, **fields)
    why = f"revision {chosen} undone"
    act = replace(act, reason=f"{act.reason}; {why}" if act.reason else why)
    return write(session, directory, act, Verb.UNDO, known, shape, state=shape.state)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking a batch back did: events retracted, put back as they were, and left alone."""

    retracted: tuple[int, ...]
    put_back: tuple[int, ...]
    left: tuple[int, ...]
    """Changed by somebody since; they stay as they are."""


def undo_batch(session: Session, directory: Directory, act: Act, batch_id: int) -> TakenBack:
    """Take a whole import back: what it entered is retracted, what it changed is as before.

    Records that it entered (actors, sources, places) stay; they stand in no event then.

    Raises:
        Refused: If there is no such batch, or it was taken back already.
    """
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise Refused(f"there is no batch {batch_id}")
    if batch.state == "undone":
        raise Refused(f"batch {batch_id} was taken back already")
    rows = session.execute(
        select(Revision.record_id, Revision.number, Event.version)
        .join(Event, Event.id == Revision.record_id)
        .where(Revision.batch_id == batch_id, Revision.record == "event")
        .order_by(Revision.record_id, Revision.number)
    ).all()
    first = {number: row for number, *row in reversed(rows)}
    last = {number: row for number, *row in rows}
    act = replace(act, reason=act.reason or f"batch {batch_id} taken back")
    retracted, put_back, left = [], [], []
    for number, (began, version) in first.items():
        if last[number][0] != version:
            left.append(number)
        elif began == 1:
            _retract(session, directory, act, number)
            retracted.append(number)
        else:
            _put_back(session, directory, act, number, began - 1)
            put_back.append(number)
    session.execute(update(Batch).where(Batch.id == batch_id).values(state="undone"))
    return TakenBack(tuple(retracted), tuple(put_back), tuple(left))


def _retract(session: Session, directory: Directory, act: Act, number: int) -> None:
    known = known_event(session, number)
    shape = shape_of(known)
    write(session, directory, act, Verb.UNDO, known, shape, state=State.RETRACTED)


def _put_back(session: Session, directory: Directory, act: Act, number: int, revision: int) -> None:
    shape = snapshot(session, number, revision)
    known = known_event(session, number)
    write(session, directory, act, Verb.UNDO, known, shape, state=shape.state)
