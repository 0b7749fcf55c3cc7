"""Builds the tree for rules that take two steps at once, as inflected languages print them."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.dates.phrases import tree
from timeline.dates.phrases.makers import MAKERS, Maker
from timeline.dates.phrases.pattern import Match


def _part_of_point(match: Match) -> tree.Part | None:
    """Make the `which` of a point: 'early summer 2013' in one word."""
    node = MAKERS["point"](match)
    return tree.Part(match.text("which"), node) if isinstance(node, tree.Point) else None


def _part_of_unit(match: Match) -> tree.Part:
    """Make the `which` of a unit at a shift: 'the year's end' in one word."""
    return tree.Part(match.text("which"), _plain_unit(match))


def _plain_unit(match: Match) -> tree.Unit:
    shift = match.number("shift") or 0
    return tree.Unit(shift, match.text("unit"), told=match.has("told"))


def _part_within(match: Match) -> tree.Within | None:
    """Make the `which` of x inside the period y: 'late May of last year'."""
    node, period = match.value("x"), match.value("y")
    if node is None or period is None:
        return None
    inner = tree.Part(match.text("which"), node)  # type: ignore[arg-type]
    return tree.Within(inner, period)  # type: ignore[arg-type]


def _half_of(match: Match) -> tree.Part | None:
    """Make the first or second (q) half of x."""
    node, number = match.value("x"), match.number("q")
    if node is None or number not in (1, 2, -1):
        return None
    return tree.Part("H1" if number == 1 else "H2", node)  # type: ignore[arg-type]


def _nth_units(match: Match) -> tree.Nth | None:
    """Make a run of `count` units from the n-th (or last) inside x: 'les trois premiers mois'."""
    node, number, count = match.node("x"), match.number("n"), match.number("count")
    if node is None or number is None or count is None or not 0 < count < _FULL_YEAR:
        return None
    return tree.Nth(number, match.text("unit"), node, count)


def _nth_weekday(match: Match) -> tree.Nth | None:
    """Make the n-th weekday w of month m (and year y): 'the first Sunday in May'."""
    node, weekday, number = MAKERS["point"](match), match.number("w"), match.number("n")
    if not isinstance(node, tree.Point) or weekday is None or number is None:
        return None
    return tree.Nth(number, "day", replace(node, weekday=None), weekday=weekday)


def _year_pair(match: Match) -> tree.Range | None:
    """Make two years from one word: raw is '2012/13'."""
    first, last = (int(year) for year in re.findall(r"\d+", match.text("raw"))[:2])
    if last < 100:
        last += first - first % 100
        last += 100 if last < first else 0
    if not 0 < last - first < 60:
        return None
    return tree.Range(tree.Point(first), tree.Point(last))


_CODES = str.maketrans("TSКП", "QHQH")


def _quarter_code(match: Match) -> tree.Point | None:
    """Make a quarter or half from its code: raw is 'Q3' or 'H1', or 'T3' and 'S1' as in French."""
    node = MAKERS["point"](match)
    if not isinstance(node, tree.Point):
        return None
    return replace(node, part=match.text("raw").upper().translate(_CODES))


def _day_and_month(match: Match) -> tree.Point | None:
    """Make a day of the year from digits in the order day, month: raw is '8.9.'."""
    day, month = (int(number) for number in re.findall(r"\d+", match.text("raw"))[:2])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return tree.Point(None, month, day)


def _clock(match: Match) -> tree.Timed | None:
    """Make a time of day from raw (hour, minutes after any mark) and half: 'am', 'pm' or none."""
    numbers = [int(number) for number in re.findall(r"\d+", match.text("raw"))]
    if not numbers or numbers[0] > 24:
        return None
    hour, minutes = numbers[0], numbers[1] if len(numbers) > 1 else match.number("minutes") or 0
    hour += 12 if match.text("half") == "pm" and hour < 12 else 0
    if minutes < 0:
        hour, minutes = hour - 1, minutes + 60
    return tree.Timed(None, f"T{hour:02d}:{minutes:02d}") if hour >= 0 else None


def _weekday_part(match: Match) -> tree.Timed:
    """Make a part of a weekday from one word: raw is '1 EV'."""
    weekday, part = match.text("raw").split()
    return tree.Timed(tree.Point(weekday=int(weekday)), "T" + part)


def _day_part(match: Match) -> tree.Timed:
    """Make a part (daypart) of the day at a shift: 'last night', 'tomorrow morning'."""
    day = tree.Unit(match.number("shift") or 0, "day", told=match.has("told"))
    return tree.Timed(day, "T" + match.text("daypart"))


def _night_before(match: Match) -> tree.Timed:
    """Make the night that ends on weekday w, which goes by that day's date."""
    return tree.Timed(tree.Point(weekday=match.number("w")), "TNI")


def _centuries(match: Match) -> tree.Range | None:
    """Make a range from century n to century n2."""
    first, last = match.number("n"), match.number("n2")
    if first is None or last is None or not 1 <= min(first, last) <= max(first, last) <= 99:
        return None
    bce = match.text("era") == "BC"
    return tree.Range(
        tree.Block("century", first - 1, bce=bce), tree.Block("century", last - 1, bce=bce)
    )


def _decades(match: Match) -> tree.Block | tree.Range | None:
    """Make the decade that begins with n, or those from n to n2; none where these are no tens."""
    first, last = match.number("n"), match.number("n2")
    if first is None or first % 10 or (last is not None and (last % 10 or last <= first)):
        return None
    block = tree.Block("decade", first // 10, short=first < _FULL_YEAR)
    if last is None:
        return block
    return tree.Range(block, tree.Block("decade", last // 10, short=last < _FULL_YEAR))


_FULL_YEAR = 100


def _length_word(match: Match) -> tree.Length:
    """Make a length from one word: raw is '3 day'."""
    count, unit = match.text("raw").split()
    return tree.Length(count, unit)


COMPOUNDS: dict[str, Maker] = {
    "part of point": _part_of_point,
    "part of unit": _part_of_unit,
    "part in period": _part_within,
    "half of": _half_of,
    "nth weekday": _nth_weekday,
    "nth units": _nth_units,
    "year pair": _year_pair,
    "quarter code": _quarter_code,
    "day and month": _day_and_month,
    "clock": _clock,
    "weekday part": _weekday_part,
    "day part": _day_part,
    "night before": _night_before,
    "centuries": _centuries,
    "decades": _decades,
    "length word": _length_word,
}
