"""Words a span for a reader in nine languages, never more precisely than its source told it."""

from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

from timeline.dates.days import MONTH_LENGTHS
from timeline.dates.span import Span
from timeline.dates.telling import Point, Telling, tell
from timeline.dates.tongue import Fields, Tongue, fill, tongue

_CASES: Final = ("nom", "gen", "ins", "dat", "det", "of", "to", "from", "until", "on")
_DATED: Final = ("day", "month", "season", "quarter", "third", "half")
_ROMAN: Final = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
                 (4, "IV"), (1, "I"))  # fmt: skip
_EARLY_YEARS: Final = 100


@lru_cache(maxsize=8192)
def words(
    span: Span,
    language: str = "en",
    *,
    year: bool = True,
    style: Literal["long", "short"] = "long",
) -> str:
    """Word a span as a chronology prints it.

    Args:
        span: what to word.
        language: en, ru, ja, zh, ko, fr, de, es or ar; a longer tag (en-GB) is read by its start.
        year: False leaves out the year where months or days remain, as under a year's heading.
        style: short abbreviates months and names of parts, for narrow columns.

    Returns:
        Words such as "8–9 September 2012", "late October 2013", "c. 1962" or "2013年10月下旬",
        in the form that stands alone (nominative where a language has cases).

    Raises:
        LookupError: the language or the style is not there.
    """
    tables = tongue(language, style)
    telling = tell(span)
    if not year:
        telling = _without_year(telling)
    said = _say(telling, tables)
    for pattern, new in tables.fixes:
        said = pattern.sub(new, said)
    return said


def _without_year(telling: Telling) -> Telling:
    years = {point.year for point in telling.points}
    kinds = {point.kind for point in telling.points}
    if len(years) > 1 or None in years or not kinds <= set(_DATED):
        return telling
    points = tuple(replace(point, year=None, yearless=True) for point in telling.points)
    return replace(telling, points=points)


def _say(telling: Telling, tables: Tongue) -> str:
    points = telling.points
    if telling.kind == "unknown":
        return tables.template("point", "unknown")
    if telling.kind == "point":
        return _marked(points[0], tables, "nom", inside=False)
    if telling.kind == "range":
        return _range(points[0], points[1], tables)
    if telling.kind == "estimate":
        said = _marked(points[0], tables, "nom", inside=False)
        details = _range(points[1], points[2], tables)
        return fill(tables.template("mark", "detail"), Fields(x=said, details=details))
    if telling.kind in ("early", "mid", "late"):
        return _part(telling.kind, points[0], tables)
    if telling.kind in ("between", "or", "and"):
        return _joined(telling, tables)
    return fill(tables.template("open", telling.kind), _cases(points[0], tables, inside=True))


def _part(kind: str, point: Point, tables: Tongue) -> str:
    template = tables.template("part", f"{kind}_{point.kind}") or tables.template("part", kind)
    return fill(template, _cases(point, tables, inside=True))


def _cases(point: Point, tables: Tongue, *, inside: bool) -> Fields:
    """Word a point in every case, for a template to choose from."""
    return Fields({case: _marked(point, tables, case, inside=inside) for case in _CASES})


def _marked(point: Point, tables: Tongue, case: str, *, inside: bool) -> str:
    """Word a point with its marks.

    Inside other words ("since ...") an approximate date keeps the case that these ask for.
    """
    said = _point(point, tables, case)
    if point.approximate:
        within = tables.template("mark", "approximate_inside") if inside else ""
        if within:
            said = fill(within, Fields(x=said))
        else:
            bare = {name: _point(point, tables, name) for name in _CASES}
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
    elif point.year is None and not point.yearless and point.kind in _DATED:
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
    if year > 0 and year >= _EARLY_YEARS:
        return said
    return fill(tables.template("year", "early" if year > 0 else "before"), Fields(x=said))


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _shared(points: tuple[Point, ...]) -> int:
    """Count how much all points share and need to say once: 2 month and year, 1 year, 0 nothing."""
    first = points[0]
    if not all(p.plain and p.kind in _DATED for p in points):
        return 0
    if any(p.year != first.year for p in points):
        return 0
    same_month = all(p.kind == "day" and p.number == first.number for p in points)
    return 2 if same_month else 1


def _reduced(points: tuple[Point, ...], tables: Tongue) -> tuple[Point, ...]:
    """Leave out of all but one point what all of them share."""
    level = _shared(points)
    if not level:
        return points
    cut = [
        replace(p, year=None, yearless=True, number=0 if level > 1 else p.number) for p in points
    ]
    kept = 0 if tables.big_endian else len(points) - 1
    return tuple(p if n == kept else cut[n] for n, p in enumerate(points))


def _years_only(points: tuple[Point, ...]) -> bool:
    return all(p.kind == "year" and p.plain and (p.year or 0) >= _EARLY_YEARS for p in points)


def _range(start: Point, end: Point, tables: Tongue) -> str:
    points = (start, end)
    joined = tables.template("pair", "years_tight")
    if joined and _years_only(points):
        return fill(joined, Fields(a=str(start.year), b=str(end.year)))
    if start == end:
        return _marked(start, tables, "nom", inside=False)
    first, last = (_marked(p, tables, "nom", inside=True) for p in _reduced(points, tables))
    tight = start.kind == end.kind and start.plain and end.plain and " " not in first
    return fill(tables.template("pair", "tight" if tight else "wide"), Fields(a=first, b=last))


def _joined(telling: Telling, tables: Tongue) -> str:
    kind, points = telling.kind, telling.points
    years = tables.template("pair", f"years_{kind}") if _years_only(points) else ""
    case = tables.template("pair", "between_case") if kind == "between" else ""
    if not telling.ranges:
        points = _reduced(points, tables)
    said: list[str] = []
    reached = {position + 1 for position in telling.ranges}
    for number, point in enumerate(points):
        if number in telling.ranges:
            said.append(_span_of(point, points[number + 1], tables, bare=bool(years)))
        elif number not in reached:
            bare = str(point.year) if years else ""
            said.append(bare or _marked(point, tables, case or "nom", inside=True))
    return _listed(said, years or tables.template("pair", kind), tables)


def _span_of(start: Point, end: Point, tables: Tongue, *, bare: bool) -> str:
    if bare:
        years = Fields(a=str(start.year), b=str(end.year))
        return fill(tables.template("pair", "tight"), years)
    return _range(start, end, tables)


def _listed(said: list[str], last: str, tables: Tongue) -> str:
    """Join with commas, and the last with a template of its own; one alone stands as it is."""
    text = said[0]
    for item in said[1:-1]:
        text = fill(tables.template("pair", "comma"), Fields(a=text, b=item))
    return fill(last, Fields(a=text, b=said[-1])) if len(said) > 1 else text
