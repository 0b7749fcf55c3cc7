"""Write a chronology as JSON, its events in the shape of the API: one document, or line by line."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from timeline import shapes
from timeline.chronology.listing import Count
from timeline.exports.chunks import chunks
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


def to_json(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write `{"events": […], "chronology": {…}}`, UTF-8.

    What is said of the list comes last, because the checksum is known only then: the SHA-256 of the
    JSON of the events, each followed by a line feed.
    """
    checksum = hashlib.sha256()
    yield '{"events":[\n'
    yield from chunks(_parted(events, checksum))
    about = About(
        title=head.title,
        filter=head.query,
        words=head.words,
        counts=Count(head.certain, head.possible),
        generated=head.generated,
        version=head.version,
        checksum="sha256:" + checksum.hexdigest(),
    )
    yield f'],\n"chronology":{msgspec.json.encode(about).decode()}}}\n'


def _parted(events: Iterable[shapes.Event], checksum: "hashlib._Hash") -> Iterator[str]:
    comma = ""
    for event in events:
        body = msgspec.json.encode(event)
        checksum.update(body + b"\n")
        yield f"{comma}{body.decode()}\n"
        comma = ","


def to_json_lines(events: Iterable[shapes.Event], _head: Head) -> Iterator[str]:
    """Write one event a line (JSON Lines), each in the shape of the API; nothing about the list."""
    return chunks(msgspec.json.encode(event).decode() + "\n" for event in events)
