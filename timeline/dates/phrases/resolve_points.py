"""Places a calendar point that was printed without all of its parts."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.days import day_of, days_in_month, ymd
from timeline.dates.phrases.context import Context
from timeline.dates.phrases.reading import (
    Reading,
    bce_or,
    part_of_year,
    whole_day,
    whole_month,
    whole_year,
)
from timeline.dates.phrases.tree import Point


def point(node: Point, context: Context) -> Reading:
    """Return the reading of a point; the missing year or month is filled by rule.

    The nearest in the past of the publication day, unless the sentence looks ahead; in a
    narrative, the year last told.
    """
    if node.other is not None and context.month_first:
        node = replace(node.other, other=replace(node, other=None))
    if node.short and node.year is not None:
        if _BARE[0] <= node.year <= _BARE[1] and not context.told_era:
            return Reading("", note="a bare number, and no era was told")
        node = replace(node, year=_century(node.year, context), short=False)
    guessed = node.year is None and node.month is not None
    if node.year is None:
        node = fill_year(node, context)
    if node.year is None:
        return _unplaced(node)
    found = _complete(node)
    if found is None:
        return Reading(f"{bce_or(node.year)}-{node.month:02d}", note="no such day in that month")
    if guessed:
        found = replace(found, note="the year is not printed")
    return found if node.other is None else _swapped(found, node.other, node.year, context)


_BARE = (100, 999)


def _swapped(found: Reading, other: Point, year: int, context: Context) -> Reading:
    """Add the reading with day and month the other way round."""
    second = point(replace(other, year=year, other=None, short=False), context)
    note = "day and month may be swapped"
    return replace(found, alternatives=(second.edtf or "",), note=note)


def _complete(node: Point) -> Reading | None:
    if node.year is None:
        return None
    if node.part:
        return part_of_year(node.year, node.part)
    if node.month is None:
        return whole_year(node.year)
    if node.day is None:
        return whole_month(node.year, node.month)
    if node.day > days_in_month(node.year, node.month):
        return None
    return whole_day(day_of(node.year, node.month, node.day))


def _century(year: int, context: Context) -> int:
    if year >= 100:
        return 1 - year if context.told_era else year
    here = ymd(context.base)[0] if context.base is not None else 2000
    if context.narrative and context.told_first is not None:
        told = ymd(context.told_first)[0]
        return told - told % 100 + year
    full = here - here % 100 + year
    return full - 100 if full > here + 10 else full


def _unplaced(node: Point) -> Reading:
    if node.weekday and node.month is None:
        timex = f"XXXX-WXX-{node.weekday}"
    elif node.part:
        timex = f"XXXX-{node.part}"
    else:
        timex = "XXXX-" + (f"{node.month:02d}" if node.month else "XX")
        timex += f"-{node.day:02d}" if node.day else ""
    return Reading(timex, note="no day of publication and no date told to lean on")


def fill_year(node: Point, context: Context) -> Point:
    """Return the point with its missing year (and month) filled from the context."""
    day = context.anchor(told=False)
    if day is None:
        return node
    narrative = context.narrative and context.told_first is not None
    if node.weekday and node.month is None and node.day is None:
        return _weekday(node, day, context, told=narrative)
    if node.month is None and node.day is not None:
        return _day_of_month(node, day, context, told=narrative)
    if narrative:
        return replace(node, year=_running_year(node, day, context))
    return replace(node, year=_nearest_year(node, day, context))


def _weekday(node: Point, day: int, context: Context, *, told: bool) -> Point:
    back = ((day - 1) % 7 - ((node.weekday or 1) - 1)) % 7
    ahead = told or (back and context.future)
    found = day + (7 - back) % 7 if ahead else day - back
    year, month, date = ymd(found)
    return Point(year, month, date)


def _day_of_month(node: Point, day: int, context: Context, *, told: bool) -> Point:
    year, month, date = ymd(day)
    if node.day is None:
        return node
    step = 0
    if not told and context.future and node.day < date:
        step = 1
    elif not told and not context.future and node.day > date:
        step = -1
    year, month = _months_on(year, month, step)
    if step and node.day > days_in_month(year, month):
        year, month = _months_on(year, month, step)
    return replace(node, year=year, month=month)


def _months_on(year: int, month: int, step: int) -> tuple[int, int]:
    return year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1


def _running_year(node: Point, day: int, context: Context) -> int:
    """Return the year of a month in a running story: after November comes January of the next."""
    year, told, _ = ymd(day)
    if node.month is None or context.told_grain not in ("day", "month", "part", "week"):
        return year
    if context.told_grain == "part" and context.told_long:
        return year
    return year + 1 if told - node.month >= _WRAP else year


_WRAP = 9


def _nearest_year(node: Point, day: int, context: Context) -> int:
    """Return the year that puts a month or day nearest before the publication, or ahead of it.

    Ahead when the sentence says so; and in running text also when the day is close ahead and far
    behind: 'April 5' in a paper of 22 March is a fortnight away, not a year ago.
    """
    year = ymd(day)[0]
    if node.month is None and node.part is None:
        return year
    here = _complete(replace(node, year=year))
    if here is None:
        step = 1 if context.future else -1
        return next(
            (
                year + step * n
                for n in range(1, 9)
                if _complete(replace(node, year=year + step * n))
            ),
            year,
        )
    if here.first is None or here.last is None:
        return year
    if context.future:
        return year + 1 if here.last < day else year
    if here.first <= day:
        return (
            year if context.alone or day - here.last < _FAR_BACK else _close_ahead(node, year, day)
        )
    if not context.alone and here.first - day <= _SOON:
        return year
    return year - 1


_SOON = 45
_FAR_BACK = 320


def _close_ahead(node: Point, year: int, day: int) -> int:
    there = _complete(replace(node, year=year + 1))
    soon = there is not None and there.first is not None and there.first - day <= _SOON
    return year + 1 if soon else year
