"""Reads what a table cannot say of Russian: centuries in Roman letters, '8-го', 'трёхдневный'."""

from __future__ import annotations

import re

from timeline.dates.phrases.languages.western import roman

_COUNTS = {
    "одно": "1",
    "двух": "2",
    "трех": "3",
    "трёх": "3",
    "четырех": "4",
    "четырёх": "4",
    "пяти": "5",
    "шести": "6",
    "семи": "7",
    "восьми": "8",
    "девяти": "9",
    "десяти": "10",
    "двенадцати": "12",
    "пятнадцати": "15",
    "двадцати": "20",
    "тридцати": "30",
    "полутора": "1.5",
    "много": "X",
    "несколько": "X",
}
_LENGTHS = {
    "минутн": "minute",
    "часов": "hour",
    "суточн": "day",
    "дневн": "day",
    "недельн": "week",
    "месячн": "month",
    "летн": "year",
    "годичн": "year",
}
_LENGTH = (
    rf"(?<!\w)(?:\d{{1,3}}-|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
    rf"(?:{'|'.join(_LENGTHS)})(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ой|ей|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими)"
    r"(?!\w)"
)
_ROMAN = r"(?:[XХ]{0,2}(?:[IІ][XХ]|[IІ]V|V[IІ]{0,3}|[IІ]{1,3})|[XХ]{1,3})"


def _length(text: str) -> str | None:
    """Return count and unit, '3 day' for 'трёхдневный'."""
    match = re.match(r"(\d+|[а-яё]+?)-?(" + "|".join(_LENGTHS) + ")", text.lower())
    if match is None:
        return None
    count = match[1] if match[1].isdigit() else _COUNTS.get(match[1])
    return f"{count} {_LENGTHS[match[2]]}" if count else None


SHAPES = (
    ("ROMAN", rf"(?<!\w)(?-i:{_ROMAN})(?:-(?:й|го|м|му))?(?!\w)", roman),
    ("YORD", r"(?<![\w.,$€£¥-])(?:1\d|20)\d\d-(?:й|го|м|му|ый|ом|ого)(?!\w)", str),
    ("DECADE", r"(?<![\w.,$€£¥-])(?:(?:1\d|20)\d0|[1-9]0)-?(?:х|е|ми|ые|ых)(?!\w)", str),
    ("ORDNUM", r"(?<![\w.,$€£¥-])\d{1,2}-(?:го|е|ое|му|м|й|ый|ом|ого|я|ую|ая|ой)(?!\w)", str),
    ("LENGTHWORD", _LENGTH, _length),
)
