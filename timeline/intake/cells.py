"""Read single cells of tables: dates, words of a vocabulary, numbers, pairs of name and value."""

import re
from enum import StrEnum
from typing import TypeVar

from timeline.dates import NotADate, Span
from timeline.intake.table import RowProblem, TableRow

Word = TypeVar("Word", bound=StrEnum)

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)


def span_cell(row: TableRow, column: str) -> Span | None:
    """Read a date cell; None where it is empty.

    Raises:
        RowProblem: If it is not EDTF.
    """
    text = row.text(column)
    if not text:
        return None
    try:
        return Span.parse(text)
    except NotADate as error:
        raise RowProblem(f"{column} {text!r}: {error}") from error


def word_cell(row: TableRow, column: str, words: type[Word]) -> Word:
    """Read a cell that holds a word of a closed vocabulary.

    Raises:
        RowProblem: If it holds another one.
    """
    text = row.need(column)
    try:
        return words(text)
    except ValueError:
        raise RowProblem(f"{column} {text!r} is not one of {', '.join(words)}") from None


def pairs(row: TableRow, column: str) -> tuple[tuple[str, str], ...]:
    """Read a cell like `iso2=JP; wikidata=Q17`.

    Raises:
        RowProblem: If a part has no equals sign.
    """
    found = []
    for part in row.items(column):
        name, sign, value = part.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise RowProblem(f"{column}: {part!r} is not of the form name=value")
        found.append((name.strip(), value.strip()))
    return tuple(found)


def number_cell(row: TableRow, column: str, low: float, high: float) -> float | None:
    """Read a number between two bounds; None where the cell is empty.

    Raises:
        RowProblem: If it is none, or out of bounds.
    """
    text = row.text(column)
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise RowProblem(f"{column} {text[:40]!r} is not a number")
    value = float(text)
    if not low <= value <= high:
        raise RowProblem(f"{column} {text[:40]} does not lie between {low:g} and {high:g}")
    return value
