"""Reads, holds, compares and words dates as sources print them: the door of this room."""

from typing import TYPE_CHECKING, Any

from timeline.dates.days import iso_day
from timeline.dates.notadate import NotADate
from timeline.dates.span import Precision, Span

if TYPE_CHECKING:
    from timeline.dates.phrases import Found, find

__all__ = ["Found", "NotADate", "Precision", "Span", "find", "iso_day"]


def __getattr__(name: str) -> Any:
    """Import the phrase reader only when it is asked for: it brings dateparser's tables."""
    if name in ("Found", "find"):
        from timeline.dates import phrases

        return getattr(phrases, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
