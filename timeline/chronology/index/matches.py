"""Hold what a filter finds in one segment, so that a page of it is read without all of it."""

from dataclasses import dataclass, replace

from pyroaring import BitMap

from timeline.chronology.index.segment import AxisKey, Ordinals, ordinals, stretch


@dataclass(frozen=True, slots=True)
class Crossing:
    """Events that each of several bitmaps has, but for hidden ones; crossed as far as is wanted.

    `parts` are at least one, the smallest first; `known` is how many events it is, where that lies
    ready.
    """

    parts: tuple[BitMap, ...]
    hidden: BitMap
    known: int | None = None

    def among(self, some: BitMap) -> BitMap:
        """Give those of some events that it has; `some` is changed."""
        for part in self.parts:
            some &= part
        some -= self.hidden
        return some

    def part(self, low: int, high: int) -> BitMap:
        """Give the events from one ordinal to another, the end excluded."""
        return self.among(stretch(low, high))

    def every(self) -> BitMap:
        """Give all of them."""
        found = self.parts[0]
        for part in self.parts[1:]:
            found = found & part
        return found - self.hidden if self.hidden else found

    def count(self) -> int:
        """Count them."""
        if self.known is not None:
            return self.known
        found, last = self.parts[0], self.parts[-1]
        for part in self.parts[1:-1]:
            found = found & part
        several = found.intersection_cardinality(last) if len(self.parts) > 1 else len(found)
        return several - self._hidden()

    def _hidden(self) -> int:
        found = BitMap(self.hidden)
        for part in self.parts:
            found &= part
        return len(found)

    def first(self, low: int, limit: int) -> Ordinals:
        """Give as many as are wanted from an ordinal on, in order."""
        found, step = BitMap(), STEP
        end = min(part.max() if part else -1 for part in self.parts) + 1
        while low < end and len(found) < limit:
            found |= self.part(low, low + step)
            low, step = low + step, 4 * step
        return ordinals(found[:limit])

    def last(self, high: int, limit: int) -> Ordinals:
        """Give as many as are wanted before an ordinal, the last first."""
        found, step = BitMap(), STEP
        while high > 0 and len(found) < limit:
            found |= self.part(max(0, high - step), high)
            high, step = high - step, 4 * step
        return ordinals(found[max(0, len(found) - limit) :])[::-1]


STEP = 1 << 16
"""How many ordinals are looked at first for a page; a bitmap keeps so many together."""


@dataclass(frozen=True, slots=True)
class Window:
    """Events filed in a stretch of ordinals, but for those near its ends, looked at one by one.

    Of `near`, which `found` has, `may` are those whose date may lie in the window, `must` those
    whose date does.
    """

    found: BitMap
    start: int
    end: int
    near: BitMap
    may: BitMap
    must: BitMap

    def count(self, looked: BitMap) -> int:
        """Count the events, `looked` being either `may` or `must`."""
        filed = self.found.range_cardinality(self.start, self.end)
        return filed - self.near.range_cardinality(self.start, self.end) + len(looked)

    def part(self, looked: BitMap, low: int, high: int) -> BitMap:
        """Give the events from one ordinal to another, the end excluded."""
        some = self.found & stretch(max(low, self.start), min(high, self.end))
        some -= self.near
        if looked:
            some |= looked & stretch(low, min(high, looked.max() + 1))
        return some


class Matches:
    """The events of a segment that a filter finds: all of them, and those certainly in the window.

    `value` is what alone was asked for but for the window, `EVERYTHING` where nothing was; None
    where more was. `whole` says that there was no window. With a window, what is counted and shown
    on a page is read off its parts; the events are gathered when all are asked for.
    """

    def __init__(
        self,
        every: BitMap | Crossing | Window,
        value: AxisKey | None = None,
        *,
        whole: bool = False,
    ) -> None:
        """Keep what was found."""
        self.value = value
        self.whole = whole
        self.window = every if isinstance(every, Window) else None
        self.crossing = every if isinstance(every, Crossing) else None
        self._every: dict[bool, BitMap] = {}
        if isinstance(every, BitMap):
            self._every = {True: every, False: every}

    @property
    def same(self) -> bool:
        """Whether all of them are certain."""
        return self.window is None or self.window.may == self.window.must

    @property
    def possible(self) -> BitMap:
        """All of them."""
        return self._gathered(sure=False)

    @property
    def certain(self) -> BitMap:
        """Those whose date must lie in the window; the same bitmap where all of them do."""
        return self._gathered(sure=not self.same)

    def _gathered(self, *, sure: bool) -> BitMap:
        if sure not in self._every:
            if self.window is not None:
                looked = self.window.must if sure else self.window.may
                self._every[sure] = self.window.part(looked, 0, EVER)
            elif self.crossing is not None:
                self._every[sure] = self.crossing.every()
        return self._every[sure]

    def counts(self) -> tuple[int, int]:
        """Count those that are certain, and all."""
        if self.crossing is not None and not self._every:
            return self.crossing.count(), self.crossing.count()
        window = self.window
        if window is None:
            return len(self.possible), len(self.possible)
        return window.count(window.must), window.count(window.may)

    def sure(self) -> "Matches":
        """Leave out what only may lie in the window."""
        if self.window is None or self.same:
            return self
        return Matches(replace(self.window, may=self.window.must))

    def first(self, low: int, limit: int) -> Ordinals:
        """Give as many as are wanted from an ordinal on, in order."""
        if self.crossing is not None:
            return self.crossing.first(low, limit)
        if self.window is None:
            found = self.possible
            rank = found.rank(low - 1) if low else 0
            return ordinals(found[rank : rank + limit])
        window = self.window
        found, start = window.found, max(low, window.start)
        rank = (found.rank(start - 1) if start else 0) + limit + len(window.near)
        high = found[rank] if rank < len(found) else EVER
        high = high if high < window.end else EVER
        return ordinals(window.part(window.may, low, high))[:limit]

    def last(self, high: int, limit: int) -> Ordinals:
        """Give as many as are wanted before an ordinal, the last first."""
        if self.crossing is not None:
            return self.crossing.last(high, limit)
        if self.window is None:
            found = self.possible
            rank = found.rank(high - 1) if high else 0
            return ordinals(found[max(0, rank - limit) : rank])[::-1]
        window = self.window
        found, end = window.found, min(high, window.end)
        rank = (found.rank(end - 1) if end > 0 else 0) - limit - len(window.near)
        low = found[rank] if rank > 0 else 0
        low = low if low > window.start else 0
        return ordinals(window.part(window.may, low, high))[::-1][:limit]


EVER = 1 << 32
"""After every ordinal."""
