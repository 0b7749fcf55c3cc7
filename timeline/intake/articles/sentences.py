"""Divide a text into sentences with their exact offsets, in scripts with and without blanks."""

import re
from collections.abc import Iterator

from timeline.intake.articles.article import Stretch, paragraphs

SHORT = (
    "mr mrs ms dr prof gen col lt sgt st gov sen rep rev hon jr sr no nos vs etc inc co ltd corp "
    "u.s u.k u.n e.g i.e a.m p.m ie jan feb mar apr jun jul aug sep sept oct nov dec г гг тыс млн "
    "млрд руб ул им т.е т.к и.о bzw z.b d.h u.a"
).split()
"""Words whose full stop ends no sentence, without it, in lower case."""

END = re.compile(
    r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-zа-я]|[\"“«]?\d)|(?<=[。！？])[」』”]?"
)
LAST_WORD = re.compile(r"([\w.]+)\.[\"'”’»)\]]*\s*\Z")


def sentences(text: str) -> Iterator[tuple[Stretch, Stretch]]:
    """Divide a text into sentences.

    Returns:
        The paragraph and the sentence; sentences are numbered through the whole text.
    """
    number = 0
    for paragraph in paragraphs(text):
        for start, end in _cut(text, paragraph.start, paragraph.end):
            number += 1
            yield paragraph, Stretch(number, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for found in END.finditer(text, start, end):
        if found.end() >= end or _goes_on(text[max(begin, found.start() - 30) : found.start() + 1]):
            continue
        if found.end() > begin:
            yield from _trimmed(text, begin, found.end())
            begin = found.end()
    yield from _trimmed(text, begin, end)


def _goes_on(before: str) -> bool:
    """Tell whether the stop belongs to a word: "Mr.", "U.S.", an initial."""
    found = LAST_WORD.search(before.rstrip())
    if found is None:
        return False
    word = found[1].lower()
    return word in SHORT or (len(word) == 1 and word.isalpha() and found[1].isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        yield start + left, start + right


def several_paragraphs(text: str) -> bool:
    """Tell whether a text has more than one paragraph."""
    return sum(1 for _ in zip(paragraphs(text), range(2), strict=False)) > 1
