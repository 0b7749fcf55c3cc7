"""Show the events of a filter by place, on a map that is whole without asking anyone else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import msgspec
from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from timeline.chronology.around import Around, around_window
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count
from timeline.chronology.places_counted import PlaceCount, PlacesCounted, count_places
from timeline.terms import Role, Via, When
from timeline.web.language import gettext, later
from timeline.web.pages.asked import asked_filter, has_empty_fields, list_address, state_of
from timeline.web.pages.called import called
from timeline.web.pages.choices import Chip
from timeline.web.pages.door import blueprint
from timeline.web.pages.equal_earth import outline
from timeline.web.pages.map_circles import Circle, Label, circles, labels
from timeline.web.pages.map_view import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    LEAST_DEGREES,
    PARAMETER,
    WORLD,
    Box,
    View,
    fitted,
    read_box,
    view_of,
)
from timeline.web.pages.strip import Strip, strip
from timeline.web.pages.told import filter_chips
from timeline.web.session import session

LISTED = 40
"""How many places the list beside the map names."""
NAMED = 60
"""How many places one circle asks for at most."""
CALLED = 400
"""How many places, the busiest, are called by their names in other languages."""
REGIONS = (
    (later("Africa"), "-20,-36,54,38"),
    (later("East Asia"), "98,16,152,56"),
    (later("Europe"), "-12,34,45,72"),
    (later("Middle East"), "24,11,64,43"),
    (later("North America"), "-168,8,-50,76"),
    (later("Oceania"), "110,-50,180,0"),
    (later("South America"), "-84,-57,-32,14"),
    (later("South and South-East Asia"), "60,-12,142,38"),
)
OUTLINE = "M" + "L".join(f"{spot.x:.0f} {spot.y:.0f}" for spot in outline()) + "z"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A circle with what it leads to; `nearer` if that is a nearer view of several places."""

    circle: Circle
    href: str
    nearer: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another part of the earth; empty where there is nothing further that way."""

    name: str
    href: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a map shows, and what it cannot show."""

    view: View
    drawn: tuple[Drawn, ...]
    labels: tuple[Label, ...]
    listed: tuple[tuple[PlaceCount, str], ...]
    more: int
    """How many places in view the list leaves out."""
    outside: int
    """How many places lie outside the view."""
    unplaced: tuple[tuple[PlaceCount, str], ...]
    """Places without coordinates."""
    eastern: bool
    """Whether most of it lies in the right half: a screen that shows but half begins there."""


@blueprint.get("/map")
def map_page() -> Response | str:
    """Show the events of a filter on a map; `bbox` is the part of the earth, if not all of them."""
    given = asked_filter()
    asked = request.args.get(PARAMETER, "").strip()
    box = read_box(asked) if asked else None
    if has_empty_fields():
        return redirect(map_address(given, box))
    reading = session()
    counted = called_places(count_places(reading, given))
    return render_template(
        "pages/map.html",
        filter=given,
        chips=[map_chip(chip, box) for chip in filter_chips(reading, given)],
        count=counted.count,
        total=shown_total(counted.count, given),
        nowhere=counted.nowhere,
        strip=_strip(given, counted, box),
        around=around_window(reading, given) if not counted.count.total else Around(None, None),
        ways=_ways(given, shown_box(counted, box)),
        regions=_regions(given, box),
        all=list_address(given),
        roles=tuple(Role),
        vias=tuple(Via),
        **drawing(given, counted, box),
    )


def called_places(counted: PlacesCounted) -> PlacesCounted:
    """Call the busiest places what they are called in the language of the answer."""
    places = (*called("place", counted.places[:CALLED]), *counted.places[CALLED:])
    return msgspec.structs.replace(counted, places=places)


def drawing(given: EventFilter, counted: PlacesCounted, box: Box | None) -> dict[str, object]:
    """Give the templates what they draw a map from."""
    return {
        "map": shown(given, counted, box),
        "outline": OUTLINE,
        "width": FRAME_WIDTH,
        "height": FRAME_HEIGHT,
    }


def map_address(given: EventFilter, box: Box | None = None) -> str:
    """Write the address of the map of a filter, and of a part of the earth."""
    query = state_of(given)
    if box is not None:
        query += ("&" if query else "") + urlencode({PARAMETER: box.text}, safe=",")
    return f"/map?{query}" if query else "/map"


