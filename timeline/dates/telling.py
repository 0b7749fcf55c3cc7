"""Takes a span apart into what it tells, before any language words it."""

from dataclasses import dataclass, replace
from typing import Final

from timeline.dates.days import day_of, ymd
from timeline.dates.making import days_text, end_text
from timeline.dates.masks import SEASONS
from timeline.dates.parts import CLOCK, LONG_YEAR, MASKED_DATE, long_years, read_part
from timeline.dates.span import Span

_PARTS_OF_YEAR: Final = (
    (40, "half", ""),
    (37, "third", ""),
    (33, "quarter", ""),
    (29, "season", "south"),
    (25, "season", "north"),
    (21, "season", ""),
)
_NAMES: Final = ("year", "month", "day")
_DECADE_PARTS: Final = {(0, 3): "early", (4, 6): "mid", (7, 9): "late"}
_YEAR_PARTS: Final = {(1, 4): "early", (5, 8): "mid", (9, 12): "late"}


@dataclass(frozen=True, slots=True)
class Point:
    """One date without any language.

    Attributes:
        kind: year, month, day, decade, century, season, quarter, third, half, or unknown.
        year: astronomical year; the first one of a decade or century; None where none is told.
        number: month of the year, or number of the season, quarter, third or half (from 1).
        day: day of the month, or 0.
        approximate: whether the whole of it is marked so.
        uncertain: whether the whole of it is marked so.
        details: single parts that are marked, such as ``year_uncertain``.
        clock: time of day as written, or nothing.
        zone: offset as written (Z, +09:00), or nothing.
        hemisphere: north or south where a season says it.
        scattered: first year of the decade or century of which it is in some year, with its kind.
        yearless: whether the year is known but left to the words around.
    """

    kind: str
    year: int | None = None
    number: int = 0
    day: int = 0
    approximate: bool = False
    uncertain: bool = False
    details: tuple[str, ...] = ()
    clock: str = ""
    zone: str = ""
    hemisphere: str = ""
    scattered: tuple[str, int] | None = None
    yearless: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing but its numbers is to be said of it."""
        return not (
            self.approximate
            or self.uncertain
            or self.details
            or self.clock
            or self.hemisphere
            or self.scattered
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """What a span says.

    Attributes:
        kind: point, early, mid, late, range, between, since, from, before, until, earliest,
            latest, or, and, estimate (a year and its bounds), unknown.
        points: the dates that it is said of.
        ranges: for or and and: positions of points that reach to the next one.
    """

    kind: str
    points: tuple[Point, ...] = ()
    ranges: tuple[int, ...] = ()


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
    if first is None and last is None:
        return Telling("unknown")
    text = days_text(first, last)
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
        known = [_end_point(text) for text in (start, end) if text]
        if dots and (not start or not end):
            return _tell_days(span.begins_first, span.ends_last)
        if dots:
            ranges.append(len(points))
        points += [point or Point("unknown") for point in known]
    return Telling(joined, tuple(points), tuple(ranges))


def _tell_member(member: str, joined: str, span: Span) -> Telling:
    start_text, dots, end_text_ = member.partition("..")
    start, end = _end_point(start_text), _end_point(end_text_)
    if not dots:
        return Telling("point", (start,)) if start else Telling("unknown")
    if not start_text or not end_text_:
        known = start or end
        kind = "earliest" if start_text else "latest"
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


def read_point(edtf: str) -> Point | None:
    """Take one EDTF date apart; None where its masks scatter it, so that only its days tell."""
    clock = CLOCK.fullmatch(edtf)
    if clock:
        day = read_point(clock[1])
        written = edtf[clock.start(2) : clock.end(4) if clock[4] else clock.end(3)]
        return replace(day, clock=written, zone=clock[5] or "") if day else None
    found = MASKED_DATE.fullmatch(edtf)
    if not found:
        return _long_point(edtf)
    left_y, year, right_y, left_m, month, right_m, left_d, day, right_d = found.groups("")
    told = [True, bool(month), bool(day)]
    marks = [left_y + right_y + right_m + right_d, left_m + right_m + right_d, left_d + right_d]
    point = _numbers(year, month.replace("XX", ""), day.replace("XX", ""))
    if point is None:
        return None
    return _with_marks(point, [mark for mark, known in zip(marks, told, strict=True) if known])


def _with_marks(point: Point, marks: list[str]) -> Point:
    flags = [(bool({"~", "%"} & set(mark)), bool({"?", "%"} & set(mark))) for mark in marks]
    approximate, uncertain = (all(flag[side] for flag in flags) for side in (0, 1))
    details = []
    for name, (about, doubted) in zip(_NAMES, flags, strict=False):
        details += [f"{name}_uncertain"] * (doubted and not uncertain)
        details += [f"{name}_approximate"] * (about and not approximate)
    return replace(point, approximate=approximate, uncertain=uncertain, details=tuple(details))


def _numbers(year: str, month: str, day: str) -> Point | None:
    if "X" in month or "X" in day or (day and not month):
        return None
    if "X" not in year:
        return _dated(int(year), int(month or 0), int(day or 0))
    if year == "XXXX":
        return _dated(None, int(month), int(day or 0)) if month else Point("unknown")
    kind = {"X": "decade", "XX": "century"}.get(year.lstrip("0123456789"))
    if kind is None:
        return None
    first = int(year.replace("X", "0"))
    if not month:
        return Point(kind, first)
    return replace(_dated(None, int(month), int(day or 0)), scattered=(kind, first))


def _dated(year: int | None, month: int, day: int) -> Point:
    if not month:
        return Point("year", year)
    if month not in SEASONS:
        return Point("day" if day else "month", year, month, day)
    base, kind, side = next(row for row in _PARTS_OF_YEAR if row[0] <= month)
    return Point(kind, year, month - base + 1, hemisphere=side)


def _long_point(edtf: str) -> Point | None:
    found = LONG_YEAR.fullmatch(edtf)
    if not found or found[7] or len(found[4] or "") > 2:
        return None
    year = int(found[3] or found[6]) * 10 ** int(found[4] or 0)
    point = Point("year", -year if found[2] or found[5] else year)
    return _with_marks(point, [found[1] + found[8]])


def _tell_estimate(edtf: str) -> Telling | None:
    """Tell a year of which only some digits are significant: the year and its bounds."""
    body, _, rest = edtf.partition("S")
    point = _long_point(body)
    if point is None or not rest:
        return None
    low, high = long_years(edtf)
    bounds = (Point("year", low), Point("year", high))
    return Telling("estimate", (replace(point, approximate=True), *bounds))
