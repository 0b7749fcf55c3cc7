"""Show the chronology: the list under a filter with its facets."""

from dataclasses import dataclass

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from timeline.chronology.around import Around, around_window
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import count_events
from timeline.web.pages.asked import asked_filter, has_empty_fields, list_address, state_of
from timeline.web.pages.choices import Chip, window_chip
from timeline.web.pages.door import blueprint
from timeline.web.pages.surroundings import surroundings
from timeline.web.pages.told import filter_chips, listed, tell
from timeline.web.session import session


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty list: a part of the filter to drop, and what is found without it."""

    chip: Chip
    total: int


@blueprint.get("/events")
def chronology() -> Response | str:
    """Show the events of a filter."""
    given = asked_filter()
    if has_empty_fields():
        return redirect(list_address(given, after=given.after, before=given.before))
    reading = session()
    told = tell(reading, given)
    return render_template(
        "pages/chronology.html",
        told=told,
        around_list=surroundings(given, told.total),
        pages=page_links(given, told.previous, told.next),
        ways=_ways(reading, given) if not told.shown else (),
        around=around_window(reading, given) if not told.shown else Around(None, None),
        state=state_of(given),
    )


def page_links(given: EventFilter, previous: str | None, after: str | None) -> tuple[str, str]:
    """Write the addresses of the pages before and after; empty where there is none."""
    return (
        list_address(given, before=previous) if previous else "",
        list_address(given, after=after) if after else "",
    )


def _ways(reading: Session, given: EventFilter) -> tuple[Way, ...]:
    parts = filter_chips(reading, given)
    both = window_chip(given)
    tried = [*parts, both] if both else list(parts)
    ways = [Way(chip, listed(count_events(reading, chip.without), chip.without)) for chip in tried]
    return tuple(way for way in ways if way.total)
