"""Compares dates that may be vague: overlapping for certain or possibly, containing, order."""

from collections.abc import Sequence
from enum import StrEnum

from timeline.dates.days import FAR
from timeline.dates.span import Span


class Overlap(StrEnum):
    """Whether a date lies in a window: for certain, possibly, or not at all."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NOT = "not"


def overlaps(span: Span, window: Span) -> Overlap:
    """Tell whether what is dated touches a window.

    The window is taken as its whole extent. The overlap is certain when even the latest possible
    beginning is not after the window and even the earliest possible end is not before it.

    Args:
        span: the date of what happened.
        window: the days asked for; open on a side where it has no bound.
    """
    low, high = _low(window.earliest), _high(window.latest)
    if _high(span.begins_last) <= high and _low(span.ends_first) >= low:
        return Overlap.CERTAINLY
    if _low(span.earliest) <= high and _high(span.latest) >= low:
        return Overlap.POSSIBLY
    return Overlap.NOT


def contains(outer: Span, inner: Span) -> bool:
    """Tell whether every day that the inner span can have touched lies in the outer one."""
    return _low(outer.earliest) <= _low(inner.earliest) and _high(inner.latest) <= _high(
        outer.latest
    )


def before(first: Span, second: Span) -> bool:
    """Tell whether the first span was over for certain before the second can have begun."""
    return (
        first.latest is not None and second.earliest is not None and first.latest < second.earliest
    )


def sort_key(span: Span) -> tuple[int, int, int, int, str]:
    """Give the key that files spans in order.

    Returns:
        Sort day, latest day (FAR if unknown), precision (coarser after finer), minute of the day
        in UTC where the zone is known (-1 without a time), and the text, so that the order is
        total.
    """
    time, zone = span.time, span.zone
    minute = -1 if time is None else time - (zone or 0)
    return span.sort_day, _high(span.latest), span.precision, minute, span.edtf


def _low(day: int | None) -> int:
    return -FAR if day is None else day


def _high(day: int | None) -> int:
    return FAR if day is None else day


def agree(spans: Sequence[Span]) -> bool:
    """Tell whether every two of some dates share a day, so that all of them can be true."""
    return all(
        overlaps(one, other) is not Overlap.NOT
        for number, one in enumerate(spans)
        for other in spans[number + 1 :]
    )
