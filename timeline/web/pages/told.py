"""Tell a chronology: the page of a filter with its entries, notes and counts, ready to set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count, Listing, list_events
from timeline.chronology.naming import RECORDS, name_slugs
from timeline.chronology.rows import RefRow
from timeline.terms import Order, When
from timeline.web.language import language
from timeline.web.pages.called import called, events_called
from timeline.web.pages.choices import Chip, chips
from timeline.web.pages.entries import Note, Year, entries, grouped, source_notes
from timeline.web.pages.entry import Setting, set_events
from timeline.web.pages.fragments import fragments, here
from timeline.web.pages.listed import Listed
from timeline.web.session import session

Names = Mapping[tuple[str, str], RefRow]


@dataclass(frozen=True, slots=True)
class Told:
    """One page of a chronology as readers see it."""

    filter: EventFilter
    count: Count
    years: tuple[Year, ...]
    notes: tuple[Note, ...]
    next: str | None
    previous: str | None
    shown: int
    """How many entries this page has."""

    @property
    def total(self) -> int:
        """How many events the whole list has."""
        return listed(self.count, self.filter)


def listed(count: Count, given: EventFilter) -> int:
    """Tell how many of the events that were counted a list of them shows."""
    return count.certain if given.when is When.CERTAIN else count.total


def tell(reading: Session, given: EventFilter) -> Told:
    """Tell the page of events that a filter asks for.

    Raises:
        BadFilter: If it names what there is not, or a cursor from elsewhere.
    """
    listing: Listing = list_events(reading, given)
    setting = Setting(language(), given.q, whole=given.order is Order.SIGNIFICANT)
    pieces = set_events(listing.documents, setting, _called)
    numbers, notes = source_notes(pieces)
    return Told(
        filter=given,
        count=listing.count,
        years=grouped(entries(pieces, given, numbers), given.order),
        notes=notes,
        next=listing.next,
        previous=listing.previous,
        shown=len(pieces),
    )


def _called(events: Sequence[Listed]) -> tuple[Sequence[Listed], Mapping[str, RefRow]]:
    return events_called(events), theme_names(session(), events)


def theme_names(reading: Session, events: Iterable[shapes.Event | Listed]) -> dict[str, RefRow]:
    """Give the themes of events by slug."""
    slugs = tuple(dict.fromkeys(slug for event in events for slug in event.themes))
    place, memory = here(), fragments()
    keys = [(*place, "theme", slug) for slug in slugs]
    known = {row.slug: row for row in memory.get(keys) if row is not None}
    missing = [slug for slug in slugs if slug not in known]
    named = {row.slug: row for row in called("theme", name_slugs(reading, "theme", missing))}
    memory.keep([((*place, "theme", slug), row, len(row.name)) for slug, row in named.items()])
    return known | named


def filter_names(session: Session, given: EventFilter) -> Names:
    """Give the records that a filter names, by parameter and slug."""
    return {
        (record, row.slug): row
        for record in RECORDS
        for row in called(record, name_slugs(session, record, _slugs(given, record)))
    }


def _slugs(given: EventFilter, record: str) -> list[str]:
    return [slug for group in getattr(given, record) for slug in group]


def filter_chips(session: Session, given: EventFilter) -> tuple[Chip, ...]:
    """List the parts of a filter with the names of what it refers to."""
    return chips(given, filter_names(session, given))
