"""Write a chronology as JSON, its events in the shape of the API: one document, or line by line."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from timeline import shapes
from timeline.batched import batched
from timeline.chronology.listing import Count
from timeline.exports.chunks import EVENTS
from timeline.exports.head import Head


class About(msgspec.Struct, frozen=True):
    """What the list is; `checksum` is the SHA-256 of the events as they stand in the file."""

    title: str
    filter: str
    words: str
    counts: Count
    generated: str
    version: int
    checksum: str


def to_json(events: Iterable[shapes.Event], head: Head) -> Iterator[bytes]:
    """Write `{"events": […], "chronology": {…}}`, UTF-8; see `stored_json`."""
    return stored_json(map(msgspec.json.encode, events), head)


def stored_json(documents: Iterable[bytes], head: Head) -> Iterator[bytes]:
    """Write the same from the documents of events.

    What is said of the list comes last, because the checksum is known only then: the SHA-256 of the
    JSON of the events, each followed by a line feed.
    """
    checksum = hashlib.sha256()
    comma = b""
    yield b'{"events":[\n'
    for lines in _several(documents):
        checksum.update(lines)
        yield comma + lines[:-1].replace(b"\n", b"\n,") + b"\n"
        comma = b","
    about = About(
        title=head.title,
        filter=head.query,
        words=head.words,
        counts=Count(head.certain, head.possible),
        generated=head.generated,
        version=head.version,
        checksum="sha256:" + checksum.hexdigest(),
    )
    yield b'],\n"chronology":' + msgspec.json.encode(about) + b"}\n"


def _several(documents: Iterable[bytes]) -> Iterator[bytes]:
    """Give documents as lines, some hundred at a time; a line feed inside one is always escaped."""
    for several in batched(documents, EVENTS):
        yield b"\n".join(several) + b"\n"


def to_json_lines(events: Iterable[shapes.Event], _head: Head) -> Iterator[bytes]:
    """Write one event a line (JSON Lines), each in the shape of the API; nothing about the list."""
    return _several(map(msgspec.json.encode, events))


def stored_json_lines(documents: Iterable[bytes], _head: Head) -> Iterator[bytes]:
    """Write the same from the documents of events."""
    return _several(documents)
