"""Read the first sheet of an XLSX workbook as rows of text, within bounds; formulas are refused."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

from timeline.intake.table import BadTable

UNPACKED: Final = 100 << 20
"""The most bytes that a workbook may unpack to."""
RATIO: Final = 200
"""How many times its packed size a part of it may unpack to, beyond a megabyte."""
ROWS: Final = 1_048_576
"""The most rows of a sheet (the limit of the format)."""
WIDTH: Final = 200
FORMULA: Final = "a formula in column {}: save the sheet with values in place of formulas"


def xlsx_rows(path: Path) -> Iterator[tuple[int, list[str], str]]:
    """Read a sheet: for each row its number, its cells as text, and what is wrong with it.

    A date becomes ISO 8601, a whole number loses its point. Needs memory for one row and for the
    strings that the workbook shares, which the limits bound.

    Raises:
        BadTable: If it is no workbook, is protected, unpacks to too much, or declares XML entities.
    """
    _check(path)
    with path.open("rb") as file:
        yield from _rows(file, path.name)


def _rows(file: BinaryIO, name: str) -> Iterator[tuple[int, list[str], str]]:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - loaded when needed
    from openpyxl import load_workbook  # noqa: PLC0415 - takes 0.2 s

    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except (DefusedXmlException, ParseError, KeyError, ValueError, TypeError, OSError) as error:
        raise BadTable(f"{name} is no XLSX workbook that can be read: {error}") from error
    try:
        sheets = book.worksheets
        if not sheets:
            raise BadTable(f"{name} has no sheet")
        sheets[0].reset_dimensions()
        for number, row in enumerate(sheets[0].iter_rows(max_col=WIDTH + 1), start=1):
            if number > ROWS:
                raise BadTable(f"{name} has more than {ROWS:,} rows")
            yield number, *_row(row)
    except (DefusedXmlException, ParseError, KeyError, IndexError) as error:
        raise BadTable(f"{name} is damaged: {error}") from error
    finally:
        book.close()


def _check(path: Path) -> None:
    """See that the archive is a workbook and no bomb, before anything of it is parsed."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            entities = any(_declares(archive, part) for part in parts)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise BadTable(f"{path.name} is no XLSX workbook: {error}") from error
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise BadTable(f"{path.name} is no XLSX workbook")
    if sum(part.file_size for part in parts) > UNPACKED:
        raise BadTable(f"{path.name} unpacks to more than {UNPACKED >> 20} MiB; give it as CSV")
    for part in parts:
        if part.file_size > max(1 << 20, RATIO * part.compress_size):
            raise BadTable(f"{path.name}: {part.filename} is packed more than {RATIO} to 1")
    if entities:
        raise BadTable(f"{path.name} declares XML entities; no spreadsheet program writes that")


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Look for a document type at the head of a part: without one there are no entities."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(part) as file:
        head = file.read(4096).replace(b"\x00", b"")
        return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def _row(row: Any) -> tuple[list[str], str]:  # noqa: ANN401 - cells of the library
    cells, problem = [], ""
    for cell in row:
        if cell.data_type == "f":
            problem = problem or FORMULA.format(cell.column_letter)
        cells.append(_text(cell.value))
    while cells and not cells[-1]:
        cells.pop()
    return cells, problem


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
