"""Builds the points of the tree: dates, decades, seasons, times of day, short ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.dates.phrases import tree
from timeline.dates.phrases.pattern import Match

_MONTHS = frozenset((None, *range(1, 13)))
_DAYS = frozenset((None, *range(1, 32)))


def _point(match: Match) -> tree.Point | None:
    """Make a calendar point from y, m, d, w and p (a season, quarter or half)."""
    year, era = _year(match)
    month, day = match.number("m"), match.number("d")
    if month not in _MONTHS or day not in _DAYS:
        return None
    part = match.text("p") or None
    if part and match.has("q"):
        part += str(match.number("q"))
        if part not in ("Q1", "Q2", "Q3", "Q4", "H1", "H2"):
            return None
    short = match.has("yy") or match.text("era") == "told"
    return tree.Point(year, month, day, match.number("w"), part, era, short)


def _year(match: Match) -> tuple[int | None, bool]:
    raw = (match.text("y") or match.text("yy")).partition("/")[0]
    if not raw:
        return None, False
    year = int(re.sub(r"\D", "", raw) or 0)
    if match.has("offset"):
        year += int(match.text("offset"))
    era = match.text("era")
    if era == "told":
        return year, False
    if era == "BC":
        return 1 - year, True
    return year, bool(era)


def _written(match: Match) -> tree.Node | None:
    """Make a point from digits alone: 2013-03-22, 22/3/2013, 22.3.13."""
    raw, _, clock = match.text("raw").replace("T", " ").partition(" ")
    if clock:
        day = _written_day(raw)
        return None if day is None else tree.Timed(day, "T" + clock[:5])
    return _written_day(raw)


def _written_day(raw: str) -> tree.Point | tree.Range | None:
    numbers = [int(part) for part in re.split(r"\D", raw)]
    if len(numbers) == 2:
        first, last = numbers[0], numbers[0] - numbers[0] % 100 + numbers[1] % 100
        return tree.Range(tree.Point(first), tree.Point(last)) if first < last else None
    if len(numbers) != 3:
        return None
    if len(re.split(r"\D", raw)[0]) == 4:
        return _checked(numbers[0], numbers[1], numbers[2], short=False)
    a, b, year = numbers
    short = len(re.split(r"\D", raw)[2]) == 2
    day_first, month_first = _checked(year, b, a, short=short), _checked(year, a, b, short=short)
    if day_first is None or month_first is None or "." in raw:
        return day_first or (month_first if "." not in raw else None)
    return day_first if a == b else replace(day_first, other=month_first)


def _checked(year: int, month: int, day: int, *, short: bool) -> tree.Point | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return tree.Point(year, month, day, short=short)


def _block(match: Match) -> tree.Block | None:
    """Make a decade ('1990s': n is any year in it) or a century (n counts from 1)."""
    unit, number = match.text("unit"), match.number("n")
    if number is None:
        return None
    bce = match.text("era") == "BC"
    if unit == "decade":
        return tree.Block(unit, number // 10, bce=bce, short=number < 100 and not bce)
    return tree.Block(unit, number - 1, bce=bce) if 1 <= number <= 99 else None


def _shifted(match: Match) -> tree.Shifted | None:
    """Make a named month, day or season with a direction: 'last May'."""
    point = _point(match)
    if point is None:
        return None
    return tree.Shifted(match.number("shift") or 0, point, told=match.has("told"))


def _quarter_months(match: Match) -> tree.Point | None:
    """Make the quarter that m to m2 are, or that ends with m: 'the December quarter'."""
    first, last = match.number("m") or 0, match.number("m2") or 0
    if not match.has("m2"):
        first, last = first - 2, first
    if last - first != 2 or first % 3 != 1:
        return None
    point = _point(match)
    return point and replace(point, month=None, part=f"Q{last // 3}")


def _days(match: Match) -> tree.Range | None:
    """Make a range printed short: d to d2 of m, y to y2, m to m2 of y, n to n2 (decades)."""
    last = _point(match)
    day, month, year = match.number("d2"), match.number("m2"), match.number("y2")
    if last is None:
        return None
    if match.has("raw"):
        start, day = (int(part) for part in match.text("raw").split("/"))
        last = replace(last, day=start)
    if match.has("p2"):
        return tree.Range(last, replace(last, part=match.text("p2")))
    if year is not None:
        era = last.era and (last.year or 0) < 1
        short = len(match.text("y2").strip("'’")) < 3 and not era
        other = replace(last, year=1 - year if era else year, short=short)
        return tree.Range(replace(last, era=last.era), other, choice=match.has("choice"))
    if day is not None and not 1 <= day <= 31:
        return None
    other = replace(
        last,
        day=day if day is not None else last.day,
        month=month if month is not None else last.month,
    )
    if month is not None and last.year is not None and month < (last.month or 0):
        last = replace(last, year=last.year - 1)
    return tree.Range(last, other, choice=match.has("choice"))


def _timed(match: Match) -> tree.Timed | None:
    """Give a date x (or none: the day itself) a time of day."""
    clock = match.text("daypart")
    if match.has("raw"):
        clock = clock_value(match.text("raw"), match.text("half"))
    elif match.has("clock"):
        inner = match.value("clock")
        clock = inner.clock[1:] if isinstance(inner, tree.Timed) else ""
    return tree.Timed(match.node("x"), "T" + clock) if clock else None


def clock_value(raw: str, half: str = "") -> str:
    """Write a clock time as TIMEX3 does: '3' with half 'pm' is '15:00'.

    Args:
        raw: Hour, or hour and minutes with any mark between.
        half: 'am', 'pm', or empty for the 24-hour clock.
    """
    numbers = re.findall(r"\d+", raw)
    letter = re.search(r"([ap])\.?m", raw.lower())
    half = f"{letter[1]}m" if letter else half
    if not numbers:
        return ""
    if len(numbers) == 1 and len(numbers[0]) == 4:
        numbers = [numbers[0][:2], numbers[0][2:]]
    hour = int(numbers[0])
    if hour > 24 or (half and hour > 12):
        return ""
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{int(numbers[1]) if len(numbers) > 1 else 0:02d}"


def _timed_today(match: Match) -> tree.Timed | None:
    """Give the day at a shift from today (or, told, from the story's day) a part of the day."""
    clock = match.text("daypart")
    day = tree.Unit(match.number("shift") or 0, "day", told=match.has("told"))
    return tree.Timed(day, "T" + clock) if clock else None


def _blocks(match: Match) -> tree.Range | None:
    """Make a range of two centuries, or of two decades, from n and n2."""
    first, last = match.number("n"), match.number("n2")
    if first is None or last is None or first >= last:
        return None
    if match.text("unit") == "decade":
        short = first < 100
        a, b = (tree.Block("decade", n // 10, short=short) for n in (first, last))
        return tree.Range(a, b)
    if not 1 <= first < last <= 99:
        return None
    unit, bce = match.text("unit"), match.text("era") == "BC"
    return tree.Range(tree.Block(unit, first - 1, bce=bce), tree.Block(unit, last - 1, bce=bce))


POINTS: dict[str, Callable[[Match], object]] = {
    "point": _point,
    "written": _written,
    "block": _block,
    "shifted": _shifted,
    "short range": _days,
    "quarter of months": _quarter_months,
    "timed": _timed,
    "timed today": _timed_today,
    "blocks": _blocks,
}
