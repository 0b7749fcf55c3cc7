"""Open files from outside: unpack them, tell their encoding, give bounded lines, stop bombs."""

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

BLOCK = 1 << 18
LINE_LIMIT = 1_000_000
"""The longest line, in characters; of a longer one no more than a block is ever held in memory."""
FREE = 8 << 20
"""What a packed file may always unpack to, in bytes."""
RATIO = 250
"""How many times its own size a packed file may unpack to beyond that."""
PACKED = (".gz", ".xz", ".bz2", ".zip")
TOO_LONG = f"a line of more than {LINE_LIMIT:,} characters"
NUL = "a NUL character: the file is damaged, or UTF-16 without a byte order mark"

_MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DAMAGED = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, OSError, RuntimeError)


class BadTable(ValueError):
    """A file that is no table of the kind expected; the message says what is wrong and where."""


class Line(NamedTuple):
    """A line without its end; `problem` says why it cannot be read, empty where it can."""

    number: int
    text: str
    problem: str


class _Limited(io.RawIOBase):
    """Reads no more of an unpacked file than its limit, and turns damage into one sentence."""

    def __init__(self, inner: BinaryIO, name: str, limit: int) -> None:
        super().__init__()
        self._inner, self._name, self._limit, self._done = inner, name, limit, 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with what comes next; 0 at the end."""
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGED as error:
            raise BadTable(f"{self._name} is damaged or cannot be unpacked: {error}") from error
        self._done += len(data)
        if self._done > self._limit:
            raise BadTable(
                f"{self._name} unpacks to more than {self._limit >> 20} MiB, {RATIO} times its "
                "size; unpack it yourself if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; gzip, xz, bzip2 and zip are unpacked while they are read.

    Its first bytes tell what it is, not its name. A zip archive must hold one file. Unpacking stops
    at 8 MiB or 250 times the packed size, whichever is more; memory holds one block.

    Raises:
        BadTable: If it is damaged, protected, a bomb, or an archive of several files.
    """
    limit = max(FREE, RATIO * path.stat().st_size)
    with path.open("rb") as file:
        head = file.read(6)
        file.seek(0)
        if head.startswith(b"PK\x03\x04"):
            with _member(file, path.name) as inner:
                yield _bounded(inner, path.name, limit)
        elif head.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=file) as packed:
                yield _bounded(packed, path.name, limit)
        elif head.startswith(b"BZh"):
            with bz2.BZ2File(file) as packed_bz2:
                yield _bounded(packed_bz2, path.name, limit)
        elif head.startswith(b"\xfd7zXZ"):
            with lzma.LZMAFile(file) as packed_xz:
                yield _bounded(packed_xz, path.name, limit)
        else:
            yield file


def _bounded(inner: object, name: str, limit: int) -> BinaryIO:
    limited = _Limited(cast("BinaryIO", inner), name, limit)
    return cast("BinaryIO", io.BufferedReader(limited, BLOCK))


@contextmanager
def _member(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED as error:
        raise BadTable(f"{name} is no sound zip archive: {error}") from error
    with archive:
        one = _only(archive, name)
        try:
            inner = archive.open(one)
        except (*_DAMAGED, NotImplementedError) as error:
            raise BadTable(f"{name}: {one.filename!r} cannot be unpacked: {error}") from error
        with inner:
            yield cast("BinaryIO", inner)


def _only(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    held = [
        one
        for one in archive.infolist()
        if not one.is_dir() and not one.filename.startswith("__MACOSX/")
    ]
    if len(held) != 1:
        raise BadTable(f"{name} holds {len(held)} files; give an archive of one table")
    return held[0]


def inner_name(path: Path) -> str:
    """Give the name of a file without the ending of its packing, by which its kind is told."""
    suffix = path.suffix.lower()
    if suffix == ".zip":
        with path.open("rb") as file:
            if file.read(4) == b"PK\x03\x04":
                with zipfile.ZipFile(file) as archive:
                    return Path(_only(archive, path.name).filename).name
    return path.stem if suffix in PACKED else path.name


def lines(file: BinaryIO, name: str) -> Iterator[Line]:
    r"""Read lines of text: UTF-8 with or without a byte order mark, UTF-16 with one.

    A line ends with \n or \r\n. One that is too long or holds a NUL character comes without its
    text and with the problem, so that the others can be read.

    Raises:
        BadTable: If the file has another encoding; the message gives the line.
    """
    for line in _lines(file, name):
        yield line._replace(text=line.text[:-1]) if line.text.endswith("\r") else line


def _lines(file: BinaryIO, name: str) -> Iterator[Line]:
    number, rest, skipping = 0, "", False
    for block in _blocks(file, name):
        if "\n" not in block:
            rest = "" if skipping else rest + block
        else:
            first, *more = block.split("\n")
            whole = [rest + first, *more]
            rest = whole.pop()
            for text in whole:
                number += 1
                yield Line(number, "", TOO_LONG) if skipping else _line(number, text)
                skipping = False
        if len(rest) > LINE_LIMIT:
            rest, skipping = "", True
    if skipping:
        yield Line(number + 1, "", TOO_LONG)
    elif rest:
        yield _line(number + 1, rest)


def _line(number: int, text: str) -> Line:
    if len(text) > LINE_LIMIT:
        return Line(number, "", TOO_LONG)
    return Line(number, "", NUL) if "\x00" in text else Line(number, text, "")


def _blocks(file: BinaryIO, name: str) -> Iterator[str]:
    head = file.read(BLOCK)
    encoding = next((codec for mark, codec in _MARKS if head.startswith(mark)), "utf-8")
    if not encoding:
        raise BadTable(f"{name} is UTF-32 text; save it as UTF-8")
    decoder = codecs.getincrementaldecoder(encoding)()
    ended = 0
    block = head
    while True:
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            line = ended + error.object[: error.start].count(b"\n") + 1
            raise BadTable(
                f"{name}, line {line}: not {encoding.upper().removesuffix('-SIG')} text "
                f"({error.reason}); save the file as UTF-8"
            ) from error
        if text:
            yield text
        if not block:
            return
        ended += block.count(b"\n")
        block = file.read(BLOCK)


def text_lines(file: BinaryIO, name: str) -> Iterator[str]:
    r"""Read lines for a CSV reader, each with \n at its end.

    Raises:
        BadTable: If one is too long or damaged: after it, quotation marks can no longer be paired.
    """
    for line in _lines(file, name):
        if line.problem:
            raise BadTable(f"{name}, line {line.number}: {line.problem}")
        yield line.text + "\n"
