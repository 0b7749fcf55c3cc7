"""Read which letters a font file has, from its own tables."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LARGEST = 64 * 1024 * 1024
"""Bytes of a font file that is still read."""
MOST_FACES = 64
FAMILY = (16, 1)
"""Names of a family, the better first (OpenType 1.9.1, name table, name IDs)."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a font file: its family, and the ranges of code points that it has glyphs for."""

    family: str
    ranges: tuple[tuple[int, int], ...]

    def covers(self, letters: frozenset[int]) -> frozenset[int]:
        """Give those of some code points that it has glyphs for."""
        found: set[int] = set()
        for first, last in self.ranges:
            if last - first < len(letters):
                found.update(letters.intersection(range(first, last + 1)))
            else:
                found.update(one for one in letters if first <= one <= last)
        return frozenset(found)


def faces(path: Path) -> tuple[Face, ...]:
    """Read the faces of a font file (TrueType, OpenType or a collection); none of another file."""
    try:
        seen = path.stat()
        return _faces(str(path), seen.st_mtime_ns) if seen.st_size <= LARGEST else ()
    except OSError:
        return ()


@lru_cache(maxsize=4096)
def _faces(path: str, _changed: int) -> tuple[Face, ...]:
    data = Path(path).read_bytes()
    try:
        return tuple(_face(data, start) for start in _starts(data))
    except (struct.error, IndexError, KeyError, UnicodeDecodeError, OverflowError):
        return ()


def _starts(data: bytes) -> tuple[int, ...]:
    if data[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">I", data, 8)
    return struct.unpack_from(f">{min(count, MOST_FACES)}I", data, 12)


def _face(data: bytes, start: int) -> Face:
    (count,) = struct.unpack_from(">H", data, start + 4)
    places: dict[bytes, int] = {}
    for number in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        places[tag] = offset
    return Face(_family(data, places[b"name"]), tuple(_ranges(data, places[b"cmap"])))


def _family(data: bytes, table: int) -> str:
    _version, count, texts = struct.unpack_from(">HHH", data, table)
    names: dict[int, str] = {}
    for number in range(count):
        platform, _encoding, language, name, length, offset = struct.unpack_from(
            ">6H", data, table + 6 + 12 * number
        )
        if platform == 3 and name in FAMILY and (language == 0x409 or name not in names):
            start = table + texts + offset
            names[name] = data[start : start + length].decode("utf-16-be")
    return next((names[name] for name in FAMILY if name in names), "")


def _ranges(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Read the character map: format 12 where there is one, else format 4."""
    (count,) = struct.unpack_from(">H", data, table + 2)
    formats: dict[int, int] = {}
    for number in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * number)
        if platform in (0, 3):
            (form,) = struct.unpack_from(">H", data, table + offset)
            formats[form] = table + offset
    if 12 in formats:
        yield from _wide(data, formats[12])
    elif 4 in formats:
        yield from _narrow(data, formats[4])


def _wide(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    for first, last, _glyph in struct.iter_unpack(
        ">III", data[start + 16 : start + 16 + 12 * count]
    ):
        yield first, last


def _narrow(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    count = doubled // 2
    lasts = struct.unpack_from(f">{count}H", data, start + 14)
    firsts = struct.unpack_from(f">{count}H", data, start + 16 + doubled)
    for first, last in zip(firsts, lasts, strict=True):
        if first != 0xFFFF:
            yield first, last
