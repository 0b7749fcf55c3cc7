"""Reads the Roman numerals by which several languages count centuries and quarters."""

from __future__ import annotations

import re

ROMAN = r"(?:X{0,2}(?:IX|IV|VI{0,3}|I{1,3})|X{1,3})"
_VALUES = {"I": 1, "V": 5, "X": 10}
_CYRILLIC = str.maketrans("ІХѴ", "IXV")


def roman(text: str) -> str | None:
    """Return a Roman numeral from I to XXX as digits; none where the text has no such numeral.

    Args:
        text: The numeral in capitals, alone or with an ending ('XIXe').
    """
    match = re.match(r"[IVX]+", text.translate(_CYRILLIC))
    if match is None:
        return None
    values = [_VALUES[letter] for letter in match[0]]
    total = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return str(total) if 1 <= total <= 30 else None
