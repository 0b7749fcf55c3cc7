"""Read a large file in a process of its own, so that what is read is entered at the same time."""

import gc
import multiprocessing
import os
import queue
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any, Final

import msgspec

from timeline.intake.adapters.dataset import Wishes
from timeline.intake.archive.segment import KINDS, NAMES
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

Run = tuple[list[tuple[str, bytes]], list[Proposal]]
"""Records and refusals, each with its kind, and the events that come after them."""


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
    gc.disable()  # next to nothing of what is read is cyclic; a third of the time goes into looking
    gc.freeze()
    try:
        items: list[Item] = []
        for item in read(path, format_, wishes):
            items.append(item)
            if len(items) == BLOCK:
                _put(blocks, _packed(items))
                items.clear()
                gc.collect(0)
        if items:
            _put(blocks, _packed(items))
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


def _packed(items: Iterable[Item]) -> bytes:
    runs: list[Run] = []
    for item in items:
        if isinstance(item, Proposal):
            if not runs:
                runs.append(([], []))
            runs[-1][1].append(item)
        else:
            if not runs or runs[-1][1]:
                runs.append(([], []))
            runs[-1][0].append((NAMES[type(item)], msgspec.msgpack.encode(item)))
    return msgspec.msgpack.encode(runs)


def _items(block: bytes) -> Iterator[Item]:
    for others, proposals in RUNS.decode(block):
        for kind, body in others:
            yield RECORDS[kind].decode(body)
        yield from proposals


RUNS: Final = msgspec.msgpack.Decoder(list[Run])
RECORDS: Final[dict[str, Any]] = {n: msgspec.msgpack.Decoder(kind) for n, kind in KINDS.items()}
