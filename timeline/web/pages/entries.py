"""Make the entries of a list: places in years and months, numbers of notes, what may only lie."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from timeline.chronology.filter import EventFilter
from timeline.dates import Overlap, Span, overlaps
from timeline.terms import Order
from timeline.web.pages.dated import head
from timeline.web.pages.entry import Piece

PAGED = re.compile(r"-?\d{4}\Z")
"""Which years have a page."""
MONTH_HEADS = 12
"""From how many events of a year on its months have heads of their own."""


class Entry(msgspec.Struct, frozen=True):
    """One event as a list shows it; `notes` are numbers of the sources of the page."""

    piece: Piece
    possibly: bool
    notes: tuple[int, ...]

    @property
    def year(self) -> str:
        """Under which it is filed, EDTF."""
        return self.piece.year


class Note(msgspec.Struct, frozen=True):
    """A source of the page with its number, its line, and the entries that rest on it."""

    number: int
    line: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of a month; `name` is empty where the months of a year have no heads."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of a year; out of order of time it has no `name`, without a page no `edtf`."""

    name: str
    edtf: str
    months: tuple[Month, ...]


def source_notes(pieces: Iterable[Piece]) -> tuple[Mapping[str, int], tuple[Note, ...]]:
    """Give the sources of a page their numbers, in the order in which its entries rest on them.

    Returns:
        The number of each source, by slug; and its note.
    """
    found: dict[str, tuple[str, list[Piece]]] = {}
    for piece in pieces:
        for slug, line in piece.sources:
            known = found.get(slug)
            if known is None:
                found[slug] = (line, [piece])
            else:
                known[1].append(piece)
    notes = [
        Note(number, line, tuple(resting))
        for number, (line, resting) in enumerate(found.values(), start=1)
    ]
    return dict(zip(found, range(1, len(found) + 1), strict=True)), tuple(notes)


def entries(
    pieces: Iterable[Piece], given: EventFilter, numbers: Mapping[str, int]
) -> tuple[Entry, ...]:
    """Make the entries of events as they came.

    Args:
        pieces: The events.
        given: The filter, whose window they lie in.
        numbers: Those of their sources, by slug.
    """
    window = window_of(given)
    return tuple(
        [
            Entry(
                piece,
                window is not None and only_possibly(piece.span, window),
                tuple(sorted([numbers[slug] for slug, _line in piece.sources])),
            )
            for piece in pieces
        ]
    )


def window_of(given: EventFilter) -> Span | None:
    """Give the window of a filter; None where it has none."""
    if not given.has_window:
        return None
    first, last = given.first_day, given.last_day
    return Span.of("../..", first, first, last, last)


def only_possibly(span: Span, window: Span) -> bool:
    """Tell whether a date may lie in a window, and may not."""
    return overlaps(span, window) is Overlap.POSSIBLY


def grouped(found: Sequence[Entry], order: Order) -> tuple[Year, ...]:
    """Set entries under their years, and under their months where a year has many."""
    if order is Order.SIGNIFICANT:
        return (Year("", "", (Month("", tuple(found)),)),) if found else ()
    years = []
    for text, members in groupby(found, key=lambda entry: entry.year):
        inside = tuple(members)
        name = head(text)
        years.append(Year(name, text if PAGED.match(text) else "", _months(inside)))
    return tuple(years)


def _months(inside: tuple[Entry, ...]) -> tuple[Month, ...]:
    if len(inside) < MONTH_HEADS:
        return (Month("", inside),)
    return tuple(
        Month(head(text, year=False), tuple(members))
        for text, members in groupby(inside, key=lambda entry: entry.piece.month)
    )
