"""Finds the days of ranges and open stretches, whose ends borrow from one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.dates.days import iso_day
from timeline.dates.phrases import tree
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.reading import Reading, interval_end

Resolve = Callable[[tree.Node, Context], Reading]


def range_of(node: tree.Range, context: Context, resolve: Resolve) -> Reading:
    """Resolve both ends; what the last one lacks is counted from the first, forwards."""
    first, last = _shared(node.first, node.last)
    a = resolve(first, context)
    b = _last(last, a, context, resolve)
    if a.first is None or b.last is None or a.edtf is None or b.edtf is None:
        return replace(a if a.first is not None else b, parts=(a, b))
    if a.first == b.last:
        return replace(b, edtf=b.edtf.partition("T")[0], parts=(a, b))
    if node.choice:
        return replace(
            b,
            first=a.first,
            last=b.last,
            grain="range",
            parts=(a, b),
            edtf=f"[{a.edtf.strip('[]')},{b.edtf.strip('[]')}]",
        )
    if b.last < a.first:
        return replace(b, parts=(a, b), note="the range runs backwards")
    return replace(b, first=a.first, last=b.last, edtf=_between(a, b), grain="range", parts=(a, b))


def _last(last: tree.Node, first: Reading, context: Context, resolve: Resolve) -> Reading:
    if first.first is None or not _lacks_year(last):
        return resolve(last, context)
    told = replace(context, narrative=True, told_first=first.first, told_grain=first.grain)
    found = resolve(last, told)
    if found.last is None or found.last >= first.first or _weekday(last):
        return found
    return resolve(last, replace(told, told_first=first.first + _A_YEAR, told_grain="year"))


_A_YEAR = 365


def _lacks_year(node: tree.Node) -> bool:
    if isinstance(node, tree.Point):
        return node.year is None
    return isinstance(node, (tree.Part, tree.Approx)) and _lacks_year(node.node)


def _weekday(node: tree.Node) -> bool:
    return isinstance(node, tree.Point) and node.weekday is not None and node.month is None


def _between(a: Reading, b: Reading) -> str:
    return f"{interval_end(a, last=False)}/{interval_end(b, last=True)}"


def _shared(first: tree.Node, last: tree.Node) -> tuple[tree.Node, tree.Node]:
    """Lend each end of a range what only the other names."""
    if isinstance(first, tree.Part) and not isinstance(last, tree.Part):
        inner, last = _shared(first.node, last)
        return tree.Part(first.which, inner), last
    if isinstance(last, tree.Part):
        inner_first = first.node if isinstance(first, tree.Part) else first
        a, b = _shared(inner_first, last.node)
        first = tree.Part(first.which, a) if isinstance(first, tree.Part) else a
        return first, tree.Part(last.which, b)
    if isinstance(first, tree.Timed) and isinstance(last, tree.Timed):
        day = first.node or last.node
        return replace(first, node=day), replace(last, node=last.node or day)
    if isinstance(first, tree.Block) and isinstance(last, tree.Block):
        if last.short and not first.short:
            number = first.number - first.number % 10 + last.number % 10
            last = replace(last, number=number, short=False)
        return (replace(first, bce=True) if last.bce else first), last
    if not (isinstance(first, tree.Point) and isinstance(last, tree.Point)):
        return first, last
    return _lend(first, last)


def _lend(first: tree.Point, last: tree.Point) -> tuple[tree.Point, tree.Point]:
    if first.month is None and first.day is not None and last.month is not None:
        first = replace(first, month=last.month)
    first, last = _lend_century(first, last)
    if last.month is None and last.day is not None and first.month is not None:
        last = replace(last, month=first.month)
    if first.year is None and last.year is not None:
        back = (first.month or 0) > (last.month or 12)
        first = replace(first, year=last.year - 1 if back else last.year, era=last.era)
    elif last.year is None and first.year is not None and (last.month or last.part):
        on = (last.month or 12) < (first.month or 0)
        last = replace(last, year=first.year + 1 if on else first.year, era=first.era)
    return first, last


def _lend_century(first: tree.Point, last: tree.Point) -> tuple[tree.Point, tree.Point]:
    """Complete '1939-45' from its first year and '490-479 BC' from its last."""
    if first.year is None or last.year is None:
        return first, last
    if last.era and last.year < 1 <= first.year and not first.era:
        return replace(first, year=1 - first.year, era=True), last
    if not first.short and (last.short or last.year < 100 <= first.year):
        century = first.year - first.year % 100
        last = replace(last, year=century + last.year % 100, short=False)
    return first, last


def open_of(node: tree.Open, inner: Reading) -> Reading:
    """Return all that lies on one side of a reading, with its bound."""
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
