"""Takes one EDTF date apart into its year, month, day, marks and time, before it is worded."""

from dataclasses import dataclass, replace
from typing import Final

from timeline.dates.masks import SEASONS
from timeline.dates.parts import CLOCK, LONG_YEAR, MASKED_DATE

_PARTS_OF_YEAR: Final = (
    (40, "half", ""),
    (37, "third", ""),
    (33, "quarter", ""),
    (29, "season", "south"),
    (25, "season", "north"),
    (21, "season", ""),
)
_NAMES: Final = ("year", "month", "day")


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


def read_point(edtf: str) -> Point | None:
    """Take one EDTF date apart; None where its masks scatter it, so that only its days tell."""
    clock = CLOCK.fullmatch(edtf)
    if clock:
        point = read_point(clock[1])
        written = edtf[clock.start(2) : clock.end(4) if clock[4] else clock.end(3)]
        return replace(point, clock=written, zone=clock[5] or "") if point else None
    found = MASKED_DATE.fullmatch(edtf)
    if not found:
        return long_point(edtf)
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


def long_point(edtf: str) -> Point | None:
    """Take a year with Y apart; None for one with significant digits or beyond all counting."""
    found = LONG_YEAR.fullmatch(edtf)
    if not found or found[7] or len(found[4] or "") > 2:
        return None
    year = int(found[3] or found[6]) * 10 ** int(found[4] or 0)
    point = Point("year", -year if found[2] or found[5] else year)
    return _with_marks(point, [found[1] + found[8]])
