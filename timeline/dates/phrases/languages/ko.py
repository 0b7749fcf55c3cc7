"""Reads what the Korean table cannot say: dates in figures with blanks, clock times."""

from __future__ import annotations

from timeline.dates.phrases.languages.eastern import EASTERN_MAKERS
from timeline.dates.phrases.languages.han import GUARD, clock, dotted

SHAPES = (
    ("QUARTERS", GUARD + r"[1-4]\s?[/·ㆍ.]\s?4(?=\s?분기)", lambda text: text[0]),
    ("NUMDATE", GUARD + r"\d{4}[.．]\s?\d{1,2}[.．]\s?\d{1,2}\.?(?!\d)", dotted),
    ("TIMEOFDAY", GUARD + r"\d{1,2}시(?:\s?\d{1,2}분|\s?반)?(?![간도장군청])", clock),
)
MAKERS = EASTERN_MAKERS
