"""Cite a data set: its file as a source, with the words in which its makers want to be cited."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from timeline.intake.adapters.cameo import table
from timeline.intake.opening import Line, inner_name, lines, opened
from timeline.intake.reference import SourceRecord
from timeline.names.fold import slug
from timeline.terms import EventType, SourceKind


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says about how a file is to be read; empty where the file tells enough.

    `mapping` is a TOML file that names columns; `type` is that of events of which no column tells.
    """

    mapping: Path | None = None
    type: EventType = EventType.STATEMENT


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read, unpacked on the way."""

    path: Path
    name: str
    wishes: Wishes = Wishes()

    @classmethod
    def of(cls, path: Path, wishes: Wishes | None = None) -> "Document":
        """Name a file as it is called without its packing."""
        return cls(path, inner_name(path), wishes or Wishes())

    def lines(self) -> Iterator[Line]:
        """Read its lines.

        Raises:
            BadTable: If it cannot be unpacked or is no text.
        """
        with opened(self.path) as file:
            yield from lines(file, self.path.name)

    def bytes(self, most: int) -> bytes:
        """Read at most so many bytes of its beginning, unpacked."""
        with opened(self.path) as file:
            return _read(file, most)


def _read(file: BinaryIO, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (part := file.read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


@lru_cache(maxsize=1)
def _sets() -> dict[str, dict[str, Any]]:
    return tomllib.loads(table("datasets.toml"))


def dataset_source(scheme: str, name: str, title: str = "") -> SourceRecord:
    """Make the source of a data file: kind dataset, cited as its makers ask.

    Args:
        scheme: The name of its section in the table of data sets.
        name: The name of the file.
        title: What the file calls itself; empty where it says nothing.
    """
    told = _sets()[scheme]
    title = title.replace("\n", ": ") or f"{told['title']}, file {name}"
    csl: dict[str, Any] = {"type": SourceKind.DATASET.value, "title": title}
    csl |= {key: told[key] for key in ("author", "publisher", "URL", "DOI", "note") if key in told}
    return SourceRecord(
        slug=slug(f"{scheme} {Path(name).stem}"),
        kind=SourceKind.DATASET,
        title=title,
        csl=csl,
        publisher=told.get("publisher", ""),
        url=told.get("URL", ""),
        note=told.get("note", ""),
    )


class Reports:
    """The reports that rows name: most are given as a record once, in bounded memory."""

    MOST = 50_000
    """How many are remembered; one that comes up again after so many others is given again."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._seen: set[str] = set()
        self._new: list[SourceRecord] = []

    def cite(self, key: str, record: Callable[[], SourceRecord]) -> str:
        """Name a report by its slug, which is given back.

        Args:
            key: The slug.
            record: Makes its record, where it is needed; what it raises leaves nothing behind.
        """
        if key not in self._seen:
            self._new.append(record())
            if len(self._seen) >= self.MOST:
                self._seen.clear()
            self._seen.add(key)
        return key

    def new(self) -> Iterator[SourceRecord]:
        """Give the records that have come up since the last call."""
        yield from self._new
        self._new = []
