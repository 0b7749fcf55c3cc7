"""Read a large file in a process of its own, so that what is read is entered at the same time."""

import multiprocessing
import os
import queue
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any, Final

import msgspec

from timeline import shapes
from timeline.intake.adapters.dataset import Wishes
from timeline.intake.archive.segment import EVENT, KINDS, NAMES
from timeline.intake.file import read
from timeline.intake.proposal import Item, Proposal
from timeline.intake.table import BadTable

LARGE: Final = 2 << 20
"""From which size on, in bytes, a process of its own pays."""
BLOCK: Final = 500
"""How many items are handed over at a time."""
WAITING: Final = 24
"""How many blocks may wait to be entered."""
PATIENCE: Final = 5.0
"""After how many seconds each side looks whether the other is still there."""

Row = tuple[str, int, tuple[str, str] | None, bytes]


def read_ahead(path: Path, format_: str = "", wishes: Wishes | None = None) -> Iterator[Item]:
    """Read a file as `timeline.intake.file.read` does; a large one in a process of its own.

    The other process ends with the reading, with whoever reads, or when that is killed.

    Raises:
        BadTable: If the file cannot be read, or the other process was killed.
    """
    if not path.is_file() or path.stat().st_size < LARGE or (os.cpu_count() or 1) < 2:
        return read(path, format_, wishes)
    return _received(path, format_, wishes or Wishes())


def _received(path: Path, format_: str, wishes: Wishes) -> Iterator[Item]:
    context = multiprocessing.get_context("spawn")
    blocks: Queue[bytes | str] = context.Queue(WAITING)
    reader = context.Process(target=_send, args=(blocks, path, format_, wishes), daemon=True)
    reader.start()
    try:
        while block := _next(blocks, reader):
            if isinstance(block, str):
                raise BadTable(block)
            yield from _items(block)
    finally:
        reader.kill()
        reader.join()
        blocks.close()


def _next(blocks: "Queue[bytes | str]", reader: Any) -> bytes | str:  # noqa: ANN401 - a process
    while True:
        alive = reader.is_alive()
        with suppress(queue.Empty):
            return blocks.get(timeout=PATIENCE)
        if not alive:
            raise BadTable("the process that reads the file was killed, perhaps for want of memory")


def _send(blocks: "Queue[bytes | str]", path: Path, format_: str, wishes: Wishes) -> None:
    """Hand over all items of a file, then nothing; or say why it cannot be read."""
    try:
        rows: list[Row] = []
        for item in read(path, format_, wishes):
            rows.append(_row(item))
            if len(rows) == BLOCK:
                _put(blocks, msgspec.msgpack.encode(rows))
                rows = []
        if rows:
            _put(blocks, msgspec.msgpack.encode(rows))
        _put(blocks, b"")
    except (BadTable, OSError) as error:
        _put(blocks, str(error))


def _put(blocks: "Queue[bytes | str]", block: bytes | str) -> None:
    while True:
        try:
            return blocks.put(block, timeout=PATIENCE)
        except queue.Full:
            whose = multiprocessing.parent_process()
            if whose is None or not whose.is_alive():
                blocks.cancel_join_thread()
                raise SystemExit(1) from None


def _row(item: Item) -> Row:
    if isinstance(item, Proposal):
        return EVENT, item.line, item.key, msgspec.msgpack.encode(item.event)
    return NAMES[type(item)], 0, None, msgspec.msgpack.encode(item)


def _items(block: bytes) -> Iterator[Item]:
    for kind, line, key, body in BLOCKS.decode(block):
        if kind == EVENT:
            yield Proposal(line, EVENTS.decode(body), key)
        else:
            yield RECORDS[kind].decode(body)


BLOCKS: Final = msgspec.msgpack.Decoder(list[Row])
EVENTS: Final = msgspec.msgpack.Decoder(shapes.Event)
RECORDS: Final[dict[str, Any]] = {n: msgspec.msgpack.Decoder(kind) for n, kind in KINDS.items()}
