"""Reads what the Arabic table cannot say: an attached 'and', the Hijri calendar."""

from __future__ import annotations

import datetime

from timeline.dates.phrases import tree
from timeline.dates.phrases.languages.eastern import EASTERN_MAKERS, placed
from timeline.dates.phrases.pattern import Match

SHAPES = (("AND", r"(?<!\w)و(?=\s?\w)", str), ("AL", r"(?<!\w)[بل]?الـ(?=\d)", str))

_EPOCH = 227_015  # 1 Muharram 1 as a day of the proleptic Gregorian calendar (civil epoch)
_YEARS = range(1, 1600)
_DAYS = range(1, 31)
_MONTHS = 12


def _ordinal(year: int, month: int, day: int) -> int:
    """Return the Gregorian ordinal of a Hijri date, by the tabular calendar of thirty-year cycles.

    The calendar in use depends on sightings of the moon and may differ by a day or two
    (Reingold and Dershowitz, Calendrical Calculations, chapter on the Islamic calendar).
    """
    past = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return _EPOCH + past + day - 1


def _point(ordinal: int) -> tree.Point:
    date = datetime.date.fromordinal(ordinal)
    return tree.Point(date.year, date.month, date.day)


def _hijri(match: Match) -> tree.Approx | None:
    """Make a Hijri year y, month m of it or day d of that, marked as approximate."""
    year, month, day = (match.number(role) for role in ("y", "m", "d"))
    if year is None or year not in _YEARS or (day or 1) not in _DAYS:
        return None
    if month is not None and day is not None:
        return tree.Approx(_point(_ordinal(year, month, day)))
    first = _ordinal(year, month or 1, 1)
    after = (
        _ordinal(year + month // _MONTHS, month % _MONTHS + 1, 1)
        if month
        else (_ordinal(year + 1, 1, 1))
    )
    return tree.Approx(tree.Range(_point(first), _point(after - 1)))


def _years_two(match: Match) -> tree.Range | None:
    """Make the years y and y2, named one beside the other."""
    first, last = match.number("y"), match.number("y2")
    if first is None or last is None:
        return None
    return tree.Range(tree.Point(first), tree.Point(last))


def _half_within(match: Match) -> object:
    """Make the half q of the year y."""
    half = match.number("q")
    period = match.value("y")
    if half not in (1, 2) or period is None:
        return None
    return placed(tree.Point(part=f"H{half}"), period)


def _day_within(match: Match) -> object:
    """Make the day d of the month y."""
    day, period = match.number("d"), match.value("y")
    if day is None or period is None:
        return None
    return placed(tree.Point(day=day), period)


def _shift_it(match: Match) -> tree.Shifted | tree.Range | None:
    """Make the named month, day or days x the last or the next of their name, by shift."""
    node, shift = match.value("x"), match.number("shift") or 0
    if isinstance(node, tree.Point):
        return tree.Shifted(shift, node)
    if (
        isinstance(node, tree.Range)
        and isinstance(node.first, tree.Point)
        and isinstance(node.last, tree.Point)
        and node.last.year is None
    ):
        return tree.Range(tree.Shifted(shift, node.first), tree.Shifted(shift, node.last))
    return None


MAKERS = {
    **EASTERN_MAKERS,
    "hijri": _hijri,
    "two years": _years_two,
    "half within": _half_within,
    "day within": _day_within,
    "shift it": _shift_it,
}
