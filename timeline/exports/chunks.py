"""Hand a long text on in pieces of many events, so that a stream is not thousands of pieces."""

from collections.abc import Iterable, Iterator

from timeline.batched import batched

EVENTS = 100
"""How many events make a piece."""


def chunks(parts: Iterable[str], size: int = EVENTS) -> Iterator[str]:
    """Join parts, some at a time; empty pieces are left out.

    Args:
        parts: The text, an event or so each.
        size: How many parts make a piece.
    """
    for several in batched(parts, size):
        if piece := "".join(several):
            yield piece
