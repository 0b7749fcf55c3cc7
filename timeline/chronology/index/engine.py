"""Answer from the index; see `timeline.chronology.engine.Engine`."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import merge
from itertools import compress, islice

import numpy as np
from pyroaring import BitMap
from sqlalchemy.orm import Session

from timeline.chronology.engine import Counted, Key
from timeline.chronology.index import counting, tiling, wording
from timeline.chronology.index.finding import EVERYTHING, keys_of, matches, places_after
from timeline.chronology.index.holder import View
from timeline.chronology.index.matches import Matches
from timeline.chronology.index.segment import Segment
from timeline.chronology.index.tiling import Weighed
from timeline.chronology.lookup import Known
from timeline.chronology.sql import filed_so
from timeline.chronology.sql_engine import SqlEngine
from timeline.chronology.tile import CARRIED, PLACED, Tile, cut
from timeline.store.axes import Axis
from timeline.terms import Order, When

NOTHING = BitMap()


def answers(known: Known) -> bool:
    """Tell whether the index holds what a filter asks for: it knows no roles, and no past."""
    return known.filter.moment is None and filed_so(known.filter)


class IndexEngine:
    """Asks the two segments of a view and adds up."""

    def __init__(self, session: Session, view: View) -> None:
        """Keep the session, which words and documents still come from, and the view."""
        self.session = session
        self.view = view
        self._places: dict[int, int] = {}
        """The ordinals, in the base, of events that were on a page."""
        self._found: dict[Known, list[tuple[Segment, BitMap, Matches]]] = {}

    def _matches(self, known: Known) -> list[tuple[Segment, BitMap, Matches]]:
        if known not in self._found:
            self._found[known] = [
                (segment, hidden, matches(segment, known, hidden, texts))
                for segment, hidden, texts in zip(
                    (self.view.base, self.view.delta),
                    (self.view.hidden, NOTHING),
                    self._texts(known.filter.q),
                    strict=True,
                )
                if segment is self.view.base or len(segment)
            ]
        return self._found[known]

    def _texts(self, asked: str) -> tuple[BitMap | None, BitMap | None]:
        """Search for words in both segments; None where none are asked for."""
        if not asked:
            return None, None
        found = self.view.texts.get(asked)
        if found is None:
            found = (
                wording.find(self.session, self.view.base, asked),
                wording.find_among(self.session, self.view.delta, asked),
            )
            self.view.texts.keep(asked, found)
        return found

    def count(self, known: Known) -> tuple[int, int]:
        """Count certain and possible events."""
        found = [one.counts() for _segment, _hidden, one in self._matches(known)]
        sure = sum(one for one, _every in found)
        return sure, sum(every for _one, every in found) - sure

    def page(
        self, known: Known, limit: int, *, after: Key | None = None, back: bool = False
    ) -> list[Key]:
        """Give the keys of one page."""
        given = known.filter
        certain = given.when is When.CERTAIN
        lists = []
        for segment, _hidden, one in self._matches(known):
            found = one.sure() if certain else one
            places = places_after(segment, found, given.order, after, limit, back=back)
            keys = keys_of(segment, places, given.order)
            if segment is self.view.base:
                self._places |= zip((number for _key, number in keys), places.tolist(), strict=True)
            lists.append(keys)
        down = (given.order is not Order.OLDEST) != back
        if len(lists) == 1:
            return lists[0][::-1] if back else lists[0]
        merged = list(islice(merge(*lists, reverse=down), limit))
        return merged[::-1] if back else merged

    def counts(self, known: Known) -> dict[Axis, Counted]:
        """Count by every axis that is a facet; exact for all values that can be shown."""
        base, *changed = self._matches(known)
        if not changed:
            return counting.counts(base[0], _only(base[2], known), base[1])
        (delta,) = changed
        small = counting.counts(delta[0], _only(delta[2], known), NOTHING)
        also = [(int(axis), key) for axis, values in small.items() for key in values]
        large = counting.counts(base[0], _only(base[2], known), base[1], also)
        return _added(large, small)

    def every_place(self, known: Known) -> Counted:
        """Count by place, however rare."""
        return self.every_value(known, Axis.PLACE)

    def every_value(self, known: Known, axis: Axis) -> Counted:
        """Count by every value of an axis, however rare; `counts` gives the commonest alone."""
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for segment, hidden, one in self._matches(known):
            counted = counting.every_value(segment, _only(one, known), hidden, axis)
            for key, (sure, may) in counted.items():
                found[key][0] += sure
                found[key][1] += may
        return {key: (sure, may) for key, (sure, may) in found.items()}

    def years(self, known: Known) -> Counted:
        """Count by the year of the sort day."""
        found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for segment, _hidden, one in self._matches(known):
            for year, (sure, may) in counting.years(segment, _only(one, known)).items():
                found[year][0] += sure
                found[year][1] += may
        return {year: (sure, may) for year, (sure, may) in found.items()}

    def tile(self, known: Known, z: int, x: int) -> Tile:
        """Cut one tile."""
        days = cut(z, x)
        bins = [0] * days.bins
        best: list[Weighed] = []
        reaching: list[Weighed] = []
        for segment, hidden, every in self._matches(known):
            one = _only(every, known)
            whole = one.whole and one.value == EVERYTHING and not hidden
            counted = tiling.bins(segment, one.possible, days, whole=whole)
            bins = [before + more for before, more in zip(bins, counted, strict=True)]
            best.append(tiling.placed(segment, one.possible, days, sum(counted)))
            reaching.append(tiling.carried(segment, one.possible, days))
        return Tile(
            z=z,
            x=x,
            count=sum(bins),
            bins=tuple(bins),
            placed=_ids(best, PLACED),
            carried=_ids(reaching, CARRIED),
        )

    def documents(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """Give documents by id: those of the base lie in the index, unless they were changed."""
        if all(number in self._places for number in ids):
            return tuple(self.view.documents.of(np.array([self._places[n] for n in ids], np.int64)))
        places = self.view.base.places_of(ids)
        hidden = self.view.hidden
        here = [place >= 0 and place not in hidden for place in places.tolist()]
        if all(here):
            return tuple(self.view.documents.of(places))
        found = SqlEngine(self.session).found(list(compress(ids, (not one for one in here))))
        bodies = self.view.documents.of(places[np.array(here, dtype=bool)])
        found |= zip(compress(ids, here), bodies, strict=True)
        return tuple(found[number] for number in ids if number in found)


def _ids(several: Sequence[Weighed], most: int) -> tuple[int, ...]:
    return tuple(number for _weight, _tie, number in islice(merge(*several), most))


def _only(found: Matches, known: Known) -> Matches:
    """Leave out what only may lie in the window, where that is asked for."""
    return found.sure() if known.filter.when is When.CERTAIN else found


def _added(one: dict[Axis, Counted], other: dict[Axis, Counted]) -> dict[Axis, Counted]:
    for axis, values in other.items():
        known = one.setdefault(axis, {})
        for key, (sure, may) in values.items():
            before = known.get(key, (0, 0))
            known[key] = (before[0] + sure, before[1] + may)
    return one
