"""Make of an event's shape the row that is written: names matched, date read, fit to accept."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.review import match
from timeline.review.act import Refused
from timeline.review.dispute import is_disputed
from timeline.review.fit import check_event, check_slug
from timeline.store.directory import Directory
from timeline.store.rows import CitationRow, EventRow
from timeline.terms import NameKind, State


class Identity(msgspec.Struct, frozen=True, gc=False):
    """What an event keeps or is given beside its contents.

    `version` is that of the revision to be written and `updated` its time; `merged_into` is the
    event that it has become part of.
    """

    id: int
    slug: str
    state: State
    version: int
    updated: str
    merged_into: int | None = None


def row_of(
    session: Session,
    directory: Directory,
    shape: shapes.Event,
    identity: Identity,
    targets: Mapping[str, int],
) -> EventRow:
    """Make the row of an event.

    Args:
        session: A writing session.
        directory: The reference records.
        shape: The contents; derived fields are ignored.
        identity: What the event is and becomes.
        targets: Events by slug, for links that name one.

    Raises:
        Refused: If a name, date or link cannot be matched, or an accepted event lacks a citation.
    """
    check_event(shape)
    check_slug(identity.slug)
    span = match.span(shape.date.edtf)
    actors, open_actors = match.actors(session, directory, shape.actors)
    places, open_places = match.places(directory, shape.places)
    cited = match.citations(directory, shape.citations)
    mentions = (*open_actors, *open_places)
    if identity.state is State.ACCEPTED:
        check_accepted(cited, mentions)
    disputed = is_disputed(span, cited)
    if shape.state is not identity.state or shape.disputed is not disputed:
        shape = msgspec.structs.replace(shape, state=identity.state, disputed=disputed)
    return EventRow(
        id=identity.id,
        slug=identity.slug,
        shape=shape,
        span=span,
        version=identity.version,
        updated=identity.updated,
        actors=actors,
        themes=match.themes(directory, shape.themes),
        places=places,
        citations=cited,
        links=match.links(session, shape.links, targets),
        mentions=mentions,
        merged_into=identity.merged_into,
    )


def check_accepted(
    cited: Sequence[CitationRow], mentions: Sequence[tuple[NameKind, str, str]]
) -> None:
    """See that an event may be accepted: it has a citation, and no name in it is open.

    Raises:
        Refused: If it may not.
    """
    if not cited:
        raise Refused("an accepted event needs a citation; add one, or leave it proposed")
    if mentions:
        names = ", ".join(repr(name) for _kind, name, _role in mentions)
        raise Refused(
            f"nobody is known by {names}; enter the name first, or leave the event proposed"
        )
