"""Reads, holds, compares and words dates as sources print them: the door of this room."""

from importlib import import_module
from typing import TYPE_CHECKING

from timeline.dates.days import iso_day
from timeline.dates.notadate import NotADate
from timeline.dates.order import Overlap, before, contains, overlaps, sort_key
from timeline.dates.span import Precision, Span

if TYPE_CHECKING:
    from timeline.dates.phrases import Found, find
    from timeline.dates.wording import words

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
    "words",
]

_LAZY = {
    "Found": "timeline.dates.phrases",
    "find": "timeline.dates.phrases",
    "words": "timeline.dates.wording",
}


def __getattr__(name: str) -> object:
    """Import the phrase reader and the wording only when asked for: they bring large tables."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
