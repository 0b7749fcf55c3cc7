"""Read a table of text cells row by row, and say of each refused row where it stands and why."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from timeline.intake.opening import BadTable, opened, text_lines

__all__ = [
    "FIELD_LIMIT",
    "FORMULA",
    "BadTable",
    "Refusal",
    "RowProblem",
    "TableRow",
    "free",
    "guard",
    "read_rows",
    "read_stream",
]

FIELD_LIMIT = 1_000_000
"""The longest cell, in characters."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, plain and full-width."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: the file, the line it begins on (1 is the header), the reason."""

    file: str
    line: int
    reason: str
    raw: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.file}, line {self.line}: {self.reason}"


class RowProblem(ValueError):
    """What is wrong with a row; whoever reads the table turns it into a `Refusal`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its line in the file and its cells by column name, guarded cells freed again."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Give a cell without surrounding blanks; empty where the column is absent."""
        return self.cells.get(column, "").strip()

    def need(self, column: str) -> str:
        """Give a cell that must not be empty.

        Raises:
            RowProblem: If it is.
        """
        value = self.text(column)
        if not value:
            raise RowProblem(f"the column {column!r} is empty")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """Split a cell that holds a list: parts between semicolons, blanks around them dropped."""
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def raw(self) -> str:
        """Give the row as one line of CSV, for a report."""
        return ",".join(self.cells.values())[:2000]


def read_rows(path: Path, known: frozenset[str], needed: frozenset[str]) -> Iterator[TableRow]:
    """Read a CSV file (RFC 4180; UTF-8, or UTF-16 with a byte order mark; header row).

    Args:
        path: The file.
        known: The columns that mean something; any other one is refused by name.
        needed: Those that must be there.

    Raises:
        BadTable: If the file cannot be read as such a table.
    """
    with opened(path) as file:
        yield from read_stream(file, path.name, known, needed)


def read_stream(
    file: BinaryIO, name: str, known: frozenset[str], needed: frozenset[str]
) -> Iterator[TableRow]:
    """Read a CSV table from an open binary file; see `read_rows`."""
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(text_lines(file, name), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(name, header, known, needed)
        end = reader.line_num
        for cells in reader:
            line, end = end + 1, reader.line_num
            if cells:
                yield _row(name, line, header, cells)
    except csv.Error as error:
        raise BadTable(f"{name}, line {reader.line_num}: {error}") from error


def _check_header(
    name: str, header: list[str], known: frozenset[str], needed: frozenset[str]
) -> None:
    if not any(header):
        raise BadTable(f"{name} is empty: its first line must name the columns")
    twice = sorted({column for column in header if header.count(column) > 1})
    strange = sorted(set(header) - known)
    missing = sorted(needed - set(header))
    if twice or strange or missing:
        problems = [
            f"{word} {', '.join(repr(column[:60]) for column in columns[:8])}"
            for word, columns in (("twice", twice), ("unknown", strange), ("missing", missing))
            if columns
        ]
        raise BadTable(
            f"{name}: columns {'; '.join(problems)}. Known are {', '.join(sorted(known))}"
        )


def _row(name: str, line: int, header: list[str], cells: list[str]) -> TableRow:
    if len(cells) != len(header):
        raise BadTable(f"{name}, line {line}: {len(cells)} cells under {len(header)} columns")
    return TableRow(line, {column: free(cell) for column, cell in zip(header, cells, strict=True)})


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; plain numbers stay."""
    bare = cell.lstrip("'")
    if bare.startswith(FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


def free(cell: str) -> str:
    """Take off the apostrophe that `guard` has put."""
    if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA):
        return cell[1:]
    return cell


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.lstrip("-+").replace(".", "", 1).isdigit()
