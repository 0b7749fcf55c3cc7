"""Let events wait until it is clear that none of their links leads to one that was refused."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping

from timeline.store.directory import Directory
from timeline.store.rows import EventRow
from timeline.store.write import Sheet


class Side:
    """Events that are to be written, new ones or known ones.

    Those of a call with links wait until it is clear which events it refuses; others are made ready
    at once.
    """

    def __init__(self, directory: Directory, *, wait: bool) -> None:
        self.sheet = Sheet(directory)
        self.waiting: list[EventRow] = []
        self._wait = wait

    def add(self, row: EventRow) -> None:
        """Keep an event."""
        if self._wait:
            self.waiting.append(row)
        else:
            self.sheet.add(row)

    def drop(self, loose: Container[int]) -> None:
        """Take waiting events out by their ids."""
        self.waiting = [row for row in self.waiting if row.id not in loose]

    def settle(self) -> None:
        """Make ready what waits."""
        for row in self.waiting:
            self.sheet.add(row)
        self.waiting = []


def leading_nowhere(
    rows: Iterable[EventRow],
    missing: Iterable[int],
    names: Mapping[int, str],
    given: Collection[int],
) -> dict[int, str]:
    """Find the events that link to one that was refused, or to one that is refused for that.

    Args:
        rows: The events that wait.
        missing: The ids of those refused so far.
        names: What events that links lead to are called, by id.
        given: The ids of all events that are new; a known one that is refused stays as it is.

    Returns:
        For each of them what the event is called that it links to.
    """
    leading: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        for to, _kind in row.links:
            leading[to].append(row.id)
    loose: dict[int, str] = {}
    found = [key for key in missing if key in names]
    while found:
        to = found.pop()
        fresh = [key for key in leading.pop(to, ()) if key not in loose]
        loose |= dict.fromkeys(fresh, names.get(to, str(to)))
        found += [key for key in fresh if key in given]
    return loose
