"""Suggest which events may be one and the same: dates that overlap, actors shared, words alike."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.dates import Overlap, Span, overlaps
from timeline.names.fold import tokens
from timeline.store.events import Event, Participation
from timeline.store.order import first_key
from timeline.store.reading import EventDocument
from timeline.terms import State, Via

MOST_COMPARED = 400
"""How many events are compared with one at most, nearest in time first."""
REACH = 45
"""How many days apart two events may be filed and still be compared."""
ALIKE = 0.5
"""From which likeness on (0 to 1) a pair is suggested."""

WEIGHT_WORDS, WEIGHT_ACTORS, WEIGHT_KIND = 0.5, 0.35, 0.15


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An event that may be the same: its id, title and date (EDTF), and how alike, 0 to 1."""

    id: int
    title: str
    edtf: str
    state: State
    likeness: float


def suggest_duplicates(
    session: Session, event: shapes.Event, most: int = 5
) -> tuple[Suggestion, ...]:
    """Suggest events of the store that may tell the same as one of it; the likeliest first.

    Args:
        session: A session.
        event: The event; its id is left out of the comparison.
        most: How many are suggested.
    """
    span = Span.parse(event.date.edtf)
    found = []
    for other in _near(session, event, span):
        if overlaps(Span.parse(other.date.edtf), span) is Overlap.NOT:
            continue
        score = likeness(event, other)
        if score >= ALIKE and other.id is not None:
            found.append(Suggestion(other.id, other.title, other.date.edtf, other.state, score))
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.id))[:most])


def _near(session: Session, event: shapes.Event, span: Span) -> Sequence[shapes.Event]:
    own = select(Participation.actor_id).where(Participation.event_id == event.id)
    low, high = first_key(span.sort_day - REACH), first_key(span.sort_day + REACH)
    ids = (
        select(Participation.event_id)
        .where(
            Participation.actor_id.in_(own),
            Participation.event_id != event.id,
            Participation.sort_key.between(low, high),
        )
        .distinct()
        .limit(MOST_COMPARED)
    )
    bodies = session.execute(
        select(EventDocument.body)
        .join(Event, Event.id == EventDocument.event_id)
        .where(Event.id.in_(ids), Event.state != State.RETRACTED)
    )
    return [msgspec.json.decode(body, type=shapes.Event) for body in bodies.scalars()]


def likeness(one: shapes.Event, other: shapes.Event) -> float:
    """Tell how alike two events are, 0 to 1: in words, actors, and what was done."""
    words = max(
        _shared(tokens(one.title), tokens(other.title)),
        _shared(tokens(f"{one.title} {one.summary}"), tokens(f"{other.title} {other.summary}")),
    )
    actors = _shared(_actors(one), _actors(other))
    kind = 1.0 if one.type is other.type else 0.0
    return round(WEIGHT_WORDS * words + WEIGHT_ACTORS * actors + WEIGHT_KIND * kind, 3)


def _actors(event: shapes.Event) -> list[str]:
    return [one.slug or one.name for one in event.actors if one.via is Via.DIRECT]


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """Tell which part of the smaller set the two have in common."""
    first, second = set(one), set(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))
