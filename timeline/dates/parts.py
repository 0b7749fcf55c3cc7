"""Reads one EDTF date (no interval, no set): digits, masks, marks, seasons, long years, times."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from timeline.dates import complaint
from timeline.dates.days import FAR, day_of, days_in_month, last_day
from timeline.dates.masks import SEASONS, mask_bounds, season_days
from timeline.dates.notadate import NotADate

_FAST: Final = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
MASKED_DATE: Final = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
CLOCK: Final = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-]([0-9]{2})(?::([0-9]{2}))?)?"
)
LONG_YEAR: Final = re.compile(
    r"([?~%]?)(?:Y(-?)([0-9]+)(?:E([0-9]+))?|(-?)([0-9]{4}))(?:S([0-9]+))?([?~%]?)"
)
_MARK_BITS: Final = {"": 0, "?": 1, "~": 2, "%": 3}
_MARKS: Final = ("", "?", "~", "%")
_LARGEST_YEAR: Final = FAR // 366
_MOST_ZEROS: Final = 12


class Part(NamedTuple):
    """One date: its canonical text, and its first and last day (None: no bound on that side)."""

    edtf: str
    first: int | None
    last: int | None


def read_part(text: str, at: int = 0, *, timed: bool = False) -> Part:
    """Read one EDTF date.

    Args:
        text: the date alone, such as ``2013-10-21``, ``201X~``, ``2018-35`` or ``Y-17E7``.
        at: where it stands in the whole expression, for the position of a complaint.
        timed: whether a time of day may follow, which only a date by itself may have.

    Returns:
        The date in canonical text with its first and last day.

    Raises:
        NotADate: what is wrong and where (Library of Congress EDTF profile of ISO 8601-2:2019).
    """
    plain = _FAST.fullmatch(text)
    if plain:
        return _plain(text, at, *plain.groups())
    if "T" in text and timed:
        return _clocked(text, at)
    if "Y" in text or "S" in text:
        return _long(text, at)
    found = MASKED_DATE.fullmatch(text)
    if not found:
        raise complaint.about(text, at)
    return _masked(text, at, found)


def _plain(
    text: str, at: int, year_text: str, month_text: str | None, day_text: str | None
) -> Part:
    if year_text == "-0000":
        raise NotADate("there is no year -0000; write 0000 for 1 BCE", at)
    year = int(year_text)
    if month_text is None:
        return Part(text, day_of(year), last_day(year))
    month = int(month_text)
    if not 1 <= month <= 12:
        if day_text is None and month in SEASONS:
            return Part(text, *season_days(year, month))
        raise complaint.of_month(month_text, at + len(year_text) + 1, day_text)
    if day_text is None:
        return Part(text, day_of(year, month), last_day(year, month))
    day = int(day_text)
    if not 1 <= day <= days_in_month(year, month):
        raise complaint.of_day(year_text, month, day_text, at + len(year_text) + 4)
    first = day_of(year, month, day)
    return Part(text, first, first)


def _clocked(text: str, at: int) -> Part:
    found = CLOCK.fullmatch(text)
    if not found:
        raise complaint.about_time(text, at)
    complaint.check_clock(found, at)
    _, first, last = read_part(found[1], at)
    return Part(text, first, last)


def _long(text: str, at: int) -> Part:
    found = LONG_YEAR.fullmatch(text)
    if not found or not (found[3] or found[7]):
        raise complaint.about_long(text, at)
    complaint.check_long(found, at)
    before, after = found[1], found[8]
    low, high = _digits_bound(found)
    mark = _MARKS[_MARK_BITS[before] | _MARK_BITS[after]]
    body = text[len(before) : len(text) - len(after)]
    return Part(body + mark, _clamped(low, day_of), _clamped(high, last_day))


def long_years(text: str) -> tuple[int, int]:
    """Give the first and last year that a valid year with Y or S can be.

    Args:
        text: such as ``Y-17E7`` or ``1950S2`` (some year from 1900 to 1999).
    """
    found = LONG_YEAR.fullmatch(text)
    return _digits_bound(found) if found else (0, 0)


def _digits_bound(found: re.Match[str]) -> tuple[int, int]:
    zeros = found[4] or "0"
    if len(zeros) > 3 or int(zeros) > _MOST_ZEROS:
        value = _LARGEST_YEAR
    else:
        value = int(found[3] or found[6]) * 10 ** int(zeros)
    length = len(str(value))
    told = length if not found[7] or len(found[7]) > 4 else int(found[7])
    unknown = 10 ** max(length - told, 0)
    low = value // unknown * unknown
    high = low + unknown - 1
    return (-high, -low) if found[2] or found[5] else (low, high)


def _clamped(year: int, to_day: Callable[[int], int]) -> int:
    if abs(year) >= _LARGEST_YEAR:
        return FAR if year > 0 else -FAR
    return to_day(year)


def _masked(text: str, at: int, found: re.Match[str]) -> Part:
    left_y, year, right_y, left_m, month, right_m, left_d, day, right_d = found.groups("")
    if year == "-0000":
        raise NotADate("there is no year -0000; write 0000 for 1 BCE", at + found.start(2))
    bits = _MARK_BITS
    marks = [bits[left_y] | bits[right_y] | bits[right_m] | bits[right_d]]
    parts = [year]
    if month:
        marks.append(bits[left_m] | bits[right_m] | bits[right_d])
        parts.append(month)
    if day:
        marks.append(bits[left_d] | bits[right_d])
        parts.append(day)
    canonical = _marked(parts, marks) if any(marks) else text
    if "X" not in text:
        bare = "-".join(parts)
        try:
            return read_part(bare, at)._replace(edtf=canonical)
        except NotADate as wrong:
            place = found.start(8 if wrong.position - at > len(year) + 3 else 5)
            raise NotADate(wrong.reason, at + place) from None
    first, last = mask_bounds(year, month, day, (at + found.start(5), at + found.start(8)))
    return Part(canonical, first, last)


def _marked(parts: list[str], marks: list[int]) -> str:
    """Write marks the shortest way: what all to the left share goes to the right."""
    rights = [0] * len(parts)
    for end in range(len(parts) - 1, -1, -1):
        shared = 3
        for mark in marks[: end + 1]:
            shared &= mark
        rights[end] = shared
        marks = [mark & ~shared if n <= end else mark for n, mark in enumerate(marks)]
    return "-".join(
        _MARKS[mark] + part + _MARKS[right]
        for mark, part, right in zip(marks, parts, rights, strict=True)
    )
