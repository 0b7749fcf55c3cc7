"""What a tree comes to in the calendar: days, a TIMEX3 value and an EDTF text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from timeline.dates.days import day_of, iso_day, last_day, weekday, year_text, ymd

SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
PARTS = {
    **{f"Q{q}": (3 * q - 2, 3, 32 + q) for q in range(1, 5)},
    "H1": (1, 6, 40),
    "H2": (7, 6, 41),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolved expression. Days are proleptic Gregorian ordinals; None where it has none."""

    timex: str
    type: str = "DATE"
    grain: str = ""
    first: int | None = None
    last: int | None = None
    edtf: str | None = None
    anchor: str = "none"
    note: str = ""
    alternatives: tuple[str, ...] = ()
    parts: tuple[Reading, ...] = field(default=())

    def marked(self, mark: str) -> Reading:
        """Return the same reading with a mark (~, ?) on its EDTF text."""
        if self.edtf is None or (self.edtf.endswith(("~", "?", "%", "]")) and "X" not in self.edtf):
            return (
                self
                if self.edtf is None or "[" not in self.edtf
                else replace(
                    self, edtf=self.edtf.replace("..", f"{mark}..").replace("]", f"{mark}]")
                )
            )
        if "T" in self.edtf:
            return replace(self, edtf=self.edtf.partition("T")[0] + mark)
        if "/" in self.edtf:
            ends = [end + mark if end and end != ".." else end for end in self.edtf.split("/")]
            return replace(self, edtf="/".join(ends))
        return replace(self, edtf=self.edtf + mark)


def bce_or(year: int, digits: int = 4) -> str:
    """Write an astronomical year as TIMEX3 does: 2013, or BC0264."""
    return f"BC{1 - year:0{digits}d}" if year < 1 else f"{year:0{digits}d}"


def whole_day(day: int) -> Reading:
    """Read one day."""
    year, month, date = ymd(day)
    timex = f"{bce_or(year)}-{month:02d}-{date:02d}"
    return Reading(timex, grain="day", first=day, last=day, edtf=iso_day(day))


def whole_month(year: int, month: int) -> Reading:
    """Read a month; months beyond 1 to 12 run into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Reading(
        f"{bce_or(year)}-{month:02d}",
        grain="month",
        first=day_of(year, month, 1),
        last=last_day(year, month),
        edtf=f"{year_text(year)}-{month:02d}",
    )


def whole_year(year: int) -> Reading:
    """Read a year."""
    return Reading(
        bce_or(year),
        grain="year",
        first=day_of(year, 1, 1),
        last=last_day(year, 12),
        edtf=year_text(year),
    )


def whole_week(day: int) -> Reading:
    """Read the week, Monday to Sunday, that holds a day."""
    monday = day - weekday(day)
    return Reading(
        week_value(monday),
        grain="week",
        first=monday,
        last=monday + 6,
        edtf=one_of(monday, monday + 6),
    )


def week_value(day: int) -> str:
    """Write the ISO 8601 week that holds a day."""
    thursday = day - weekday(day) + 3
    year = ymd(thursday)[0]
    number = (thursday - day_of(year, 1, 1)) // 7 + 1
    return f"{bce_or(year)}-W{number:02d}"


def weekend(day: int) -> Reading:
    """Read the Saturday and Sunday of the week that holds a day."""
    saturday = day - weekday(day) + 5
    return Reading(
        week_value(day) + "-WE",
        grain="weekend",
        first=saturday,
        last=saturday + 1,
        edtf=one_of(saturday, saturday + 1),
    )


def part_of_year(year: int, part: str) -> Reading:
    """Read a season (northern, meteorological), quarter or half of a year."""
    if part in SEASONS:
        month, code = SEASONS[part]
        length, grain = 3, "season"
    else:
        month, length, code = PARTS[part]
        grain = "quarter" if part[0] == "Q" else "half"
    end = whole_month(year, month + length - 1)
    return Reading(
        f"{bce_or(year)}-{part}",
        grain=grain,
        first=day_of(year, month, 1),
        last=end.last,
        edtf=f"{year_text(year)}-{code}",
    )


def block(unit: str, number: int, *, bce: bool) -> Reading:
    """Read a decade (199), century (18) or millennium (1) by its leading digits."""
    size, digits = {"decade": (10, 3), "century": (100, 2), "millennium": (1000, 1)}[unit]
    low, high = number * size, number * size + size - 1
    if bce:
        low, high = (low, high) if unit == "decade" else (low + 1, high + 1)
        first, last = 1 - high, 1 - max(low, 1)
        edtf = f"[{year_text(first)}..{year_text(last)}]"
        timex = f"BC{number:0{digits}d}"
    else:
        first, last = low, high
        timex = f"{number:0{digits}d}"
        edtf = timex + "X" * (4 - digits)
    return Reading(
        timex,
        grain=unit,
        first=day_of(first, 1, 1),
        last=last_day(last, 12),
        edtf=edtf,
    )


def one_of(first: int, last: int) -> str:
    """Write 'on one of these days' as EDTF: the shortest text for it."""
    if first == last:
        return iso_day(first)
    (y1, m1, d1), (y2, m2, _) = ymd(first), ymd(last)
    if d1 == 1 and last == last_day(y2, m2):
        if (y1, m1) == (y2, m2):
            return f"{year_text(y1)}-{m1:02d}"
        if m1 == 1 and m2 == 12:
            if y1 == y2:
                return year_text(y1)
            return f"[{year_text(y1)}..{year_text(y2)}]"
        return f"[{year_text(y1)}-{m1:02d}..{year_text(y2)}-{m2:02d}]"
    return f"[{iso_day(first)}..{iso_day(last)}]"


def of_unit(unit: str, count: int, first: int, last: int) -> Reading:
    """Read a run of whole units by its first and last day."""
    if count == 1 and unit == "day":
        return whole_day(first)
    if count == 1 and unit == "month":
        return whole_month(*ymd(first)[:2])
    if count == 1 and unit == "year":
        return whole_year(ymd(first)[0])
    if count == 1 and unit in ("quarter", "half"):
        year, month, _ = ymd(first)
        return part_of_year(
            year, f"Q{(month + 2) // 3}" if unit == "quarter" else f"H{(month + 5) // 6}"
        )
    if count == 1 and unit == "decade":
        return block("decade", ymd(first)[0] // 10, bce=False)
    letters = {"day": "D", "week": "W", "month": "M", "year": "Y"}.get(unit, "D")
    timex = week_value(first) if unit == "week" and count == 1 else f"P{count}{letters}"
    return Reading(
        timex,
        grain="week" if unit == "week" else "part",
        first=first,
        last=last,
        edtf=one_of(first, last),
    )


def interval_end(reading: Reading, *, last: bool) -> str:
    """Write a reading as one end of an EDTF interval, where sets may not stand."""
    edtf = (reading.edtf or "..").partition("T")[0]
    if "[" not in edtf and "/" not in edtf:
        return edtf
    day = reading.last if last else reading.first
    return ".." if day is None else iso_day(day)
