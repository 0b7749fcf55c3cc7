"""Words what is wrong with a text that is not EDTF, at which character, and what would be right."""

import re
from typing import Final

from timeline.dates.days import days_in_month
from timeline.dates.notadate import NotADate

_DAY: Final = "a date is written 2013, 2013-10 or 2013-10-21"
_MONTH_NAMES: Final = (
    "", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_PREFIX: Final = re.compile(
    r"[?~%]?-?(?:(?P<year>[0-9X]{4})(?:[?~%]?(?:-(?:[?~%]?(?:(?P<month>[0-9X]{2})"
    r"(?:[?~%]?(?:-(?:[?~%]?(?:(?P<day>[0-9X]{2})[?~%]?)?)?)?)?)?)?)?)?)?"
)
_CLOCK_PREFIX: Final = re.compile(
    r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[0-9]{2}(?::(?:[0-9]{2}(?::(?:[0-9]{2})?)?"
    r"(?:Z|[+-](?:[0-9]{2}(?::(?:[0-9]{2})?)?)?)?)?)?)?"
)
_LONG_PREFIX: Final = re.compile(r"[?~%]?(?:Y-?[0-9]*(?:E[0-9]*)?|-?[0-9]{0,4})(?:S[0-9]*)?")
_SPECIAL: Final = (
    (re.compile(r"\s"), "blanks have no place in a date"),
    (re.compile(r"[xu]"), "an unspecified digit is a capital X"),
    (re.compile(r"[tz]"), "T and Z are capitals"),
    (re.compile(r"[yes]"), "Y, E and S are capitals"),
    (re.compile(r"[?~%]"), "one mark is enough here: % says uncertain and approximate together"),
    (re.compile(r"[()]"), "brackets do not group marks; put the mark beside its part"),
    (re.compile(r"\^"), "a season is a number from 21 to 41; 29 to 32 are southern"),
    (re.compile(r"\+"), "a year takes no plus sign"),
)


def about(text: str, at: int) -> NotADate:
    """Complain of a text that is not one date.

    Args:
        text: the text of one date, not of a whole interval or set.
        at: its offset in the whole expression.
    """
    if not text:
        return NotADate(f"a date is missing; {_DAY}", at)
    found = _PREFIX.match(text)
    place = found.end() if found else 0
    if not found or not found["year"]:
        return _of_year(text, place, at)
    special = _special(text, place)
    if special:
        return NotADate(special, at + place)
    if text.startswith("T", place):
        return NotADate("a time of day is possible only with one whole day by itself", at + place)
    return NotADate(_of_rest(text, place, found), at + place)


def _of_year(text: str, place: int, at: int) -> NotADate:
    """Complain where not even a year of four digits was found."""
    end = len(text) - len(text[place:].lstrip("0123456789X"))
    special = _special(text, end)
    if special:
        return NotADate(special, at + end)
    if end > place:
        words = "a year has four digits (0043); a decade is 199X and a century 19XX"
        return NotADate(words, at + end)
    return NotADate(f"{text[place : place + 12]!r} is not a year; {_DAY}", at + place)


def _of_rest(text: str, place: int, found: re.Match[str]) -> str:
    """Word what can follow the parts that were found."""
    if found["day"]:
        return "the date should end here, or go on with a time such as T14:55Z"
    if found["month"]:
        return f"a hyphen and a day of two digits can follow here; {_DAY}"
    if text[place : place + 1].isdecimal() and text[place - 1] not in "-?~%":
        return "a year has four digits; a longer one starts with Y (Y12345)"
    return f"a hyphen and a month of two digits can follow here; {_DAY}"


def _special(text: str, place: int) -> str:
    if place < len(text):
        for pattern, words in _SPECIAL:
            if pattern.match(text, place):
                return words
    return ""


def of_month(month: str, at: int, day: str | None) -> NotADate:
    """Complain of a month or season that does not exist."""
    if day is None:
        return NotADate(
            f"there is no month {month}; 01 to 12 are months, 21 to 41 parts of a year", at
        )
    if "X" not in month and 21 <= int(month) <= 41:
        return NotADate(f"{month} is a part of the year, and no day can follow it", at)
    return NotADate(f"there is no month {month}; 01 to 12 are possible", at)


def of_day(year: str, month: int, day: str, at: int) -> NotADate:
    """Complain of a day that its month does not have."""
    length = days_in_month(int(year), month)
    return NotADate(f"{_MONTH_NAMES[month]} {year} has {length} days; {day} is not one of them", at)


def of_masked_day(year: str, month: str, day: str, at: int) -> NotADate:
    """Complain of a day that no month fitting the masks has."""
    return NotADate(f"no month that fits {year}-{month} has a day {day}", at)


def about_time(text: str, at: int) -> NotADate:
    """Complain of a time of day that is not hh:mm or hh:mm:ss with Z, +hh, -hh or +hh:mm."""
    before = text.partition("T")[0]
    if not re.fullmatch(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}", before):
        whole = about(before, at) if not _PREFIX.fullmatch(before) else None
        place = at + len(before)
        return whole or NotADate("a time of day needs one whole day without marks or X", place)
    found = _CLOCK_PREFIX.match(text)
    place = found.end() if found else len(before)
    if text[place : place + 1] in (".", ","):
        return NotADate("parts of a second are not written", at + place)
    special = _special(text, place)
    return NotADate(
        special or "a time is hh:mm or hh:mm:ss, with Z, +hh or +hh:mm after it", at + place
    )


def check_clock(found: re.Match[str], at: int) -> None:
    """Refuse an hour, minute, second or zone that does not exist.

    Args:
        found: a match with hour, minute and second in groups 2 to 4, the zone in 5, the hours of
            a shift in 6 and its minutes in 7.
        at: where the date starts in the whole expression.

    Raises:
        NotADate: an hour beyond 23 (but 24:00:00 ends a day), a minute or second beyond 59, or a
            zone beyond -12:00 to +14:00.
    """
    if found[0][found.start(2) : found.end(4)] != "24:00:00":
        for group, limit, name in ((2, 23, "hour"), (3, 59, "minute"), (4, 59, "second")):
            if int(found[group] or 0) > limit:
                words = f"there is no {name} {found[group]}; 00 to {limit} are possible"
                raise NotADate(words, at + found.start(group))
    zone = found[5]
    if not zone or zone == "Z":
        return
    minutes = int(found[7] or 0)
    offset = (int(found[6]) * 60 + minutes) * (-1 if zone[0] == "-" else 1)
    if not -12 * 60 <= offset <= 14 * 60 or minutes > 59 or (zone[0] == "-" and not offset):
        words = f"there is no zone {zone}; they run from -12:00 to +14:00, and zero is Z or +00:00"
        raise NotADate(words, at + found.start(5))


def about_long(text: str, at: int) -> NotADate:
    """Complain of a year with Y, E or S that is not written as ISO 8601-2 has it."""
    found = _LONG_PREFIX.match(text)
    place = found.end() if found else 0
    if place < len(text) and text[place] == "-" and text[place - 1].isdecimal():
        return NotADate("Y and S mark a year by itself; no month can follow", at + place)
    special = _special(text, place)
    return NotADate(
        special or "a long year is written Y12345, Y-17E7 or, with significant digits, 1950S2",
        at + place,
    )


def check_long(found: re.Match[str], at: int) -> None:
    """Refuse long years whose numbers do not say anything.

    Args:
        found: a match with the digits after Y in group 3, the exponent in 4, the sign of a
            four-digit year in 5, its digits in 6 and the significant digits in 7.
        at: where the year stands in the whole expression.

    Raises:
        NotADate: a leading zero, a Y year of four digits or fewer, or a zero exponent or count.
    """
    digits = found[3]
    if digits and digits[0] == "0":
        raise NotADate("the digits after Y start with 1 to 9", at + found.start(3))
    if digits and found[4] is None and len(digits) <= 4:
        raise NotADate("a year of four digits takes no Y", at + found.start(1))
    if found[5] and found[6] == "0000":
        raise NotADate("there is no year -0000; write 0000 for 1 BCE", at + found.start(5))
    for group, name in ((4, "exponent"), (7, "count of significant digits")):
        if found[group] and found[group][0] == "0":
            raise NotADate(f"the {name} is a whole number from 1", at + found.start(group))
