"""Show the chronology: the list under a filter with its facets."""

from dataclasses import dataclass

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from timeline.chronology.around import Around, around_window
from timeline.chronology.facets import Facets
from timeline.chronology.filter import SHOWN_VIA, EventFilter
from timeline.chronology.listing import count_events, may_count_otherwise
from timeline.terms import Order, Role, Via
from timeline.web.pages import taking
from timeline.web.pages.asked import asked_filter, has_empty_fields, list_address, state_of
from timeline.web.pages.called import counted
from timeline.web.pages.choices import WORDS, Chip, panels, window_chip
from timeline.web.pages.door import blueprint
from timeline.web.pages.strip import strip
from timeline.web.pages.told import filter_chips, listed, tell
from timeline.web.session import session

FORMS = taking.FORMS
WIDER = (*SHOWN_VIA, Via.AFFILIATED)


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty list: a part of the filter to drop, and what is found without it."""

    chip: Chip
    total: int


@dataclass(frozen=True, slots=True)
class Wider:
    """How many events more there are when actors count through what they own, and where."""

    more: int
    href: str


@blueprint.get("/events")
def chronology() -> Response | str:
    """Show the events of a filter."""
    given = asked_filter()
    if has_empty_fields():
        return redirect(list_address(given, after=given.after, before=given.before))
    reading = session()
    told = tell(reading, given)
    parts = filter_chips(reading, given)
    facets = counted(given)
    return render_template(
        "pages/chronology.html",
        told=told,
        chips=parts,
        panels=panels(given, facets, others_of(given)),
        actors=facets.actor,
        strip=strip(given, facets.year),
        orders=[(one.value, list_address(given, order=one), one is given.order) for one in Order],
        forms=[(name, list_address(given, form)) for form, name in FORMS],
        pages=page_links(given, told.previous, told.next),
        roles=tuple(Role),
        vias=tuple(Via),
        wider=_wider(reading, given, told.total),
        ways=_ways(reading, given, parts) if not told.shown else (),
        around=around_window(reading, given) if not told.shown else Around(None, None),
        state=state_of(given),
    )


def page_links(given: EventFilter, previous: str | None, after: str | None) -> tuple[str, str]:
    """Write the addresses of the pages before and after; empty where there is none."""
    return (
        list_address(given, before=previous) if previous else "",
        list_address(given, after=after) if after else "",
    )


def _wider(reading: Session, given: EventFilter, total: int) -> Wider | None:
    if not given.actor or given.via != SHOWN_VIA:
        return None
    if given.moment is None and not may_count_otherwise(reading, given, Via.AFFILIATED):
        return None
    wide = given.changed(via=WIDER)
    more = listed(count_events(reading, wide), wide) - total
    return Wider(more, list_address(wide)) if more > 0 else None


def others_of(given: EventFilter) -> dict[str, Facets]:
    """Count without each parameter of words that is given, so that others can be added to it."""
    return {name: counted(given.changed(**{name: ()})) for name in WORDS if getattr(given, name)}


def _ways(reading: Session, given: EventFilter, parts: tuple[Chip, ...]) -> tuple[Way, ...]:
    both = window_chip(given)
    tried = [*parts, both] if both else list(parts)
    ways = [Way(chip, listed(count_events(reading, chip.without), chip.without)) for chip in tried]
    return tuple(way for way in ways if way.total)
