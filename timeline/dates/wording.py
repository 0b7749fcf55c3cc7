"""Words a span for a reader in nine languages, never more precisely than its source told it."""

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from timeline.dates.points import Point
from timeline.dates.saying import DATED, EARLY_YEARS, say, say_cases
from timeline.dates.span import Span
from timeline.dates.telling import Telling, tell
from timeline.dates.tongue import Fields, Tongue, fill, tongue


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
    return _words(span, language, year, style)


@lru_cache(maxsize=8192)
def _words(span: Span, language: str, year: bool, style: str) -> str:  # noqa: FBT001
    tables = tongue(language, style)
    telling = tell(span)
    if not year:
        telling = _without_year(telling)
    said = _with_lost_marks(_told(telling, tables), span, telling, tables)
    for pattern, new in tables.fixes:
        said = pattern.sub(new, said)
    return said


def _with_lost_marks(said: str, span: Span, telling: Telling, tables: Tongue) -> str:
    """Say the doubt of a date whose masks let it be told only by its first and last day."""
    told = {detail.partition("_")[2] for point in telling.points for detail in point.details}
    approximate = "approximate" in told or any(point.approximate for point in telling.points)
    uncertain = "uncertain" in told or any(point.uncertain for point in telling.points)
    if span.approximate and not approximate:
        template = tables.template("mark", "approximate_inside")
        template = template or tables.template("mark", "approximate")
        said = fill(template, Fields(lambda _: said))
    if span.uncertain and not uncertain:
        said = fill(tables.template("mark", "uncertain"), Fields(x=said))
    return said


def _without_year(telling: Telling) -> Telling:
    years = {point.year for point in telling.points}
    kinds = {point.kind for point in telling.points}
    if len(years) > 1 or None in years or not kinds <= set(DATED):
        return telling
    points = tuple(replace(point, year=None, yearless=True) for point in telling.points)
    return replace(telling, points=points)


def _told(telling: Telling, tables: Tongue) -> str:
    points = telling.points
    if telling.kind == "unknown":
        return tables.template("point", "unknown")
    if telling.kind == "point":
        return say(points[0], tables, "nom", inside=False)
    if telling.kind == "range":
        return _range(points[0], points[1], tables)
    if telling.kind == "estimate":
        said = say(points[0], tables, "nom", inside=False)
        details = _range(points[1], points[2], tables)
        return fill(tables.template("mark", "detail"), Fields(x=said, details=details))
    if telling.kind in ("early", "mid", "late"):
        return _part(telling.kind, points[0], tables)
    if telling.kind in ("between", "or", "and"):
        return _joined(telling, tables)
    return fill(tables.template("open", telling.kind), say_cases(points[0], tables, inside=True))


def _part(kind: str, point: Point, tables: Tongue) -> str:
    template = tables.template("part", f"{kind}_{point.kind}") or tables.template("part", kind)
    return fill(template, say_cases(point, tables, inside=True))


def _shared(points: tuple[Point, ...]) -> int:
    """Count how much all points share and need to say once: 2 month and year, 1 year, 0 nothing."""
    first = points[0]
    if not all(p.plain and p.kind in DATED for p in points):
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
    return all(p.kind == "year" and p.plain and (p.year or 0) >= EARLY_YEARS for p in points)


def _range(start: Point, end: Point, tables: Tongue) -> str:
    points = (start, end)
    joined = tables.template("pair", "years_tight")
    if joined and _years_only(points):
        return fill(joined, Fields(a=str(start.year), b=str(end.year)))
    if start == end:
        return say(start, tables, "nom", inside=False)
    first, last = (say(p, tables, "nom", inside=True) for p in _reduced(points, tables))
    tight = start.kind == end.kind and start.plain and end.plain and " " not in first
    return fill(tables.template("pair", "tight" if tight else "wide"), Fields(a=first, b=last))


def _joined(telling: Telling, tables: Tongue) -> str:
    kind, points = telling.kind, telling.points
    simple = not any(telling.opens)
    years = tables.template("pair", f"years_{kind}") if simple and _years_only(points) else ""
    case = tables.template("pair", "between_case") if kind == "between" else ""
    if simple and not telling.ranges:
        points = _reduced(points, tables)
    said: list[str] = []
    reached = {position + 1 for position in telling.ranges}
    for number, point in enumerate(points):
        if number in telling.ranges:
            said.append(_span_of(point, points[number + 1], tables, bare=bool(years)))
        elif number not in reached:
            bare = str(point.year) if years else ""
            said.append(bare or _member(telling, number, point, tables, case or "nom"))
    return _listed(said, years or tables.template("pair", kind), tables)


def _member(telling: Telling, number: int, point: Point, tables: Tongue, case: str) -> str:
    """Word one member of a set, which at either end may reach on without bound."""
    back, on = telling.opens
    open_kind = ""
    if back and number == 0:
        open_kind = "latest" if telling.kind == "or" else "until"
    elif on and number == len(telling.points) - 1:
        open_kind = "earliest" if telling.kind == "or" else "from"
    if open_kind:
        return fill(tables.template("open", open_kind), say_cases(point, tables, inside=True))
    return say(point, tables, case, inside=True)


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
