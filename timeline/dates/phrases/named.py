"""Dates that go by the name of an event: fixed ones, yearly ones, series, and the service's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from timeline.dates.days import day_of, days_in_month, ymd
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.reading import Reading, whole_day, whole_month, whole_year
from timeline.dates.phrases.resolve_points import point
from timeline.dates.phrases.tree import Named, Point
from timeline.dates.span import Span


@dataclass(frozen=True, slots=True)
class Events:
    """The table of named events: fixed ones, days of each year, movable feasts, and series."""

    fixed: dict[str, str]
    yearly: dict[str, str]
    movable: dict[str, tuple[str, int]]
    series: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def known_events() -> Events:
    """Return the events of events.toml."""
    file = resources.files("timeline.dates.phrases").joinpath("events.toml")
    data = tomllib.loads(file.read_text("utf-8"))
    return Events(
        data["fixed"],
        data["yearly"],
        {name: (rule[0], rule[1]) for name, rule in data["movable"].items()},
        {name: tuple(edtf) for name, edtf in data["series"].items()},
    )


def named(node: Named, context: Context, year: int | None = None) -> Reading:
    """Return the reading of a named event.

    Args:
        node: The event's id, with the direction it was printed with ('the recent …').
        context: What it leans on; its own events come before those of the table.
        year: The year printed with the name, if any.
    """
    asked = _asked(node.event, context)
    if asked is not None:
        context.used = f"the event {node.event}"
        return event_reading(asked)
    events = known_events()
    if node.event in events.yearly:
        month, date = (int(part) for part in events.yearly[node.event].split("-"))
        return point(Point(year, month, date), context)
    if node.event in events.movable:
        return _feast(*events.movable[node.event], year, context)
    if node.event in events.series:
        return _of_series(node, events.series[node.event], year, context)
    edtf = events.fixed.get(node.event)
    if edtf is None:
        return Reading("", note=f"no event is known as {node.event!r}")
    context.used = f"the event {node.event}"
    return event_reading(edtf)


def _asked(event: str, context: Context) -> str | None:
    if context.events is None:
        return None
    if isinstance(context.events, Mapping):
        return context.events.get(event)
    return context.events(event)


def event_reading(edtf: str) -> Reading:
    """Read an event's EDTF text."""
    span = Span.parse(edtf)
    day, last = span.earliest, span.latest
    if day is None or last is None or "/" in edtf or "[" in edtf:
        return Reading(edtf.partition("/")[0], grain="event", first=day, last=last, edtf=edtf)
    year, month, _ = ymd(day)
    plain = edtf.rstrip("~?%")
    reading = (
        whole_day(day)
        if day == last
        else whole_month(year, month)
        if plain.count("-") == 1
        else whole_year(year)
    )
    return replace(reading, edtf=edtf)


def _feast(rule: str, number: int, year: int | None, context: Context) -> Reading:
    """Return a feast from Easter, or an n-th weekday 'MM-W' of a month, nearest in the past."""
    if year is not None:
        return whole_day(_feast_day(rule, number, year))
    day = context.anchor(told=False)
    if day is None:
        return Reading("XXXX", note="no day of publication to lean on")
    here = ymd(day)[0]
    found = _feast_day(rule, number, here)
    if found > day and not context.future:
        found = _feast_day(rule, number, here - 1)
    return whole_day(found)


def _feast_day(rule: str, number: int, year: int) -> int:
    if rule == "easter":
        return easter(year) + number
    month, weekday = (int(part) for part in rule.split("-"))
    if number < 0:
        last = day_of(year, month, days_in_month(year, month))
        return last - ((last - 1) % 7 - weekday + 1) % 7
    first = day_of(year, month, 1)
    return first + (weekday - 1 - (first - 1) % 7) % 7 + 7 * (number - 1)


def easter(year: int) -> int:
    """Return the day of Easter Sunday in the Gregorian calendar (Meeus/Jones/Butcher algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, left = divmod(century, 4)
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, date = divmod(epact + weekday - 7 * late + 114, 31)
    return day_of(year, month, date + 1)


def _of_series(
    node: Named, meetings: tuple[str, ...], year: int | None, context: Context
) -> Reading:
    """Return the meeting of a year, or the latest before (or next after) the publication."""
    spans = [Span.parse(edtf) for edtf in meetings]
    context.used = f"the event {node.event}"
    if year is not None:
        for span in spans:
            if span.earliest is not None and ymd(span.earliest)[0] == year:
                return event_reading(span.edtf)
        return replace(whole_year(year), note=f"no {node.event} is known in that year")
    day = context.base
    if day is None:
        return Reading("", note="no day of publication to lean on")
    if node.shift > 0:
        later = [span for span in spans if span.earliest is not None and span.earliest >= day]
        chosen = later[0] if later else None
    else:
        before = [span for span in spans if span.earliest is not None and span.earliest <= day]
        chosen = before[-1] if before else None
    return Reading("") if chosen is None else event_reading(chosen.edtf).marked("~")
