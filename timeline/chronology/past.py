"""Answer for a moment of the past, from the revisions that were the newest then."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology import sql
from timeline.chronology.engine import Counted, Key
from timeline.chronology.lookup import Known
from timeline.chronology.newest import Point, newest_bodies
from timeline.chronology.sql_engine import COUNTED
from timeline.chronology.tile import Filed, Tile, cut, gather
from timeline.chronology.words import Wanted, wanted
from timeline.dates import Span
from timeline.dates.days import ymd
from timeline.store import derive
from timeline.store.axes import Axis
from timeline.store.directory import Directory, load_directory
from timeline.store.order import DAY_SHIFT, FAR_DAY, sort_key
from timeline.store.rows import CitationRow, EventRow
from timeline.terms import Order, Role, State, Via, When

AxisKey = tuple[Axis, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it stood: what filters and lists ask of it."""

    id: int
    body: bytes
    sort_key: int
    significance: float
    span: Span
    keys: frozenset[AxisKey]
    involved: frozenset[tuple[int, Via, Role]]
    words: str


class Past:
    """Holds the chronology of a moment in memory; see `timeline.chronology.engine.Engine`."""

    def __init__(
        self,
        session: Session,
        moment: Point,
        only: Collection[int] | None = None,
        bodies: Iterable[bytes] | None = None,
    ) -> None:
        """Read every event as it stood.

        Args:
            session: A reading session.
            moment: ISO 8601, UTC, as revisions keep it; or a version of the data.
            only: The events that matter; None is all.
            bodies: The events as they stood, where they are read already.
        """
        directory = load_directory(session)
        read = newest_bodies(session, moment, only) if bodies is None else bodies
        events = ((body, EVENT.decode(body)) for body in read)
        self.entries = [
            _entry(directory, body, event)
            for body, event in events
            if event.state is State.ACCEPTED
        ]
        self._bodies = {entry.id: entry.body for entry in self.entries}

    def count(self, known: Known) -> tuple[int, int]:
        """Count certain and possible events."""
        sure = [is_certain for _entry, is_certain in self._matching(known, count=True)]
        return sum(sure), len(sure) - sum(sure)

    def page(
        self, known: Known, limit: int, *, after: Key | None = None, back: bool = False
    ) -> list[Key]:
        """Give the keys of one page."""
        significant = known.filter.order is Order.SIGNIFICANT
        keys = sorted(
            (entry.significance if significant else entry.sort_key, entry.id)
            for entry, _sure in self._matching(known)
        )
        down = (known.filter.order is not Order.OLDEST) != back
        if down:
            keys.reverse()
        if after is not None:
            keys = [key for key in keys if (key < after if down else key > after)]
        found = keys[:limit]
        return found[::-1] if back else found

    def tile(self, known: Known, z: int, x: int) -> Tile:
        """Cut one tile."""
        return gather(
            cut(z, x),
            (
                Filed(one.id, one.sort_key >> DAY_SHIFT, *_extent(one.span), one.significance)
                for one, _sure in self._matching(known)
            ),
        )

    @property
    def standing(self) -> frozenset[int]:
        """The ids of all events that readers could see."""
        return frozenset(self._bodies)

    def matching(self, known: Known) -> frozenset[int]:
        """Give the ids of the events of a filter, certain and possible."""
        return frozenset(entry.id for entry, _sure in self._matching(known))

    def documents(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """Give documents as they stood."""
        return tuple(self._bodies[number] for number in ids if number in self._bodies)

    def counts(self, known: Known) -> dict[Axis, Counted]:
        """Count by every axis that is a facet."""
        counts: dict[Axis, dict[int, list[int]]] = {axis: defaultdict(_none) for axis in COUNTED}
        for entry, sure in self._matching(known):
            for axis, key in entry.keys:
                if axis in counts:
                    counts[axis][key][0 if sure else 1] += 1
        return {axis: _counted(found) for axis, found in counts.items()}

    def years(self, known: Known) -> Counted:
        """Count by the year of the sort day."""
        years: dict[int, list[int]] = defaultdict(_none)
        for entry, sure in self._matching(known):
            day = entry.sort_key >> DAY_SHIFT
            if abs(day) < FAR_DAY:
                years[ymd(day)[0]][0 if sure else 1] += 1
        return _counted(years)

    def _matching(self, known: Known, *, count: bool = False) -> Iterator[tuple[Entry, bool]]:
        """Give the events of a filter, and whether each certainly lies in the window."""
        given = known.filter
        pieces = wanted(given.q) if given.q else ()
        asked = [{(a, key) for a in axes for key in keys} for axes, keys in sql.asked(known)]
        for entry in self.entries:
            if not all(entry.keys & one for one in asked) or not _counts(entry, known):
                continue
            if not _tells(entry.words, pieces) or not _may(entry.span, known):
                continue
            sure = _must(entry.span, known)
            if sure or count or given.when is When.POSSIBLE:
                yield entry, sure


EVENT = msgspec.json.Decoder(shapes.Event)


def _extent(span: Span) -> tuple[int | None, int | None]:
    return span.begins[0], span.ends[1]


def _none() -> list[int]:
    return [0, 0]


def _counted(found: dict[int, list[int]]) -> Counted:
    return {key: (sure, may) for key, (sure, may) in found.items()}


def _entry(directory: Directory, body: bytes, event: shapes.Event) -> Entry:
    row = _row(directory, event)
    involved = derive.involvements(row, directory)
    return Entry(
        id=row.id,
        body=body,
        sort_key=sort_key(row.span, event.position),
        significance=event.significance,
        span=row.span,
        keys=frozenset(derive.walk_keys(row, directory, involved)),
        involved=frozenset(involved),
        words=f" {derive.text_of(event)} ",
    )


def _row(directory: Directory, event: shapes.Event) -> EventRow:
    """Match the names of an event as it stood to the records of now; what is gone is left out."""
    stated = [one for one in event.actors if one.via is Via.DIRECT]
    cited = ((one, directory.source_id(one.source.slug)) for one in event.citations)
    actors, themes, places = directory.actor_slugs, directory.theme_slugs, directory.place_slugs
    return EventRow(
        id=event.id or 0,
        slug=event.slug,
        shape=event,
        span=Span.parse(event.date.edtf),
        version=event.revision,
        updated=event.updated or "",
        actors=tuple((actors[one.slug], one.role) for one in stated if one.slug in actors),
        themes=tuple(themes[slug] for slug in event.themes if slug in themes),
        places=tuple(places[one.slug] for one in event.places if one.slug in places),
        citations=tuple(
            CitationRow(number, source, one.locator, one.stance, one.quote, ())
            for number, (one, source) in enumerate(cited, start=1)
            if source is not None
        ),
        links=(),
    )


def _counts(entry: Entry, known: Known) -> bool:
    """Tell whether actors count in the ways and roles that are asked for."""
    given = known.filter
    if not known.actors:
        direct = (role for _actor, via, role in entry.involved if via is Via.DIRECT)
        return not given.role or any(role in given.role for role in direct)
    return all(
        any(
            actor in ids and via in given.via and (not given.role or role in given.role)
            for actor, via, role in entry.involved
        )
        for ids in known.actors
    )


def _tells(words: str, pieces: Sequence[Wanted]) -> bool:
    """Tell whether the words of an event have, or lack, what is searched for."""
    return all((f" {' '.join(one.tokens)} " in words) != one.absent for one in pieces)


def _may(span: Span, known: Known) -> bool:
    first, last = known.filter.first_day, known.filter.last_day
    begins, ends = span.begins[0], span.ends[1]
    early = last is None or begins is None or begins <= last
    return early and (first is None or ends is None or ends >= first)


def _must(span: Span, known: Known) -> bool:
    first, last = known.filter.first_day, known.filter.last_day
    begins, ends = span.begins[1], span.ends[0]
    early = last is None or (begins is not None and begins <= last)
    return early and (first is None or (ends is not None and ends >= first))
