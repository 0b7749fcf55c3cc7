"""Word dates for readers and file them under years and months, each date once for a language."""

import re
from dataclasses import dataclass
from datetime import date as calendar_day
from functools import lru_cache

from markupsafe import Markup

from timeline.dates import NotADate, Span
from timeline.dates.days import FAR, year_text, ymd
from timeline.dates.wording import words
from timeline.web.language import language
from timeline.web.pages.escaped import safe

FILED = re.compile(r"[\[{]?-?\d{4}-(0[1-9]|1[0-2])")
EXACT = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z")
PLAIN = re.compile(r"[1-9]\d{3}-\d\d-\d\d\Z", re.ASCII)
"""A day of a year that is worded by its four digits."""
LEAP = "2000"
"""A year that has every day of the calendar, and whose digits nothing else in a date has."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date for readers: in words, in words under its year, for `datetime`, and as EDTF."""

    words: str
    short: str
    exact: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its words, and the year and month it is filed under; empty where it has none."""

    words: DateWords
    span: Span
    year: str
    month: str
    full: str
    """The words as markup, with the year."""
    under_year: str
    """The same under the head of the year."""


def when(date: DateWords, full: bool = True) -> Markup:  # noqa: FBT001, FBT002 - as templates call
    """Set a date: as `time` only where HTML can say as much as the date does.

    Args:
        date: In words.
        full: With its year.
    """
    words = safe(date.words if full else date.short)
    if date.exact:
        return Markup(f'<time datetime="{safe(date.exact)}">{words}</time>')  # noqa: S704 - escaped
    return Markup(f'<span data-edtf="{safe(date.edtf)}">{words}</span>')  # noqa: S704 - escaped


def date_words(edtf: str) -> DateWords:
    """Word a date; `exact` is set only where HTML's `datetime` can say the same."""
    return dated(edtf, language()).words


@lru_cache(maxsize=8192)
def dated(edtf: str, code: str) -> Dated:
    """Word and file a date.

    Args:
        edtf: The date.
        code: The language, BCP 47.

    Raises:
        NotADate: If it is none.
    """
    if PLAIN.match(edtf):
        return _plain(edtf, code)
    span = Span.parse(edtf)
    exact = edtf if EXACT.match(edtf) else ""
    told = DateWords(words(span, code), words(span, code, year=False), exact, edtf)
    return Dated(told, span, *_filed(span), when(told), when(told, full=False))


def _plain(edtf: str, code: str) -> Dated:
    """Word and file a day, as most dates are, from the words of the same day of another year."""
    full, short = (one.replace(LEAP, edtf[:4]) for one in _of_calendar(edtf[5:], code))
    try:
        number = calendar_day.fromisoformat(edtf).toordinal()
    except ValueError:  # the 29th of a February that had none
        number = Span.parse(edtf).sort_day
    span = Span.of(edtf, number, number, number, number)
    told = DateWords(full, short, edtf, edtf)
    return Dated(told, span, edtf[:4], edtf[:7], when(told), when(told, full=False))


@lru_cache(maxsize=2048)
def _of_calendar(day: str, code: str) -> tuple[str, str]:
    """Word a day of the calendar, with a year to be replaced and without: all years word alike."""
    span = Span.parse(f"{LEAP}-{day}")
    return words(span, code), words(span, code, year=False)


def _filed(span: Span) -> tuple[str, str]:
    """Write the year and month under which a date is filed, as EDTF; empty where it has none."""
    day = span.sort_day
    if abs(day) >= FAR:
        return "", ""
    year, month, _day = ymd(day)
    text = year_text(year)
    return text, f"{text}-{month:02d}" if FILED.match(span.edtf) else ""


def head(text: str, *, year: bool = True) -> str:
    """Word the year or month of a head; years beyond four digits stay as they are written."""
    try:
        told = dated(text, language()).words if text else None
    except NotADate:
        return text
    return "" if told is None else told.words if year else told.short
