"""Finds the days that a tree stands for, given what it leans on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.dates.days import iso_day, ymd
from timeline.dates.phrases import tree
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.makers import length_value
from timeline.dates.phrases.named import event_reading, named
from timeline.dates.phrases.reading import (
    Reading, block, interval_end, of_unit, third, whole_day,
)
from timeline.dates.phrases.resolve_points import point
from timeline.dates.phrases.resolve_units import count_from, unit_at, unit_holding


def resolve(node: object, context: Context) -> Reading:
    """Return the reading of a tree; without days when it has none or its anchor is missing."""
    return _BY_TYPE[type(node)](node, context)


def _block(node: tree.Block, context: Context) -> Reading:
    number = node.number
    if node.short and node.unit == "decade":
        base = context.base
        number += 190 if base is None or number + 200 > ymd(base)[0] // 10 else 200
    return block(node.unit, number, bce=node.bce or (context.told_era and number < 50))


def _unit(node: tree.Unit, context: Context) -> Reading:
    day = context.anchor(told=True) if node.told else context.anchor(told=False)
    if node.unit == "latest weekend":
        past = day is not None and (day - 1) % 7 < _SATURDAY and not context.future
        return unit_at(day, "weekend", -1 if past else 0)
    return unit_at(day, node.unit, node.shift)


_SATURDAY = 5


def _shifted(node: tree.Shifted, context: Context) -> Reading:
    day = context.anchor(told=node.told)
    if day is None:
        return point(node.point, context)
    if node.point.weekday:
        offset = (node.point.weekday - 1) - (day - 1) % 7
        if node.shift < 0:
            offset -= 7 if offset >= 0 else 0
        elif node.shift > 0:
            offset += 7 if offset <= 0 else 0
        return whole_day(day + offset)
    here = point(replace(node.point, year=ymd(day)[0]), context)
    if here.first is None or here.last is None:
        return here
    year = ymd(day)[0]
    if node.shift < 0 and here.last >= day:
        year -= 1
    elif node.shift > 0 and here.first <= day:
        year += 1
    return point(replace(node.point, year=year), context)


def _length(node: tree.Length, context: Context) -> Reading:
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
    return count_from(context.anchor(told=node.told), node.length, node.sign, context)


def _ahead(node: tree.Ahead, context: Context) -> Reading:
    if context.future is False or (context.future is None and not context.alone):
        return _length(node.length, context)
    return count_from(context.anchor(told=False), node.length, 1, context)


def _ref(node: tree.Ref, context: Context) -> Reading:
    return Reading(node.kind)


def _every(node: tree.Every, context: Context) -> Reading:
    return Reading(node.value, type="SET")


def _part(node: tree.Part, context: Context) -> Reading:
    whole = resolve(node.node, context)
    if whole.grain == "event" and whole.edtf and "/" in whole.edtf and node.which != "MID":
        first, last = whole.edtf.split("/")
        return event_reading(first if node.which == "START" else last)
    return third(whole, node.which)


def _nth(node: tree.Nth, context: Context) -> Reading:
    outer = resolve(node.node, context)
    if outer.first is None or outer.last is None:
        return outer
    if node.weekday is not None:
        return _nth_weekday(outer.first, outer.last, node)
    if node.number < 0:
        last = outer.last
        first = last + 1
        for _ in range(node.count):
            held = unit_holding(first - 1, node.unit)
            first = held[0]
        if node.unit == "week":
            first, last = outer.last - 7 * node.count + 1, outer.last
    elif node.unit == "week":
        first = outer.first + 7 * (node.number - 1)
        last = first + 7 * node.count - 1
    else:
        held = unit_holding(outer.first, node.unit)
        for _ in range(node.number - 1):
            held = unit_holding(held[1] + 1, node.unit)
        first = held[0]
        for _ in range(node.count - 1):
            held = unit_holding(held[1] + 1, node.unit)
        last = held[1]
    if first > outer.last or last < outer.first:
        return replace(outer, first=None, last=None, edtf=None, note="no such part")
    return _inside(outer, node, first, min(last, outer.last))


def _inside(outer: Reading, node: tree.Nth, first: int, last: int) -> Reading:
    return replace(of_unit(node.unit, node.count, first, last), anchor=outer.anchor)


def _nth_weekday(first: int, last: int, node: tree.Nth) -> Reading:
    wanted = (node.weekday or 1) - 1
    if node.number < 0:
        return whole_day(last - ((last - 1) % 7 - wanted) % 7)
    return whole_day(first + (wanted - (first - 1) % 7) % 7 + 7 * (node.number - 1))


def _within(node: tree.Within, context: Context) -> Reading:
    """Resolve the inner node as seen from the period: its year, its month, or its week."""
    period = resolve(node.period, context)
    used = context.used
    if period.first is None or period.last is None:
        return period
    inner, year = node.node, ymd(period.first)[0]
    if isinstance(inner, tree.Part):
        return third(_within(tree.Within(inner.node, node.period), context), inner.which)
    if isinstance(inner, tree.Timed):
        day = _within(tree.Within(inner.node, node.period), context) if inner.node else period
        return replace(day, timex=day.timex + inner.clock, type="TIME")
    if isinstance(inner, tree.Named):
        return named(inner, context, year)
    if not isinstance(inner, tree.Point):
        return period
    if inner.weekday and inner.month is None and inner.day is None:
        found = whole_day(period.last - ((period.last - 1) % 7 - inner.weekday + 1) % 7)
    elif inner.month is None and inner.day is not None:
        found = point(replace(inner, year=year, month=ymd(period.first)[1]), context)
    else:
        found = point(replace(inner, year=year), context)
    context.used = used
    return found


def _range(node: tree.Range, context: Context) -> Reading:
    """Resolve both ends; what the last one lacks is counted from the first, forwards."""
    first, last = _shared(node.first, node.last, context)
    a = resolve(first, context)
    if a.first is not None and _lacks_year(last):
        b = resolve(last, replace(context, narrative=True, told_first=a.first, told_grain=a.grain))
        if b.last is not None and b.last < a.first and not _weekday(last):
            on = replace(context, narrative=True, told_first=a.first + _A_YEAR, told_grain="year")
            b = resolve(last, on)
    else:
        b = resolve(last, context)
    if a.first is None or b.last is None or a.edtf is None or b.edtf is None:
        return replace(a if a.first is not None else b, parts=(a, b))
    if a.first == b.last:
        return replace(b, edtf=b.edtf.partition("T")[0], parts=(a, b))
    if node.choice:
        return replace(b, first=a.first, last=b.last, grain="range", parts=(a, b),
                       edtf=f"[{a.edtf.strip('[]')},{b.edtf.strip('[]')}]")
    if b.last < a.first:
        return replace(b, parts=(a, b), note="the range runs backwards")
    return replace(b, first=a.first, last=b.last, edtf=_between(a, b), grain="range", parts=(a, b))


_A_YEAR = 365


def _lacks_year(node: tree.Node) -> bool:
    if isinstance(node, tree.Point):
        return node.year is None
    return isinstance(node, (tree.Part, tree.Approx)) and _lacks_year(node.node)


def _weekday(node: tree.Node) -> bool:
    return isinstance(node, tree.Point) and node.weekday is not None and node.month is None


def _between(a: Reading, b: Reading) -> str:
    return f"{interval_end(a, last=False)}/{interval_end(b, last=True)}"


def _shared(
    first: tree.Node, last: tree.Node, context: Context
) -> tuple[tree.Node, tree.Node]:
    """Lend each end of a range what only the other names."""
    if isinstance(first, tree.Part) and not isinstance(last, tree.Part):
        inner, last = _shared(first.node, last, context)
        return tree.Part(first.which, inner), last
    if isinstance(last, tree.Part):
        inner_first = first.node if isinstance(first, tree.Part) else first
        a, b = _shared(inner_first, last.node, context)
        first = tree.Part(first.which, a) if isinstance(first, tree.Part) else a
        return first, tree.Part(last.which, b)
    if isinstance(first, tree.Timed) and isinstance(last, tree.Timed):
        return (
            replace(first, node=first.node or last.node), replace(last, node=last.node or first.node)
        )
    if isinstance(first, tree.Block) and isinstance(last, tree.Block):
        return (replace(first, bce=True) if last.bce else first), last
    if not (isinstance(first, tree.Point) and isinstance(last, tree.Point)):
        return first, last
    return _lend(first, last)


def _lend(first: tree.Point, last: tree.Point) -> tuple[tree.Point, tree.Point]:
    if first.month is None and first.day is not None and last.month is not None:
        first = replace(first, month=last.month)
    if first.year is not None and last.year is not None:
        if last.short or last.year < 100 <= first.year:
            last = replace(last, year=first.year - first.year % 100 + last.year % 100, short=False)
        if last.era and last.year < 1 <= first.year and not first.era:
            first = replace(first, year=1 - first.year, era=True)
    if last.month is None and last.day is not None and first.month is not None:
        last = replace(last, month=first.month)
    if first.year is None and last.year is not None:
        back = (first.month or 0) > (last.month or 12)
        first = replace(first, year=last.year - 1 if back else last.year, era=last.era)
    elif last.year is None and first.year is not None and (last.month or last.part):
        on = (last.month or 12) < (first.month or 0)
        last = replace(last, year=first.year + 1 if on else first.year, era=first.era)
    return first, last


def _open(node: tree.Open, context: Context) -> Reading:
    inner = resolve(node.node, context)
    if inner.edtf is None or inner.first is None or inner.last is None:
        return inner
    if node.side == "after" and inner.grain == "event":
        edtf, first, last = f"{iso_day(inner.last)}/..", inner.last, None
    elif node.side == "after":
        edtf, first, last = f"{interval_end(inner, last=False)}/..", inner.first, None
    elif inner.grain == "event":
        edtf, first, last = f"../{iso_day(inner.first)}", None, inner.first
    else:
        edtf, first, last = f"../{interval_end(inner, last=True)}", None, inner.last
    return replace(inner, edtf=edtf, first=first, last=last, parts=(inner,))


def _approx(node: tree.Approx, context: Context) -> Reading:
    return resolve(node.node, context).marked("~")


def _named(node: tree.Named, context: Context) -> Reading:
    return named(node, context)


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
    tree.Point: point, tree.Block: _block, tree.Unit: _unit, tree.Shifted: _shifted,
    tree.Length: _length, tree.Offset: _offset, tree.Ref: _ref, tree.Every: _every,
    tree.Part: _part, tree.Nth: _nth, tree.Range: _range, tree.Open: _open,
    tree.Approx: _approx, tree.Named: _named, tree.Timed: _timed, tree.Told: _told,
    tree.Within: _within, tree.Holding: _holding, tree.Ahead: _ahead,
}
