"""Compare spellings: one key for the ways in which a name is written in Latin letters."""

import re
from functools import lru_cache

from timeline.names.latin import latin

_SEQUENCES = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("zh", "z"),
    ("kh", "h"), ("ch", "c"), ("sh", "s"), ("tz", "c"), ("ts", "c"), ("gu", "g"), ("qu", "k"),
    ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"),
    ("q", "k"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"[aei]+")
_ROUND = re.compile(r"[ou]+")
_MIXED = re.compile(r"[aou]{2,}")
_TWICE = re.compile(r"(.)\1+")
_WEAK = re.compile(r"(?<=.)h(?![au])|a$")
_SPLIT = re.compile(r"[^a-z]+")
_ARTICLES = frozenset({"al", "el", "as", "ar", "ad", "bin", "ibn", "ben", "abu"})
_LEAST = 8
"""Letters that two words must have together before a likeness of sound says anything."""

_LEAST_HEARD = 7
"""Letters that their keys must have together."""


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return the key under which the spellings of one word in Latin letters agree.

    "Sergei", "Sergey" and "Sergej" have one key, and so have "Alexei" and "Aleksey", "Itō" and
    "Itou", "Mohammed" and "Muhammad". Vowels count as open or round only.
    """
    first = "y" if word[:1] in {"j", "y"} and not word.startswith("ye") else ""
    for sequence, plain in _SEQUENCES:
        word = word.replace(sequence, plain)
    word = _ROUND.sub("u", _VOWELS.sub("a", word))
    word = _MIXED.sub(lambda match: match[0][0], word)
    return first + _WEAK.sub("", _TWICE.sub(r"\1", word))


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of a person's names in alphabetical order, so that their order says nothing.

    Arabic articles and points fall away. Empty where fewer than two words or eight letters remain,
    because a short likeness proves nothing.
    """
    parts = [part for word in words for part in _SPLIT.split(latin(word)) if part]
    parts = [part for part in parts if part not in _ARTICLES and len(part) > 1]
    if len(parts) < 2 or sum(map(len, parts)) < _LEAST:
        return ()
    keys = tuple(sorted(map(sound, parts)))
    return keys if sum(map(len, keys)) >= _LEAST_HEARD else ()


def variants(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys a person's full name is known by: all its words, and the first and last."""
    words = tuple(name.split())
    keys = dict.fromkeys((sounds(words), sounds(words[:1] + words[-1:])))
    return tuple(key for key in keys if key)
