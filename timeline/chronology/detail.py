"""Read one event whole: what it is and is tied to, where its claims differ, its revisions."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from timeline import shapes
from timeline.chronology.listing import EVENT
from timeline.chronology.origins import count_origins
from timeline.dates import Span
from timeline.dates.order import agree
from timeline.store.events import Event, EventLink
from timeline.store.reading import EventDocument
from timeline.store.revisions import Revision
from timeline.terms import About, LinkKind, Stance, State, Status, Verb


class NotFound(LookupError):
    """There is no such record, or none that readers may see."""


class Gone(NotFound):
    """An event that readers could see was taken back; says when, why, and when it last stood."""

    def __init__(self, number: int, at: str, reason: str, stood: str) -> None:
        """Keep the times (ISO 8601, UTC) of the last revision and of the one before it."""
        self.number, self.at, self.reason, self.stood = number, at, reason, stood
        super().__init__(f"there is no event {number}")


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """Another event that this one is tied to; `kind` is read from the event that holds the link."""

    kind: LinkKind
    id: int
    slug: str
    title: str
    edtf: str
    status: Status


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One change: its number, when (ISO 8601, UTC), who, what was done and why."""

    number: int
    at: str
    editor: str
    verb: Verb
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the number of its citation: 1 is the first of the event."""

    note: int
    claim: shapes.Claim
    citation: shapes.Citation


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that sources state differently: what about, the desk's ruling, who says what."""

    about: About
    ruled: str
    """For dates the EDTF of the ruling; empty where the desk has none to give."""
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event with its surroundings."""

    event: shapes.Event
    links_out: tuple[LinkedEvent, ...]
    links_in: tuple[LinkedEvent, ...]
    differences: tuple[Difference, ...]
    origins: int
    """How many independent origins the cited sources have: copies of one report count once."""
    history: tuple[RevisionRow, ...]


def survivor(session: Session, number: int) -> int | None:
    """Tell which event a merged one has become part of; None where it stands for itself.

    Raises:
        NotFound: If there is no such event.
    """
    row = session.execute(select(Event.id, Event.merged_into_id).where(Event.id == number)).first()
    if row is None:
        raise NotFound(f"there is no event {number}")
    return row[1]


def read_document(session: Session, number: int) -> bytes:
    """Read an accepted event as JSON, and nothing around it.

    Raises:
        Gone: If it was accepted once and has been taken back.
        NotFound: If there is none, or it is not accepted.
    """
    body = session.execute(
        select(EventDocument.body)
        .join(Event, Event.id == EventDocument.event_id)
        .where(Event.id == number, Event.state == State.ACCEPTED)
    ).scalar()
    if body is None:
        raise _gone(session, number) or NotFound(f"there is no event {number}")
    return body


def _gone(session: Session, number: int) -> Gone | None:
    """Tell of an event that the newest revision has taken back from readers."""
    rows = session.execute(
        select(Revision.at, Revision.reason, Revision.after)
        .where(Revision.record == "event", Revision.record_id == number)
        .order_by(Revision.number.desc())
        .limit(2)
    ).all()
    states = [EVENT.decode(row[2]).state for row in rows]
    if states != [State.RETRACTED, State.ACCEPTED]:
        return None
    return Gone(number, rows[0][0], rows[0][1], rows[1][0])


def read_event(session: Session, number: int) -> EventDetail:
    """Read an accepted event with everything that a page about it shows.

    Raises:
        NotFound: If there is none, or it is not accepted.
    """
    event = EVENT.decode(read_document(session, number))
    return EventDetail(
        event=event,
        links_out=_linked(session, _links(EventLink.to_id, EventLink.event_id, number)),
        links_in=_linked(session, _links(EventLink.event_id, EventLink.to_id, number)),
        differences=differences(event),
        origins=count_origins(session, [one.source.slug for one in event.citations]),
        history=history(session, "event", number),
    )


Linked = Select[LinkKind, int, str, str, str, Status]


def _links(
    other: InstrumentedAttribute[int], of: InstrumentedAttribute[int], number: int
) -> Linked:
    """Select the events at the other end of links; the links first, wherever the events lie."""
    links = select(EventLink.kind, other.label("other")).where(of == number).cte("links")
    links = links.prefix_with("materialized", dialect="postgresql")
    return (
        select(links.c.kind, Event.id, Event.slug, Event.title, Event.edtf, Event.status)
        .join(Event, Event.id == links.c.other)
        .where(Event.state == State.ACCEPTED)
        .order_by(Event.sort_key, Event.id)
    )


def _linked(session: Session, statement: Linked) -> tuple[LinkedEvent, ...]:
    return tuple(LinkedEvent(*row) for row in session.execute(statement))


def history(session: Session, record: str, number: int) -> tuple[RevisionRow, ...]:
    """List the revisions of a record, newest first."""
    rows = session.execute(
        select(Revision.number, Revision.at, Revision.editor, Revision.verb, Revision.reason)
        .where(Revision.record == record, Revision.record_id == number)
        .order_by(Revision.number.desc())
    )
    return tuple(RevisionRow(*row) for row in rows)


def statements(event: shapes.Event) -> tuple[Statement, ...]:
    """List every claim of an event with the number of its note, in the order of the citations."""
    return tuple(
        Statement(note, claim, citation)
        for note, citation in enumerate(event.citations, start=1)
        for claim in citation.claims
    )


def differences(event: shapes.Event) -> tuple[Difference, ...]:
    """Gather what sources state differently; both sides are given, in the order of the citations.

    Dates differ where two statements, or a statement and the ruling, share no day. Of other claims
    those differ that a disputing citation makes, from the claims of the rest about the same thing.
    """
    found = []
    for about in About:
        stated = tuple(one for one in statements(event) if one.claim.about is about)
        if about is About.DATE:
            if _dates_differ(event, stated):
                found.append(Difference(about, event.date.edtf, stated))
        elif any(one.citation.stance is Stance.DISPUTES for one in stated):
            found.append(Difference(about, "", stated))
    return tuple(found)


def _dates_differ(event: shapes.Event, stated: tuple[Statement, ...]) -> bool:
    spans = [Span.parse(event.date.edtf)]
    spans += [Span.parse(one.claim.edtf) for one in stated if one.claim.edtf]
    return not agree(spans)