def shown_total(count: Count, given: EventFilter) -> int:
    """Tell how many of the events that were counted the filter shows."""
    return count.certain if given.when is When.CERTAIN else count.total


def map_chip(chip: Chip, box: Box | None) -> tuple[Chip, str]:
    """Give a part of a filter with the map without it."""
    return chip, map_address(chip.without, box)


def shown_box(counted: PlacesCounted, box: Box | None) -> Box:
    """Give the part of the earth that is asked for, or the one where the events are."""
    points = [(one.lat, one.lon or 0.0) for one in counted.places if one.lat is not None]
    return box if box is not None else fitted(points)


def shown(given: EventFilter, counted: PlacesCounted, box: Box | None) -> Shown:
    """Lay out a map."""
    view = view_of(shown_box(counted, box))
    placed = [one for one in counted.places if one.lat is not None]
    drawn = circles(placed, view)
    inside = sorted(
        (place for circle in drawn for place in circle.places),
        key=lambda place: (-place.total, place.name),
    )
    unplaced = [one for one in counted.places if one.lat is None]
    return Shown(
        view=view,
        drawn=tuple(_drawn(given, circle, view.box) for circle in drawn),
        labels=labels(drawn),
        listed=_linked(given, inside[:LISTED]),
        more=max(0, len(inside) - LISTED),
        outside=len(placed) - len(inside),
        unplaced=_linked(given, unplaced[:LISTED]),
        eastern=sum((one.x - FRAME_WIDTH / 2) * one.total for one in drawn) > 0,
    )


def _linked(given: EventFilter, places: Sequence[PlaceCount]) -> tuple[tuple[PlaceCount, str], ...]:
    return tuple((one, _list(given, (one.slug,))) for one in places)


def _list(given: EventFilter, slugs: tuple[str, ...]) -> str:
    kept = tuple(group for group in given.place if group != slugs)
    return list_address(given, place=(*kept, slugs))


def _drawn(given: EventFilter, circle: Circle, box: Box) -> Drawn:
    """Lead from a circle to its events; from one of several places to a nearer view of them."""
    if len(circle.places) > 1:
        points = [(one.lat or 0.0, one.lon or 0.0) for one in circle.places]
        near = fitted(points, LEAST_DEGREES)
        if near != WORLD and near.east - near.west < 0.6 * (box.east - box.west):
            return Drawn(circle, map_address(given, near), nearer=True)
    slugs = tuple(one.slug for one in circle.places[:NAMED])
    return Drawn(circle, _list(given, slugs), nearer=False)


def _strip(given: EventFilter, counted: PlacesCounted, box: Box | None) -> Strip | None:
    """Lay out the years, each leading to its map."""
    made = strip(given, counted.years)
    if made is None:
        return None
    extra = urlencode({PARAMETER: box.text}, safe=",") if box else ""
    periods = tuple(
        replace(one, href=_with(one.href.replace("/events", "/map", 1), extra))
        for one in made.periods
    )
    return replace(made, periods=periods)


def _with(address: str, extra: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{extra}" if extra else address


def _ways(given: EventFilter, box: Box) -> tuple[Way, ...]:
    """Offer the steps from what is shown: nearer, farther, aside."""
    steps = (
        (gettext("Nearer"), box.zoomed(0.5)),
        (gettext("Farther"), box.zoomed(2)),
        (gettext("West"), box.moved(-1, 0)),
        (gettext("East"), box.moved(1, 0)),
        (gettext("North"), box.moved(0, 1)),
        (gettext("South"), box.moved(0, -1)),
    )
    return tuple(Way(name, "" if to == box else map_address(given, to)) for name, to in steps)


def _regions(given: EventFilter, box: Box | None) -> tuple[Way, ...]:
    parts = [
        Way(gettext("Where the events are"), map_address(given), here=box is None),
        Way(gettext("World"), map_address(given, WORLD), here=box == WORLD),
    ]
    for name, text in REGIONS:
        region = read_box(text)
        parts.append(Way(gettext(name), map_address(given, region), here=box == region))
    return tuple(parts)
