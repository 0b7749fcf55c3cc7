"""Show an event, a list, a timeline or a map inside other sites: small, whole, with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, request

from timeline import shapes
from timeline.chronology.corrected import corrections
from timeline.chronology.detail import EventDetail, NotFound, read_event, survivor
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count, list_events
from timeline.chronology.places_counted import count_places
from timeline.chronology.stood import read_event_at
from timeline.dates import Span
from timeline.terms import HAPPENED, Order
from timeline.web.pages.asked import asked_filter, list_address, state_of
from timeline.web.pages.bibliography import Line, read_line
from timeline.web.pages.called import events_called
from timeline.web.pages.dated import DateWords, head
from timeline.web.pages.dated import date_words as words_of
from timeline.web.pages.door import blueprint
from timeline.web.pages.entries import only_possibly, window_of
from timeline.web.pages.event import event_address
from timeline.web.pages.guest import EMBED_STYLE, Made, embedded, fitting, style
from timeline.web.pages.heading import heading
from timeline.web.pages.labels import OTHER_FAMILY, family
from timeline.web.pages.listed import shown_actors
from timeline.web.pages.map_page import called_places, drawing, map_address, shown_total
from timeline.web.pages.map_view import PARAMETER, read_box
from timeline.web.pages.picture import draw_timeline
from timeline.web.session import session

NO_ID = 1 << 62
USUAL, MOST = 12, 30
"""How many events a list names, if it is not told, and at most."""
SOURCES = 12
"""How many sources of one event are named at most."""
LONGEST = 400
"""How many characters of a title or summary are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as an embed names it; `notes` are numbers of the sources beneath."""

    event: shapes.Event
    date: DateWords
    family: str
    happened: bool
    possibly: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A source with its number."""

    number: int
    line: Line


@dataclass(frozen=True, slots=True)
class Told:
    """Events as an embed names them, with their numbered sources and days of correction."""

    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]
    corrected: dict[int, str]
    count: Count


@blueprint.get("/embed/events")
@embedded
def embed_events() -> str:
    """Show the first events of a filter, in its order."""
    given = asked_filter()
    most = _asked_number()

    def page(number: int) -> str:
        told = tell_some(given, number)
        return _render("pages/embed_events.html", given=given, told=told, full=list_address(given))

    return fitting(page, most)


@blueprint.get("/embed/timeline")
@embedded
def embed_timeline() -> str:
    """Show the drawing of a window with its most significant events."""
    given = asked_filter()
    most = _asked_number()

    def page(number: int) -> str:
        drawn = draw_timeline(session(), given, number)
        told = tell_some(drawn.bounded.changed(order=Order.SIGNIFICANT), number)
        return _render(
            "pages/embed_timeline.html", given=given, told=told, drawn=drawn, full=_full(given)
        )

    return fitting(page, most)


@blueprint.get("/embed/map")
@embedded
def embed_map() -> str:
    """Show the events of a filter by place."""
    given = asked_filter()
    asked = request.args.get(PARAMETER, "").strip()
    box = read_box(asked) if asked else None
    counted = called_places(count_places(session(), given))

    def page(number: int) -> str:
        return _render(
            "pages/embed_map.html",
            given=given,
            total=shown_total(counted.count, given),
            told=tell_some(given.changed(order=Order.SIGNIFICANT), number),
            full=map_address(given, box),
            **drawing(given, counted, box),
        )

    return fitting(page, min(_asked_number(), SOURCES))


@blueprint.get("/embed/event/<int:number>")
@embedded
def embed_event(number: int) -> Made:
    """Show one event with its sources; one that was merged leads to what it is part of."""
    if number >= NO_ID:
        raise NotFound(f"there is no event {number}")
    moment = asked_filter().moment
    kept = survivor(session(), number) if moment is None else None
    if kept is not None:
        return redirect(f"/embed/event/{kept}", HTTPStatus.MOVED_PERMANENTLY)
    reading = session()
    detail = read_event_at(reading, number, moment) if moment else read_event(reading, number)
    return fitting(lambda most: _event_page(detail, moment, most), SOURCES)


def _event_page(detail: EventDetail, moment: str | None, most: int) -> str:
    (shown,) = events_called((detail.event,))
    cited = [(one, read_line(one.source.slug, one.source.csl)) for one in shown.citations]
    return _render(
        "pages/embed_event.html",
        event=shown,
        date=words_of(shown.date.edtf),
        happened=shown.status in HAPPENED,
        family=family(shown.themes[0]) if shown.themes else OTHER_FAMILY,
        actors=shown_actors(shown),
        cited=cited[:most],
        more=len(cited) - most,
        disputed=bool(detail.differences),
        corrected=corrected_days((shown,), moment).get(shown.id or 0, ""),
        full=event_address(shown.id or 0, shown.slug),
    )


def _render(template: str, **values: object) -> str:
    given = values.get("given")
    named = heading(given) if isinstance(given, EventFilter) else ""
    return render_template(
        template, heading=named, style=style(*EMBED_STYLE), longest=LONGEST, **values
    )


def _asked_number() -> int:
    """Read how many events are wanted; more than fit are left out."""
    return min(asked_filter().limit, MOST) if request.args.get("limit", "").strip() else USUAL


def _full(given: EventFilter) -> str:
    query = state_of(given)
    return f"/timeline?{query}" if query else "/timeline"


def tell_some(given: EventFilter, number: int) -> Told:
    """Tell the first events of a filter; the most significant ones in the order of their dates.

    Raises:
        BadFilter: If the filter names what there is not, or a cursor from elsewhere.
    """
    listing = list_events(session(), given.changed(limit=number))
    events = events_called(listing.events())
    if given.order is Order.SIGNIFICANT:
        events = tuple(sorted(events, key=_filed))
    cited: dict[str, Note] = {}
    for source in (one.source for event in events for one in event.citations):
        if source.slug not in cited:
            cited[source.slug] = Note(len(cited) + 1, read_line(source.slug, source.csl))
    window = window_of(given)
    return Told(
        entries=tuple(_entry(event, window, cited) for event in events),
        notes=tuple(cited.values()),
        corrected=corrected_days(events, given.moment),
        count=listing.count,
    )


def _entry(event: shapes.Event, window: Span | None, cited: Mapping[str, Note]) -> Entry:
    return Entry(
        event=event,
        date=words_of(event.date.edtf),
        family=family(event.themes[0]) if event.themes else OTHER_FAMILY,
        happened=event.status in HAPPENED,
        possibly=window is not None and only_possibly(Span.parse(event.date.edtf), window),
        notes=tuple(sorted({cited[one.source.slug].number for one in event.citations})),
    )


def _filed(event: shapes.Event) -> tuple[int, int]:
    return Span.parse(event.date.edtf).sort_day, event.id or 0


def corrected_days(events: Sequence[shapes.Event], moment: str | None) -> dict[int, str]:
    """Give, by event, the day in words on which it was corrected last."""
    ids = [event.id or 0 for event in events]
    return {one.event: head(one.day) for one in corrections(session(), ids, moment)}


def cited_lines(event: shapes.Event) -> tuple[Line, ...]:
    """Give the sources of an event, each once."""
    found = {one.source.slug: one.source.csl for one in event.citations}
    return tuple(read_line(slug, csl) for slug, csl in found.items())
