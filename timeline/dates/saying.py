"""Words one date in one language, in the case that the words around it ask for."""

from typing import Final

from timeline.dates.days import MONTH_LENGTHS
from timeline.dates.points import Point
from timeline.dates.tongue import Fields, Tongue, fill

CASES: Final = ("nom", "gen", "ins", "dat", "det", "of", "to", "from", "until", "on")
DATED: Final = ("day", "month", "season", "quarter", "third", "half")
EARLY_YEARS: Final = 100
"""Years before this one are written with their era (33 CE), since their digits alone mislead."""
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
                 (4, "IV"), (1, "I"))  # fmt: skip


def say_cases(point: Point, tables: Tongue, *, inside: bool) -> Fields:
    """Word a point in every case, for a template to choose from."""
    return Fields({case: say(point, tables, case, inside=inside) for case in CASES})


def say(point: Point, tables: Tongue, case: str, *, inside: bool) -> str:
    """Word a point with its marks.

    Inside other words ("since ...") an approximate date keeps the case that these ask for.
    """
    said = _point(point, tables, case)
    if point.approximate:
        within = tables.template("mark", "approximate_inside") if inside else ""
        if within:
            said = fill(within, Fields(x=said))
        else:
            bare = {name: _point(point, tables, name) for name in CASES}
            said = fill(tables.template("mark", "approximate"), Fields(bare))
    if point.details:
        details = tables.separator.join(tables.template("mark", name) for name in point.details)
        said = fill(tables.template("mark", "detail"), Fields(x=said, details=details))
    if point.uncertain:
        said = fill(tables.template("mark", "uncertain"), Fields(x=said))
    return said


def _point(point: Point, tables: Tongue, case: str) -> str:
    said = _bare(point, tables, case)
    if point.scattered:
        kind, year = point.scattered
        years = _bare(Point(kind, year), tables, case)
        said = fill(tables.template("point", "scattered"), Fields(x=said, years=years))
    elif point.year is None and not point.yearless and point.kind in DATED:
        said = fill(tables.template("point", "any_year"), Fields(x=said))
    if point.hemisphere:
        said = fill(tables.template("point", point.hemisphere), Fields(x=said))
    return said


def _bare(point: Point, tables: Tongue, case: str) -> str:
    fields = _fields(point, tables)
    base = fill(tables.template("point", point.kind), fields)
    fields["x"] = fields["year_nom"] if point.kind == "year" else base
    fields["x"] = _timed(point, fields["x"], tables)
    own = tables.template(case, point.kind) if case != "nom" else ""
    return fill(own, fields) if own else fields["x"]


def _timed(point: Point, said: str, tables: Tongue) -> str:
    if not point.clock:
        return said
    return fill(
        tables.template("point", "clock"),
        Fields(x=said, time=point.clock, zone=_zone(point.zone)),
    )


def _zone(zone: str) -> str:
    if zone in ("", "Z", "+00", "+00:00"):
        return "UTC" if zone else ""
    hours, _, minutes = zone[1:].partition(":")
    sign = "+" if zone[0] == "+" else "−"
    return f"UTC{sign}{int(hours)}" + (f":{minutes}" if minutes not in ("", "00") else "")


def _fields(point: Point, tables: Tongue) -> Fields:
    fields = Fields(n=str(point.number), m=str(point.number or ""), d=str(point.day or ""))
    if point.day == 1 and tables.first_day:
        fields["d"] = tables.first_day
    fields["roman"] = _roman(point.number)
    if point.year is not None:
        for case in ("nom", "gen", "ins"):
            fields[f"year_{case}"] = _year(point.year, tables, case)
        fields["year"] = fields["year_nom"]
    if point.kind in ("month", "day") and 0 < point.number < len(MONTH_LENGTHS):
        fields["month"] = tables.month("date", point.number)
        fields["month_nom"] = tables.month("nom", point.number)
        fields["month_ins"] = tables.month("ins", point.number)
    if point.kind in ("decade", "century") and point.year is not None:
        _name_years(fields, point.kind, point.year, tables)
    else:
        for form in ("", "_gen", "_ins", "_det", "_to", "_of", "_from"):
            fields[f"name{form}"] = tables.name(point.kind + form, point.number)
    return fields


def _name_years(fields: Fields, kind: str, year: int, tables: Tongue) -> None:
    century = year // 100 + 1
    fields["n"] = str(year if kind == "decade" else century)
    fields["roman"] = _roman(century)
    fields["suffix"] = tables.name("suffix", min(century, 2))
    fields["century"] = str(century)
    fields["century_name"] = tables.name("century_gen", century)
    fields["name"] = tables.name("century", century) or f"{century}th"
    fields["name_gen"] = tables.name("century_gen", century) or f"{century}"
    fields["tens_name"] = tables.name("tens", year // 10 % 10 + 1)


def _year(year: int, tables: Tongue, case: str) -> str:
    number = str(year if year > 0 else 1 - year)
    template = tables.template("year", case) or tables.template("year", "nom")
    said = fill(template, Fields(n=number))
    if year > 0 and year >= EARLY_YEARS:
        return said
    return fill(tables.template("year", "early" if year > 0 else "before"), Fields(x=said))


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
