"""Read the dates of tables that people keep: EDTF, other notations, words; sentinels, slips."""

import re
from datetime import UTC, date, datetime
from typing import Final, Literal

import msgspec

from timeline import dates
from timeline.dates import NotADate, Span
from timeline.intake.table import RowProblem

OPEN_ENDS: Final = ("9999-12-31", "9999", "present", "ongoing", "open")
"""What stands in tables for "no end"."""
STAMP: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?(?:\.\d+)?Z?\Z")
COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
THREE: Final = re.compile(r"(\d{1,4})([-./ ])(\d{1,2})\2(\d{1,4})\.?\Z")
LONGEST: Final = 200


class DateRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the dates of a table are written.

    `order` tells which of 03/04/2005 is the day; `language` and `published` (EDTF) help to read
    words such as "late October". What lies outside `not_before` and `not_after` (EDTF) is a slip;
    without the latter nothing that has occurred can lie ahead.
    """

    order: Literal["", "dmy", "mdy", "ymd"] = ""
    language: str = ""
    published: str = ""
    not_before: str = ""
    not_after: str = ""
    open_ends: tuple[str, ...] = OPEN_ENDS


def read_dates(start: str, end: str, rules: DateRules, *, occurred: bool) -> Span:
    """Read the date of an event, or its first and last day.

    Args:
        start: The cell, not empty.
        end: The cell of the end; empty or an open end where there is none.
        rules: How dates are written.
        occurred: Whether the event is said to have happened.

    Raises:
        RowProblem: If one cannot be read without a guess, or cannot be meant.
    """
    first = read_date(start, rules)
    if start.casefold() in rules.open_ends:
        raise RowProblem(f"date {start!r} says that there is none")
    span = first
    if end and end.casefold() not in rules.open_ends:
        last = read_date(end, rules)
        span = first if last == first else _between(first, last)
    elif end:
        span = _parse(f"{first.edtf}/..", end)
    _bounds(span, rules, occurred=occurred)
    return span


def read_date(text: str, rules: DateRules) -> Span:
    """Read one date: EDTF, a notation of three numbers, or words.

    Raises:
        RowProblem: If it is none, or could be two.
    """
    if len(text) > LONGEST:
        raise RowProblem(f"a date of {len(text)} characters")
    plain = text.strip().removesuffix(".")
    for made in (_three(plain, rules), _stamp(plain), plain):
        if made:
            try:
                return Span.parse(made)
            except NotADate as error:
                problem = error
    said = _words(plain, rules)
    if said is None:
        raise RowProblem(f"date {text[:80]!r}: {problem}")
    return said


def _stamp(text: str) -> str:
    if found := STAMP.match(text):
        return found[1] if found[2] == "00:00" else f"{found[1]}T{found[2]}"
    if found := COMPACT.match(text):
        return "-".join(found.groups())
    return ""


def _three(text: str, rules: DateRules) -> str:
    """Order three numbers, such as 16-12-1991; empty where these are not three."""
    found = THREE.match(text)
    if found is None:
        return ""
    one, two, three = found[1], found[3], found[4]
    if len(one) == 4:
        return f"{one}-{int(two):02d}-{int(three):02d}"
    if len(three) != 4:
        raise RowProblem(f"date {text!r}: the year needs four digits")
    day_first = {"dmy": True, "mdy": False}.get(rules.order)
    if day_first is None:
        if int(one) <= 12 and int(two) <= 12 and one != two:
            raise RowProblem(f"date {text!r} can be two days: say dates.order in the mapping")
        day_first = int(two) <= 12
    day, month = (one, two) if day_first else (two, one)
    return f"{three}-{int(month):02d}-{int(day):02d}"


def _words(text: str, rules: DateRules) -> Span | None:
    published = None
    if rules.published:
        span = Span.parse(rules.published)
        published = None if span.earliest is None else date.fromordinal(span.earliest)
    found = dates.find(text, published=published, language=rules.language or "en")
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    return found[0].span


def _between(first: Span, last: Span) -> Span:
    try:
        return Span.between(first, last)
    except NotADate as error:
        raise RowProblem(f"{first.edtf} to {last.edtf}: {error}") from error


def _parse(edtf: str, printed: str) -> Span:
    try:
        return Span.parse(edtf)
    except NotADate as error:
        raise RowProblem(f"date {printed[:80]!r}: {error}") from error


def _bounds(span: Span, rules: DateRules, *, occurred: bool) -> None:
    low = Span.parse(rules.not_before).earliest if rules.not_before else None
    if low is not None and span.latest is not None and span.latest < low:
        raise RowProblem(f"{span.edtf} lies before {rules.not_before}: a slip?")
    if rules.not_after:
        high = Span.parse(rules.not_after).latest
        if high is not None and span.earliest is not None and span.earliest > high:
            raise RowProblem(f"{span.edtf} lies after {rules.not_after}: a slip?")
    elif occurred and span.earliest is not None and span.earliest > today():
        raise RowProblem(f"{span.edtf} lies ahead, yet it is said to have occurred: a slip?")


def today() -> int:
    """Give the day, as an ordinal, UTC."""
    return datetime.now(UTC).date().toordinal()
