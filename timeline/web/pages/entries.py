"""Make the entries of a chronology from events: dates in words, marks, facts, notes, heads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.rows import RefRow
from timeline.dates import NotADate, Overlap, Span, overlaps
from timeline.dates.days import FAR, year_text, ymd
from timeline.terms import HAPPENED, Order, Via
from timeline.web.language import said
from timeline.web.pages.bibliography import Line, read_line
from timeline.web.pages.labels import OTHER_FAMILY, family

FILED = re.compile(r"[\[{]?-?\d{4}-(0[1-9]|1[0-2])")
EXACT = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z")
PAGED = re.compile(r"-?\d{4}\Z")
"""Which years have a page."""
MONTH_HEADS = 12
"""From how many events of a year on its months have heads of their own."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date for readers: in words, in words under its year, for `datetime`, and as EDTF."""

    words: str
    short: str
    exact: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a list shows it; `notes` are numbers of the sources of the page."""

    event: shapes.Event
    date: DateWords
    year: str
    month: str
    family: str
    happened: bool
    possibly: bool
    actors: tuple[shapes.ActorIn, ...]
    themes: tuple[RefRow, ...]
    notes: tuple[int, ...]
    sought: str
    """What was searched for, to be marked in its words."""


@dataclass(frozen=True, slots=True)
class Note:
    """A source of the page with its number and the entries that rest on it."""

    number: int
    line: Line
    entries: tuple[shapes.Event, ...]


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


def date_words(edtf: str) -> DateWords:
    """Word a date; `exact` is set only where HTML's `datetime` can say the same."""
    span = Span.parse(edtf)
    exact = edtf if EXACT.match(edtf) else ""
    return DateWords(said(span), said(span, year=False), exact, edtf)


def source_notes(events: Sequence[shapes.Event]) -> tuple[Note, ...]:
    """Give the sources of a page their numbers, in the order in which its entries rest on them."""
    found: dict[str, tuple[Line, dict[int, shapes.Event]]] = {}
    for event in events:
        for citation in event.citations:
            slug = citation.source.slug
            if slug not in found:
                found[slug] = (read_line(slug, citation.source.csl), {})
            found[slug][1][event.id or 0] = event
    return tuple(
        Note(number, line, tuple(resting.values()))
        for number, (line, resting) in enumerate(found.values(), start=1)
    )


def entries(
    events: Iterable[shapes.Event],
    given: EventFilter,
    themes: Mapping[str, RefRow],
    notes: Sequence[Note],
) -> tuple[Entry, ...]:
    """Make the entries of events as they came."""
    window = _window(given)
    numbers = {note.line.slug: note.number for note in notes}
    return tuple(_entry(event, window, themes, numbers, given.q) for event in events)


def _window(given: EventFilter) -> Span | None:
    if not given.has_window:
        return None
    first, last = given.first_day, given.last_day
    return Span.of("../..", first, first, last, last)


def _entry(
    event: shapes.Event,
    window: Span | None,
    themes: Mapping[str, RefRow],
    numbers: Mapping[str, int],
    sought: str,
) -> Entry:
    span = Span.parse(event.date.edtf)
    year, month = _heads(span)
    cited = dict.fromkeys(numbers[citation.source.slug] for citation in event.citations)
    return Entry(
        event=event,
        date=date_words(event.date.edtf),
        year=year,
        month=month,
        family=family(event.themes[0]) if event.themes else OTHER_FAMILY,
        happened=event.status in HAPPENED,
        possibly=window is not None and overlaps(span, window) is Overlap.POSSIBLY,
        actors=shown_actors(event),
        themes=tuple(themes[slug] for slug in event.themes if slug in themes),
        notes=tuple(sorted(cited)),
        sought=sought,
    )


def shown_actors(event: shapes.Event) -> tuple[shapes.ActorIn, ...]:
    """List the actors that the sources name, each once."""
    named = {one.slug or one.name: one for one in event.actors if one.via is Via.DIRECT}
    return tuple(named.values())


def _heads(span: Span) -> tuple[str, str]:
    """Write the year and month under which a date is filed, as EDTF; empty where it has none."""
    day = span.sort_day
    if abs(day) >= FAR:
        return "", ""
    year, month, _day = ymd(day)
    text = year_text(year)
    return text, f"{text}-{month:02d}" if FILED.match(span.edtf) else ""


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
        for text, members in groupby(inside, key=lambda entry: entry.month)
    )


def head(text: str, *, year: bool = True) -> str:
    """Word the year or month of a head; years beyond four digits stay as they are written."""
    try:
        return said(Span.parse(text), year=year) if text else ""
    except NotADate:
        return text
