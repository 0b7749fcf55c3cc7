"""Make names and texts comparable: one form for keys and addresses, and the words of a search."""

import re
from itertools import pairwise

from timeline.names.latin import slug
from timeline.names.letters import Folded, fold, folded

__all__ = ["Folded", "fold", "folded", "search_text", "slug", "tokens"]

SEARCH_LIMIT = 200_000
"""Code points of one text that full-text search reads; a tsvector holds 1,048,575 bytes at most."""

WORD_LIMIT = 80
"""Letters of one word that full-text search keeps."""

_SIGNS = (  # vowel signs and other marks that belong to the letter before them
    r"[\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    r"\u0ec8-\u0ece\u0f18-\u0f39\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u17b4-\u17d3]*"
)
_WORDS = re.compile(rf"(?:[^\W_]{_SIGNS})+")
_PLAIN = re.compile(r"[a-zA-Z0-9]+")
_UNIT = re.compile(rf"[^\W_]{_SIGNS}")
_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30fa"
    "\u30fc-\u30ff\u3130-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def _split(word: str) -> list[str]:
    if word.isascii():
        return [word[:WORD_LIMIT]]
    parts: list[str] = []
    done = 0
    for run in _UNSPACED.finditer(word):
        parts += _WORDS.findall(word[done : run.start()])
        letters = _UNIT.findall(run[0])
        parts += [first + second for first, second in pairwise(letters)] or letters
        done = run.end()
    parts += _WORDS.findall(word[done:])
    return [part[:WORD_LIMIT] for part in parts]


def tokens(text: str) -> tuple[str, ...]:
    """Return the words that full-text search knows a text by, the same for a document and a query.

    Folded words and numbers in order; dotted acronyms as one word ("U.S." is "us"); runs of
    Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese letters as overlapping pairs, a lone
    letter as itself. Only the first 200,000 code points of a text and 80 of a word are read.
    """
    words = fold(text[:SEARCH_LIMIT])
    if "." in words:
        words = _ACRONYM.sub(lambda match: match[0].replace(".", ""), words)
    if words.isascii():
        plain = _PLAIN.findall(words)
        if len(words) > WORD_LIMIT:
            plain = [word[:WORD_LIMIT] for word in plain]
        return tuple(plain)
    return tuple(part for match in _WORDS.finditer(words) for part in _split(match[0]))


def search_text(text: str) -> str:
    """Return the tokens of a text joined by blanks: what FTS5 and a 'simple' tsvector are given."""
    return " ".join(tokens(text))
