"""Set labels in rows, the most significant first, so that none covers another at any width."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.web.pages.timeline.lanes import ROWS as LANE_ROWS
from timeline.web.pages.timeline.marks import Mark, Part, parts
from timeline.web.pages.timeline.measure import clipped
from timeline.web.pages.timeline.window import Window

WIDTHS = (320, 700, 1180)
"""Widths in pixels for which labels are set: what fits at one still fits at a greater one."""
ROWS, NARROW_ROWS = 13, 6
"""How many rows there are, and how many at the first of the widths."""
ICON = 14
"""Room for the mark before a label, in pixels."""
GAP = 10
ARROW = 22
"""How far an end that is open reaches beyond what is known, in pixels."""
Box = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A label that has found its place.

    Attributes:
        mark: What it names.
        text: The title, cut to what fits.
        row: From the top, 0 the first.
        size: The least of `WIDTHS` at which it is shown, 1 the first.
        at: Where it stands, as a part of the width.
        closing: Whether it stands before its mark, at the end of the window.
        parts: What is drawn of the mark, in days.
    """

    mark: Mark
    text: str
    row: int
    size: int
    at: float
    closing: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mark with what does not change with the width: its stretch in parts of the window."""

    mark: Mark
    text: str
    length: float
    at: float
    until: float
    parts: tuple[Part, ...]

    def box(self, width: float) -> tuple[Box, bool]:
        """Give the room that it takes at a width, and whether its label stands before it."""
        reach = min(self.until, 1) * width
        left = self.at * width
        if left + ICON + self.length > width:
            return (min(left - self.length - GAP, left), max(left + ICON, reach)), True
        return (left, max(left + ICON + self.length, reach) + GAP), False


def visible(marks: Sequence[Mark], window: Window, today: int) -> list[Candidate]:
    """Choose the marks that reach into a window, the most significant first."""
    found = []
    for mark in sorted(marks, key=lambda one: one.order):
        drawn = parts(mark, today)
        if not drawn or drawn[-1].end < window.start or drawn[0].start >= window.end:
            continue
        text, length = clipped(mark.title)
        at = max(0.0, (drawn[0].start - window.start) / window.span)
        until = (drawn[-1].end - window.start) / window.span
        found.append(Candidate(mark, text, length, at, until, drawn))
    return found


def place(found: Sequence[Candidate], lanes: int = 0) -> tuple[Label, ...]:
    """Set as many labels as fit, greedily, for the narrowest width first.

    What is set keeps its row at every greater width, since there the marks only move apart.

    Args:
        found: What is to be set, the most significant first.
        lanes: How many lanes there are, each with `LANE_ROWS` rows; 0 for none.
    """
    placed: dict[int, tuple[Candidate, int, int, bool]] = {}
    for size, width in enumerate(WIDTHS, start=1):
        rows: list[list[Box]] = [
            [] for _ in range(lanes * LANE_ROWS or (NARROW_ROWS if size == 1 else ROWS))
        ]
        for one, row, _size, closing in placed.values():
            rows[row].append(_boxed(one, width, closing=closing))
        for one in found:
            if one.mark.id in placed:
                continue
            box, closing = one.box(width)
            own = _own_rows(one.mark, lanes, len(rows))
            row = next((n for n in own if _free(rows[n], box)), -1)
            if row >= 0 and box[0] >= 0:
                rows[row].append(box)
                placed[one.mark.id] = (one, row, size, closing)
    return tuple(
        Label(one.mark, one.text, row, size, one.at, closing, one.parts)
        for one, row, size, closing in placed.values()
    )


def _own_rows(mark: Mark, lanes: int, rows: int) -> range:
    if not lanes:
        return range(rows)
    first = min(mark.lane, lanes - 1) * LANE_ROWS
    return range(first, first + LANE_ROWS)


def _boxed(one: Candidate, width: float, *, closing: bool) -> Box:
    """Give the room of a label whose side has been decided at a lesser width."""
    left, reach = one.at * width, min(one.until, 1) * width
    if closing:
        return (left - one.length - GAP, max(left + ICON, reach))
    return (left, max(left + ICON + one.length, reach) + GAP)


def _free(taken: Sequence[Box], box: Box) -> bool:
    return all(box[1] <= left or right <= box[0] for left, right in taken)
