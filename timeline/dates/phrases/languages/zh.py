"""Reads what the Chinese table cannot say: Han numerals, dotted figures, clock times."""

from __future__ import annotations

from timeline.dates.phrases.languages.eastern import EASTERN_MAKERS
from timeline.dates.phrases.languages.han import GUARD, HAN_SHAPES, clock, dotted

SHAPES = (
    ("YEAR", GUARD + r"0\d(?=\s?年)", lambda text: f"20{int(text):02d}"),
    ("NUMDATE", GUARD + r"\d{4}[.．]\s?\d{1,2}[.．]\s?\d{1,2}(?!\d)", dotted),
    ("TIMEOFDAY", GUARD + r"\d{1,2}[时時](?:\d{1,2}分|半)?(?![间間代速期段节節])", clock),
    ("TIMEOFDAY", GUARD + r"\d{1,2}[点點](?:\d{1,2}分|半|整|[钟鐘])", clock),
    ("OCLOCK", GUARD + r"\d{1,2}[点點](?:\d{1,2})?", clock),
    *HAN_SHAPES,
)
MAKERS = EASTERN_MAKERS
