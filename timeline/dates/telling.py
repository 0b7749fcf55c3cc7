"""Takes a span apart into what it tells, before any language words it."""

from dataclasses import dataclass, replace
from typing import Final

from timeline.dates.days import day_of, ymd
from timeline.dates.making import days_text, end_text
from timeline.dates.notadate import NotADate
from timeline.dates.parts import long_years, read_part
from timeline.dates.points import Point, long_point, read_point
from timeline.dates.span import Span

_DECADE_PARTS: Final = {(0, 3): "early", (4, 6): "mid", (7, 9): "late"}
_YEAR_PARTS: Final = {(1, 4): "early", (5, 8): "mid", (9, 12): "late"}


@dataclass(frozen=True, slots=True)
class Telling:
    """What a span says.

    Attributes:
        kind: point, early, mid, late, range, between, since, from, before, until, earliest,
            latest, or, and, estimate (a year and its bounds), unknown.
        points: the dates that it is said of.
        ranges: for or and and: positions of points that reach to the next one.
        opens: for or and and: whether the first reaches back, and the last on, without bound.
    """

    kind: str
    points: tuple[Point, ...] = ()
    ranges: tuple[int, ...] = ()
    opens: tuple[bool, bool] = (False, False)


def tell(span: Span) -> Telling:
    """Take a span apart.

    An interval lasted (range, since, until); a set is one of its days (between, or, or a
    conventional part: early, mid and late are days 1-10, 11-20, 21-end of a month, months 1-4, 5-8,
    9-12 of a year, and years 0-3, 4-6, 7-9 of a decade).
    """
    edtf = span.edtf
    if span.is_interval:
        return _tell_interval(*edtf.split("/"))
    if span.is_set:
        return _tell_set(edtf, span)
    point = read_point(edtf)
    if point is None and "S" in edtf:
        return _tell_estimate(edtf) or Telling("unknown")
    if point is not None:
        return Telling("unknown" if point.kind == "unknown" else "point", (point,))
    return _tell_days(span.begins_first, span.ends_last)


def _tell_days(first: int | None, last: int | None) -> Telling:
    """Tell of some day from first to last, where the text itself has no simple words."""
    if first is None and last is None:
        return Telling("unknown")
    try:
        text = days_text(first, last)
    except NotADate:  # beyond the years that EDTF writes days in, years are enough
        days = [day for day in (first, last) if day is not None]
        points = tuple(Point("year", ymd(day)[0]) for day in days)
        return Telling("between" if len(days) > 1 else "earliest" if days[0] == first else "latest",
                       points)  # fmt: skip
    if text[0] == "[":
        return _tell_set(text, Span.of(text, first, last, first, last))
    point = read_point(text)
    return Telling("point", (point,)) if point else Telling("unknown")


def _tell_interval(start_text: str, end: str) -> Telling:
    start = _end_point(start_text)
    last = _end_point(end)
    if start and last:
        return Telling("range", (start, last))
    if start:
        return Telling("since" if end == ".." else "from", (start,))
    if last:
        return Telling("before" if start_text == ".." else "until", (last,))
    return Telling("unknown")


def _end_point(text: str) -> Point | None:
    if text in ("", ".."):
        return None
    point = read_point(text)
    if point is None:
        part = read_part(text)
        around = end_text("[", part.first, part.last)
        point = read_point(around) if around else None
    return point if point and point.kind != "unknown" else None


def _tell_set(edtf: str, span: Span) -> Telling:
    joined = "or" if edtf[0] == "[" else "and"
    members = edtf[1:-1].split(",")
    if len(members) == 1:
        return _tell_member(members[0], joined, span)
    points: list[Point] = []
    ranges: list[int] = []
    for member in members:
        start, dots, end = member.partition("..")
        if start and dots and end:
            ranges.append(len(points))
        points += [_end_point(text) or Point("unknown") for text in (start, end) if text]
    opens = (members[0].startswith(".."), members[-1].endswith(".."))
    return Telling(joined, tuple(points), tuple(ranges), opens)


def _tell_member(member: str, joined: str, span: Span) -> Telling:
    start_text, dots, end_text_ = member.partition("..")
    start, end = _end_point(start_text), _end_point(end_text_)
    if not dots:
        return Telling("point", (start,)) if start else Telling("unknown")
    if not start_text or not end_text_:
        known = start or end
        kinds = ("earliest", "latest") if joined == "or" else ("from", "until")
        kind = kinds[0] if start_text else kinds[1]
        return Telling(kind, (known,)) if known else Telling("unknown")
    if not start or not end:
        return Telling("unknown")
    if joined == "and":
        return Telling("and", (start, end), (0,))
    if start.plain and end.plain and span.begins_first is not None and span.ends_last is not None:
        part = _conventional(span.begins_first, span.ends_last)
        if part:
            return part
    return Telling("or" if _neighbours(start, end) else "between", (start, end))


def _neighbours(start: Point, end: Point) -> bool:
    """Whether two years, months or days follow one another, so that it was one or the other."""
    if start.kind != end.kind or start.year is None or end.year is None:
        return False
    if start.kind == "year":
        return end.year - start.year == 1
    if start.kind == "month":
        return (end.year - start.year) * 12 + end.number - start.number == 1
    if start.kind != "day":
        return False
    first = day_of(start.year, start.number, start.day)
    return day_of(end.year, end.number, end.day) - first == 1


def _conventional(first: int, last: int) -> Telling | None:
    """Find the early, middle or late part of a month, year or decade that two days bound."""
    year, month, day = ymd(first)
    end_year, end_month, end_day = ymd(last)
    ends_month = ymd(last + 1)[2] == 1
    if (year, month) == (end_year, end_month):
        name = {(1, 10): "early", (11, 20): "mid"}.get((day, end_day))
        name = "late" if day == 21 and ends_month else name
        return Telling(name, (Point("month", year, month),)) if name else None
    if day != 1 or not ends_month:
        return None
    if year == end_year:
        name = _YEAR_PARTS.get((month, end_month))
        return Telling(name, (Point("year", year),)) if name else None
    decade = year // 10 * 10
    name = _DECADE_PARTS.get((year - decade, end_year - decade))
    if not name or (month, end_month) != (1, 12) or year < 0:
        return None
    return Telling(name, (Point("decade", decade),))


def _tell_estimate(edtf: str) -> Telling | None:
    """Tell a year of which only some digits are significant: the year and its bounds."""
    body, _, rest = edtf.partition("S")
    point = long_point(body)
    if point is None or not rest:
        return None
    low, high = long_years(edtf)
    bounds = (Point("year", low), Point("year", high))
    return Telling("estimate", (replace(point, approximate=True), *bounds))
