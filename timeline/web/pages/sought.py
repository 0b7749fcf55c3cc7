"""Mark in a text the words that a reader searched for, in any script, and cut a passage round."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from timeline.chronology.badfilter import BadFilter
from timeline.chronology.words import Wanted, wanted
from timeline.names.fold import folded

UNSPACED = (  # scripts that set no blanks between words: the index knows them by pairs of letters
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff"
    "\u3130-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
)
PAIR = re.compile(f"[{UNSPACED}]{{1,2}}")
BEFORE, AFTER = f"(?<![^\\W_{UNSPACED}])", f"(?![^\\W_{UNSPACED}])"
ACRONYM = 5
"""How many letters a word has at most that may be written with dots between them."""
LONG = 480
"""From how many characters on a text is cut to the passage that was found."""
LEAD = 160
"""How much of a long text stands before the first word found."""


def found(text: str, q: str) -> str | Markup:
    """Mark the words of a search in a text, for a template; the text as it is without a search.

    Args:
        text: What was found: a title, a summary, a name.
        q: What was searched for: words, "phrases", -not.
    """
    spans = _spans(text, q) if q else []
    return Markup("").join(_pieces(text, spans)) if spans else text


def passage(text: str, q: str) -> str | Markup:
    """Mark the words of a search, and of a long text leave out what stands far before them."""
    spans = _spans(text, q) if q else []
    if not spans:
        return text
    start = spans[0][0] - LEAD
    if len(text) <= LONG or start <= 0:
        return Markup("").join(_pieces(text, spans))
    start = text.find(" ", start, spans[0][0]) + 1 or start
    cut = [(first - start, last - start) for first, last in spans]
    return Markup("… ") + Markup("").join(_pieces(text[start:], cut))


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Markup]:
    done = 0
    for start, end in spans:
        yield escape(text[done:start])
        yield Markup("<mark>{}</mark>").format(text[start:end])
        done = end
    yield escape(text[done:])


def _spans(text: str, q: str) -> list[tuple[int, int]]:
    """Find where the words stand, in offsets of the text as it is; overlapping ones are one."""
    pattern = _pattern(q)
    if pattern is None or not text:
        return []
    shape = folded(text)
    hits = [hit.span() for hit in pattern.finditer(shape.text) if hit.end() > hit.start()]
    joined: list[tuple[int, int]] = []
    for start, end in shape.spans(hits):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=256)
def _pattern(q: str) -> re.Pattern[str] | None:
    try:
        pieces = [_written(piece) for piece in wanted(q) if not piece.absent]
    except BadFilter:
        return None
    return re.compile("|".join(sorted(pieces, key=len, reverse=True)))


def _written(piece: Wanted) -> str:
    """Write what one piece looks like in a folded text: pairs of letters joined, words apart."""
    units: list[str] = []
    for token in piece.tokens:
        paired = PAIR.fullmatch(token) and units and PAIR.fullmatch(units[-1][-1:])
        if paired and len(token) == 2 and units[-1][-1] == token[0]:
            units[-1] += token[1]
        else:
            units.append(token)
    return r"[\W_]*".join(_unit(unit) for unit in units)


def _unit(unit: str) -> str:
    if PAIR.match(unit):
        return re.escape(unit)
    if unit.isascii() and unit.isalpha() and 1 < len(unit) <= ACRONYM:
        dotted = r"\.".join(unit) + r"\.?"
        return f"{BEFORE}(?:{unit}|{dotted}){AFTER}"
    return f"{BEFORE}{re.escape(unit)}{AFTER}"
