"""Show two actors together: who acts on whom year by year, and in what tenor decade by decade."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from werkzeug.wrappers import Response

from timeline.chronology.facets import Value
from timeline.chronology.filter import EventFilter
from timeline.chronology.pairs import Deeds, Direction, Tenor, read_deeds
from timeline.chronology.records import read_actor
from timeline.dates import Span
from timeline.terms import Order
from timeline.web.language import said
from timeline.web.pages.actor import partners_of
from timeline.web.pages.asked import asked_filter, list_address
from timeline.web.pages.called import called, counted
from timeline.web.pages.choices import SHOWN
from timeline.web.pages.chronology import page_links
from timeline.web.pages.door import blueprint
from timeline.web.pages.fragments import kept
from timeline.web.pages.records import lead_on, settle
from timeline.web.pages.strip import MOST_BARS, WIDTH, Tick, ticks, year_edtf
from timeline.web.pages.surroundings import beside
from timeline.web.pages.told import tell
from timeline.web.session import session

HALF = 60
"""How high the drawing is on each side of its middle."""
FLOOR = 4
WIDEST = 24
OUR_YEARS = (1, 9999)
"""Decades are told of years that EDTF writes with four digits, in our era."""


@dataclass(frozen=True, slots=True)
class Column:
    """One bar of the drawing: where it stands, which way it goes, how strongly it is drawn."""

    x: float
    y: float
    width: float
    height: float
    direction: str
    name: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """The drawing: what the first does to the second above the line, the other way below it."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    totals: dict[str, int]
    width: int = WIDTH
    height: int = 2 * HALF


@dataclass(frozen=True, slots=True)
class Share:
    """One tenor of a decade: its events, its share in per cent, where its bar begins."""

    tenor: str
    count: int
    percent: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Decade:
    """One decade: its name and list, its events by tenor and by direction."""

    name: str
    href: str
    total: int
    shares: tuple[Share, ...]
    ways: tuple[int, ...]


@blueprint.get("/actor/<slug>/with/<other>")
def pair(slug: str, other: str) -> Response | str:
    """Show the events of two actors together."""
    known = settle("actor", slug), settle("actor", other)
    if known != (slug, other):
        return lead_on(f"/actor/{known[0]}/with/{known[1]}")
    reading = session()
    both = called("actor", (read_actor(reading, one) for one in known))
    given = asked_filter().changed(actor=((known[0],), (known[1],)))
    told = tell(reading, given)
    deeds = read_deeds(reading, given, *known) if known[0] != known[1] else ()
    return render_template(
        "pages/pair.html",
        both=both,
        swapped=f"/actor/{known[1]}/with/{known[0]}",
        others=kept(("partners", *known, given.changed()), lambda: _others(given, *known)),
        beside=beside(given, "actor"),
        mirror=mirror(deeds),
        decades=decades(given, deeds),
        told=told,
        all=list_address(given),
        turning=list_address(given, order=Order.SIGNIFICANT),
        pages=page_links(given, told.previous, told.next),
    )


def _others(given: EventFilter, *known: str) -> tuple[Value, ...]:
    return partners_of(counted(given), *known)[:SHOWN]


def mirror(deeds: Sequence[Deeds]) -> Mirror | None:
    """Draw who acts on whom, a column a year or, over many years, a column for several."""
    if not deeds:
        return None
    first, last = deeds[0].year, deeds[-1].year
    step = -(-(last - first + 1) // MOST_BARS)
    slots: Counter[tuple[int, Direction]] = Counter()
    for one in deeds:
        slots[(one.year - first) // step, one.direction] += one.count
    most = max(
        sum(_side(slots, slot, way) for way in (Direction.TOGETHER, side))
        for slot, _way in slots
        for side in (Direction.FIRST, Direction.SECOND)
    )
    totals = Counter({way.value: 0 for way in Direction})
    for one in deeds:
        totals[one.direction.value] += one.count
    unit = WIDTH / ((last - first) // step + 1)
    return Mirror(
        columns=tuple(
            column
            for slot in sorted({slot for slot, _way in slots})
            for column in _columns(slots, slot, unit, HALF / most, year_edtf(first + slot * step))
        ),
        ticks=ticks(first, last),
        first=said(Span.parse(year_edtf(first))),
        last=said(Span.parse(year_edtf(last))),
        totals=dict(totals),
    )


def _side(slots: Counter[tuple[int, Direction]], slot: int, way: Direction) -> float:
    """Give how much of a direction stands on one side of the line; what is done together halves."""
    count = slots[slot, way]
    return count / 2 if way is Direction.TOGETHER else count


def _columns(
    slots: Counter[tuple[int, Direction]], slot: int, unit: float, scale: float, edtf: str
) -> list[Column]:
    width = max(min(unit * 0.8, WIDEST), 1.5)
    x = round(slot * unit + (unit - width) / 2, 2)
    shared = slots[slot, Direction.TOGETHER]
    half = max(shared / 2 * scale, FLOOR / 2) if shared else 0.0
    found = []
    if shared:
        found.append(_column(x, HALF - half, width, 2 * half, Direction.TOGETHER, shared, edtf))
    for way in (Direction.FIRST, Direction.SECOND):
        count = slots[slot, way]
        height = max(count * scale, FLOOR)
        y = HALF - half - height if way is Direction.FIRST else HALF + half
        if count:
            found.append(_column(x, y, width, height, way, count, edtf))
    return found


def _column(
    x: float, y: float, width: float, height: float, way: Direction, count: int, edtf: str
) -> Column:
    name = f"{said(Span.parse(edtf))}: {count}"
    return Column(x, round(y, 2), round(width, 2), round(height, 2), way.value, name)


def decades(given: EventFilter, deeds: Sequence[Deeds]) -> tuple[Decade, ...]:
    """Share out the events of each decade by tenor and by direction."""
    told = [one for one in deeds if OUR_YEARS[0] <= one.year <= OUR_YEARS[1]]
    starts = dict.fromkeys(one.year // 10 for one in told)
    return tuple(
        _decade(given, start, [one for one in told if one.year // 10 == start]) for start in starts
    )


def _decade(given: EventFilter, start: int, inside: Sequence[Deeds]) -> Decade:
    span = Span.parse(f"{start:03d}X")
    tenors = Counter(dict.fromkeys(Tenor, 0))
    ways = Counter(dict.fromkeys(Direction, 0))
    for one in inside:
        tenors[one.tenor] += one.count
        ways[one.direction] += one.count
    total = sum(tenors.values())
    shares, x = [], 0.0
    for tenor in Tenor:
        width = tenors[tenor] / total * 100
        percent = round(width)
        shares.append(Share(tenor.value, tenors[tenor], percent, round(x, 2), round(width, 2)))
        x += width
    return Decade(
        name=said(span),
        href=list_address(given, window_from=span, window_to=span),
        total=total,
        shares=tuple(shares),
        ways=tuple(ways[way] for way in Direction),
    )
