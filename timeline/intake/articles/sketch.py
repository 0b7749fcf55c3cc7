"""Sketch the wording of a text in a few bytes, by which a repetition of it is known later."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from struct import error, pack, unpack

from timeline.intake.articles.likeness import shingles

KEPT = 64
"""How many word groups a sketch keeps: those whose numbers are the smallest."""
LEAST = 5
"""How many of them two texts must share before anything is said."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """How many word groups a text has, and the first 32 bits of the smallest of their numbers.

    The text cannot be read out of it. Two sketches tell what share of the shorter text stands in
    the longer one, within about a tenth (bottom-k sampling: Cohen and Kaplan 2007).
    """

    count: int
    least: frozenset[int]

    def __str__(self) -> str:
        """Write it as `count:base64`; some 350 signs."""
        values = sorted(self.least)
        return f"{self.count}:{b64encode(pack(f'>{len(values)}I', *values)).decode()}"


def sketch(text: str) -> Sketch:
    """Sketch a text."""
    groups = shingles(text)
    return Sketch(len(groups), frozenset(group >> 32 for group in sorted(groups)[:KEPT]))


def read_sketch(said: str) -> Sketch | None:
    """Read a sketch as it was written; None for what is none."""
    count, _colon, rest = said.partition(":")
    try:
        raw = b64decode(rest, validate=True)
        found = Sketch(int(count), frozenset(unpack(f">{len(raw) // 4}I", raw)))
    except (ValueError, error):
        return None
    return found if 0 < len(found.least) <= KEPT and found.count >= len(found.least) else None


def share(one: Sketch, other: Sketch) -> float:
    """Tell what share of the shorter text stands in the longer one, 0 to 1; 0 if too few tell."""
    both = one.least & other.least
    least = set(sorted(one.least | other.least)[:KEPT])
    common = len(both & least)
    if common < LEAST:
        return 0.0
    alike = common / len(least)
    found = alike * (one.count + other.count) / ((1 + alike) * min(one.count, other.count))
    return round(min(found, 1.0), 2)
