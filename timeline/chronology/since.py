"""Tell what changed in a chronology between two moments: what came, what went, what reads anew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.changes import Change, compare
from timeline.chronology.detail import RevisionRow
from timeline.chronology.filter import BadFilter, EventFilter, parse
from timeline.chronology.listing import EVENT
from timeline.chronology.lookup import look_up
from timeline.chronology.newest import Point, by_then
from timeline.chronology.past import Past
from timeline.chronology.stamp import data_version
from timeline.store.revisions import Revision
from timeline.terms import Verb

VERSION = re.compile(r"v([0-9]{1,15})\Z")
MOST = 20_000
"""How many events that were touched are looked at; more are refused with a way to ask for less."""


class Fate(StrEnum):
    """What became of an event in the chronology of a filter."""

    ADDED = "added"
    RESTORED = "restored"
    CHANGED = "changed"
    RETRACTED = "retracted"
    MERGED = "merged"
    LEFT = "left"
    """Still there, but no longer what the filter asks for."""
    MOVED_IN = "moved_in"
    """There before, but only now what the filter asks for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one event: before, after, by which revisions (oldest first), in which fields.

    `before` is None for an event that readers could not see, and so is `after`.
    """

    id: int
    fate: Fate
    before: shapes.Event | None
    after: shapes.Event | None
    steps: tuple[RevisionRow, ...]
    changes: tuple[Change, ...]

    @property
    def event(self) -> shapes.Event:
        """The event as it is now, or as it was last seen."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of them is what makes it a turn
        return found


def read_point(name: str, value: str) -> Point:
    """Read a moment to compare with: a day, the time of a revision, or a version such as v120.

    A day stands for its end, as it does in `as_of`.

    Args:
        name: The parameter, for the refusal.
        value: What was given.

    Raises:
        BadFilter: If it is none of these.
    """
    version = VERSION.match(value)
    if version:
        return int(version[1])
    try:
        moment = parse({"as_of": [value]}, strict=True).moment if value else None
    except BadFilter as error:
        raise BadFilter(name, value, error.reason, error.nearest) from None
    if moment is None:
        raise BadFilter(name, value, "name a day, a time or a version", ("2026-11-01", "v1"))
    return moment


def changed_between(
    session: Session, given: EventFilter, since: Point, until: Point | None = None
) -> tuple[Turn, ...]:
    """List what became of the events that a filter finds at one moment or at the other.

    Args:
        session: A reading session.
        given: The filter; its own `as_of` and paging do not matter.
        since: The state to compare with.
        until: The state that is compared; None is that of now.

    Returns:
        One turn an event that differs, those changed last first.

    Raises:
        BadFilter: If the filter names what there is not, or more than `MOST` events were touched.
    """
    end = data_version(session) if until is None else until
    steps = _steps(session, since, end)
    if not steps:
        return ()
    return turns(session, given, steps, since, end)


Steps = Mapping[int, Sequence[RevisionRow]]


def turns(
    session: Session, given: EventFilter, steps: Steps, since: Point, until: Point
) -> tuple[Turn, ...]:
    """Compare two states of events that were touched in between.

    Args:
        session: A reading session.
        given: The filter.
        steps: The revisions in between by event, oldest first; the events in the order wanted.
        since: The first state.
        until: The second state.
    """
    known = look_up(session, given)
    old, new = Past(session, since, steps), Past(session, until, steps)
    were, are = old.matching(known), new.matching(known)
    found = []
    for number, rows in steps.items():
        if number in were or number in are:
            before, after = _seen(old, number), _seen(new, number)
            changes = compare(before, after) if before and after else ()
            if before is None or after is None or changes:
                fate = _fate(before, after, rows, was=number in were, now=number in are)
                found.append(Turn(number, fate, before, after, tuple(rows), changes))
    return tuple(found)


def _seen(past: Past, number: int) -> shapes.Event | None:
    bodies = past.documents([number])
    return EVENT.decode(bodies[0]) if bodies else None


def _fate(
    before: shapes.Event | None,
    after: shapes.Event | None,
    steps: Sequence[RevisionRow],
    *,
    was: bool,
    now: bool,
) -> Fate:
    verbs = {step.verb for step in steps}
    if before is None:
        return Fate.RESTORED if verbs & {Verb.RESTORE, Verb.UNMERGE} else Fate.ADDED
    if after is None:
        return Fate.MERGED if Verb.MERGE in verbs else Fate.RETRACTED
    if was and now:
        return Fate.CHANGED
    return Fate.LEFT if was else Fate.MOVED_IN


def _steps(session: Session, since: Point, until: Point) -> dict[int, list[RevisionRow]]:
    """Read the revisions of events in between, the event that was changed last first."""
    rows = session.execute(
        select(
            Revision.record_id,
            Revision.number,
            Revision.at,
            Revision.editor,
            Revision.verb,
            Revision.reason,
        )
        .where(Revision.record == "event", ~by_then(since), by_then(until))
        .order_by(Revision.id.desc())
    )
    steps: dict[int, list[RevisionRow]] = {}
    for number, serial, at, editor, verb, reason in rows:
        step = RevisionRow(serial, at, editor, verb, reason)
        steps.setdefault(number, []).insert(0, step)
        if len(steps) > MOST:
            raise BadFilter(
                "since",
                str(since),
                f"more than {MOST:,} events were touched since; compare a shorter time",
            )
    return steps


def days_of_change(session: Session, most: int) -> tuple[str, ...]:
    """List the days (ISO 8601, UTC) on which any event was changed, the newest first.

    Args:
        session: A reading session.
        most: How many at the most.
    """
    day = func.substr(Revision.at, 1, 10).label("day")
    rows = session.execute(
        select(day).where(Revision.record == "event").group_by(day).order_by(day.desc()).limit(most)
    )
    return tuple(rows.scalars())
