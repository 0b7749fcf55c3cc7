"""Hold the text of an entry apart from any form: stretches of words, and the marks of notes."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.exports.citation_text import Run


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the number of a note stands; a number that comes again leads to the same note."""

    number: int


Part = Run | Mark
Parts = tuple[Part, ...]


def merged(parts: Iterable[Part]) -> Parts:
    """Join neighbouring stretches of plain words, so that each is written as one text."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Mark):
            found.append(part)
        elif isinstance(last, Run) and Run(last.text) == last and Run(part.text) == part:
            found[-1] = Run(last.text + part.text)
        elif part.text:
            found.append(part)
    return tuple(found)


def numbers_in(parts: Iterable[Part]) -> frozenset[int]:
    """Give the numbers whose marks stand somewhere in a text."""
    return frozenset(part.number for part in parts if isinstance(part, Mark))
