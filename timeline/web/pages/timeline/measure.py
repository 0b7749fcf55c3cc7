"""Estimate how wide a label is, by one table that the reader's script uses as well."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FONT = 13
"""The size of labels in pixels."""
LONGEST = 160
"""How wide the text of a label is at most, in pixels; what is longer is cut."""
ELLIPSIS = "…"


@cache
def table() -> dict[str, Any]:
    """Read the table of widths: parts of an em by code point, of Arial and what is cut like it.

    A letter of a run stands for its place above `base`, in `1 / unit` of an em, rounded up.
    """
    text = Path(__file__).with_name("widths.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=4096)
def _advance(point: int) -> int:
    widths = table()
    for start, run in widths["runs"].items():
        if 0 <= point - int(start) < len(run):
            return ord(run[point - int(start)]) - int(widths["base"])
    if any(first <= point <= last for first, last in widths["none"]):
        return 0
    full = any(first <= point <= last for first, last in widths["full"])
    return int(widths["full_width"] if full else widths["other_width"])


def width(text: str) -> float:
    """Estimate the width of a text in pixels at the size of labels."""
    return sum(_advance(ord(letter)) for letter in text) * FONT / float(table()["unit"])


def clipped(text: str, most: float = LONGEST) -> tuple[str, float]:
    """Cut a text to a width in pixels; give what is left, with its width."""
    whole = width(text)
    if whole <= most:
        return text, whole
    unit = FONT / float(table()["unit"])
    total, kept = _advance(ord(ELLIPSIS)) * unit, 0
    for letter in text:
        step = _advance(ord(letter)) * unit
        if total + step > most:
            break
        total += step
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS, total
