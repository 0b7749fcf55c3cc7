"""List what waits at the desk, what needs ruling most first."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.review.change import known_event, shape_of
from timeline.review.copies import Copy, find_copies
from timeline.review.duplicates import Suggestion, suggest_duplicates
from timeline.store.events import Event, Mention
from timeline.store.reading import EventDocument
from timeline.terms import About, State

MOST = 1000
MOST_CITED = 20
"""Of how many sources of an event the desk looks for copies."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal, and what there is to rule on in it; nothing means it can be accepted."""

    event: shapes.Event
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnDesk:
    """An event as the desk sees it: what waits in it, and which others may be the same.

    `copies` are its sources that may repeat another one, or that another one may repeat.
    """

    waiting: Waiting
    duplicates: tuple[Suggestion, ...]
    version: int
    copies: tuple[Copy, ...] = ()


def queue(session: Session, *, most: int = 50) -> tuple[Waiting, ...]:
    """List proposals: those with most to rule on first, then the oldest.

    Args:
        session: A session.
        most: How many at the most.
    """
    rows = session.execute(
        select(EventDocument.body)
        .join(Event, Event.id == EventDocument.event_id)
        .where(Event.state == State.PROPOSED)
        .order_by(Event.id)
        .limit(MOST)
    )
    events = [msgspec.json.decode(body, type=shapes.Event) for body in rows.scalars()]
    open_names = _open_names(session, [event.id for event in events if event.id is not None])
    found = [Waiting(event, needs(event, open_names.get(event.id or 0, ()))) for event in events]
    return tuple(sorted(found, key=lambda one: (-len(one.needs), one.event.id or 0))[:most])


def on_desk(session: Session, number: int) -> OnDesk:
    """Read one event as the desk sees it, in whatever state it is.

    Raises:
        Refused: If there is none.
    """
    known = known_event(session, number)
    event = shape_of(known)
    names = _open_names(session, [number]).get(number, ())
    waiting = Waiting(event, needs(event, names))
    cited = dict.fromkeys(citation.source.slug for citation in event.citations[:MOST_CITED])
    copies = dict.fromkeys(copy for slug in cited for copy in find_copies(session, slug))
    return OnDesk(waiting, suggest_duplicates(session, event), known.version, tuple(copies))


def _open_names(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = session.execute(select(Mention.event_id, Mention.text).where(Mention.event_id.in_(ids)))
    for number, text in rows:
        found[number] = (*found.get(number, ()), text)
    return found


def needs(event: shapes.Event, open_names: Sequence[str]) -> tuple[str, ...]:
    """Say what there is to rule on in an event before it can be accepted, or had better be."""
    found = [f"who is {name!r}?" for name in open_names]
    if not event.citations:
        found.append("no source is cited")
    if event.disputed:
        found.append("sources differ")
    for claim in _dates(event):
        if claim.edtf is None:
            found.append(f"when is {claim.as_printed!r}?")
        elif claim.trace and claim.trace.get("alternatives"):
            found.append(f"{claim.as_printed!r} can be read in more than one way")
    return tuple(dict.fromkeys(found))


def _dates(event: shapes.Event) -> list[shapes.Claim]:
    return [
        claim
        for citation in event.citations
        for claim in citation.claims
        if claim.about is About.DATE
    ]
