"""Count the events of a filter by place, each at the most exact place that is told of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import case, exists, func, not_, select
from sqlalchemy.orm import Session, aliased

from timeline.batched import batched
from timeline.chronology.engine import Counted, Engine
from timeline.chronology.engines import engine_for
from timeline.chronology.facets import Value
from timeline.chronology.filter import EventFilter
from timeline.chronology.kept import kept
from timeline.chronology.listing import Count
from timeline.chronology.lookup import Known, look_up
from timeline.chronology.rows import Row
from timeline.chronology.sql import Plan, together
from timeline.chronology.sql_engine import SqlEngine
from timeline.store.axes import Axis
from timeline.store.places import Place
from timeline.store.reading import Walk
from timeline.terms import PlaceKind, When

BATCH = 5_000
"""How many places are read at a time."""
FEW, MOST_KEPT = 500, 50_000
"""From how many places on all are read and kept for the next question, if they are no more."""
MOST_ASKED = 500
"""How many places with others inside them are counted one by one, the busiest first; of the rest
those events are counted that lie in none of the others for certain."""
MOST_ROOTS = 20_000
COARSE = frozenset({"world", "region", "country", "province"})


class PlaceCount(Row, frozen=True, kw_only=True):
    """A place with the events that are told of it and of no place inside it.

    Attributes:
        slug: the place.
        name: its name.
        kind: what sort of place it is.
        lat: degrees north, WGS 84; None where unknown.
        lon: degrees east.
        precision: what the coordinates are the middle of: exact, city, province, country, region.
        certain: events whose date certainly lies in the window.
        possible: events whose date may lie in it.
        within: events in it and in everything inside it, as a list of the place has them.
    """

    slug: str
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    precision: str
    certain: int
    possible: int
    within: int

    @property
    def total(self) -> int:
        """Both counts together."""
        return self.certain + self.possible

    @property
    def coarse(self) -> bool:
        """Whether its coordinates are the middle of something large, and no spot on a map."""
        return (self.precision or self.kind.value) in COARSE or self.kind is PlaceKind.SEA


class PlacesCounted(Row, frozen=True, kw_only=True):
    """The events of a filter by place and by year.

    Attributes:
        count: the events of the filter.
        places: places with events of their own, the busiest first.
        nowhere: events with no place at all; None where there are too many places to tell.
        years: the events by year, oldest first.
    """

    count: Count
    places: tuple[PlaceCount, ...]
    nowhere: int | None
    years: tuple[Value, ...]


def count_places(session: Session, given: EventFilter) -> PlacesCounted:
    """Count the events of a filter by place; an event in several places counts at each.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    known = look_up(session, given)
    engine = engine_for(session, known)
    counted = _whole(engine, known)
    rows = _rows(session, counted)
    certain, possible = engine.count(known)
    if isinstance(engine, SqlEngine):
        own = _most_exact(session, known)
    else:
        own = _own(engine, known, counted, _inner(rows))
    found = (_placed(row, own.get(row[0], (0, 0)), counted[row[0]]) for row in rows.values())
    places = sorted(
        (one for one in found if one.total), key=lambda one: (-one.total, one.name, one.slug)
    )
    count = Count(certain, possible)
    return PlacesCounted(
        count=count,
        places=tuple(places),
        nowhere=_nowhere(engine, known, count, counted, rows),
        years=tuple(
            Value(str(year), str(year), sure, may)
            for year, (sure, may) in sorted(engine.years(known).items())
        ),
    )


PlaceRow = tuple[Any, ...]
COLUMNS = (
    Place.id,
    Place.parent_id,
    Place.slug,
    Place.name,
    Place.kind,
    Place.lat,
    Place.lon,
    Place.precision,
)


@runtime_checkable
class CountsPlaces(Protocol):
    """An engine whose counts leave rare values out, and that counts all places when asked."""

    def every_place(self, known: Known) -> Counted:
        """Count by place, with what lies in it."""
        ...


def _whole(engine: Engine, known: Known) -> Counted:
    """Count by place, each with what lies in it."""
    if isinstance(engine, CountsPlaces):
        return engine.every_place(known)
    return engine.counts(known).get(Axis.PLACE, {})


