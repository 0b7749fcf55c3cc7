"""Carry what an export says about itself: which events it holds, as of when, from where."""

from dataclasses import dataclass

from timeline.terms import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of an export.

    Attributes:
        title: what it is called.
        words: the filter in words, without a full stop; empty for one event alone.
        query: the filter as the query of an address; empty for all events.
        certain: how many events certainly lie in the window.
        possible: how many more may.
        order: in what order they come.
        version: the version of the data.
        generated: when it was made, ISO 8601, UTC.
        compiler: who publishes it.
        address: where the same list can be read; empty where it is published nowhere.
    """

    title: str
    words: str = "All events"
    query: str = ""
    certain: int = 0
    possible: int = 0
    order: Order = Order.OLDEST
    version: int = 0
    generated: str = ""
    compiler: str = ""
    address: str = ""

    @property
    def total(self) -> int:
        """How many events there are altogether."""
        return self.certain + self.possible
