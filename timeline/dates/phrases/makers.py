"""Builds the tree: one small function for each kind of thing that a rule can make."""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.phrases import tree
from timeline.dates.phrases.makers_lengths import LENGTHS, unit_name
from timeline.dates.phrases.makers_points import POINTS
from timeline.dates.phrases.pattern import Match

Maker = Callable[[Match], object]


def _unit(match: Match) -> tree.Unit:
    """Make a unit at a shift: 'last week' (shift -1, unit week)."""
    return tree.Unit(match.number("shift") or 0, match.text("unit"), told=match.has("told"))


def _part(match: Match) -> tree.Part | None:
    """Make the START, MID or END of x."""
    node = match.node("x")
    return tree.Part(match.text("which"), node) if node is not None else None


def _nth(match: Match) -> tree.Nth | None:
    """Make the n-th (or last) unit inside x; the unit may be a length ('three months') or a day."""
    node, number, unit, day = (
        match.node("x"),
        match.number("n"),
        match.value("unit"),
        match.value("w"),
    )
    if node is None or number is None:
        return None
    count = unit.count if isinstance(unit, tree.Length) else "1"
    if not count.isdigit() or int(count) > _MOST_UNITS:
        return None
    weekday = day.weekday if isinstance(day, tree.Point) else match.number("w")
    return tree.Nth(number, unit_name(match), node, int(count), weekday)


_MOST_UNITS = 400


def _part_range(match: Match) -> tree.Range | None:
    """Make 'mid-to-late x': from the part `which` to the part which2 of x."""
    node = match.node("x")
    if node is None:
        return None
    return tree.Range(
        tree.Part(match.text("which"), node),
        tree.Part(match.text("which2"), node),
    )


def _within(match: Match) -> tree.Within | None:
    """Place x in the period y: 'August' in 'that year'."""
    node, period = match.node("x"), match.node("y")
    if node is None or period is None:
        return None
    return tree.Within(node, period)


def _range(match: Match) -> tree.Range | None:
    """Make a range from x to y; with `choice`, one or the other."""
    first, last = match.node("x"), match.node("y")
    if first is None or last is None:
        return None
    bare = isinstance(first, tree.Point) and first.day is not None and first.month is None
    if bare and isinstance(last, tree.Point) and last.month is None and last.year is not None:
        return None
    return tree.Range(first, last, choice=match.has("choice"))


def _open(match: Match) -> tree.Open | tree.Range | None:
    """Make an open stretch on a side ('after', 'before') of x."""
    node = match.node("x")
    if isinstance(node, tree.Range) and not node.choice:
        return node
    return None if node is None else tree.Open(match.text("side"), node)


def _approx(match: Match) -> tree.Approx | None:
    """Mark x as approximate."""
    node = match.node("x")
    return None if node is None else tree.Approx(node)


def _named(match: Match) -> tree.Named | tree.Within:
    """Stand for a named event, with its year y if it is printed."""
    event = tree.Named(match.text("event"), match.number("shift") or 0)
    year = match.number("y")
    return event if year is None else tree.Within(event, tree.Point(year))


def _part_within(match: Match) -> tree.Within | None:
    """Make the part `which` of x in the period y: 'late August of that year'."""
    part, period = _part(match), match.node("y")
    return tree.Within(part, period) if part and period else None


def _edge(match: Match) -> tree.Part | None:
    """Make the START (n = 1) or END (n = -1) of x: 'the first days of March'."""
    which = {1: "START", -1: "END"}.get(match.number("n") or 0)
    node = match.node("x")
    return tree.Part(which, node) if which and node else None


def _unit_of(match: Match) -> tree.Holding | None:
    """Make the unit that holds x: 'the week of March 4'."""
    node = match.node("x")
    return None if node is None else tree.Holding(unit_name(match), node)


def _nothing(match: Match) -> str:
    """Swallow words that only look like a date; give the rule the kind NONE."""
    return match.rule.name


def _told(match: Match) -> tree.Told:
    """Point back to the date last told in the text."""
    return tree.Told(match.text("unit"))


def _wrap(match: Match) -> object:
    """Pass x on as it is: the rule only widens its words or gives it a new kind."""
    return match.node("x")


MAKERS: dict[str, Maker] = {
    **POINTS,
    **LENGTHS,
    "unit": _unit,
    "part": _part,
    "nth": _nth,
    "part range": _part_range,
    "within": _within,
    "range": _range,
    "open": _open,
    "approx": _approx,
    "named": _named,
    "told": _told,
    "wrap": _wrap,
    "part within": _part_within,
    "edge": _edge,
    "unit of": _unit_of,
    "nothing": _nothing,
}
