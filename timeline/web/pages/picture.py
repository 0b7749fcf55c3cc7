"""Draw a timeline or an event as a picture that stands for itself, with its sources in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from timeline import shapes
from timeline.chronology.detail import NotFound, read_event, survivor
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Listing, list_events
from timeline.chronology.tiles import extent
from timeline.terms import HAPPENED, Order, Status
from timeline.web.language import gettext, language, ngettext
from timeline.web.pages.asked import asked_filter
from timeline.web.pages.bibliography import read_line
from timeline.web.pages.dated import date_words
from timeline.web.pages.door import blueprint, frame
from timeline.web.pages.guest import picture, style
from timeline.web.pages.heading import event_title, heading
from timeline.web.pages.labels import OTHER_FAMILY, family, label
from timeline.web.pages.text_width import broken, clipped
from timeline.web.pages.timeline.drawing import ROW, Drawing, draw
from timeline.web.pages.timeline.gather import drawn_filter, gather, overview, read_window
from timeline.web.pages.timeline.lanes import lanes_of
from timeline.web.pages.timeline.listed import window_words
from timeline.web.pages.timeline.ways import bounded_filter
from timeline.web.pages.timeline.window import whole_window
from timeline.web.session import session

FOOT = 92
"""How high the axis and the counts above it are, in pixels."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A window as it is drawn, with the filter that holds just its events."""

    drawing: Drawing
    bounded: EventFilter
    words: str
    height: int
    """In pixels."""


def draw_timeline(reading: Session, given: EventFilter, most: int) -> Drawn:
    """Draw the window of a filter with its most significant events.

    Args:
        reading: A reading session.
        given: The filter; its window is what is drawn.
        most: How many events are named at most.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    today = datetime.now(UTC).date().toordinal()
    drawn = drawn_filter(given)
    over = overview(reading, drawn, whole_window(extent(reading, drawn), today))
    window = read_window(given, over)
    lanes = lanes_of(reading, drawn, "")
    gathered = gather(reading, drawn, window, lanes)
    named = sorted(gathered.marks.values(), key=lambda mark: mark.order)[:most]
    some = replace(gathered, marks={mark.id: mark for mark in named})
    drawing = draw(window, some, over, lanes, today, language())
    last = max((label.y for label in drawing.labels), default=0)
    return Drawn(
        drawing=drawing,
        bounded=bounded_filter(given, window),
        words=window_words(window, language()),
        height=last + ROW + FOOT,
    )


WIDTH, CARD = 800, 640
"""How wide a picture of a timeline is, and one of an event."""
MOST = 24
"""How many events a picture of a timeline names at most."""
HEAD, SMALL, BODY = 20, 12, 14
PAD = 16
NO_ID = 1 << 62


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture: where its foot stands, and as what it is set."""

    y: int
    size: int
    text: str
    kind: str = ""


@blueprint.get("/timeline.svg")
def timeline_picture() -> Response:
    """Draw the window of a filter as a picture."""
    given = asked_filter()
    reading = session()
    drawn = draw_timeline(reading, given, MOST)
    listing = list_events(reading, drawn.bounded.changed(order=Order.SIGNIFICANT, limit=MOST))
    head = [Line(PAD + HEAD, HEAD, _clip(heading(given), HEAD, bold=True), "head")]
    head.append(Line(PAD + HEAD + 22, BODY, f"{drawn.words}: {_counted(listing)}", "soft"))
    top = PAD + HEAD + 34
    foot = top + drawn.height + 8
    lines = _set(_sources(listing.events()), foot, SMALL, 2, WIDTH, "soft")
    end = foot + (len(lines) + 1) * 16
    lines.append(Line(end, SMALL, _clip(_home(), SMALL), "soft"))
    return picture(
        render_template(
            "pages/picture_timeline.html",
            lines=(*head, *lines),
            drawn=drawn,
            top=top,
            width=WIDTH,
            height=end + PAD,
            pad=PAD,
            style=style("drawing.css"),
            named=heading(given),
        )
    )


@blueprint.get("/event/<int:number>.svg")
def event_picture(number: int) -> Response | AnyResponse:
    """Draw one event as a card; one that was merged leads to what it is part of."""
    if number >= NO_ID:
        raise NotFound(f"there is no event {number}")
    kept = survivor(session(), number)
    if kept is not None:
        return redirect(f"/event/{kept}.svg", HTTPStatus.MOVED_PERMANENTLY)
    event = read_event(session(), number).event
    lines = [Line(PAD + 14, BODY, _dated(event), "soft")]
    lines += _set(event.title, lines[-1].y + 12, HEAD, 3, CARD, "head")
    lines += _set(event.summary, lines[-1].y + 8, BODY, 5, CARD)
    lines += _set(_sources([event]), lines[-1].y + 10, SMALL, 3, CARD, "soft")
    lines.append(
        Line(lines[-1].y + 22, SMALL, _clip(_home(f"/event/{number}"), SMALL, CARD), "soft")
    )
    return picture(
        render_template(
            "pages/picture_event.html",
            lines=lines,
            event=event,
            family=family(event.themes[0]) if event.themes else OTHER_FAMILY,
            happened=event.status in HAPPENED,
            width=CARD,
            height=lines[-1].y + PAD,
            pad=PAD,
            style=style("drawing.css"),
            named=event_title(event),
        )
    )


def _clip(text: str, size: int, width: int = WIDTH, *, bold: bool = False) -> str:
    return clipped(" ".join(text.split()), size, width - 2 * PAD, bold=bold)


def _set(text: str, y: int, size: int, lines: int, width: int, kind: str = "") -> list[Line]:
    """Set a text below `y` in at most so many lines."""
    broad = broken(text, size, width - 2 * PAD, lines, bold=kind == "head")
    step = round(size * 1.35)
    return [Line(y + step * number, size, one, kind) for number, one in enumerate(broad, start=1)]


def _dated(event: shapes.Event) -> str:
    said = date_words(event.date.edtf).words
    return said if event.status is Status.OCCURRED else f"{said} · {label('status', event.status)}"


def _counted(listing: Listing) -> str:
    total, shown = listing.count.total, len(listing.documents)
    said = ngettext("%(n)s event", "%(n)s events", total) % {"n": total}
    if shown >= total:
        return said
    named = gettext("the %(n)s most significant are named") % {"n": shown}
    return f"{said}; {named}"


def _sources(events: Sequence[shapes.Event]) -> str:
    """Name the sources of some events, each once."""
    found = {one.source.slug: one.source.csl for event in events for one in event.citations}
    names = dict.fromkeys(read_line(slug, csl).short for slug, csl in found.items())
    return f"{gettext('Sources')}: {'; '.join(names)}." if names else ""


def _home(path: str = "") -> str:
    site = frame()["site"]
    return f"{site.title} · {site.base}{path}"
