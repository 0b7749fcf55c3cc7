"""Reads what the Japanese table cannot say: Han numerals, eras in figures, clock times."""

from __future__ import annotations

from timeline.dates.phrases.languages.eastern import EASTERN_MAKERS
from timeline.dates.phrases.languages.han import GUARD, HAN_SHAPES, clock, dotted, short_era

SHAPES = (
    ("YEAR", GUARD + r"0\d(?=\s?年)", lambda text: f"20{int(text):02d}"),
    ("NUMDATE", GUARD + r"[MTSHR](?:\d{1,2}|元)[.．/]\d{1,2}[.．/]\d{1,2}(?![\d.])", short_era),
    ("NUMDATE", GUARD + r"\d{4}[.．]\s?\d{1,2}[.．]\s?\d{1,2}(?![\d])", dotted),
    ("TIMEOFDAY", GUARD + r"\d{1,2}時(?:\d{1,2}分|半)?(?![間代速期点給])", clock),
    *HAN_SHAPES,
)
MAKERS = EASTERN_MAKERS
