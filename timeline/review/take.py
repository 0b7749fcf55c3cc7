"""Take proposals in: new events are entered, known ones brought up to date, the same again is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.dates import Overlap, Span, overlaps
from timeline.names.latin import slug as make_slug
from timeline.review import match
from timeline.review.act import Act, Refused
from timeline.review.journal import Entry, append
from timeline.store import derive
from timeline.store.bulk import insert_rows, new_ids
from timeline.store.directory import Directory
from timeline.store.events import Event
from timeline.store.reading import EventDocument
from timeline.store.rows import CitationRow, EventRow
from timeline.store.write import put
from timeline.terms import About, Stance, State, Verb


@dataclass(slots=True)
class Taken:
    """What became of proposals; `refused` gives position and reason."""

    created: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of an event: its newest document and revision."""

    slug: str
    version: int
    updated: str
    body: bytes


def take(
    session: Session,
    directory: Directory,
    proposals: Sequence[shapes.Event],
    act: Act,
    verb: Verb = Verb.IMPORT,
) -> Taken:
    """Enter proposals, in one transaction; what cannot be entered is refused one by one.

    An event is known by its slug, or by its id where it gives no slug. Links may lead to any event
    of the same call.

    Args:
        session: A writing session.
        directory: The reference records.
        proposals: Events in their shape; derived fields are ignored.
        act: Who, when and why.
        verb: What the revisions say was done.
    """
    taken = Taken()
    known_ids = _known_ids(session, proposals)
    fresh = [number for number, proposal in enumerate(proposals) if _find(proposal, known_ids) is None]
    ids = dict(zip(fresh, new_ids(session, Event.__table__, len(fresh)), strict=True))
    targets = _link_targets(session, proposals, known_ids, ids)
    stored = _stored(session, [key for key in known_ids.values() if key])
    new_rows: list[EventRow] = []
    old_rows: list[EventRow] = []
    for number, proposal in enumerate(proposals):
        try:
            existing = _find(proposal, known_ids)
            if existing is None:
                row = _row(session, directory, proposal, targets, ids[number], None, act)
                new_rows.append(row)
                taken.created.append(row.id)
            else:
                row = _row(session, directory, proposal, targets, existing, stored[existing], act)
                if _same(row, directory, stored[existing]):
                    taken.unchanged.append(row.id)
                else:
                    old_rows.append(row)
                    taken.updated.append(row.id)
        except Refused as problem:
            taken.refused.append((number, str(problem)))
    _write(session, directory, new_rows, old_rows, act, verb)
    return taken


def _write(  # noqa: PLR0913 - the two lists differ only in being new
    session: Session,
    directory: Directory,
    new_rows: list[EventRow],
    old_rows: list[EventRow],
    act: Act,
    verb: Verb,
) -> None:
    documents = put(session, directory, new_rows, fresh=True)
    keys = [("slug", row.slug, row.id) for row in new_rows]
    insert_rows(session, "event_key", ("scheme", "value", "event_id"), keys)
    documents += put(session, directory, old_rows, fresh=False)
    rows = [*new_rows, *old_rows]
    entries = [
        Entry("event", row.id, row.version, verb, body)
        for row, body in zip(rows, documents, strict=True)
    ]
    append(session, act, entries)


def _known_ids(session: Session, proposals: Sequence[shapes.Event]) -> dict[str | int, int]:
    slugs = [proposal.slug for proposal in proposals if proposal.slug]
    by_slug: dict[str | int, int] = dict(match.event_keys(session, slugs))
    wanted = [p.id for p in proposals if p.id is not None and not p.slug]
    for number in session.execute(select(Event.id).where(Event.id.in_(wanted))).scalars():
        by_slug[number] = number
    return by_slug


def _find(proposal: shapes.Event, known: dict[str | int, int]) -> int | None:
    if proposal.slug:
        return known.get(proposal.slug)
    return None if proposal.id is None else known.get(proposal.id)


def _link_targets(
    session: Session,
    proposals: Sequence[shapes.Event],
    known: dict[str | int, int],
    ids: dict[int, int],
) -> dict[str, int]:
    """Find where links may lead: the events of this call, and those of the store that it names."""
    own = {proposals[number].slug: key for number, key in ids.items() if proposals[number].slug}
    own |= {slug: key for slug, key in known.items() if isinstance(slug, str)}
    named = {str(link.to) for p in proposals for link in p.links if isinstance(link.to, str)}
    return match.event_keys(session, sorted(named - own.keys())) | own


def _stored(session: Session, ids: Sequence[int]) -> dict[int, Known]:
    rows = session.execute(
        select(Event.id, Event.slug, Event.version, Event.updated, EventDocument.body)
        .join(EventDocument, EventDocument.event_id == Event.id)
        .where(Event.id.in_(ids))
    )
    return {row.id: Known(row.slug, row.version, row.updated, row.body) for row in rows}


def _row(  # noqa: PLR0913 - all of them decide what the row is
    session: Session,
    directory: Directory,
    proposal: shapes.Event,
    targets: dict[str, int],
    number: int,
    known: Known | None,
    act: Act,
) -> EventRow:
    span = match.span(proposal.date.edtf)
    actors, open_actors = match.actors(session, directory, proposal.actors)
    places, open_places = match.places(directory, proposal.places)
    cited = match.citations(directory, proposal.citations)
    mentions = (*open_actors, *open_places)
    if proposal.state is State.ACCEPTED:
        _check_accepted(cited, mentions)
    return EventRow(
        id=number,
        slug=known.slug if known else proposal.slug or _new_slug(session, proposal.title),
        shape=msgspec.structs.replace(proposal, disputed=is_disputed(span, cited)),
        span=span,
        version=known.version + 1 if known else 1,
        updated=act.at,
        actors=actors,
        themes=match.themes(directory, proposal.themes),
        places=places,
        citations=cited,
        links=match.links(proposal.links, targets),
        mentions=mentions,
    )


def _check_accepted(cited: Sequence[CitationRow], mentions: Sequence[tuple[str, str, str]]) -> None:
    if not cited:
        raise Refused("an accepted event needs a citation; add one, or leave it proposed")
    if mentions:
        names = ", ".join(repr(name) for _kind, name, _role in mentions)
        raise Refused(f"nobody is known by {names}; enter the name first, or leave the event proposed")


def is_disputed(span: Span, cited: Sequence[CitationRow]) -> bool:
    """Tell whether sources disagree: one disputes the event, or dates cannot all be true.

    A printed date disagrees if it shares no day with the ruling or with another printed date.
    """
    if any(citation.stance is Stance.DISPUTES for citation in cited):
        return True
    stated = [
        claim.span
        for citation in cited
        for claim in citation.claims
        if claim.about is About.DATE and claim.span is not None
    ]
    dates = [span, *stated]
    return any(
        overlaps(one, other) is Overlap.NOT
        for number, one in enumerate(dates)
        for other in dates[number + 1 :]
    )


def _new_slug(session: Session, title: str) -> str:
    base = make_slug(title)
    taken = match.event_keys(session, [base])
    if not taken:
        return base
    count = session.execute(select(func.count()).select_from(Event).where(Event.slug == base)).scalar_one()
    return f"{base}-{count + 1}"


def _same(row: EventRow, directory: Directory, known: Known) -> bool:
    """Tell whether the row would make the document that the store has."""
    shape = derive.shape_of(row, directory, derive.involvements(row, directory))
    same = msgspec.structs.replace(shape, revision=known.version, updated=known.updated)
    return derive.document(same) == known.body
