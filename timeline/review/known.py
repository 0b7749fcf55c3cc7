"""Find what the store has already of the events that proposals are about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline.intake.proposal import Proposal
from timeline.review import match
from timeline.store.events import Event
from timeline.store.reading import EventDocument
from timeline.store.revisions import Batch, Revision
from timeline.terms import State, Verb

ByName = dict[str | int | tuple[str, str], int]
"""Event ids by the slug, the id, or the key in other data that a proposal gives."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of an event: its newest document and revision.

    `taken_back` is true where its newest revision took back the batch that brought it. `imported`
    is the document as an import left it, where the desk has changed the event since; else None.
    """

    slug: str
    state: State
    version: int
    updated: str
    merged_into: int | None
    taken_back: bool
    body: bytes
    imported: bytes | None = None


class Seen:
    """Remembers which events an import has named already: one bit an event."""

    def __init__(self) -> None:
        """Begin with none."""
        self._bits = bytearray()
        self.hints = match.Hints()

    def __contains__(self, number: int) -> bool:
        """Tell whether an event was named."""
        place, bit = divmod(number, 8)
        return place < len(self._bits) and bool(self._bits[place] >> bit & 1)

    def add(self, number: int) -> None:
        """Remember an event."""
        place, bit = divmod(number, 8)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 4096 - len(self._bits)))
        self._bits[place] |= 1 << bit


def is_entered(session: Session, fingerprint: str) -> bool:
    """Tell whether a file was entered as a batch that has not been taken back."""
    held = select(Batch.id).where(Batch.fingerprint == fingerprint, Batch.state == "done").limit(1)
    return session.execute(held).first() is not None


def known_ids(session: Session, proposals: Sequence[Proposal]) -> ByName:
    """Find the events that proposals name: by slug, by id, by their key in other data."""
    slugs: list[str] = []
    wanted: list[int] = []
    by_scheme: dict[str, list[str]] = defaultdict(list)
    for one in proposals:
        event = one.event
        if event.slug:
            slugs.append(event.slug)
        if event.id is not None:
            wanted.append(event.id)
        if one.key is not None:
            by_scheme[one.key[0]].append(one.key[1])
    found: ByName = dict(match.event_keys(session, slugs).items())
    for scheme, values in by_scheme.items():
        keys = match.event_keys(session, values, scheme)
        found |= {(scheme, value): number for value, number in keys.items()}
    return found | match.there(session, wanted)


def find(proposal: Proposal, known: ByName) -> int | None:
    """Tell which event a proposal is about; None for a new one.

    What says most decides: the key in other data, else the slug, else the id.
    """
    if proposal.key is not None:
        return known.get(proposal.key)
    if proposal.event.slug:
        return known.get(proposal.event.slug)
    return None if proposal.event.id is None else known.get(proposal.event.id)


def link_targets(
    session: Session, proposals: Sequence[Proposal], known: ByName, ids: dict[int, int]
) -> dict[str, int]:
    """Find where links may lead: the events of this call, and those of the store that it names.

    Args:
        session: A writing session.
        proposals: The events of this call.
        known: Those that the store has.
        ids: The ids of the new ones, by position.
    """
    links = [link for one in proposals for link in one.event.links]
    if not links:
        return {}
    own = {
        proposals[number].event.slug: key
        for number, key in reversed(ids.items())  # of two with one slug the first is entered
        if proposals[number].event.slug
    }
    own |= {slug: key for slug, key in known.items() if isinstance(slug, str)}
    named = {link.to for link in links if isinstance(link.to, str)}
    return match.event_keys(session, sorted(named - own.keys())) | own


def stored(session: Session, ids: Sequence[int]) -> dict[int, Known]:
    """Read what the store has of events."""
    rows = session.execute(
        select(
            Event.id,
            Event.slug,
            Event.state,
            Event.version,
            Event.updated,
            Event.merged_into_id,
            EventDocument.body,
        )
        .join(EventDocument, EventDocument.event_id == Event.id)
        .where(Event.id.in_(ids))
    ).all()
    back = _taken_back(session, [row.id for row in rows if row.state is State.RETRACTED])
    imported = _imported(session, [row.id for row in rows if row.version > 1])
    return {
        row.id: Known(*row[1:6], row.id in back, row.body, imported.get(row.id)) for row in rows
    }


def _imported(session: Session, ids: Sequence[int]) -> dict[int, bytes]:
    """Read what imports left of events that the desk has changed since."""
    last = (
        select(Revision.record_id, func.max(Revision.number).label("number"))
        .where(
            Revision.record == "event", Revision.verb == Verb.IMPORT, Revision.record_id.in_(ids)
        )
        .group_by(Revision.record_id)
        .subquery()
    )
    rows = session.execute(
        select(Revision.record_id, Revision.after)
        .join(
            last,
            (Revision.record_id == last.c.record_id) & (Revision.number == last.c.number),
        )
        .join(Event, Event.id == Revision.record_id)
        .where(Revision.record == "event", Event.version > Revision.number)
    )
    return dict(rows.all())


def _taken_back(session: Session, ids: Sequence[int]) -> set[int]:
    newest = session.execute(
        select(Revision.record_id)
        .join(Event, (Event.id == Revision.record_id) & (Event.version == Revision.number))
        .where(Revision.record == "event", Revision.verb == Verb.UNDO, Event.id.in_(ids))
    )
    return set(newest.scalars())
