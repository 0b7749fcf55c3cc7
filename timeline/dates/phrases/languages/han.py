"""Reads the numbers of East Asian dates: Han numerals, dotted figures, clock times."""

from __future__ import annotations

import re
from collections.abc import Callable

Shape = tuple[str, str, Callable[[str], object]]

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("〇○零", "一壱壹", "二弐貳两兩", "三参參", "四", "五", "六", "七", "八", "九"),
    )
    for char in chars
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_LONGEST = 9


def han_number(text: str) -> str | None:
    """Read a whole number written in Han numerals, by place (二〇一二) or by power (二十三).

    Args:
        text: Han numerals only.

    Returns:
        The number in digits; None where it is no single number, as in 三四 ('three or four').
    """
    for char, spelt in _TENS.items():
        text = text.replace(char, spelt)
    if len(text) > _LONGEST:
        return None
    if not any(char in _POWERS for char in text):
        digits = [_DIGITS[char] for char in text]
        in_turn = len(digits) == 2 and 0 < digits[0] == digits[1] - 1
        return None if in_turn else "".join(map(str, digits))
    return _by_power(text)


def _by_power(text: str) -> str | None:
    total, last, power_before = 0, None, 10_000
    for char in text:
        if char in _POWERS:
            power = _POWERS[char]
            if power >= power_before:
                return None
            total += (1 if last is None else last) * power
            last, power_before = None, power
        elif last:
            return None
        else:
            last = _DIGITS[char]
    return str(total + (last or 0))


_ERAS = {
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
}


def short_era(text: str) -> str | None:
    """Read a Japanese date in figures, H24.9.8, as 2012/9/8."""
    numbers = re.findall(r"\d+|元", text)
    year = _ERAS[text[0].upper()] + (1 if numbers[0] == "元" else int(numbers[0]))
    return f"{year}/{int(numbers[1])}/{int(numbers[2])}"


def dotted(text: str) -> str:
    """Read a date in figures with points and blanks, 2012. 9. 8., as 2012/9/8."""
    return "/".join(str(int(number)) for number in re.findall(r"\d+", text))


_CLOCK = re.compile(r"(\D*?)\s?(\d{1,2})\D(?:\s?(\d{1,2})분?|\s?(半|반))?")
_LATE = ("後", "下", "晚", "夜", "夕", "오후", "밤", "저녁")


def clock(text: str) -> str | None:
    """Read a time of day such as 午後3時半 as 15:30; None where the clock has no such hour."""
    match = _CLOCK.match(text)
    if match is None or int(match[2]) > 24:
        return None
    hour, half = int(match[2]), match[1]
    if half and any(mark in half for mark in _LATE) and hour < 12:
        hour += 12
    minute = 30 if match[4] else int(match[3] or 0)
    return f"{hour:02d}:{minute:02d}" if minute < 60 else None


# What may not stand before a number of a date where words are not set apart by blanks.
GUARD = r"(?<![\d$€£¥￥＄A-Za-z#])(?<!\d[.,:/])"
HAN_SHAPES: tuple[Shape, ...] = (
    ("HANONE", "一(?=[日号號])", lambda _: "1"),
    ("INT", "(?:[〇○零一壱壹二弐貳两兩三参參五六七八九十百千廿卅]|四(?!半期))+", han_number),
)
