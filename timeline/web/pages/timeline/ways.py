"""Write where a timeline leads: the windows beside, within and around it, as addresses."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from timeline.chronology.filter import EventFilter
from timeline.dates import Span
from timeline.web.pages.timeline.window import Window, preset

MOVES = {"earlier": -0.5, "later": 0.5}
ZOOMS = {"in": 0.5, "out": 2.0}
PRESETS = ("century", "decade", "year", "month", "day")
PATH = "/timeline"
FACETS = "facets"


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: what it does, its address, and the window it leads to in days."""

    name: str
    href: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class View:
    """What an address of this page says: a filter, how lanes are made, what is shown beside."""

    given: EventFilter
    lanes: str = ""
    facets: bool = False
    """Whether the counts by value are shown."""

    def pieces(self) -> tuple[str, str]:
        """Write the query without the window, as what stands before it and what stands after."""
        pairs = self.given.changed(window_from=None, window_to=None).pairs(paging=False)
        names = [name for name, _ in self.given.pairs(paging=False)]
        later = {"when", "disputed", "uncertain", "q", "as_of", "order"} & set(names)
        before = [pair for pair in pairs if pair[0] not in later]
        after = [pair for pair in pairs if pair[0] in later]
        return _query(before), _query(after + self._own())

    def _own(self) -> list[tuple[str, str]]:
        """Give the parameters that are none of the filter."""
        lanes = [("lanes", self.lanes)] if self.lanes else []
        return lanes + ([(FACETS, "1")] if self.facets else [])

    def address(self, window: Window | None, path: str = PATH) -> str:
        """Write the address of a window; of all there is without one."""
        before, after = self.pieces()
        edges = [] if window is None else list(zip(("from", "to"), window.texts(), strict=True))
        query = "&".join(part for part in (before, _query(edges), after) if part)
        return f"{path}?{query}" if query else path

    def beside(self, listed: str) -> str:
        """Turn the address of a list of events into that of their timeline, shown as this one."""
        query = "&".join(part for part in (listed.partition("?")[2], _query(self._own())) if part)
        return f"{PATH}?{query}" if query else PATH


def _query(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, quote_via=quote, safe=",/~:.[]")


def bounded_filter(given: EventFilter, window: Window) -> EventFilter:
    """Give the filter of the events that may lie in a window."""
    first, last = window.texts()
    return given.changed(window_from=Span.parse(first), window_to=Span.parse(last))


def ways(view: View, window: Window, whole: Window) -> tuple[Way, ...]:
    """List the ways on from a window: beside it, nearer, farther, to calendar units, to all."""
    found = {name: window.moved(part) for name, part in MOVES.items()}
    found |= {name: window.zoomed(factor) for name, factor in ZOOMS.items()}
    found |= {unit: preset(window, unit) for unit in PRESETS}
    listed = [
        Way(name, view.address(to), round(to.start, 4), round(to.end, 4))
        for name, to in found.items()
    ]
    listed.append(Way("all", view.address(whole), whole.start, whole.end))
    return tuple(listed)
