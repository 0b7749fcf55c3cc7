"""Makes for the East Asian and Arabic tables what no table can say: eras, fiscal years, parts."""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.phrases import tree
from timeline.dates.phrases.makers import MAKERS, Maker
from timeline.dates.phrases.pattern import Match


def _within(match: Match) -> object:
    """Place x, be it a date or a range of dates, in the period y."""
    node, period = match.value("x"), match.value("y")
    if node is None or period is None:
        return None
    return placed(node, period)


def placed(node: object, period: object) -> object:
    """Return a tree with each date in it placed in a period: 'last year's September to May'."""
    if isinstance(node, tree.Range):
        first, last = placed(node.first, period), placed(node.last, period)
        return tree.Range(first, last, choice=node.choice)  # type: ignore[arg-type]
    if isinstance(node, tree.Approx):
        return tree.Approx(placed(node.node, period))  # type: ignore[arg-type]
    if isinstance(node, tree.Nth):
        return replace(node, node=period)  # type: ignore[arg-type]
    return tree.Within(node, period)  # type: ignore[arg-type]


def _pair(match: Match) -> tree.Range | None:
    """Make 'the 8th and 9th' the two days (months, years) together; None where they lie apart."""
    node = MAKERS["short range"](match)
    if not (
        isinstance(node, tree.Range)
        and isinstance(node.first, tree.Point)
        and isinstance(node.last, tree.Point)
    ):
        return None
    for name in ("day", "month", "year"):
        before, after = getattr(node.first, name), getattr(node.last, name)
        if before is not None and after is not None:
            if name == "year" and node.last.short:
                before %= 100
            return node if after - before == 1 else None
    return None


def _fiscal_year(match: Match) -> tree.Range:
    """Make the Japanese fiscal year y (an era's, or yy of this century), April to March."""
    year = match.number("y")
    if year is None:
        year = 2000 + (match.number("yy") or 0)
    year += int(match.text("offset") or 0)
    return tree.Range(tree.Point(year, 4), tree.Point(year + 1, 3))


def _fiscal_year_told(match: Match) -> tree.Range:
    """Make the fiscal year at a shift from the anchor, whose year is that of three months ago."""
    shift = match.number("shift") or 0
    return tree.Range(
        tree.Within(tree.Point(None, 4), _months(12 * shift - 3)),
        tree.Within(tree.Point(None, 3), _months(12 * shift + 9)),
    )


def _months(count: int) -> tree.Offset:
    return tree.Offset(tree.Length(str(abs(count)), "month"), 1 if count > 0 else -1)


def _fiscal_end(match: Match) -> tree.Point | None:
    """Make the March that ends the fiscal year y."""
    year = match.number("y")
    if year is None:
        return None
    return tree.Point(year + 1 + int(match.text("offset") or 0), 3)


def _fiscal_until(match: Match) -> tree.Range | None:
    """Make the business year that ends with month m of year y (or yy, of this century)."""
    year, month = match.number("y"), match.number("m")
    if year is None:
        year = 2000 + (match.number("yy") or 0)
    if month is None or month == 12:
        return tree.Range(tree.Point(year, 1), tree.Point(year, 12))
    return tree.Range(tree.Point(year - 1, month + 1), tree.Point(year, month))


def _era_years(match: Match) -> tree.Range | None:
    """Make the years y to y2 of one era."""
    first, last = match.number("y"), match.number("y2")
    if first is None or last is None:
        return None
    offset = int(match.text("offset"))
    return tree.Range(tree.Point(offset + first), tree.Point(offset + last))


def _era_decade(match: Match) -> tree.Range | None:
    """Make ten years of an era: the thirties of Showa (n=30) are 1955 to 1964."""
    number = match.number("n")
    if number is None or number % 10 or number > 60:
        return None
    first = int(match.text("offset")) + max(number, 1)
    return tree.Range(tree.Point(first), tree.Point(first + (9 if number else 8)))


def _decade_of(match: Match) -> tree.Block | None:
    """Make the decade n (90) of the century c (20), as in 20世纪90年代."""
    decade, century = match.number("n"), match.number("c")
    if decade is None or century is None or not 0 <= decade < 100:
        return None
    return tree.Block("decade", (century - 1) * 10 + decade // 10)


def _daypart(match: Match) -> tree.Timed:
    """Make a part of the day so many days from the anchor: 'last night' (shift, daypart)."""
    day = tree.Unit(match.number("shift") or 0, "day", told=match.has("told"))
    return tree.Timed(day, "T" + match.text("daypart"))


def _part_of_unit(match: Match) -> tree.Part:
    """Make the part `which` of the unit at a shift: 'the end of the year'."""
    unit = tree.Unit(match.number("shift") or 0, match.text("unit"), told=match.has("told"))
    return tree.Part(match.text("which"), unit)


def _season_near(match: Match) -> tree.Within:
    """Make the season p of the year at a shift: 'last autumn' as the autumn of last year."""
    season = tree.Point(part=match.text("p"))
    return tree.Within(season, tree.Unit(match.number("shift") or 0, "year"))


def _event_side(match: Match) -> tree.Open:
    """Make what comes after the last day of an event x, or before its first day (side)."""
    side = match.text("side")
    edge = tree.Nth(-1 if side == "after" else 1, "day", match.value("x"))  # type: ignore[arg-type]
    return tree.Open(side, edge)


def _weekday_of_week(match: Match) -> tree.Within:
    """Make the weekday w of the week at a shift: 'Friday of last week'."""
    week = tree.Unit(match.number("shift") or 0, "week", told=match.has("told"))
    return tree.Within(tree.Point(weekday=match.number("w")), week)


def _first_quarters(match: Match) -> tree.Range | None:
    """Make the first quarters of the year, as many as count says."""
    count = match.number("count")
    if count not in (2, 3):
        return None
    return tree.Range(tree.Point(part="Q1"), tree.Point(part=f"Q{count}"))


def _quarters(match: Match) -> tree.Range | None:
    """Make the quarters q to q2 of the year."""
    first, last = match.number("q"), match.number("q2")
    if first is None or last is None or not 1 <= first < last <= 4:
        return None
    return tree.Range(tree.Point(part=f"Q{first}"), tree.Point(part=f"Q{last}"))


_MOST_UNITS = 50


def _first_units(match: Match) -> tree.Nth | None:
    """Make the first (n = 1) or last (n = -1) units of a period yet to be named, here this year."""
    count, number = match.number("count"), match.number("n")
    if count is None or number is None or not 1 <= count <= _MOST_UNITS:
        return None
    return tree.Nth(number, match.text("unit"), tree.Unit(0, "year"), count)


EASTERN_MAKERS: dict[str, Maker] = {
    "pair": _pair,
    "within": _within,
    "fiscal year": _fiscal_year,
    "fiscal year told": _fiscal_year_told,
    "fiscal end": _fiscal_end,
    "era years": _era_years,
    "era decade": _era_decade,
    "decade of": _decade_of,
    "daypart": _daypart,
    "part of unit": _part_of_unit,
    "season near": _season_near,
    "event side": _event_side,
    "weekday of week": _weekday_of_week,
    "first quarters": _first_quarters,
    "first units": _first_units,
    "quarters": _quarters,
    "fiscal until": _fiscal_until,
}
