"""Reads dates of languages without a table of their own, through dateparser's locales."""

from __future__ import annotations

import datetime
import importlib
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dateparser.data.languages_info import language_order
from dateparser.date import DateDataParser

from timeline.dates.days import iso_day
from timeline.dates.phrases.lexer import NUMBER_LEFT
from timeline.dates.phrases.reading import Reading, whole_day, whole_month, whole_year
from timeline.dates.phrases.resolve_units import unit_at
from timeline.dates.phrases.table import languages
from timeline.dates.phrases.trie import trie
from timeline.dates.phrases.values import Found, Trace
from timeline.dates.span import Span

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_KEY = re.compile(r"(?:in )?(\\1|\d+) (\w+?)(?: ago)?$")
_MOST_COUNTED = 10_000
_SHORTEST_NAME = 3
"""Names of two letters ('di', 'do') are words in most languages."""


Relative = tuple[re.Pattern[str], int, str]


@dataclass(frozen=True, slots=True)
class Locale:
    """What is looked for in a language: full dates, and relative words with their meaning."""

    code: str
    absolute: re.Pattern[str]
    relative: tuple[Relative, ...]


def other_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have no table, but a locale of dateparser's."""
    own = set(languages())
    return tuple(
        sorted(one for one in language_order if re.fullmatch(r"[a-z]{2,3}", one) and one not in own)
    )


@lru_cache(maxsize=16)
def locale(language: str) -> Locale | None:
    """Return the patterns of a language from dateparser's locale data, None if it has none.

    Args:
        language: A code of dateparser's, such as 'it' or 'pt'.
    """
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return None
    try:
        module = importlib.import_module(f"dateparser.data.date_translation_data.{language}")
    except ImportError:
        return None
    info = module.info
    months = [name for key in _MONTHS for name in info.get(key, ())]
    days = [name for key in _WEEKDAYS for name in info.get(key, ())]
    long_days = [name for name in days if len(name) > _SHORTEST_NAME]
    month = f"(?:{trie(sorted({name.lower() for name in months}))})\\.?"
    weekday = f"(?:(?:{trie(sorted({name.lower() for name in days}))})\\.?,? )?"
    fill = r"(?:[ ,./-]|\b\w{1,3}\b(?= )){0,4}"
    absolute = (
        rf"(?<!\w){weekday}{NUMBER_LEFT}\d{{1,2}}[.ºª]?{fill}{month}(?:{fill}\d{{4}})?(?!\w)"
        rf"|(?<!\w){month}{fill}\d{{4}}(?!\w)"
        rf"|{NUMBER_LEFT}\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}(?!\w)"
        rf"|{NUMBER_LEFT}\d{{4}}-\d\d-\d\d(?!\w)"
    )
    if long_days:
        absolute += rf"|(?<!\w)(?:{trie(sorted({name.lower() for name in long_days}))})(?!\w)"
    return Locale(language, re.compile(absolute, re.IGNORECASE), _relative(info))


def _relative(info: dict[str, dict[str, list[str]]]) -> tuple[Relative, ...]:
    found: list[Relative] = []
    for section in ("relative-type", "relative-type-regex"):
        for key, forms in info.get(section, {}).items():
            match = _KEY.match(key)
            unit = match[2] if match else ""
            if unit not in ("day", "week", "month", "year"):
                continue
            sign = 1 if key.startswith("in ") else -1
            step = 0 if match is None or match[1] == r"\1" else sign * int(match[1])
            if section == "relative-type":
                body = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
                found.append((re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE), step, unit))
            else:
                found.extend(
                    (re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE), sign, f"counted {unit}")
                    for form in forms
                )
    return tuple(found)


@lru_cache(maxsize=64)
def _parser(language: str, day: int, order: str) -> DateDataParser:
    """Return a parser that is kept: making one costs more than using it."""
    settings: dict[str, object] = {
        "RELATIVE_BASE": datetime.datetime.combine(
            datetime.date.fromordinal(day), datetime.time(12)
        ),
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": True,
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_DATES_FROM": "past",
        "PARSERS": ["relative-time", "absolute-time"],
    }
    if order:
        settings |= {"DATE_ORDER": order, "PREFER_LOCALE_DATE_ORDER": False}
    return DateDataParser(languages=[language], settings=settings)


def find_elsewhere(
    text: str, published: tuple[int | None, int | None], language: str, *, month_first: bool
) -> tuple[Found, ...]:
    """Find full dates and relative words in a text of a language that has no table.

    Args:
        text: Any text.
        published: First and last day on which it can have been published.
        language: A code of dateparser's; an unknown one finds nothing.
        month_first: Whether 09/08/2012 is 8 September where the country is told.
    """
    known = locale(language)
    if known is None:
        return ()
    day = published[1]
    spans: list[tuple[int, int, Reading]] = []
    for match in known.absolute.finditer(text):
        reading = _absolute(match[0], language, day, "MDY" if month_first else "")
        if reading is not None:
            spans.append((match.start(), match.end(), reading))
    for pattern, step, unit in known.relative:
        for match in pattern.finditer(text):
            reading = _stepped(match, step, unit, day)
            if reading is not None:
                spans.append((match.start(), match.end(), reading))
    return tuple(_found(text, item, language, day) for item in _apart(spans))


def _absolute(words: str, language: str, day: int | None, order: str) -> Reading | None:
    base = day if day is not None and 1 <= day <= datetime.date.max.toordinal() else None
    data = _parser(language, base or 730_120, order).get_date_data(words)
    if data is None or data.date_obj is None:
        return None
    if base is None and "year" not in data.parts:
        return Reading("", note="no day of publication to lean on")
    date = data.date_obj
    if data.period == "year":
        return whole_year(date.year)
    if data.period == "month":
        return whole_month(date.year, date.month)
    anchor = "none" if "year" in data.parts and re.search(r"\d{4}", words) else "publication day"
    reading = whole_day(date.toordinal())
    return Reading(
        reading.timex,
        grain="day",
        first=reading.first,
        last=reading.last,
        edtf=reading.edtf,
        anchor=anchor,
    )


def _stepped(match: re.Match[str], step: int, unit: str, day: int | None) -> Reading | None:
    if day is None:
        return None
    if unit.startswith("counted "):
        count = float(match[1].replace(",", "."))
        if count != int(count) or count > _MOST_COUNTED:
            return None
        step, unit = step * int(count), unit.removeprefix("counted ")
    return replace(unit_at(day, unit, step), anchor="publication day")


def _apart(spans: list[tuple[int, int, Reading]]) -> list[tuple[int, int, Reading]]:
    """Keep the leftmost and longest of what overlaps."""
    kept: list[tuple[int, int, Reading]] = []
    for span in sorted(spans, key=lambda item: (item[0], -item[1])):
        if span[2].timex and (not kept or span[0] >= kept[-1][1]):
            kept.append(span)
    return kept


def _found(text: str, item: tuple[int, int, Reading], language: str, day: int | None) -> Found:
    start, end, reading = item
    anchor_day = iso_day(day) if day is not None and reading.anchor != "none" else ""
    trace = Trace(text[start:end], language, reading.anchor, "dateparser", anchor_day)
    span = Span.parse(reading.edtf) if reading.edtf else None
    return Found(start, end, text[start:end], "DATE", reading.timex, span, trace)
