"""Read a whole chronology as it is taken away: its events, and what an export says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count, count_events, every_event
from timeline.chronology.naming import linked_by_slug, with_names
from timeline.chronology.recent import Recent, for_feed
from timeline.chronology.since import Turn, changed_between, read_point
from timeline.chronology.stamp import changed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a form of a chronology is made from.

    Attributes:
        events: every event of the filter, in order.
        recent: what changed last; where it needs the events besides, only those that went.
        by_slug: links between events lead to slugs.
    """

    events: bool = True
    recent: bool = False
    by_slug: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """What an export says of its chronology.

    Attributes:
        given: the filter.
        named: the filter with names in the place of slugs, to be said in words.
        count: how many events it finds.
        version: the version of the data.
        changed: when the data last changed, ISO 8601, UTC.
        recent: what changed last, for the forms that need it.
        turns: what became of events since a moment, where one is named.
    """

    given: EventFilter
    named: EventFilter
    count: Count
    version: int
    changed: str
    recent: tuple[Recent, ...] = ()
    turns: tuple[Turn, ...] = ()


def overview_of(
    session: Session, given: EventFilter, version: int, needs: Needs, since: str = ""
) -> Overview:
    """Read what an export of a filter says of it.

    Args:
        session: A reading session.
        given: The filter.
        version: The version of the data (see `timeline.chronology.stamp.data_version`).
        needs: What the form is made from.
        since: A moment to compare with (see `timeline.chronology.since.read_point`), or empty.

    Raises:
        BadFilter: If the filter names what there is not, or too much changed since.
    """
    return Overview(
        given=given,
        named=with_names(session, given),
        count=count_events(session, given),
        version=version,
        changed=changed_at(session, version),
        recent=for_feed(session, given, whole=needs.events) if needs.recent else (),
        turns=_turns(session, given, since) if since else (),
    )


def _turns(session: Session, given: EventFilter, since: str) -> tuple[Turn, ...]:
    now = replace(given, as_of="")
    return changed_between(session, now, read_point("since", since), given.moment)


def events_of(session: Session, given: EventFilter, needs: Needs) -> Iterator[shapes.Event]:
    """Give the events that a form is made from, in the order of the filter; memory stays flat.

    Raises:
        BadFilter: If the filter names what there is not; at the first event asked for.
    """
    if not needs.events:
        return iter(())
    events = every_event(session, given)
    return linked_by_slug(session, events) if needs.by_slug else events
