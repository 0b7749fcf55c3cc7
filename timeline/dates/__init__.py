"""Reads, holds, compares and words dates as sources print them: the door of this room."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from timeline.dates.days import iso_day
from timeline.dates.notadate import NotADate
from timeline.dates.order import Overlap, before, contains, overlaps, sort_key
from timeline.dates.span import Precision, Span

if TYPE_CHECKING:
    from timeline.dates.phrases import Found, find

__all__ = [
    "Found",
    "NotADate",
    "Overlap",
    "Precision",
    "Span",
    "before",
    "contains",
    "find",
    "iso_day",
    "overlaps",
    "sort_key",
]


def __getattr__(name: str) -> Any:
    """Import the phrase reader only when it is asked for: it brings dateparser's tables."""
    if name in ("Found", "find"):
        return getattr(import_module("timeline.dates.phrases"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
