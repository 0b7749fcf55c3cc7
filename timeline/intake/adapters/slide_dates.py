"""Read the dates of TimelineJS slides: objects of strings, lists of numbers, cells of a sheet."""

import re
from typing import Any, Final, NamedTuple

from timeline.dates import NotADate, Span
from timeline.intake.table import RowProblem

NUMBER: Final = re.compile(r"-?\d{1,13}\Z")
CLOCK: Final = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*([AaPp][Mm])?\Z")
PARTS: Final = ("year", "month", "day", "hour", "minute")


class Written(NamedTuple):
    """A date as a slide gives it: its parts as text, empty where absent, and what is shown."""

    year: str
    month: str = ""
    day: str = ""
    hour: str = ""
    minute: str = ""
    shown: str = ""


def of_object(given: Any) -> Written | None:  # noqa: ANN401 - JSON
    """Read a date object, whose values are texts or numbers: {"year": "1815", "day": ""}."""
    if not isinstance(given, dict):
        return None
    year, month, day, hour, minute = (_text(given.get(part)) for part in PARTS)
    return Written(year, month, day, hour, minute, _text(given.get("display_date")))


def of_list(given: Any) -> Written | None:  # noqa: ANN401 - JSON
    """Read a date of the second version: "2011,3,23" or "2011,3,23,14,30", or m/d/yyyy.

    Source: TimelineJS 2 documentation, "Date formats".
    """
    text = _text(given)
    if not text:
        return None
    if slashed := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", text):
        return Written(slashed[3], slashed[1], slashed[2])
    parts = [part.strip() for part in text.split(",")][:5]
    return Written(*parts)


def clock(text: str) -> tuple[str, str]:
    """Read the time of a sheet, "14:30" or "2:30 PM", as hour and minute; empty where it is empty.

    Raises:
        RowProblem: If it is no time.
    """
    if not text:
        return "", ""
    found = CLOCK.match(text)
    if found is None:
        raise RowProblem(f"the time {text[:40]!r} is not of the form 14:30")
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return str(hour), found[2]


def slide_date(start: Written, end: Written | None) -> str:
    """Make EDTF of the dates of a slide; years beyond four digits become Y years.

    A time of day is kept where the slide has no end, as intervals have none.

    Raises:
        RowProblem: If a part is no number or there is no such day.
    """
    try:
        last = None if end is None or not end.year else _edtf(end, timed=False)
        first = _edtf(start, timed=last is None)
        if last is None or last == first:
            return Span.parse(first).edtf
        return Span.parse(f"{first}/{last}").edtf
    except NotADate as error:
        raise RowProblem(f"the date cannot be read: {error}") from error


def _edtf(date: Written, *, timed: bool) -> str:
    if not date.year:
        raise RowProblem("it has no year")
    year, month, day, hour, minute = (_number(part) for part in date[:5])
    if year is None:
        raise RowProblem("it has no year")
    if abs(year) > 9999:
        return f"Y{year}"
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if month is None:
        return text
    text += f"-{month:02d}"
    if day is None:
        return text
    text += f"-{day:02d}"
    return f"{text}T{hour:02d}:{minute or 0:02d}" if timed and hour is not None else text


def _number(text: str) -> int | None:
    if not text:
        return None
    if not NUMBER.match(text):
        raise RowProblem(f"{text[:40]!r} in a date is no whole number")
    return int(text)


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int | float) else ""
