"""Divide a sentence into clauses and find what is quoted, so that words are read with their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates import Found
from timeline.intake.articles.article import Stretch
from timeline.intake.articles.wording import Wording

QUOTES = re.compile(r"[“„\"][^“”\"]{0,2000}[”“\"]?|«[^«»]{0,2000}»?|「[^「」]{0,1000}」?")
LONG = 40
"""From how many characters on a quotation is somebody's speech, not a word set apart."""
LEADING = re.compile(
    r"(?:since|after|following|if|when|as|although|though|despite|while|before|until|with|unless)\b",
    re.IGNORECASE,
)
COMMA = re.compile(r",[”\"]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: code-point offsets in the text, and what sort of clause it is.

    `condition` is one that tells of nothing that is so; `since` one that tells from when on.
    """

    start: int
    end: int
    condition: bool = False
    since: bool = False


def quotations(text: str, paragraph: Stretch) -> tuple[tuple[int, int], ...]:
    """Find the quoted speech of a paragraph; an unclosed quotation runs to its end."""
    found = (
        (one.start(), one.end()) for one in QUOTES.finditer(text, paragraph.start, paragraph.end)
    )
    return tuple((start, end) for start, end in found if end - start > LONG)


def clauses(
    text: str, sentence: Stretch, dates: Sequence[Found], wording: Wording
) -> tuple[Clause, ...]:
    """Divide a sentence into clauses, in order and without gaps."""
    cuts = sorted({*_breaks(text, sentence, wording), *_leading(text, sentence, dates)})
    edges = [sentence.start, *(cut for cut in cuts if sentence.start < cut < sentence.end)]
    ends = [*edges[1:], sentence.end]
    return tuple(
        Clause(
            start,
            end,
            condition=wording.has("condition", text[start:end]),
            since=wording.has("since", text[start:end]),
        )
        for start, end in zip(edges, ends, strict=True)
    )


def _breaks(text: str, sentence: Stretch, wording: Wording) -> Iterator[int]:
    pattern = wording.words.get("clause")
    if pattern is not None:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            yield found.start()


def _leading(text: str, sentence: Stretch, dates: Sequence[Found]) -> Iterator[int]:
    """Find the comma that ends a leading subordinate clause, not one within a date."""
    if LEADING.match(text, sentence.start) is None:
        return
    for comma in COMMA.finditer(text, sentence.start, sentence.end):
        if not any(one.start <= comma.start() < one.end for one in dates):
            yield comma.end()
            return


def clause_of(parts: Sequence[Clause], at: int) -> Clause:
    """Give the clause in which a place of the text lies."""
    return next((one for one in parts if one.start <= at < one.end), parts[-1])
