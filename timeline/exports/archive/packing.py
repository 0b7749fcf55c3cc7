"""Pack files into a zip archive while they are made: flat memory, and the same bytes each time."""

from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEVEL = 6
BLOCK = 1 << 16
"""How many packed bytes are handed on at a time."""
FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive knows; every file bears it, so that no clock shows."""
UNIX = 3
READABLE = 0o100644 << 16

Packed = tuple[str, Iterable[bytes]]
"""A file on its way into an archive: its path with slashes, and its bytes piece by piece."""


class _Pipe:
    """A file that keeps what is written to it until it is taken; it cannot be gone back in."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        """Keep what is written."""
        self._parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is there at once."""

    def close(self) -> None:
        """Do nothing: what is written is taken by another."""

    def take(self) -> bytes:
        """Give what was written since the last time."""
        data, self._parts, self.size = b"".join(self._parts), [], 0
        return data


def packed(files: Iterable[Packed]) -> Iterator[bytes]:
    """Pack files one after the other, in the order in which they come.

    Args:
        files: Paths with slashes, and their bytes; each is asked for when the one before is done.
    """
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path, pieces in files:
            info = ZipInfo(path, FIRST_TIME)
            info.compress_type, info.create_system, info.external_attr = (
                ZIP_DEFLATED,
                UNIX,
                READABLE,
            )
            with archive.open(info, "w", force_zip64=True) as out:
                for piece in pieces:
                    out.write(piece)
                    if pipe.size >= BLOCK:
                        yield pipe.take()
    yield pipe.take()
