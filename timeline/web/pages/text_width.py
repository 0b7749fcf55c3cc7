"""Estimate how wide a text is in a system font, and break or clip it to a width."""

import unicodedata
from itertools import accumulate

NARROW = frozenset("iljtfrI.,;:!|'’‘\"()[]{}/ -·")
BROAD = frozenset("mwMWОШЩЖЮФжшщюфмы@%—…")
FULL = 1.0
BOLD = 1.07


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text on the side of too wide; exact widths differ by font.

    Args:
        text: One line.
        size: Of the font, in the unit of the answer.
        bold: Whether it is set bold.
    """
    return sum(map(_width, text)) * size * (BOLD if bold else 1.0)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return FULL
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if character in NARROW:
        return 0.34
    if character in BROAD:
        return 0.88
    return 0.68 if character.isupper() or character.isdigit() else 0.56


def clipped(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Give as much of a text as fits into a width, with an ellipsis where it was cut."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - size
    factor = size * (BOLD if bold else 1.0)
    ends = accumulate(_width(character) * factor for character in text)
    kept = sum(1 for end in ends if end <= room)
    return text[:kept].rstrip() + "…"


def broken(
    text: str, size: float, width: float, lines: int, *, bold: bool = False
) -> tuple[str, ...]:
    """Break a text into lines at its spaces; what does not fit into the last line is cut.

    Args:
        text: One paragraph.
        size: Of the font.
        width: Of a line, in the same unit.
        lines: How many there may be.
        bold: Whether it is set bold.
    """
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines - 1:
        line = _first_line(rest, size, width, bold=bold)
        found.append(line)
        rest = rest[len(line) :].lstrip()
    return (*found, clipped(rest, size, width, bold=bold)) if rest else tuple(found)


def _first_line(text: str, size: float, width: float, *, bold: bool) -> str:
    factor = size * (BOLD if bold else 1.0)
    ends = accumulate(_width(character) * factor for character in text)
    fits = max(1, sum(1 for end in ends if end <= width))
    if fits >= len(text):
        return text
    space = text.rfind(" ", 0, fits + 1)
    return text[: space if space > fits // 3 else fits]
