"""Reads one EDTF date (no interval, no set): digits, masks, marks, seasons, long years, times."""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from timeline.dates import complaint
from timeline.dates.days import FAR, MONTH_LENGTHS, day_of, days_in_month, last_day
from timeline.dates.notadate import NotADate

SEASONS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip
"""First month and number of months of the sub-year groupings of ISO 8601-2 (page "Level 2")."""

_FAST: Final = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FULL: Final = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_CLOCK: Final = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_LONG: Final = re.compile(r"([?~%]?)(?:Y(-?)([0-9]+)(?:E([0-9]+))?|(-?)([0-9]{4}))(?:S([0-9]+))?([?~%]?)")
_MARK_BITS: Final = {"": 0, "?": 1, "~": 2, "%": 3}
_MARKS: Final = ("", "?", "~", "%")
_LARGEST_YEAR: Final = FAR // 366
_MOST_ZEROS: Final = 12
_FIRST_ZONE: Final = -12 * 60
_LAST_ZONE: Final = 14 * 60


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
    found = _FULL.fullmatch(text)
    if not found:
        raise complaint.about(text, at)
    return _masked(text, at, found)


def _plain(text: str, at: int, year_text: str, month_text: str | None, day_text: str | None) -> Part:
    if year_text == "-0000":
        raise NotADate("there is no year -0000; write 0000 for 1 BCE", at)
    year = int(year_text)
    if month_text is None:
        return Part(text, day_of(year), last_day(year))
    month = int(month_text)
    if not 1 <= month <= 12:
        if day_text is None and month in SEASONS:
            return Part(text, *_season(year, month))
        raise complaint.of_month(month_text, at + len(year_text) + 1, day_text)
    if day_text is None:
        return Part(text, day_of(year, month), last_day(year, month))
    day = int(day_text)
    if not 1 <= day <= days_in_month(year, month):
        raise complaint.of_day(year_text, month, day_text, at + len(year_text) + 4)
    first = day_of(year, month, day)
    return Part(text, first, first)


def _season(year: int, code: int) -> tuple[int, int]:
    month, count = SEASONS[code]
    after = month + count - 1
    return day_of(year, month), last_day(year + (after > 12), (after - 1) % 12 + 1)


def _clocked(text: str, at: int) -> Part:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise complaint.about_time(text, at)
    date, hour, minute, second, zone = found.groups()
    if (int(hour), int(minute), int(second or 0)) != (24, 0, 0):
        for group, limit, name in ((2, 23, "hour"), (3, 59, "minute"), (4, 59, "second")):
            if int(found[group] or 0) > limit:
                raise NotADate(f"{name} {found[group]} does not exist; 00 to {limit} are possible",
                               at + found.start(group))  # fmt: skip
    if zone and zone != "Z":
        minutes = int(zone[1:3]) * 60 + int(zone[4:] or 0)
        offset = -minutes if zone[0] == "-" else minutes
        if not _FIRST_ZONE <= offset <= _LAST_ZONE or zone[4:] > "59" or (
            zone[0] == "-" and not offset
        ):
            raise NotADate(f"there is no zone {zone}; zones run from -12:00 to +14:00, and zero"
                           " is Z or +00:00", at + found.start(5))  # fmt: skip
    day = read_part(date, at)
    return Part(text, day.first, day.last)


def _long(text: str, at: int) -> Part:
    found = _LONG.fullmatch(text)
    if not found or not (found[3] or found[7]):
        raise complaint.about_long(text, at)
    before, sign, digits, zeros, plain_sign, plain, significant, after = found.groups()
    number = digits or plain
    complaint.check_long(found, at)
    value = _LARGEST_YEAR if len(zeros or "") > 3 or int(zeros or 0) > _MOST_ZEROS else (
        int(number) * 10 ** int(zeros or 0)
    )
    unknown = 10 ** max(len(str(value)) - int(significant), 0) if significant else 1
    low = value // unknown * unknown
    high = low + unknown - 1
    if sign or plain_sign:
        low, high = -high, -low
    mark = _MARKS[_MARK_BITS[before] | _MARK_BITS[after]]
    body = text[len(before) : len(text) - len(after)]
    return Part(body + mark, _clamped(low, day_of), _clamped(high, last_day))


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
    first, last = _mask_bounds(year, month, day, (at + found.start(5), at + found.start(8)))
    return Part(canonical, first, last)


def _marked(parts: list[str], marks: list[int]) -> str:
    """Write marks the shortest way: what a component shares with all to its left goes to its right."""
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


def _mask_bounds(year: str, month: str, day: str, places: tuple[int, int]) -> tuple[int | None, int | None]:
    if not month or "X" in month or not 1 <= int(month) <= 12:
        if month and not day and "X" not in month and int(month) in SEASONS:
            return _masked_season(year, int(month))
        if month and not _fitting(month, 1, 12):
            raise complaint.of_month(month, places[0], day or None)
    first = _edge(year, month, day, newest=False)
    last = _edge(year, month, day, newest=True)
    if first is None or last is None:
        raise complaint.of_masked_day(year, month, day, places[1])
    if year == "XXXX":
        return None, None
    return (None if year == "-XXXX" else first), last


def _masked_season(year: str, code: int) -> tuple[int | None, int | None]:
    years = list(_years(year, newest=False))[:1] + list(_years(year, newest=True))[:1]
    if year == "XXXX":
        return None, None
    last = _season(years[1], code)[1]
    return (None if year == "-XXXX" else _season(years[0], code)[0]), last


def _edge(year: str, month: str, day: str, *, newest: bool) -> int | None:
    """Find the first (or last) day that exists and fits the masks, or None if there is none."""
    order = -1 if newest else 1
    months = _fitting(month, 1, 12)[::order] if month else ((12,) if newest else (1,))
    for number in _years(year, newest=newest):
        for in_year in months:
            days = _fitting(day or "XX", 1, days_in_month(number, in_year))
            if days:
                return day_of(number, in_year, days[-1 if newest else 0])
        if not _depends_on_year(month, day):
            return None
    return None


def _depends_on_year(month: str, day: str) -> bool:
    return 2 in _fitting(month or "XX", 1, 12) and 29 in _fitting(day or "XX", 1, 31)


def _years(mask: str, *, newest: bool) -> Iterator[int]:
    digits = mask.lstrip("-")
    sign = -1 if mask[0] == "-" else 1
    free = digits.count("X")
    numbers = range(10**free)
    for number in reversed(numbers) if newest == (sign > 0) else numbers:
        fill = iter(f"{number:0{free}d}" if free else "")
        year = int("".join(next(fill) if digit == "X" else digit for digit in digits))
        if year or sign > 0:
            yield sign * year


def _fitting(mask: str, low: int, high: int) -> tuple[int, ...]:
    """List the numbers from low to high whose two digits fit a mask such as 1X."""
    if "X" not in mask:
        return (int(mask),) if low <= int(mask) <= high else ()
    tens, ones = mask
    return tuple(
        n for n in range(low, high + 1)
        if tens in ("X", str(n // 10)) and ones in ("X", str(n % 10))
    )  # fmt: skip
