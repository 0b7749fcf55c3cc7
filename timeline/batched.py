"""Take values some at a time, so that no statement and no piece of text grows without bound."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def batched(values: Iterable[Value], size: int) -> Iterator[tuple[Value, ...]]:
    """Give values in their order, so many at a time; the last batch may be smaller.

    What `itertools.batched` does from Python 3.12 on. Nothing is read ahead of the batch asked for.

    Args:
        values: Any values, also without end.
        size: How many make a batch; at least 1.

    Raises:
        ValueError: If the size is less than 1.
    """
    if size < 1:
        raise ValueError(f"a batch has at least one value, not {size}")
    rest = iter(values)
    while some := tuple(islice(rest, size)):
        yield some
