"""List the events of a window with their dates in words and their sources, for page and script."""

from collections.abc import Mapping

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import list_events
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.terms import HAPPENED, Order
from timeline.web.language import gettext, ngettext, number
from timeline.web.pages.bibliography import read_line
from timeline.web.pages.labels import OTHER_FAMILY, family, label
from timeline.web.pages.timeline.narrow import Empty
from timeline.web.pages.timeline.ways import Way, bounded_filter
from timeline.web.pages.timeline.window import Window
from timeline.web.pages.told import listed as shown_of

MOST = 54
"""How many events the list of a window has at most, the most significant ones."""
NAMED = 2
"""How many sources an entry names; the rest are counted."""


class Source(msgspec.Struct, frozen=True):
    """A source of an entry: what it is called, its page here, where it is on the web."""

    name: str
    href: str
    url: str


class Entry(msgspec.Struct, frozen=True):
    """An event in the list of a window."""

    id: int
    href: str
    when: str
    edtf: str
    title: str
    family: str
    badges: tuple[str, ...]
    happened: bool
    sources: tuple[Source, ...]
    more: int


class Shown(msgspec.Struct, frozen=True):
    """What is told of a window: the list, how many events there are, and the ways on."""

    entries: tuple[Entry, ...]
    total: int
    words: str
    said: str
    """How many of how many events are shown, of when."""
    ways: tuple[Way, ...]
    chronology: str
    """The address of all events of the window in order."""
    first: str
    last: str
    empty: Empty | None = None
    """What is said instead of a list where there is no event."""


def window_words(window: Window, language: str) -> str:
    """Say a window in words."""
    first, last = window.texts()
    if "T" in first or "T" in last:
        return f"{words(Span.parse(first), language)} – {words(Span.parse(last), language)}"
    return words(Span.parse(first if first == last else f"{first}/{last}"), language)


def sentence(shown: int, total: int, when: str) -> str:
    """Say how many of the events of a window are listed."""
    told = {"shown": number(shown), "total": number(total), "when": when}
    if not total:
        return gettext("No event, %(when)s") % told
    if shown < total:
        return gettext("The %(shown)s most significant of %(total)s events, %(when)s") % told
    return ngettext("%(total)s event, %(when)s", "%(total)s events, %(when)s", total) % told


def list_window(
    session: Session, given: EventFilter, window: Window, language: str
) -> tuple[tuple[Entry, ...], int]:
    """List the most significant events of a window in order of time, and count all of them.

    Args:
        session: A reading session.
        given: The filter; its own window says nothing.
        window: The window.
        language: Of words for dates and statuses.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    bounded = bounded_filter(given, window)
    asked = bounded.changed(order=Order.SIGNIFICANT, limit=MOST)
    listing = list_events(session, asked)
    events = sorted(listing.events(), key=_place)
    state = bounded.changed(order=Order.OLDEST).query(paging=False)
    found = tuple(_entry(event, language, state) for event in events)
    return found, shown_of(listing.count, bounded)


def _place(event: shapes.Event) -> tuple[int, int]:
    return Span.parse(event.date.edtf).sort_day, event.id or 0


def _entry(event: shapes.Event, language: str, state: str) -> Entry:
    happened = event.status in HAPPENED
    cited = {one.source.slug: one.source.csl for one in event.citations}
    query = f"?{state}" if state else ""
    return Entry(
        id=event.id or 0,
        href=f"/event/{event.id}/{event.slug}{query}",
        when=words(Span.parse(event.date.edtf), language),
        edtf=event.date.edtf,
        title=event.title,
        family=family(event.themes[0]) if event.themes else OTHER_FAMILY,
        badges=() if happened else (label("status", event.status.value, language).lower(),),
        happened=happened,
        sources=_sources(cited),
        more=max(len(cited) - NAMED, 0),
    )


def _sources(cited: Mapping[str, dict[str, object] | None]) -> tuple[Source, ...]:
    lines = [read_line(slug, csl) for slug, csl in list(cited.items())[:NAMED]]
    return tuple(Source(line.short, f"/source/{line.slug}", line.url) for line in lines)
