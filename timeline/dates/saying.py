"""Words one date in one language, in the case that the words around it ask for."""

from typing import Final

from timeline.dates.points import Point
from timeline.dates.tongue import Fields, Tongue, fill

DATED: Final = ("day", "month", "season", "quarter", "third", "half")
EARLY_YEARS: Final = 100
"""Years before this one are written with their era (33 CE), since their digits alone mislead."""
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
                 (4, "IV"), (1, "I"))  # fmt: skip


def say_cases(point: Point, tables: Tongue, *, inside: bool) -> Fields:
    """Word a point in whichever case a template chooses."""
    return Fields(lambda case: say(point, tables, case, inside=inside))


def say(point: Point, tables: Tongue, case: str, *, inside: bool) -> str:
    """Word a point with its marks.

    Inside other words ("since ...") an approximate date keeps the case that these ask for.
    """
    if point.approximate:
        said = _approximate(point, tables, case, inside=inside)
    else:
        said = _point(point, tables, case)
    if point.details:
        details = tables.separator.join(tables.template("mark", name) for name in point.details)
        said = fill(tables.template("mark", "detail"), Fields(x=said, details=details))
    if point.uncertain:
        said = fill(tables.template("mark", "uncertain"), Fields(x=said))
    return said


def _approximate(point: Point, tables: Tongue, case: str, *, inside: bool) -> str:
    within = tables.template("mark", "approximate_inside") if inside else ""
    if within:
        return fill(within, Fields(x=_point(point, tables, case)))
    cases = Fields(lambda name: _point(point, tables, name))
    return fill(tables.template("mark", "approximate"), cases)


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
    fields = Fields(lambda key: _field(key, point, tables))
    if point.kind == "year":
        base = fields["year_nom"]
    else:
        base = fill(tables.template("point", point.kind), fields)
    fields["x"] = _timed(point, base, tables)
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


def _field(key: str, point: Point, tables: Tongue) -> str:
    """Find one field of a template: d, m, n, roman, month_..., year_..., name_... and so on."""
    name, _, case = key.partition("_")
    if name == "year":
        return "" if point.year is None else _year(point.year, tables, case or "nom")
    if name == "month":
        return tables.month(case or "date", point.number) if point.number else ""
    if name == "d":
        first = tables.first_day if point.day == 1 else ""
        return first or str(point.day or "")
    if point.kind in ("decade", "century"):
        return _century_field(key, point.kind, point.year or 0, tables)
    if name == "name":
        return tables.name("_".join(filter(None, (point.kind, case))), point.number)
    if name == "roman":
        return _roman(point.number)
    return str(point.number or "")


def _century_field(key: str, kind: str, year: int, tables: Tongue) -> str:
    century = year // 100 + 1
    unnamed = fill(tables.template("century", "unnamed"), Fields(n=str(century)))
    found = {
        "n": str(year if kind == "decade" else century),
        "roman": _roman(century),
        "suffix": tables.name("suffix", min(century, 2)),
        "century": str(century),
        "name": tables.name("century", century) or unnamed,
        "name_gen": tables.name("century_gen", century) or unnamed,
        "century_name": tables.name("century_gen", century) or unnamed,
        "tens_name": tables.name("tens", year // 10 % 10 + 1),
    }
    return found.get(key, "")


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
