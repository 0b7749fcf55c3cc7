"""Rule on events: accept, amend, adopt a claim, retract, restore; each verb is one revision."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.review.act import Act, Refused
from timeline.review.change import known_event, shape_of, snapshots, write
from timeline.review.rulings import AMENDABLE
from timeline.store.directory import Directory
from timeline.terms import About, State, Verb


def accept(
    session: Session, directory: Directory, act: Act, number: int, expected: int | None = None
) -> int:
    """Accept a proposal: from now on readers see it.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why.
        number: The event.
        expected: The revision that the editor has read.

    Returns:
        The number of the new revision.

    Raises:
        Refused: If it is not proposed, has no citation, or a name in it is still open.
    """
    known = known_event(session, number, expected)
    if known.state is not State.PROPOSED:
        raise Refused(f"event {number} is {known.state}; only proposals are accepted")
    shape = shape_of(known)
    return write(session, directory, act, Verb.ACCEPT, known, shape, state=State.ACCEPTED)


def amend(
    session: Session,
    directory: Directory,
    act: Act,
    number: int,
    changes: Mapping[str, Any],
    expected: int | None = None,
) -> int:
    """Change fields of an event.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why.
        number: The event.
        changes: New values by field, as JSON has them; see `AMENDABLE`. A date is its EDTF.
        expected: The revision that the editor has read.

    Returns:
        The number of the new revision.

    Raises:
        Refused: If a field is unknown or derived, a value does not fit, or nothing would change.
    """
    known = known_event(session, number, expected)
    shape = shape_of(known)
    changed = _with(shape, changes)
    if changed == shape:
        raise Refused(f"event {number} is so already; nothing was changed")
    return write(session, directory, act, Verb.AMEND, known, changed, merged_into=known.merged_into)


def _with(shape: shapes.Event, changes: Mapping[str, Any]) -> shapes.Event:
    strange = sorted(set(changes) - set(AMENDABLE))
    if strange:
        raise Refused(f"{', '.join(strange)} cannot be amended; {', '.join(AMENDABLE)} can")
    fields: dict[str, Any] = msgspec.to_builtins(shape)
    fields |= changes
    if isinstance(changes.get("date"), str):
        fields["date"] = {"edtf": changes["date"]}
    try:
        return msgspec.convert(fields, shapes.Event)
    except msgspec.ValidationError as error:
        raise Refused(str(error)) from error


def rule(
    session: Session,
    directory: Directory,
    act: Act,
    number: int,
    note: int,
    expected: int | None = None,
) -> int:
    """Adopt the date that a citation states as the date of the event.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why; the note is added to the reason.
        number: The event.
        note: The number of the citation within the event, 1 is the first.
        expected: The revision that the editor has read.

    Returns:
        The number of the new revision.

    Raises:
        Refused: If there is no such citation, it states no date, or the date is so already.
    """
    known = known_event(session, number, expected)
    shape = shape_of(known)
    if not 1 <= note <= len(shape.citations):
        raise Refused(f"event {number} has citations 1 to {len(shape.citations)}, not {note}")
    stated = [claim for claim in shape.citations[note - 1].claims if claim.about is About.DATE]
    dated = next((claim for claim in stated if claim.edtf), None)
    if dated is None or dated.edtf is None:
        raise Refused(f"citation {note} of event {number} states no date that could be read")
    if dated.edtf == shape.date.edtf:
        raise Refused(f"event {number} is dated {dated.edtf} already")
    why = f"date of note {note} adopted: {dated.as_printed!r} read as {dated.edtf}"
    act = replace(act, reason=f"{act.reason}; {why}" if act.reason else why)
    changed = msgspec.structs.replace(shape, date=shapes.Date(edtf=dated.edtf))
    return write(session, directory, act, Verb.RULE, known, changed)


def retract(
    session: Session, directory: Directory, act: Act, number: int, expected: int | None = None
) -> int:
    """Take an event back: readers no longer find it, its history stays.

    Raises:
        Refused: If it is retracted already, or no reason is given.
    """
    known = known_event(session, number, expected)
    if known.state is State.RETRACTED:
        raise Refused(f"event {number} is retracted already")
    if not act.reason:
        raise Refused("say why it is retracted; readers will see the reason")
    shape = shape_of(known)
    return write(session, directory, act, Verb.RETRACT, known, shape, state=State.RETRACTED)


def restore(
    session: Session, directory: Directory, act: Act, number: int, expected: int | None = None
) -> int:
    """Put a retracted event back into the state that it had before.

    Raises:
        Refused: If it is not retracted, or was merged (which is undone by unmerging).
    """
    known = known_event(session, number, expected)
    if known.state is not State.RETRACTED:
        raise Refused(f"event {number} is {known.state}, not retracted")
    if known.merged_into is not None:
        raise Refused(f"event {number} was merged into {known.merged_into}: unmerge it")
    state = _state_before(session, number)
    return write(session, directory, act, Verb.RESTORE, known, shape_of(known), state=state)


def _state_before(session: Session, number: int) -> State:
    states = [
        msgspec.json.decode(body, type=shapes.Event).state
        for _number, _verb, body in snapshots(session, number)
    ]
    return next(
        (state for state in reversed(states) if state is not State.RETRACTED), State.PROPOSED
    )
