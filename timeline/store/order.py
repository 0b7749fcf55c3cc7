"""Put events in their order of time by one number, so that a list is one walk along an index."""

from timeline.dates import Span

DAY_SHIFT = 20
CLASS_SHIFT = 17
LAST_POSITION = (1 << CLASS_SHIFT) - 1
FAR_DAY = 1 << 40
"""The sort day of what has no day at all, and the bound of those that have."""


def sort_key(span: Span, position: int | None = None) -> int:
    """Make the sort key of an event: sort day, coarser after finer, then order within the day.

    Args:
        span: The date as ruled.
        position: The order within the day that the desk has given; else the time of day, in minutes
            and one, counts; what has neither comes first.
    """
    if position is None:
        position = 0 if span.time is None else span.time + 1
    place = min(max(position, 0), LAST_POSITION)
    return (span.sort_day << DAY_SHIFT) | (span.span_class << CLASS_SHIFT) | place


def first_key(day: int) -> int:
    """Give the least sort key that an event of this day can have."""
    return max(min(day, FAR_DAY), -FAR_DAY) << DAY_SHIFT
