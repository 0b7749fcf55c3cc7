"""Keep the documents of a segment in the order of time, so that those of a page lie together."""

import mmap
from collections.abc import Iterator, Sequence
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from timeline.chronology.index.segment import Ints, Segment
from timeline.store.reading import EventDocument

BODIES, STARTS = "documents.bin", "document_starts.npy"
BLOCK = 20_000
"""How many documents are fetched at a time."""


class Documents:
    """The documents of one segment, mapped into memory."""

    def __init__(self, path: Path) -> None:
        """Map the files of a build.

        Raises:
            OSError: If one is missing.
            ValueError: If they do not fit each other.
        """
        self._starts = np.asarray(np.load(path / STARTS, mmap_mode="r"))
        with (path / BODIES).open("rb") as file:
            size = file.seek(0, 2)
            if size != int(self._starts[-1]) + 1:
                raise ValueError(f"{path / BODIES} has {size} bytes")
            self._bodies = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def of(self, places: Ints) -> list[bytes]:
        """Give the documents of some ordinals, in the order given."""
        begins, ends = self._starts[places].tolist(), self._starts[places + 1].tolist()
        bodies = self._bodies
        return [bodies[begin:end] for begin, end in zip(begins, ends, strict=True)]


def write(session: Session, segment: Segment, path: Path) -> None:
    """Write the documents of all events of a segment.

    Args:
        session: A reading session that shows the state of the data of which the segment was built.
        segment: The segment.
        path: The folder of the build.
    """
    lengths = np.zeros(len(segment) + 1, dtype=np.int64)
    for places, rows in _fetched(session, segment, whole=False):
        lengths[places + 1] = rows
    starts = np.cumsum(lengths)
    np.save(path / STARTS, starts)
    with (path / BODIES).open("w+b") as file:
        file.truncate(int(starts[-1]) + 1)  # an empty file cannot be mapped
        with mmap.mmap(file.fileno(), 0) as bodies:
            for places, rows in _fetched(session, segment, whole=True):
                begins, ends = starts[places].tolist(), starts[places + 1].tolist()
                for begin, end, body in zip(begins, ends, rows, strict=True):
                    bodies[begin:end] = body


def _fetched(
    session: Session, segment: Segment, *, whole: bool
) -> Iterator[tuple[Ints, Sequence[Any]]]:
    """Fetch documents, or their lengths, of events of the segment, with their ordinals."""
    what = EventDocument.body if whole else func.length(EventDocument.body)
    statement = select(EventDocument.event_id, what).order_by(EventDocument.event_id)
    streamed = {"stream_results": True, "yield_per": BLOCK}
    every = session.connection().execute(statement, execution_options=streamed)
    for part in every.partitions(BLOCK):
        ids, found = zip(*part, strict=True)
        places = segment.places_of(ids)
        here = places >= 0
        yield places[here], tuple(compress(found, here.tolist()))
