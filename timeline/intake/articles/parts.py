"""Take apart what a sentence lists: the agreements of a series, the projects one may join."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.wording import Wording
from timeline.terms import EventType

BETWEEN = re.compile(
    r";\s*(?:as well as\s+|and\s+)?|,\s*as well as\s+|,\s*(?:and\s+)?(?=(?:an?|the)\s)"
)
SEMICOLON = re.compile(r";\s*(?:as well as\s+|and\s+)?|,\s*as well as\s+")
LISTED = frozenset({EventType.PROJECT})
NAME = re.compile(r"(?:[A-Z]\w*|\d+)\s+(?:(?:[A-Z]\w*|\d+|and)\s+)*\Z")
SHORTEST = 12
MOST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of a list: code-point offsets in the text, and what sort of thing it is."""

    start: int
    end: int
    thing: str


def agreements(text: str, marked: Marked, wording: Wording) -> tuple[Part, ...]:
    """Give the parts of a series of agreements that a sentence lists; empty where it lists none."""
    pattern = wording.words.get("parts")
    found = pattern.search(text, marked.sentence.start, marked.sentence.end) if pattern else None
    if found is None:
        return ()
    parts = tuple(_cut(text, found.end(), marked.sentence.end))
    return parts if 1 < len(parts) <= MOST else ()


def projects(text: str, marked: Marked, hit: Hit) -> tuple[Part, ...]:
    """Give the projects that a sentence lists behind a verb; empty where they are not several."""
    needs = hit.trigger.needs
    if hit.trigger.type not in LISTED or needs is None or hit.form.noun:
        return ()
    told = _cut(text, hit.end, marked.sentence.end)
    named = [(part, needs.search(text, part.start, part.end)) for part in told]
    parts = tuple(
        Part(part.start, part.end, _named(text, part.start, found))
        for part, found in named
        if found is not None
    )
    return parts if 1 < len(parts) <= MOST else ()


def _cut(text: str, start: int, end: int) -> Iterator[Part]:
    at = start
    between = SEMICOLON if ";" in text[start:end] else BETWEEN
    for found in [*between.finditer(text, start, end), None]:
        stop = found.start() if found else end
        piece = text[at:stop]
        if len(piece.strip(" .;,")) >= SHORTEST:
            left = len(piece) - len(piece.lstrip())
            yield Part(at + left, at + len(piece.rstrip(" .;,")), "")
        at = found.end() if found else end


def _named(text: str, start: int, found: re.Match[str]) -> str:
    """Give a thing with its proper name: "Arctic LNG 2 project"."""
    name = NAME.search(text, start, found.start())
    return f"{name[0]}{found[0]}" if name else found[0]
