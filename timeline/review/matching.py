"""Match a name of an event that is still open to the actor or place that it means."""

from dataclasses import replace
from typing import TypeVar

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.names.fold import fold
from timeline.review.act import Act, Refused
from timeline.review.change import known_event, shape_of, write
from timeline.store.directory import Directory
from timeline.terms import Verb, Via

Named = TypeVar("Named", shapes.ActorIn, shapes.PlaceIn)


def match_name(
    session: Session,
    directory: Directory,
    act: Act,
    number: int,
    printed: str,
    slug: str,
    expected: int | None = None,
) -> int:
    """Say whom or what an open name means; participants and places of that name all change.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why; what was matched is added to the reason.
        number: The event.
        printed: The name as the event has it; case and marks do not matter.
        slug: The actor or place that it means.
        expected: The revision that the editor has read.

    Returns:
        The number of the new revision.

    Raises:
        Refused: If no name like it is open in the event, or there is no such actor or place.
    """
    known = known_event(session, number, expected)
    shape = shape_of(known)
    wanted = fold(printed)
    actors = tuple(_matched(one, wanted, slug) for one in shape.actors)
    places = tuple(_matched(one, wanted, slug) for one in shape.places)
    changed = msgspec.structs.replace(shape, actors=actors, places=places)
    if changed == shape:
        raise Refused(f"no name like {printed!r} is open in event {number}{_open(shape)}")
    why = f"{printed!r} matched to {slug}"
    act = replace(act, reason=f"{act.reason}; {why}" if act.reason else why)
    changed = msgspec.structs.replace(
        changed, actors=tuple(one for one in actors if one.via is Via.DIRECT)
    )
    return write(session, directory, act, Verb.AMEND, known, changed)


def _matched(one: Named, wanted: str, slug: str) -> Named:
    if one.slug or fold(one.name) != wanted:
        return one
    return msgspec.structs.replace(one, slug=slug)


def _open(shape: shapes.Event) -> str:
    names = [one.name for one in shape.actors if not one.slug]
    names += [one.name for one in shape.places if not one.slug]
    return f"; open are {', '.join(map(repr, names))}" if names else "; none is"
