"""Writes days and pairs of days as the shortest EDTF that says the same."""

from typing import Final

from timeline.dates.days import day_of, iso_day, last_day, year_text, ymd
from timeline.dates.notadate import NotADate

_LARGEST: Final = 9_999


def day_text(day: int) -> str:
    """Write one day as EDTF.

    Raises:
        NotADate: the day lies beyond the years -9999 to 9999, where EDTF has no days.
    """
    if abs(ymd(day)[0]) > _LARGEST:
        raise NotADate("EDTF writes days of the years -9999 to 9999 only")
    return iso_day(day)


def days_text(first: int | None, last: int | None) -> str:
    """Write "on one of these days" as the shortest EDTF.

    Args:
        first: the earliest day, or None for no bound.
        last: the latest day, or None for no bound.

    Returns:
        One day, month, year, decade or century where the days are exactly that, else a set
        of months, years or days such as ``[2013-10-21..2013-10-31]``.

    Raises:
        NotADate: last is before first, nothing is bounded, or a day lies beyond year 9999.
    """
    if first is None or last is None:
        if last is not None:
            return f"[..{day_text(last)}]"
        if first is not None:
            return f"[{day_text(first)}..]"
        raise NotADate("at least one of the two days must be known")
    if last < first:
        raise NotADate("the last day is before the first")
    day_text(first), day_text(last)
    return _whole(first, last) or f"[{day_text(first)}..{day_text(last)}]"


def _whole(first: int, last: int) -> str:
    """Write days that are whole months or years, or a single day; empty if they are not."""
    year, month, day = ymd(first)
    end_year, end_month, _ = ymd(last)
    if first == last:
        return iso_day(first)
    if day != 1 or last != last_day(end_year, end_month):
        return ""
    if month != 1 or end_month != 12:
        start, end = (f"{year_text(y)}-{m:02d}" for y, m in ((year, month), (end_year, end_month)))
        return start if start == end else f"[{start}..{end}]"
    return _whole_years(year, end_year)


def _whole_years(year: int, end: int) -> str:
    if year == end:
        return year_text(year)
    if year >= 0:
        for length, mask in ((10, "X"), (100, "XX")):
            if year % length == 0 and end == year + length - 1:
                return year_text(year)[: -len(mask)] + mask
    return f"[{year_text(year)}..{year_text(end)}]"


def end_text(edtf: str, first: int | None, last: int | None) -> str:
    """Write one end of an interval.

    Args:
        edtf: the span that stands there; kept where an interval can hold it.
        first: the first of the days that the end can be, or None.
        last: the last of them, or None.

    Returns:
        The span's own text, else the shortest single date around its days, else nothing.
    """
    if not (edtf[:1] in ("[", "{") or "/" in edtf or "T" in edtf):
        return edtf
    if first is None or last is None:
        return ""
    year, month, day = ymd(first)
    end_year, end_month, end_day = ymd(last)
    if max(abs(year), abs(end_year)) > _LARGEST:
        return f"Y{year}" if year == end_year else ""
    written = year_text(year)
    if first == last:
        return day_text(first)
    if (year, month) == (end_year, end_month):
        whole = day_of(year, month) == first and last == last_day(year, month)
        if day // 10 == end_day // 10 and not whole:
            return f"{written}-{month:02d}-{day // 10}X"
        return f"{written}-{month:02d}"
    if year == end_year:
        return written
    return _around_years(year, end_year)


def _around_years(year: int, end: int) -> str:
    if min(year, end) < 0 or max(year, end) > _LARGEST:
        return ""
    for length in (1, 2):
        start = f"{year:04d}"[:-length]
        if start == f"{end:04d}"[:-length]:
            return start + "X" * length
    return ""
