"""Tell whether one article repeats another: the same wire story counts as one origin."""

import re
from collections.abc import Sequence

from timeline.names.fold import tokens

SHINGLE = 5
"""How many words stand together in what is compared."""
COPY = 0.5
"""From which share of common shingles on an article repeats another."""

AGENCY = re.compile(
    r"\A.{0,80}?[(（](?P<brackets>Reuters|AP|AFP|Kyodo|Jiji|Interfax|TASS|Xinhua|Yonhap|dpa|EFE|ANSA|"
    r"Bloomberg|RIA Novosti|共同|時事|新华社|연합뉴스)[)）]"
    r"|\A.{0,80}?(?P<dash>REUTERS|TASS|Interfax|ТАСС|Интерфакс|РИА Новости|Рейтер)\s*[./—–-]",
    re.DOTALL | re.IGNORECASE,
)


def agency(text: str) -> str | None:
    """Name the wire agency in the dateline of an article: "TOKYO (Kyodo) —"; None where none is."""
    found = AGENCY.match(text[:200])
    return None if found is None else found["brackets"] or found["dash"]


def shingles(text: str) -> frozenset[int]:
    """Give the word groups of a text, as numbers that are the same in every process."""
    words = tokens(text)
    groups = (words[n : n + SHINGLE] for n in range(max(len(words) - SHINGLE + 1, 1)))
    return frozenset(_number(group) for group in groups)


def _number(group: Sequence[str]) -> int:
    value = 1469598103934665603  # FNV-1a, 64 bits: quick, and not salted as hash() is
    for byte in " ".join(group).encode():
        value = ((value ^ byte) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Tell which share of the shorter text stands in the longer one, 0 to 1."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def repeats(one: str, other: str) -> bool:
    """Tell whether one text repeats the other."""
    return likeness(shingles(one), shingles(other)) >= COPY
