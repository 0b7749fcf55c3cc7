"""Dates that go by the name of an event: fixed ones, yearly ones, and those of the service."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from timeline.dates.days import day_of, last_day
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.reading import Reading, whole_day, whole_month, whole_year
from timeline.dates.phrases.resolve_points import point
from timeline.dates.phrases.tree import Named, Point

_YEARLY = re.compile(r"--(\d\d)-(\d\d)$")
_PLAIN = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


@lru_cache(maxsize=1)
def known_events() -> dict[str, str]:
    """Return the fixed events of the table: id to EDTF, or --MM-DD for what returns each year."""
    file = resources.files("timeline.dates.phrases").joinpath("events.toml")
    return {str(k): str(v) for k, v in tomllib.loads(file.read_text("utf-8"))["events"].items()}


def named(node: Named, context: Context) -> Reading:
    """Return the reading of a named event; yearly ones lean on the publication day."""
    edtf = _asked(node.event, context) or known_events().get(node.event)
    if edtf is None:
        return Reading("", note=f"no event is known as {node.event!r}")
    yearly = _YEARLY.match(edtf)
    if yearly:
        return point(Point(None, int(yearly[1]), int(yearly[2])), context)
    context.used = f"the event {node.event}"
    first, last = _days(edtf)
    reading = _plain(edtf)
    if reading is not None:
        return reading
    return Reading(edtf.split("/")[0], grain="event", first=first, last=last, edtf=edtf)


def _asked(event: str, context: Context) -> str | None:
    if context.events is None:
        return None
    if isinstance(context.events, Mapping):
        return context.events.get(event)
    return context.events(event)


def _plain(edtf: str) -> Reading | None:
    match = _PLAIN.match(edtf)
    if not match:
        return None
    year = int(match[1])
    if match[3]:
        return whole_day(day_of(year, int(match[2]), int(match[3])))
    return whole_month(year, int(match[2])) if match[2] else whole_year(year)


def _days(edtf: str) -> tuple[int | None, int | None]:
    ends = edtf.strip("[]{}").replace("..", "/").split("/")
    first, last = _PLAIN.match(ends[0].rstrip("~?%")), _PLAIN.match(ends[-1].rstrip("~?%"))
    if not first or not last:
        return None, None
    low = day_of(int(first[1]), int(first[2] or 1), int(first[3] or 1))
    if last[3]:
        return low, day_of(int(last[1]), int(last[2]), int(last[3]))
    return low, last_day(int(last[1]), int(last[2] or 12))
