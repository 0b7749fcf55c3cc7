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
_LONGEST = 60


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


@lru_cache(maxsize=65_536)
def _heard(word: str) -> tuple[tuple[str, ...], int]:
    """Return the keys of the parts of one word, and how many letters they have."""
    parts = [part for part in _SPLIT.split(latin(word)) if len(part) > 1 and part not in _ARTICLES]
    return tuple(map(sound, parts)), sum(map(len, parts))


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of a person's names in alphabetical order, so that their order says nothing.

    Arabic articles and points fall away. Empty where fewer than two words or eight letters remain,
    because a short likeness proves nothing, and where a word is longer than any name.
    """
    if any(len(word) > _LONGEST for word in words):
        return ()
    heard = [_heard(word) for word in words]
    keys = sorted(key for parts, _ in heard for key in parts)
    letters = sum(count for _, count in heard)
    enough = len(keys) > 1 and letters >= _LEAST and sum(map(len, keys)) >= _LEAST_HEARD
    return tuple(keys) if enough else ()


def last_sound(word: str) -> str:
    """Return the key of the last part of a word, "" where it is too long or short to have one."""
    parts = _heard(word)[0] if len(word) <= _LONGEST else ()
    return parts[-1] if parts else ""


def variants(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys a person's full name is known by: all its words, and the first and last."""
    words = tuple(name.split())
    keys = dict.fromkeys((sounds(words), sounds(words[:1] + words[-1:])))
    return tuple(key for key in keys if key)
