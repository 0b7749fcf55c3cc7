"""Reads what a table cannot say of Spanish: centuries in Roman letters, '20.30 h', '1.º'."""

from __future__ import annotations

from timeline.dates.phrases.languages.western import ROMAN, roman

_HOURS = (
    r"(?<![\w.,$€£¥])(?:[01]?\d|2[0-4])"
    r"(?:(?:[.:][0-5]\d)?\s?(?:h|hs|hrs)\b\.?|[.:][0-5]\d\s?horas(?!\w))"
)

SHAPES = (
    ("ROMAN", rf"(?<!\w)(?-i:{ROMAN})(?!\w)", roman),
    ("ORDNUM", r"(?<![\w.,$€£¥])(?:\d{1,2}\.?[ºª°]|1\.?er|3\.?er)(?!\w)", str),
    ("HCLOCK", _HOURS, str),
)
