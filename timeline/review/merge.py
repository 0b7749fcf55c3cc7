"""Make one event of two that tell the same, and two again of one; both keep their claims."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.review.act import Act, Refused
from timeline.review.change import known_event, shape_of, snapshot, snapshots, write
from timeline.store.directory import Directory
from timeline.store.events import Event
from timeline.terms import LinkKind, State, Verb, Via


def merge(
    session: Session, directory: Directory, act: Act, lost: int, kept: int
) -> tuple[int, int]:
    """Merge an event into another one, which takes over its citations, actors, themes and places.

    The lost one is retracted and leads to the kept one from then on; so does whatever was merged
    into it before.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why.
        lost: The event that becomes part of the other.
        kept: The event that stands for both.

    Returns:
        The numbers of the new revisions of the lost and of the kept one.

    Raises:
        Refused: If they are one event, or one of them is retracted or merged already.
    """
    if lost == kept:
        raise Refused("an event is not merged with itself")
    losing, keeping = known_event(session, lost), known_event(session, kept)
    for number, known in ((lost, losing), (kept, keeping)):
        if known.state is State.RETRACTED:
            raise Refused(f"event {number} is retracted; restore or unmerge it first")
    shape = shape_of(losing)
    joined = join(shape_of(keeping), shape)
    said = f"{act.reason}; " if act.reason else ""
    into = replace(act, reason=f"{said}merged into event {kept}")
    same = shapes.Link(kind=LinkKind.SAME_AS, to=kept)
    left = msgspec.structs.replace(shape, links=(*shape.links, same))
    first = write(
        session, directory, into, Verb.MERGE, losing, left, state=State.RETRACTED, merged_into=kept
    )
    _lead_on(session, lost, kept)
    took = replace(act, reason=f"{said}took in event {lost}")
    second = write(session, directory, took, Verb.MERGE, keeping, joined)
    return first, second


def _lead_on(session: Session, lost: int, kept: int) -> None:
    """Let what was merged into the lost event lead straight to the kept one."""
    earlier = session.execute(select(Event.id).where(Event.merged_into_id == lost)).scalars().all()
    if earlier:
        table = Event.__table__
        session.execute(
            table.update().where(table.c.id.in_(earlier)).values(merged_into_id=kept)  # type: ignore[attr-defined]
        )


def join(kept: shapes.Event, lost: shapes.Event) -> shapes.Event:
    """Give the kept event what the lost one has and it has not.

    Citations of the same place in a source become one with the claims of both.
    """
    citations = list(kept.citations)
    places = {(one.source.slug, one.locator): n for n, one in enumerate(citations)}
    for one in lost.citations:
        at = places.get((one.source.slug, one.locator))
        if at is None:
            citations.append(one)
        else:
            new = tuple(claim for claim in one.claims if claim not in citations[at].claims)
            claims = citations[at].claims + new
            citations[at] = msgspec.structs.replace(citations[at], claims=claims)
    stated = [one for one in lost.actors if one.via is Via.DIRECT]
    own = {(one.slug, one.name, one.role) for one in kept.actors}
    actors = [one for one in stated if (one.slug, one.name, one.role) not in own]
    return msgspec.structs.replace(
        kept,
        citations=tuple(citations),
        actors=(*kept.actors, *actors),
        themes=_union(kept.themes, lost.themes),
        places=(*kept.places, *(one for one in lost.places if one not in kept.places)),
        links=(
            *kept.links,
            *(one for one in lost.links if one not in kept.links and one.to != kept.id),
        ),
    )


def _union(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def unmerge(session: Session, directory: Directory, act: Act, lost: int) -> tuple[int, int]:
    """Take a merge back: the lost event is as before, and the kept one gives back what it took.

    What was added to the kept event since stays with it.

    Returns:
        The numbers of the new revisions of the lost and of the kept one.

    Raises:
        Refused: If the event was not merged.
    """
    losing = known_event(session, lost)
    if losing.merged_into is None:
        raise Refused(f"event {lost} was not merged into another one")
    kept = losing.merged_into
    keeping = known_event(session, kept)
    before = _before_merge(session, lost)
    kept_before = _before_taking(session, kept, lost)
    said = f"{act.reason}; " if act.reason else ""
    again = replace(act, reason=f"{said}no longer part of event {kept}")
    first = write(session, directory, again, Verb.UNMERGE, losing, before, state=before.state)
    given = part(shape_of(keeping), before, kept_before)
    gave = replace(act, reason=f"{said}gave back event {lost}")
    second = write(session, directory, gave, Verb.UNMERGE, keeping, given)
    return first, second


def _before_merge(session: Session, lost: int) -> shapes.Event:
    merged = [number for number, verb, _body in snapshots(session, lost) if verb is Verb.MERGE]
    return snapshot(session, lost, merged[-1] - 1)


def _before_taking(session: Session, kept: int, lost: int) -> shapes.Event:
    """Find what the kept event was before it took in the lost one."""
    from_lost = {(one.source.slug, one.locator) for one in _before_merge(session, lost).citations}
    history = snapshots(session, kept)
    for number, verb, body in reversed(history):
        if verb is not Verb.MERGE or number == 1:
            continue
        before = snapshot(session, kept, number - 1)
        after = msgspec.json.decode(body, type=shapes.Event)
        places = {(one.source.slug, one.locator) for one in after.citations}
        if from_lost <= places:
            return before
    return snapshot(session, kept, history[0][0])


def part(kept: shapes.Event, lost: shapes.Event, before: shapes.Event) -> shapes.Event:
    """Take from the kept event what it has only from the lost one.

    Args:
        kept: The event that stood for both, as it is.
        lost: The event that it took in, as it was before.
        before: The kept event before it took the other one in.
    """
    own = {(one.source.slug, one.locator): one for one in before.citations}
    from_lost = {(one.source.slug, one.locator): one for one in lost.citations}
    citations = []
    for one in kept.citations:
        key = (one.source.slug, one.locator)
        if key not in from_lost:
            citations.append(one)
        elif key in own:
            foreign = [c for c in from_lost[key].claims if c not in own[key].claims]
            claims = tuple(claim for claim in one.claims if claim not in foreign)
            citations.append(msgspec.structs.replace(one, claims=claims))
    taken_actors = {(one.slug, one.name, one.role) for one in lost.actors} - {
        (one.slug, one.name, one.role) for one in before.actors
    }
    return msgspec.structs.replace(
        kept,
        citations=tuple(citations),
        actors=tuple(
            one for one in kept.actors if (one.slug, one.name, one.role) not in taken_actors
        ),
        themes=tuple(t for t in kept.themes if t in before.themes or t not in lost.themes),
        places=tuple(p for p in kept.places if p in before.places or p not in lost.places),
        links=tuple(one for one in kept.links if one in before.links or one not in lost.links),
    )
