"""Read a table with a header, CSV, TSV or XLSX, as rows of text by column name."""

import csv
from collections.abc import Iterator
from typing import Final

from timeline.intake.adapters.dataset import Document
from timeline.intake.opening import opened, text_lines
from timeline.intake.table import FIELD_LIMIT, BadTable, Refusal, TableRow, free
from timeline.intake.xlsx import xlsx_rows

COLUMNS: Final = 200
"""The most columns of a table."""
_DELIMITERS: Final = "\t,;|"


def delimiter(header: str) -> str:
    """Tell what stands between the cells of a header: tab, comma, semicolon or bar."""
    return max(_DELIMITERS, key=header.count)


def rows(document: Document) -> Iterator[TableRow | Refusal]:
    """Read a table row by row; the first row that has cells names the columns.

    A row with too many cells, or an XLSX row with a formula, is refused; missing cells at its end
    are empty.

    Raises:
        BadTable: If it is no table with a header, or cannot be read any further.
    """
    name = document.path.name
    header: list[str] = []
    for line, cells, problem in _cells(document):
        if not header:
            header = _header(name, cells, problem)
        elif problem:
            yield Refusal(name, line, problem, ",".join(cells)[:2000])
        elif len(cells) > len(header) and any(cells[len(header) :]):
            reason = f"{len(cells)} cells under {len(header)} columns"
            yield Refusal(name, line, reason, ",".join(cells)[:2000])
        elif any(cells):
            named = zip(header, cells, strict=False)
            yield TableRow(line, {column: free(cell) for column, cell in named if column})
    if not header:
        raise BadTable(f"{name} is empty: its first line must name the columns")


def columns(document: Document) -> tuple[str, ...]:
    """Give the names of the columns.

    Raises:
        BadTable: If it is no table with a header.
    """
    for _line, cells, problem in _cells(document):
        return tuple(cell for cell in _header(document.path.name, cells, problem) if cell)
    raise BadTable(f"{document.path.name} is empty: its first line must name the columns")


def _header(name: str, cells: list[str], problem: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    twice = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if problem or not any(header):
        raise BadTable(f"{name}: {problem or 'its first line must name the columns'}")
    if twice:
        raise BadTable(f"{name}: columns named twice: {', '.join(map(repr, twice))}")
    if len(header) > COLUMNS:
        raise BadTable(f"{name}: {len(header)} columns; a table has at most {COLUMNS}")
    return header


def _cells(document: Document) -> Iterator[tuple[int, list[str], str]]:
    if document.name.lower().endswith(".xlsx"):
        yield from xlsx_rows(document.path)
        return
    name = document.path.name
    with opened(document.path) as file:
        source = text_lines(file, name)
        first = next(source, "")
        yield from _parsed(name, delimiter(first), first, source)


def _parsed(
    name: str, between: str, first: str, rest: Iterator[str]
) -> Iterator[tuple[int, list[str], str]]:
    csv.field_size_limit(FIELD_LIMIT)

    def all_lines() -> Iterator[str]:
        yield first
        yield from rest

    if between == "\t" and '"' not in first:
        reader = csv.reader(all_lines(), delimiter=between, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(all_lines(), delimiter=between)
    end = 0
    try:
        for cells in reader:
            line, end = end + 1, reader.line_num
            if cells:
                yield line, cells, ""
    except csv.Error as error:
        raise BadTable(f"{name}, line {reader.line_num}: {error}") from error