def _most_exact(session: Session, known: Known) -> Counted:
    """Ask the database for the events of each place that lie in no place inside it."""
    plan = Plan(session, known)
    sure = case((plan.certain, 1), else_=0).label("sure")
    parts = plan.parts(plan.walk.event_id.label("event_id"), sure)
    if known.filter.when is When.CERTAIN:
        parts = [part.where(plan.certain) for part in parts]
    found = together(parts).cte("matching")
    inside, walk = aliased(Place), aliased(Walk)
    nearer = exists().where(
        walk.event_id == Walk.event_id,
        walk.axis + 0 == int(Axis.PLACE),
        inside.id == walk.key,
        inside.parent_id == Walk.key,
    )
    narrowest = select(Walk.key, func.sum(found.c.sure), func.count()).join(
        found, found.c.event_id == Walk.event_id
    )
    axis = Walk.axis + 0 == int(Axis.PLACE)  # walk from the events
    rows = session.execute(narrowest.where(axis, not_(nearer)).group_by(Walk.key))
    return {key: (int(one), int(total) - int(one)) for key, one, total in rows}


def _rows(session: Session, wanted: Collection[int]) -> dict[int, PlaceRow]:
    """Read some places; where they are many, all that there are, which are kept."""
    if len(wanted) > FEW:
        every = kept(session, ("every place",), lambda: _every_row(session))
        if every is not None:
            return {number: every[number] for number in wanted if number in every}
    return {
        row[0]: tuple(row)
        for some in batched(sorted(wanted), BATCH)
        for row in session.execute(select(*COLUMNS).where(Place.id.in_(some)))
    }


def _every_row(session: Session) -> dict[int, PlaceRow] | None:
    """Read all places; None where they are too many to be kept."""
    rows = session.execute(select(*COLUMNS).limit(MOST_KEPT + 1)).all()
    return {row[0]: tuple(row) for row in rows} if len(rows) <= MOST_KEPT else None


def _inner(rows: Mapping[int, PlaceRow]) -> dict[int, tuple[int, ...]]:
    """Give, by place, the counted places that lie directly in it."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, row in rows.items():
        if row[1] in rows:
            found[row[1]].append(number)
    return {number: tuple(inside) for number, inside in found.items()}


def _own(
    engine: Engine, known: Known, counted: Counted, inner: Mapping[int, tuple[int, ...]]
) -> Counted:
    """Take from the count of each place the events that lie in a place inside it."""
    own = dict(counted)
    asked = 0
    for number in sorted(inner, key=lambda one: -sum(counted[one])):
        whole, inside = counted[number], [counted[one] for one in inner[number]]
        if whole in inside:
            taken = whole
        elif len(inside) == 1 or asked == MOST_ASKED:
            taken = (sum(one[0] for one in inside), sum(one[1] for one in inside))
        else:
            asked += 1
            taken = _count(engine, known, inner[number])
        own[number] = (max(0, whole[0] - taken[0]), max(0, whole[1] - taken[1]))
    return own


def _count(engine: Engine, known: Known, places: tuple[int, ...]) -> tuple[int, int]:
    """Count the events of a filter that lie in any of some places."""
    certain, possible = engine.count(replace(known, places=(*known.places, places)))
    return certain, 0 if known.filter.when is When.CERTAIN else possible


def _nowhere(
    engine: Engine, known: Known, count: Count, counted: Counted, rows: Mapping[int, PlaceRow]
) -> int | None:
    roots = tuple(number for number, row in rows.items() if row[1] not in rows)
    if len(roots) > MOST_ROOTS:
        return None
    whole = count.certain if known.filter.when is When.CERTAIN else count.total
    if len(roots) < 2:
        return whole - sum(sum(counted[number]) for number in roots)
    return whole - sum(_count(engine, known, roots))


def _placed(row: PlaceRow, own: tuple[int, int], whole: tuple[int, int]) -> PlaceCount:
    return PlaceCount(
        slug=row[2],
        name=row[3],
        kind=row[4],
        lat=row[5],
        lon=row[6],
        precision=row[7],
        certain=own[0],
        possible=own[1],
        within=sum(whole),
    )
