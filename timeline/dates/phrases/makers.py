"""Builds the tree: one small function for each kind of thing that a rule can make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.dates.phrases import tree
from timeline.dates.phrases.pattern import Match

Maker = Callable[[Match], object]


def _point(match: Match) -> tree.Point | None:
    """Make a calendar point from y, m, d, w and p (a season, quarter or half)."""
    year, era = _year(match)
    month, day = match.number("m"), match.number("d")
    if month is not None and not 1 <= month <= 12 or day is not None and not 1 <= day <= 31:
        return None
    part = match.text("p") or None
    if part and match.has("q"):
        part += str(match.number("q"))
        if part not in ("Q1", "Q2", "Q3", "Q4", "H1", "H2"):
            return None
    return tree.Point(
        year, month, day, match.number("w"), part, era, short=match.has("yy") or match.text("era") == "told",
    )


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


def _written(match: Match) -> tree.Point | tree.Range | None:
    """Make a point from digits alone: 2013-03-22, 22/3/2013, 22.3.13."""
    raw = match.text("raw").split("T")[0].split(" ")[0]
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


def _unit(match: Match) -> tree.Unit:
    """Make a unit at a shift: 'last week' (shift -1, unit week)."""
    return tree.Unit(match.number("shift") or 0, match.text("unit"), told=match.has("told"))


def _shifted(match: Match) -> tree.Shifted | None:
    """Make a named month, day or season with a direction: 'last May'."""
    point = _point(match)
    return point and tree.Shifted(match.number("shift") or 0, point, told=match.has("told"))


def _length(match: Match) -> tree.Length:
    """Make a length from n (a count), unit, and an optional half."""
    count = match.text("n") or "1"
    if match.has("half"):
        count = "0.5" if not match.has("n") else f"{count}.5" if count != "X" else "X"
    return tree.Length(count.replace(",", ""), match.text("unit"))


def _offset(match: Match) -> tree.Offset | None:
    """Make an offset of a length x, forth or back (sign), from an anchor y or the default one."""
    length = match.value("x")
    if isinstance(length, tree.Approx):
        length = length.node
    if not isinstance(length, tree.Length):
        return None
    anchor = match.value("y")
    return tree.Offset(
        length, match.number("sign") or 1, anchor,  # type: ignore[arg-type]
        told=match.has("told"),
    )


def _ahead(match: Match) -> tree.Ahead | None:
    """Make 'in x': that far ahead where the sentence looks ahead, a mere length elsewhere."""
    length = match.value("x")
    return tree.Ahead(length) if isinstance(length, tree.Length) else None


def _ref(match: Match) -> tree.Ref:
    """Make a reference without days; value is the TIMEX3 word."""
    return tree.Ref(match.text("value"))


_EVERY = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX",
    "weekend": "XXXX-WXX-WE", "quarter": "XXXX-QX", "night": "XXXX-XX-XXTNI",
    "morning": "XXXX-XX-XXTMO", "afternoon": "XXXX-XX-XXTAF", "evening": "XXXX-XX-XXTEV",
    "season": "XXXX-XX", "hour": "XXXX-XX-XXTXX", "decade": "XXX", "century": "XX",
}


def _every(match: Match) -> tree.Every | None:
    """Make a repeated time from unit, w (weekday), m (month), p (season), or a ready value."""
    if match.has("value"):
        return tree.Every(match.text("value"))
    if match.has("w"):
        part = match.text("daypart")
        return tree.Every(f"XXXX-WXX-{match.text('w')}" + (f"T{part}" if part else ""))
    if match.has("p"):
        return tree.Every(f"XXXX-{match.text('p')}")
    if match.has("m"):
        return tree.Every(f"XXXX-{match.number('m'):02d}")
    value = _EVERY.get(match.text("unit"))
    if match.has("n") and "T" not in (value or ""):
        return tree.Every(length_value(_length(match)))
    return tree.Every(value) if value else None


_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
    "weekend": "WE", "season": "SN", "fortnight": "W", "half": "H", "night": "TNI",
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV",
}


def length_value(length: tree.Length) -> str:
    """Write a length as a TIMEX3 value: P3D, PT2H, PXY, P2.5Y."""
    letters = _LETTERS[length.unit]
    timed, letter = letters[0] == "T", letters[1:] if letters[0] == "T" else letters
    count = length.count
    if length.unit == "fortnight":
        count = str(2 * int(count)) if count.isdigit() else count
    return f"P{'T' if timed else ''}{count}{letter}"


def _part(match: Match) -> tree.Part | None:
    """Make the START, MID or END of x."""
    node = match.value("x")
    return tree.Part(match.text("which"), node) if node is not None else None  # type: ignore[arg-type]


def _unit_name(match: Match) -> str:
    """Return the unit of a rule, from a word or from 'the month' read before."""
    value = match.value("unit")
    return value.unit if isinstance(value, (tree.Unit, tree.Length)) else match.text("unit")


def _nth(match: Match) -> tree.Nth | None:
    """Make the n-th (or last) unit inside x; the unit may be a length ('three months') or a day."""
    node, number, unit, day = (match.value("x"), match.number("n"), match.value("unit"),
                               match.value("w"))
    if node is None or number is None:
        return None
    count = unit.count if isinstance(unit, tree.Length) else "1"
    if not count.isdigit() or int(count) > _MOST_UNITS:
        return None
    weekday = day.weekday if isinstance(day, tree.Point) else match.number("w")
    return tree.Nth(number, _unit_name(match), node, int(count), weekday)  # type: ignore[arg-type]


_MOST_UNITS = 400


def _part_range(match: Match) -> tree.Range | None:
    """Make 'mid-to-late x': from the part `which` to the part which2 of x."""
    node = match.value("x")
    if node is None:
        return None
    return tree.Range(
        tree.Part(match.text("which"), node),  # type: ignore[arg-type]
        tree.Part(match.text("which2"), node),  # type: ignore[arg-type]
    )


def _within(match: Match) -> tree.Within | None:
    """Place x in the period y: 'August' in 'that year'."""
    node, period = match.value("x"), match.value("y")
    if node is None or period is None:
        return None
    return tree.Within(node, period)  # type: ignore[arg-type]


def _range(match: Match) -> tree.Range | None:
    """Make a range from x to y; with `choice`, one or the other."""
    first, last = match.value("x"), match.value("y")
    if first is None or last is None:
        return None
    bare = isinstance(first, tree.Point) and first.day is not None and first.month is None
    if bare and isinstance(last, tree.Point) and last.month is None and last.year is not None:
        return None
    return tree.Range(first, last, choice=match.has("choice"))  # type: ignore[arg-type]


def _days(match: Match) -> tree.Range | None:
    """Make a range printed short: d to d2 of m, y to y2, m to m2 of y, n to n2 (decades)."""
    last = _point(match)
    day, month, year = match.number("d2"), match.number("m2"), match.number("y2")
    if last is None:
        return None
    if match.has("p2"):
        return tree.Range(last, replace(last, part=match.text("p2")))
    if year is not None:
        era = last.era and (last.year or 0) < 1
        short = len(match.text("y2").strip("'’")) < 3 and not era
        other = replace(last, year=1 - year if era else year, short=short)
        return tree.Range(replace(last, era=last.era), other, choice=match.has("choice"))
    if day is not None and not 1 <= day <= 31:
        return None
    other = replace(last, day=day if day is not None else last.day,
                    month=month if month is not None else last.month)
    if month is not None and last.year is not None and month < (last.month or 0):
        last = replace(last, year=last.year - 1)
    return tree.Range(last, other, choice=match.has("choice"))


def _open(match: Match) -> tree.Open:
    """Make an open stretch on a side ('after', 'before') of x."""
    return tree.Open(match.text("side"), match.value("x"))  # type: ignore[arg-type]


def _approx(match: Match) -> tree.Approx:
    """Mark x as approximate."""
    return tree.Approx(match.value("x"))  # type: ignore[arg-type]


def _named(match: Match) -> tree.Named | tree.Within:
    """Stand for a named event, with its year y if it is printed."""
    event = tree.Named(match.text("event"), match.number("shift") or 0)
    year = match.number("y")
    return event if year is None else tree.Within(event, tree.Point(year))


def _timed(match: Match) -> tree.Timed | None:
    """Give a date x (or none: the day itself) a time of day."""
    clock = match.text("daypart")
    if match.has("raw"):
        clock = clock_value(match.text("raw"), match.text("half"))
    elif match.has("clock"):
        inner = match.value("clock")
        clock = inner.clock[1:] if isinstance(inner, tree.Timed) else ""
    return tree.Timed(match.value("x"), "T" + clock) if clock else None  # type: ignore[arg-type]


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
    return f"{hour:02d}:{numbers[1] if len(numbers) > 1 else '00'}"


def _timed_today(match: Match) -> tree.Timed | None:
    """Give the day at a shift from today (or, told, from the story's day) a part of the day."""
    clock = match.text("daypart")
    day = tree.Unit(match.number("shift") or 0, "day", told=match.has("told"))
    return tree.Timed(day, "T" + clock) if clock else None


def _beside(match: Match) -> tree.Offset | None:
    """Make the one unit before or after (sign) y: 'the day after 3 May'."""
    anchor = match.value("y")
    if anchor is None:
        return None
    length = tree.Length("1", _unit_name(match))
    return tree.Offset(length, match.number("sign") or 1, anchor)  # type: ignore[arg-type]


def _part_within(match: Match) -> tree.Within | None:
    """Make the part `which` of x in the period y: 'late August of that year'."""
    part, period = _part(match), match.value("y")
    return tree.Within(part, period) if part and period else None  # type: ignore[arg-type]


def _edge(match: Match) -> tree.Part | None:
    """Make the START (n = 1) or END (n = -1) of x: 'the first days of March'."""
    which = {1: "START", -1: "END"}.get(match.number("n") or 0)
    node = match.value("x")
    return tree.Part(which, node) if which and node else None  # type: ignore[arg-type]


def _unit_of(match: Match) -> tree.Holding:
    """Make the unit that holds x: 'the week of March 4'."""
    return tree.Holding(_unit_name(match), match.value("x"))  # type: ignore[arg-type]


def _blocks(match: Match) -> tree.Range | None:
    """Make a range of two centuries, or of two decades, from n and n2."""
    first, last = match.number("n"), match.number("n2")
    if first is None or last is None or first >= last:
        return None
    if match.text("unit") == "decade":
        short = first < 100
        return tree.Range(*(tree.Block("decade", n // 10, short=short) for n in (first, last)))
    if not 1 <= first < last <= 99:
        return None
    unit, bce = match.text("unit"), match.text("era") == "BC"
    return tree.Range(tree.Block(unit, first - 1, bce=bce), tree.Block(unit, last - 1, bce=bce))


def _nothing(match: Match) -> str:
    """Swallow words that only look like a date; give the rule the kind NONE."""
    return match.rule.name


def _told(match: Match) -> tree.Told:
    """Point back to the date last told in the text."""
    return tree.Told(match.text("unit"))


def _wrap(match: Match) -> object:
    """Pass x on as it is: the rule only widens its words or gives it a new kind."""
    return match.value("x")


def _number(match: Match) -> str | None:
    """Make a count from a number word or digits; tens and ones, a hundred times, halves."""
    total = 0
    for role in ("hundreds", "tens", "ones"):
        value = match.text(role).replace(",", "").replace(".", "").replace(" ", "")
        if value in ("X", ""):
            if value == "X":
                return "X"
            continue
        total += int(value)
    if match.has("times"):
        total = max(total, 1) * int(match.text("times"))
    if match.has("plus"):
        total += int(match.text("plus"))
    if match.has("dec"):
        return match.text("dec").replace(",", ".")
    return str(total)


MAKERS: dict[str, Maker] = {
    "point": _point, "written": _written, "block": _block, "unit": _unit, "shifted": _shifted,
    "length": _length, "offset": _offset, "ahead": _ahead, "ref": _ref, "every": _every, "part": _part,
    "nth": _nth, "part range": _part_range, "within": _within, "range": _range, "short range": _days, "open": _open, "approx": _approx, "named": _named,
    "timed": _timed, "told": _told, "wrap": _wrap, "timed today": _timed_today, "beside": _beside, "part within": _part_within,
    "edge": _edge, "unit of": _unit_of, "blocks": _blocks, "nothing": _nothing, "number": _number,
}
