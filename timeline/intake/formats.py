"""Tell in which format a file is, by its first line or bytes, and read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from timeline.intake.adapters import gdelt, icews, mapped, timelinejs, ucdp_ged
from timeline.intake.adapters.dataset import Document, Wishes
from timeline.intake.events import EVENT_NEEDS
from timeline.intake.opening import lines, opened
from timeline.intake.proposal import Item
from timeline.intake.table import BadTable

TABLES: Final = (".csv", ".tsv", ".tab")
"""Endings of tables, whatever their columns are called."""
HEAD: Final = 1 << 16
"""How many bytes of a JSON file are looked at to tell its format."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another service: its name, what it is in words, how it is read."""

    name: str
    words: str
    read: Callable[[Document], Iterator[Item]]


FORMATS: Final = {
    one.name: one
    for one in (
        Format("gdelt", "GDELT 1.0 or 2.0 events: 57, 58 or 61 columns", gdelt.read),
        Format("icews", "ICEWS events: 20 columns, or 4 of a subset", icews.read),
        Format("ucdp-ged", "UCDP Georeferenced Event Dataset, any version", ucdp_ged.read),
        Format("timelinejs", "TimelineJS: JSON, old or new, or its sheet", timelinejs.read),
        Format("table", "any table with a header: CSV, TSV, XLSX", mapped.read),
    )
}


def chosen(name: str) -> Format:
    """Find a format by its name.

    Raises:
        BadTable: If there is none; the message names those there are.
    """
    found = FORMATS.get(name)
    if found is None:
        near = get_close_matches(name, FORMATS, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise BadTable(f"no format {name!r}: there are {', '.join(FORMATS)}{hint}")
    return found


def told(path: Path) -> Format | None:
    """Tell the format of a file by what it begins with; None for one of our own, or none at all.

    Raises:
        BadTable: If it cannot be opened as its ending says.
    """
    suffix = Path(Document.of(path).name).suffix.lower()
    if suffix == ".xlsx":
        return FORMATS["table"]
    with opened(path) as file:
        if suffix == ".json":
            return FORMATS["timelinejs"] if timelinejs.fits_json(file.read(HEAD)) else None
        if suffix == ".jsonl":
            return None
        first = next(iter(lines(file, path.name)), None)
    header = "" if first is None else first.text
    for name, fits in (
        ("gdelt", gdelt.fits),
        ("icews", icews.fits),
        ("ucdp-ged", ucdp_ged.fits),
        ("timelinejs", timelinejs.fits_sheet),
    ):
        if fits(header):
            return FORMATS[name]
    ours = {cell.strip(' "') for cell in header.split(",")} & EVENT_NEEDS
    if suffix == ".csv" and (ours == EVENT_NEEDS or (ours and not mapped.fits(header))):
        return None
    is_table = suffix in TABLES or mapped.fits(header)
    return FORMATS["table"] if header and is_table else None


def name_of(path: Path, wishes: Wishes) -> str:
    """Tell the name of the format in which a file will be read; empty for one of our own."""
    found = FORMATS["table"] if wishes.mapping else told(path)
    return "" if found is None else found.name


def read(path: Path, name: str, wishes: Wishes) -> Iterator[Item] | None:
    """Read a file of another service; None where it is one of our own.

    Args:
        path: The file; it may be packed.
        name: The name of the format; empty to tell it by the file.
        wishes: How a person wants it to be read.
    """
    name = name or name_of(path, wishes)
    return chosen(name).read(Document.of(path, wishes)) if name else None
