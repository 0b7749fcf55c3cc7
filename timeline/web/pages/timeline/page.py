"""Show the timeline: a window of time drawn on the server, which a script may then move."""

from dataclasses import asdict, replace
from datetime import UTC, datetime

import msgspec
from flask import Response, redirect, render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from timeline.chronology.filter import EventFilter
from timeline.chronology.tiles import extent
from timeline.web.language import asked_language, language
from timeline.web.pages.asked import asked_filter, has_empty_fields, state_of
from timeline.web.pages.choices import Chip
from timeline.web.pages.door import blueprint
from timeline.web.pages.timeline import axis, measure
from timeline.web.pages.timeline.drawing import draw
from timeline.web.pages.timeline.gather import (
    Gathered,
    Overview,
    drawn_filter,
    gather,
    overview,
    read_window,
    written,
)
from timeline.web.pages.timeline.lanes import CHOICES, Lanes, lanes_of, read_lanes
from timeline.web.pages.timeline.listed import Shown, list_window, sentence, window_words
from timeline.web.pages.timeline.marks import kinds
from timeline.web.pages.timeline.narrow import narrow, nothing, offered
from timeline.web.pages.timeline.tiles import tile_query, version
from timeline.web.pages.timeline.ways import FACETS, View, bounded_filter, ways
from timeline.web.pages.timeline.window import Window, whole_window
from timeline.web.pages.told import filter_chips
from timeline.web.session import session


@blueprint.get("/")
@blueprint.get("/timeline")
def timeline() -> AnyResponse | str:
    """Show a window of the timeline of a filter."""
    given = asked_filter()
    view = _view(given)
    if has_empty_fields() or ("lanes" in request.args and not view.lanes):
        return redirect(view.address(_window_asked(given)))
    return _page(view)


@blueprint.get("/timeline/view.json")
def timeline_view() -> AnyResponse:
    """Tell the script what the page would say of a window: its list, its counts, the ways on."""
    view = _view(asked_filter())
    over, window = _opened(session(), view.given)
    told = _told(session(), view, window, over)
    return Response(msgspec.json.encode(told), mimetype="application/json")


@blueprint.get("/timeline/facets.json")
def timeline_facets() -> AnyResponse:
    """Tell the script by what the events of a window can be narrowed, with counts."""
    view = replace(_view(asked_filter()), facets=True)
    _over, window = _opened(session(), view.given)
    return Response(msgspec.json.encode(narrow(view, window)), mimetype="application/json")


def _view(given: EventFilter) -> View:
    lanes = read_lanes(request.args.get("lanes", ""))
    return View(given, lanes, facets=request.args.get(FACETS) == "1")


def _today() -> int:
    return datetime.now(UTC).date().toordinal()


def _window_asked(given: EventFilter) -> Window | None:
    if given.window_from is None and given.window_to is None:
        return None
    return _opened(session(), given)[1]


def _opened(reading: Session, given: EventFilter) -> tuple[Overview, Window]:
    """Give the counts over all the time there is, and the window that is asked for."""
    drawn = drawn_filter(given)
    over = overview(reading, drawn, whole_window(extent(reading, drawn), _today()))
    return over, read_window(given, over)


def _told(reading: Session, view: View, window: Window, over: Overview) -> Shown:
    found, total = list_window(reading, view.given, window, language())
    first, last = window.texts()
    when = window_words(window, language())
    return Shown(
        entries=found,
        total=total,
        words=when,
        said=sentence(len(found), total, when),
        ways=ways(view, window, over.whole),
        chronology=f"/events?{bounded_filter(view.given, window).query(paging=False)}",
        first=first,
        last=last,
        empty=None if found else nothing(reading, view, window),
    )


def _page(view: View) -> str:
    reading, given = session(), view.given
    drawn = drawn_filter(given)
    over, window = _opened(reading, given)
    lanes = lanes_of(reading, drawn, view.lanes)
    gathered = gather(reading, drawn, window, lanes)
    drawing = draw(window, gathered, over, lanes, _today(), language())
    told = _told(reading, view, window, over)
    return render_template(
        "pages/timeline.html",
        drawing=drawing,
        told=told,
        view=view,
        lanes=lanes,
        chips=[(chip, _without(view, chip, window)) for chip in filter_chips(reading, drawn)],
        panels=offered(view, window) if view.facets else (),
        facets_way=replace(view, facets=not view.facets).address(window),
        boot=_boot(reading, view, window, gathered, over, lanes),
        lane_choices=[(by, replace(view, lanes=by).address(window)) for by in CHOICES],
        asked_window=given.window_from is not None or given.window_to is not None,
        state=state_of(bounded_filter(given, window)),
    )


def _without(view: View, chip: Chip, window: Window) -> str:
    """Write the address of this window without one part of the filter."""
    return replace(view, given=chip.without).address(window)


def _boot(
    reading: Session,
    view: View,
    window: Window,
    gathered: Gathered,
    over: Overview,
    lanes: Lanes,
) -> Markup:
    """Write what the script begins with as JSON that can stand in a page."""
    before, after = view.pieces()
    found = {
        "version": version(reading),
        "query": tile_query(view.given, lanes),
        "before": before,
        "after": after,
        "lang": asked_language(),
        "state": state_of(drawn_filter(view.given)),
        "window": [window.start, window.end],
        "whole": [over.whole.start, over.whole.end],
        "today": _today(),
        "tiles": [written(tile, gathered.marks) for tile in gathered.tiles],
        "over": [over.start, over.step, len(over.bins)],
        "families": kinds(),
        "lanes": lanes.names,
        "widths": measure.table(),
        "tongue": asdict(axis.tongue(language())),
    }
    text = msgspec.json.encode(found).decode()
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that HTML reads is written as JSON escapes it
