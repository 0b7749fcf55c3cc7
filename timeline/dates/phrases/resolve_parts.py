"""Finds what lies inside a period: its n-th week, its last Monday, its month or feast."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.days import ymd
from timeline.dates.phrases import tree
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.named import named
from timeline.dates.phrases.reading import Reading, of_unit, whole_day
from timeline.dates.phrases.resolve_points import point
from timeline.dates.phrases.resolve_units import unit_holding
from timeline.dates.phrases.thirds import third


def nth(node: tree.Nth, outer: Reading) -> Reading:
    """Return the n-th unit, run of units or weekday inside a reading."""
    if outer.first is None or outer.last is None:
        return outer
    if node.weekday is not None:
        return _nth_weekday(outer.first, outer.last, node)
    if node.unit == "week":
        first, last = _weeks(outer.first, outer.last, node)
    elif node.number < 0:
        first, last = _steps(outer.last, node, -1, node.count)
    else:
        first, last = _steps(outer.first, node, 1, node.number - 1 + node.count)
    if first > outer.last or last < outer.first:
        return replace(outer, first=None, last=None, edtf=None, note="no such part")
    return _inside(outer, node, first, min(last, outer.last))


def _weeks(first: int, last: int, node: tree.Nth) -> tuple[int, int]:
    """Count weeks as seven days from the first or to the last day, as news does."""
    if node.number < 0:
        return last - 7 * node.count + 1, last
    start = first + 7 * (node.number - 1)
    return start, start + 7 * node.count - 1


def _steps(day: int, node: tree.Nth, way: int, steps: int) -> tuple[int, int]:
    """Walk so many units from the one that holds a day; return the last `count` of them."""
    units = [unit_holding(day, node.unit)]
    for _ in range(steps - 1):
        held = units[-1]
        units.append(unit_holding(held[1] + 1 if way > 0 else held[0] - 1, node.unit))
    chosen = units[-node.count :]
    return min(unit[0] for unit in chosen), max(unit[1] for unit in chosen)


def _inside(outer: Reading, node: tree.Nth, first: int, last: int) -> Reading:
    return replace(of_unit(node.unit, node.count, first, last), anchor=outer.anchor)


def _nth_weekday(first: int, last: int, node: tree.Nth) -> Reading:
    wanted = (node.weekday or 1) - 1
    if node.number < 0:
        return whole_day(last - ((last - 1) % 7 - wanted) % 7)
    return whole_day(first + (wanted - (first - 1) % 7) % 7 + 7 * (node.number - 1))


def within(inner: tree.Node, period: Reading, context: Context) -> Reading:
    """Return the inner node as seen from the period: in its year, its month, or its week."""
    used = context.used
    if period.first is None or period.last is None:
        return period
    year = ymd(period.first)[0]
    if isinstance(inner, tree.Part):
        return third(within(inner.node, period, context), inner.which)
    if isinstance(inner, tree.Timed):
        day = within(inner.node, period, context) if inner.node else period
        return replace(day, timex=day.timex + inner.clock, type="TIME")
    if isinstance(inner, tree.Named):
        return named(inner, context, year)
    if not isinstance(inner, tree.Point):
        return period
    found = _point_within(inner, period.first, period.last, context)
    context.used = used
    return found


def _point_within(inner: tree.Point, first: int, last: int, context: Context) -> Reading:
    year = ymd(first)[0]
    if inner.weekday and inner.month is None and inner.day is None:
        return whole_day(last - ((last - 1) % 7 - inner.weekday + 1) % 7)
    if inner.month is None and inner.day is not None:
        return point(replace(inner, year=year, month=ymd(first)[1]), context)
    return point(replace(inner, year=year), context)
