"""Divide an archive into partitions that can be normalized one without the other."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

import msgspec

from timeline.intake import formats
from timeline.intake.adapters.dataset import Document, Wishes
from timeline.intake.opening import PACKED, Line, inner_name, lines
from timeline.intake.table import BadTable

SPLIT: Final = 64 << 20
"""From this size on, in bytes, a file of rows that do not need each other is divided."""
DIVISIBLE: Final = frozenset({"gdelt"})
"""Formats without a header, each row of which is an event."""


class Partition(msgspec.Struct, frozen=True):
    """A file, or the part of it from one byte to before another; `stop` 0 is the whole file.

    `name` is what its segments are called by; `line` counts the lines before it. `size` and
    `changed` (nanoseconds) tell whether the file is still the one that was normalized.
    """

    name: str
    path: str
    format: str
    size: int
    changed: int
    start: int = 0
    stop: int = 0
    line: int = 0

    def document(self) -> Document:
        """Give the document that a reader of its format reads."""
        path = Path(self.path)
        if not self.stop:
            return Document.of(path)
        return Slice(path, inner_name(path), Wishes(), self.start, self.stop, self.line)


@dataclass(frozen=True, slots=True)
class Slice(Document):
    """A part of a file: whole lines, numbered as in the file."""

    start: int = 0
    stop: int = 0
    before: int = 0

    def lines(self) -> Iterator[Line]:
        """Read its lines."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            part = cast("BinaryIO", io.BufferedReader(_Part(file, self.stop - self.start), 1 << 18))
            for line in lines(part, self.path.name):
                yield line._replace(number=line.number + self.before)


class _Part(io.RawIOBase):
    """Reads so many bytes and no more."""

    def __init__(self, inner: BinaryIO, size: int) -> None:
        super().__init__()
        self._inner, self._left = inner, size

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with what comes next; 0 at the end."""
        data = self._inner.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def plan(paths: Sequence[Path], format_: str = "", split: int = SPLIT) -> tuple[Partition, ...]:
    """Divide files into partitions; those whose rows need each other stay whole.

    Args:
        paths: The files.
        format_: The format of all of them; empty to tell it by each file.
        split: The size of a part, in bytes, of a file that can be divided.

    Raises:
        BadTable: If a file is in no format of another service, or two have the same name.
    """
    found: list[Partition] = []
    for path in paths:
        if not path.is_file():
            raise BadTable(f"there is no file {path}")
        name = format_ or formats.name_of(path, Wishes())
        if not name:
            raise BadTable(f"{path.name} is in none of the formats {', '.join(formats.FORMATS)}")
        formats.chosen(name)
        found += _parts(path, name, split)
    names = [one.name for one in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadTable(f"two files are called {twice[0]}: normalize them into different folders")
    return tuple(found)


def _parts(path: Path, name: str, split: int) -> Iterator[Partition]:
    told = path.stat()
    whole = Partition(path.name, str(path.resolve()), name, told.st_size, told.st_mtime_ns)
    divisible = name in DIVISIBLE and path.suffix.lower() not in PACKED
    if not divisible or told.st_size < 2 * split:
        yield whole
        return
    line = start = number = 0
    with path.open("rb") as file:
        while start < told.st_size:
            count = sum(block.count(b"\n") for block in _blocks(file, split))
            rest = file.readline()
            stop = file.tell()
            number += 1
            yield msgspec.structs.replace(
                whole, name=f"{path.name}.{number:05}", start=start, stop=stop, line=line
            )
            line += count + rest.count(b"\n")
            start = stop


def _blocks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (block := file.read(min(size, 1 << 20))):
        size -= len(block)
        yield block
