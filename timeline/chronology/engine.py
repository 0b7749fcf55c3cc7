"""Say what an engine of the reading side answers; every engine gives the same answers."""

from collections.abc import Sequence
from typing import Protocol

from timeline.chronology.lookup import Known
from timeline.chronology.tile import Tile
from timeline.store.axes import Axis

Key = tuple[float, int]
"""The place of an event in a list: sort key or significance, and event id."""
Counted = dict[int, tuple[int, int]]
"""Counts by key: events that are certainly in the window, and those that may be."""


class Engine(Protocol):
    """Answers what is asked of the chronology under a filter whose names are looked up."""

    def count(self, known: Known) -> tuple[int, int]:
        """Count the events whose date certainly lies in the window, and those whose date may."""
        ...

    def page(
        self, known: Known, limit: int, *, after: Key | None = None, back: bool = False
    ) -> list[Key]:
        """Give the keys of one page in the order of the filter.

        Args:
            known: The filter.
            limit: How many.
            after: The key from which on; excluded.
            back: Walk the other way; the keys still come in the order of the filter.
        """
        ...

    def counts(self, known: Known) -> dict[Axis, Counted]:
        """Count the events of a filter by actor, theme, place, source, type and status."""
        ...

    def years(self, known: Known) -> Counted:
        """Count the events of a filter by the year in which they are filed."""
        ...

    def tile(self, known: Known, z: int, x: int) -> Tile:
        """Give one tile of the events of a filter.

        Raises:
            ValueError: If there is no such tile.
        """
        ...

    def documents(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """Give the documents of events, in the order of their ids."""
        ...
