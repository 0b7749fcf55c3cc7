"""Holds one date as EDTF with its four days: the value that every room passes and stores."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Self

from timeline.dates import making
from timeline.dates.days import FAR, iso_day
from timeline.dates.edtf import read

_CLOCK: Final = re.compile(r"T(\d\d):(\d\d)(?::\d\d)?(?:(Z)|([+-])(\d\d):?(\d\d)?)?")
_SINGLE: Final = re.compile(r"-?([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?")
_UNMARKED: Final = str.maketrans("", "", "?~%")
_LAST_MONTH: Final = 12
_CLASS_LIMITS: Final = (1, 31, 366)
_OPEN_CLASS: Final = 4


class Precision(IntEnum):
    """How finely a date is told, from finest to coarsest; the order is that of sorting."""

    MINUTE = 0
    DAY = 1
    MONTH = 2
    PART = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6
    LONGER = 7
    INTERVAL = 8
    SET = 9
    OPEN = 10


@dataclass(frozen=True, slots=True)
class Span:
    """A date as its source gives it: EDTF text and the days on which it can have begun and ended.

    Days are proleptic Gregorian ordinals (1 is 0001-01-01; 0 and below are before our era).
    None means that there is no bound on that side. An interval ``2012-09-08/2012-09-09`` lasted
    two days; a set ``[2013-10-21..2013-10-31]`` happened on one of eleven.

    Attributes:
        edtf: the canonical text (ISO 8601-2:2019, Library of Congress profile).
        begins_first: the earliest day on which it can have begun.
        begins_last: the latest day on which it can have begun.
        ends_first: the earliest day on which it can have ended.
        ends_last: the latest day on which it can have ended.
    """

    edtf: str
    begins_first: int | None
    begins_last: int | None
    ends_first: int | None
    ends_last: int | None

    @classmethod
    def parse(cls, edtf: str) -> Self:
        """Read EDTF of level 0, 1 or 2.

        Args:
            edtf: the text, at most 4,096 code points, without blanks around it.

        Raises:
            NotADate: with the position and the reason.
        """
        return cls(*read(edtf))

    @classmethod
    def of(
        cls,
        edtf: str,
        begins_first: int | None,
        begins_last: int | None,
        ends_first: int | None,
        ends_last: int | None,
    ) -> Self:
        """Build a span from stored columns, which are trusted and not read again."""
        return cls(edtf, begins_first, begins_last, ends_first, ends_last)

    @classmethod
    def of_day(cls, day: int) -> Self:
        """Build the span of one day.

        Raises:
            NotADate: the day lies beyond the years -9999 to 9999, where EDTF has no days.
        """
        return cls(making.day_text(day), day, day, day, day)

    @classmethod
    def of_days(cls, first: int | None, last: int | None) -> Self:
        """Build "on one of these days" with the shortest EDTF: a day, month, year, decade or set.

        Args:
            first: the earliest day, or None for no bound.
            last: the latest day, or None for no bound.

        Raises:
            NotADate: last is before first, nothing is bounded, or a day lies beyond year 9999.
        """
        return cls(making.days_text(first, last), first, last, first, last)

    @classmethod
    def between(cls, first: "Span", last: "Span") -> Self:
        """Build the interval that begins with one span and ends with another.

        An end that an interval cannot hold (a set, a time) becomes the shortest date around it.

        Raises:
            NotADate: the interval would end before it begins.
        """
        start = making.end_text(first.edtf, *first.begins)
        end = making.end_text(last.edtf, *last.ends)
        return cls(*read(f"{start}/{end}"))

    def __composite_values__(self) -> tuple[str, int | None, int | None, int | None, int | None]:
        """Give the five stored columns in order, as SQLAlchemy's composite() asks."""
        return (self.edtf, self.begins_first, self.begins_last, self.ends_first, self.ends_last)

    @property
    def begins(self) -> tuple[int | None, int | None]:
        """Earliest and latest day on which it can have begun."""
        return (self.begins_first, self.begins_last)

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """Earliest and latest day on which it can have ended."""
        return (self.ends_first, self.ends_last)

    @property
    def earliest(self) -> int | None:
        """First day that it can have touched."""
        return self.begins_first

    @property
    def latest(self) -> int | None:
        """Last day that it can have touched."""
        return self.ends_last

    @property
    def is_interval(self) -> bool:
        """Whether it lasted from one date to another."""
        return "/" in self.edtf

    @property
    def is_set(self) -> bool:
        """Whether it is one of several dates, or all of them."""
        return self.edtf[:1] in ("[", "{")

    @property
    def approximate(self) -> bool:
        """Whether any part is marked as approximate."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked as uncertain."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def time(self) -> int | None:
        """Minutes since midnight as written (0 to 1440), or None without a time of day."""
        found = _CLOCK.search(self.edtf)
        return int(found[1]) * 60 + int(found[2]) if found else None

    @property
    def zone(self) -> int | None:
        """Offset from UTC in minutes (540 is UTC+9), or None where none is given."""
        found = _CLOCK.search(self.edtf)
        if not found or not (found[3] or found[4]):
            return None
        minutes = int(found[5] or 0) * 60 + int(found[6] or 0)
        return -minutes if found[4] == "-" else minutes

    @property
    def precision(self) -> Precision:
        """How finely it is told."""
        if self.is_interval or self.is_set:
            if self.begins_first is None or self.ends_last is None:
                return Precision.OPEN
            return Precision.INTERVAL if self.is_interval else Precision.SET
        return _single_precision(self.edtf.translate(_UNMARKED))

    @property
    def span_class(self) -> int:
        """Length of its whole extent: 0 one day, 1 to 31, 2 to 366, 3 more days, 4 open."""
        if self.begins_first is None or self.ends_last is None:
            return _OPEN_CLASS
        length = self.ends_last - self.begins_first + 1
        return next((n for n, limit in enumerate(_CLASS_LIMITS) if length <= limit), 3)

    @property
    def sort_day(self) -> int:
        """The day to file it under: its earliest, else the latest day known of it, else FAR."""
        for day in (self.begins_first, self.begins_last, self.ends_last):
            if day is not None:
                return max(-FAR, min(FAR, day))
        return FAR

    def iso(self) -> tuple[tuple[str | None, str | None], tuple[str | None, str | None]]:
        """Write its days as ISO 8601 text: the pair of its beginning and the pair of its end."""
        texts: Iterator[str | None] = (
            None if day is None else iso_day(day) for day in self.begins + self.ends
        )
        return (next(texts), next(texts)), (next(texts), next(texts))

    def __str__(self) -> str:
        return self.edtf


def _single_precision(edtf: str) -> Precision:
    if "T" in edtf:
        return Precision.MINUTE
    found = _SINGLE.fullmatch(edtf)
    if not found:
        return Precision.YEAR if "S" not in edtf else Precision.LONGER
    year, month, day = found.groups("XX")
    told = [part for part in (month, day) if part != "XX"]
    if "X" in year:
        if told and year != "XXXX":
            return Precision.SET
        masked = {"XXXX": Precision.OPEN, "X": Precision.DECADE, "XX": Precision.CENTURY}
        return masked.get(year.lstrip("0123456789"), Precision.LONGER)
    if not told:
        return Precision.YEAR
    if any("X" in part for part in told) or month == "XX" or int(month) > _LAST_MONTH:
        return Precision.PART if month != "XX" else Precision.SET
    return Precision.MONTH if day == "XX" else Precision.DAY
