"""Finds the days that a tree stands for, given what it leans on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.dates.days import ymd
from timeline.dates.phrases import tree
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.makers_lengths import length_value
from timeline.dates.phrases.named import event_reading, named
from timeline.dates.phrases.reading import (
    Reading,
    bce_or,
    block,
    whole_day,
)
from timeline.dates.phrases.resolve_parts import nth, within
from timeline.dates.phrases.resolve_points import point
from timeline.dates.phrases.resolve_ranges import open_of, range_of
from timeline.dates.phrases.resolve_units import count_from, unit_at
from timeline.dates.phrases.thirds import third


def resolve(node: object, context: Context) -> Reading:
    """Return the reading of a tree; without days when it has none or its anchor is missing."""
    return _BY_TYPE[type(node)](node, context)


def _block(node: tree.Block, context: Context) -> Reading:
    number = node.number
    if node.short and node.unit == "decade":
        base = context.base
        number += 190 if base is None or number + 200 > ymd(base)[0] // 10 else 200
    early = context.told_era and number < _EARLY[node.unit]
    return block(node.unit, number, bce=node.bce or early)


_EARLY = {"decade": 50, "century": 5, "millennium": 1}
"""Up to where a decade or century without an era is before ours in a story of that time."""


def _unit(node: tree.Unit, context: Context) -> Reading:
    day = context.anchor(told=node.told)
    if node.unit in _SHORT and context.used == _TOLD and context.told_grain not in _SHORT:
        if context.narrative:
            return _somewhere(context)
        day = context.published()
    if node.unit == "latest weekend":
        past = day is not None and (day - 1) % 7 < _SATURDAY and not context.future
        return unit_at(day, "weekend", -1 if past else 0)
    return unit_at(day, node.unit, node.shift)


_SATURDAY = 5
_HALF_A_YEAR = 183
_SHORT = frozenset(("day", "week", "weekend"))
_COARSE = frozenset(("month", "season", "quarter", "half", "year"))
_TOLD = "a date named before"


def _somewhere(context: Context) -> Reading:
    """Stand for a day in the month or year last told: 'the next day', but after which?"""
    year, month, _ = ymd(context.told_first or 0)
    known = f"{bce_or(year)}-{month:02d}" if context.told_grain == "month" else bce_or(year) + "-XX"
    return Reading(f"{known}-XX", note="no day was told before", anchor=_TOLD)


def _shifted(node: tree.Shifted, context: Context) -> Reading:
    day = context.anchor(told=node.told)
    if day is None:
        return point(node.point, context)
    if node.point.weekday:
        return _shifted_weekday(node.point.weekday, node.shift, day)
    here = point(replace(node.point, year=ymd(day)[0]), context)
    if here.first is None or here.last is None:
        return here
    year = ymd(day)[0] + node.shift
    beyond = here.last < day if node.shift < 0 else here.first > day
    if node.shift and beyond:
        year -= 1 if node.shift > 0 else -1
    if node.shift == 0 and node.point.part and here.first - day > _HALF_A_YEAR:
        year -= 1
    return point(replace(node.point, year=year), context)


def _shifted_weekday(weekday: int, shift: int, day: int) -> Reading:
    """Return the last, this or next day of a name: 'last Friday' is never today."""
    offset = (weekday - 1) - (day - 1) % 7
    if shift < 0 and offset >= 0:
        offset -= 7
    elif shift > 0 and offset <= 0:
        offset += 7
    return whole_day(day + offset)


def _length(node: tree.Length, _context: Context) -> Reading:
    return Reading(length_value(node), type="DURATION")


def _offset(node: tree.Offset, context: Context) -> Reading:
    if node.anchor is not None:
        anchor = resolve(node.anchor, context)
        if anchor.first is None or anchor.last is None:
            return Reading(anchor.timex, note="the anchor has no days", anchor=anchor.anchor)
        day = anchor.first if node.sign < 0 else anchor.last
        if context.used == "none":
            context.used = f"a date named with it ({anchor.timex})"
        exact = anchor.grain == "day"
        return count_from(day, node.length, node.sign, context, exact=exact)
    start = context.anchor(told=node.told)
    if node.length.unit in _SHORT and context.used == _TOLD and context.told_grain in _COARSE:
        return _somewhere(context)
    return count_from(start, node.length, node.sign, context)


def _ahead(node: tree.Ahead, context: Context) -> Reading:
    if context.future is False or (context.future is None and not context.alone):
        return _length(node.length, context)
    return count_from(context.anchor(told=False), node.length, 1, context)


def _ref(node: tree.Ref, _context: Context) -> Reading:
    return Reading(node.kind)


def _every(node: tree.Every, _context: Context) -> Reading:
    return Reading(node.value, type="SET")


def _part(node: tree.Part, context: Context) -> Reading:
    whole = resolve(node.node, context)
    if whole.grain == "event" and whole.edtf and "/" in whole.edtf and node.which != "MID":
        first, last = whole.edtf.split("/")
        return event_reading(first if node.which == "START" else last)
    return third(whole, node.which)


def _approx(node: tree.Approx, context: Context) -> Reading:
    return resolve(node.node, context).marked("~")


def _timed(node: tree.Timed, context: Context) -> Reading:
    if node.node is None:
        day = context.anchor(told=False)
        if day is None:
            return Reading(f"XXXX-XX-XX{node.clock}", type="TIME", note="no day to lean on")
        inner = whole_day(day)
    else:
        inner = resolve(node.node, context)
    edtf = inner.edtf
    edtf = edtf and edtf.partition("T")[0]
    if edtf and inner.grain == "day" and node.clock[1:3].isdigit():
        clock = node.clock[1:] if node.clock.count(":") > 1 else node.clock[1:] + ":00"
        if clock < "24":
            edtf += "T" + clock
    return replace(inner, timex=inner.timex.partition("T")[0] + node.clock, type="TIME", edtf=edtf)


def _holding(node: tree.Holding, context: Context) -> Reading:
    inner = resolve(node.node, context)
    return unit_at(inner.first, node.unit, 0)


def _told(node: tree.Told, context: Context) -> Reading:
    day = context.anchor(told=True)
    if node.unit == "day" and context.told_first is not None and context.told_grain != "day":
        return Reading("XXXX-XX-XX", note="no day was told before")
    return unit_at(day, node.unit, 0)


_BY_TYPE: dict[type, Callable[..., Reading]] = {
    tree.Point: point,
    tree.Block: _block,
    tree.Unit: _unit,
    tree.Shifted: _shifted,
    tree.Length: _length,
    tree.Offset: _offset,
    tree.Ref: _ref,
    tree.Every: _every,
    tree.Part: _part,
    tree.Nth: lambda node, context: nth(node, resolve(node.node, context)),
    tree.Range: lambda node, context: range_of(node, context, resolve),
    tree.Open: lambda node, context: open_of(node, resolve(node.node, context)),
    tree.Within: lambda node, context: within(node.node, resolve(node.period, context), context),
    tree.Approx: _approx,
    tree.Named: named,
    tree.Timed: _timed,
    tree.Told: _told,
    tree.Holding: _holding,
    tree.Ahead: _ahead,
}
