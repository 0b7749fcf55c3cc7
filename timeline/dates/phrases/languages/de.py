"""Reads what German writes in one word: 'Montagabend', 'dreitägig', '8.9.'."""

from __future__ import annotations

import re

_WEEKDAYS = {
    "montag": 1,
    "dienstag": 2,
    "mittwoch": 3,
    "donnerstag": 4,
    "freitag": 5,
    "samstag": 6,
    "sonnabend": 6,
    "sonntag": 7,
}
_DAYPARTS = {
    "frühmorgen": "MO",
    "morgen": "MO",
    "früh": "MO",
    "vormittag": "MO",
    "nachmittag": "AF",
    "mittag": "MI",
    "vorabend": "EV",
    "abend": "EV",
    "mitternacht": "NI",
    "nacht": "NI",
}
_COUNTS = {
    "ein": "1",
    "zwei": "2",
    "drei": "3",
    "vier": "4",
    "fünf": "5",
    "sechs": "6",
    "sieben": "7",
    "acht": "8",
    "neun": "9",
    "zehn": "10",
    "elf": "11",
    "zwölf": "12",
    "vierzehn": "14",
    "fünfzehn": "15",
    "zwanzig": "20",
    "dreißig": "30",
    "vierzig": "40",
    "fünfzig": "50",
    "hundert": "100",
    "mehr": "X",
    "lang": "X",
    "anderthalb": "1.5",
    "eineinhalb": "1.5",
    "zweieinhalb": "2.5",
    "halb": "0.5",
}
_LENGTHS = {
    "sekünd": "second",
    "minüt": "minute",
    "stünd": "hour",
    "täg": "day",
    "wöch": "week",
    "monat": "month",
    "jähr": "year",
}
_DAY_PART = rf"(?<!\w)(?:{'|'.join(_WEEKDAYS)})(?:{'|'.join(_DAYPARTS)})s?(?!\w)"
_LENGTH = (
    rf"(?<!\w)(?:\d{{1,4}}-?|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
    rf"(?:{'|'.join(_LENGTHS)})ig(?:e[mnrs]?)?(?!\w)"
)
_DAY_MONTH = r"(?<![\w.,:/$€£¥])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?!\s?\w*\d|\w)"


def _day_with_part(text: str) -> str | None:
    """Return weekday and part of day, '1 EV' for 'Montagabend'."""
    lower = text.lower()
    day = next(name for name in _WEEKDAYS if lower.startswith(name))
    rest = lower[len(day) :]
    part = _DAYPARTS.get(rest) or _DAYPARTS.get(rest.rstrip("s"))
    return f"{_WEEKDAYS[day]} {part}" if part else None


def _length(text: str) -> str | None:
    """Return count and unit, '3 day' for 'dreitägige'; none for a person ('25-Jährige')."""
    match = re.match(r"(\d+|[a-zäöüß]+?)-?(" + "|".join(_LENGTHS) + r")ig", text, re.IGNORECASE)
    if not match or (match[1].isdigit() and match[2][0].isupper()):
        return None
    count = match[1] if match[1].isdigit() else _COUNTS.get(match[1].lower())
    return f"{count} {_LENGTHS[match[2].lower()]}" if count else None


_GLUED_DAY = r"(?<![\w.,$€£¥])(?:0?[1-9]|[12]\d|3[01])\.(?=(?-i:[A-ZÄÖÜ][a-zä]))"

SHAPES = (
    ("DAYDOT", _GLUED_DAY, str),
    ("DAYWITHPART", _DAY_PART, _day_with_part),
    ("LENGTHWORD", _LENGTH, _length),
    ("DAYMONTH", _DAY_MONTH, str),
)
