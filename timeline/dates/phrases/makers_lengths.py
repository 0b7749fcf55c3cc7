"""Builds what is counted: numbers, lengths, offsets, repeated times."""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.phrases import tree
from timeline.dates.phrases.pattern import Match


def _length(match: Match) -> tree.Length:
    """Make a length from n (a count), unit, and an optional half."""
    count = match.text("n") or "1"
    if match.has("half"):
        count = "0.5" if not match.has("n") else f"{count}.5" if count != "X" else "X"
    return tree.Length(count.replace(",", ""), match.text("unit"))


def _offset(match: Match) -> tree.Offset | None:
    """Make an offset of a length x, forth or back (sign), from an anchor y or the default one."""
    length = match.node("x")
    if isinstance(length, tree.Approx):
        length = length.node
    if not isinstance(length, tree.Length):
        return None
    anchor = match.node("y")
    return tree.Offset(
        length,
        match.number("sign") or 1,
        anchor,
        told=match.has("told"),
    )


def _ahead(match: Match) -> tree.Ahead | None:
    """Make 'in x': that far ahead where the sentence looks ahead, a mere length elsewhere."""
    length = match.node("x")
    return tree.Ahead(length) if isinstance(length, tree.Length) else None


def _ref(match: Match) -> tree.Ref:
    """Make a reference without days; value is the TIMEX3 word."""
    return tree.Ref(match.text("value"))


_EVERY = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "weekend": "XXXX-WXX-WE",
    "quarter": "XXXX-QX",
    "night": "XXXX-XX-XXTNI",
    "morning": "XXXX-XX-XXTMO",
    "afternoon": "XXXX-XX-XXTAF",
    "evening": "XXXX-XX-XXTEV",
    "season": "XXXX-XX",
    "hour": "XXXX-XX-XXTXX",
    "decade": "XXX",
    "century": "XX",
}


def _every(match: Match) -> tree.Every | None:
    """Make a repeated time from unit, w (weekday), m (month), p (season), or a ready value."""
    if match.has("value"):
        return tree.Every(match.text("value"))
    if match.has("w"):
        part = match.text("daypart")
        return tree.Every(f"XXXX-WXX-{match.text('w')}" + (f"T{part}" if part else ""))
    if match.has("p"):
        return tree.Every(f"XXXX-{match.text('p')}")
    if match.has("m"):
        return tree.Every(f"XXXX-{match.number('m'):02d}")
    value = _EVERY.get(match.text("unit"))
    if match.has("n") and "T" not in (value or ""):
        return tree.Every(length_value(_length(match)))
    return tree.Every(value) if value else None


_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
    "weekend": "WE",
    "season": "SN",
    "fortnight": "W",
    "half": "H",
    "night": "TNI",
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
}


_HALVES = {
    "minute": "PT30S",
    "hour": "PT30M",
    "day": "PT12H",
    "year": "P6M",
    "decade": "P5Y",
    "century": "P50Y",
    "millennium": "P500Y",
}


def length_value(length: tree.Length) -> str:
    """Write a length as a TIMEX3 value: P3D, PT2H, PXY, P2.5Y."""
    if length.count == "0.5" and length.unit in _HALVES:
        return _HALVES[length.unit]
    letters = _LETTERS[length.unit]
    timed, letter = letters[0] == "T", letters[1:] if letters[0] == "T" else letters
    count = length.count
    if length.unit == "fortnight":
        count = str(2 * int(count)) if count.isdigit() else count
    return f"P{'T' if timed else ''}{count}{letter}"


def unit_name(match: Match) -> str:
    """Return the unit of a rule, from a word or from 'the month' read before."""
    value = match.value("unit")
    return value.unit if isinstance(value, (tree.Unit, tree.Length)) else match.text("unit")


def _beside(match: Match) -> tree.Offset | None:
    """Make the one unit before or after (sign) y: 'the day after 3 May'."""
    anchor = match.node("y")
    if anchor is None:
        return None
    length = tree.Length("1", unit_name(match))
    return tree.Offset(length, match.number("sign") or 1, anchor)


def _number(match: Match) -> str | None:
    """Make a count from a number word or digits; tens and ones, a hundred times, halves."""
    if match.has("dec"):
        decimal = float(match.text("dec").replace(",", "."))
        product = round(decimal * (match.number("times") or 1), 4)
        return f"{product:.0f}" if product.is_integer() else f"{product:.4f}".rstrip("0")
    total = 0
    for role in ("hundreds", "tens", "ones"):
        value = match.text(role).replace(",", "").replace(".", "").replace(" ", "")
        if value in ("X", ""):
            if value == "X":
                return "X"
            continue
        total += int(value)
    if match.has("times"):
        total = max(total, 1) * int(match.text("times"))
    if match.has("plus"):
        total += int(match.text("plus"))
    return str(total)


LENGTHS: dict[str, Callable[[Match], object]] = {
    "length": _length,
    "offset": _offset,
    "ahead": _ahead,
    "ref": _ref,
    "every": _every,
    "beside": _beside,
    "number": _number,
}
