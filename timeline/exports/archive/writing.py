"""Write the archive of a chronology: events, the records behind them, and a manifest of digests."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import msgspec

from timeline import shapes
from timeline.dates import Span
from timeline.exports.archive.packing import Packed, packed
from timeline.exports.head import Head
from timeline.intake.reference import Reference
from timeline.intake.zipped import FORMAT, LINKS, MANIFEST, RECORDS, LinkLine, Listed, Manifest

README = """This is the archive of a chronology: {title}.

{words}. {count} events; version {version} of the data.

events.jsonl holds the events, one a line; links.jsonl what each is to others, and whether those are
here too; records/ what they refer to: actors with their names and ties, places, themes, sources.
{more}manifest.json lists every file with its SHA-256.
`timeline import FILE.zip` takes it in.
"""
STATE = (
    "state/ holds every table of the installation, revisions among them, for an empty database. "
)
BLOCK = 1 << 16

Records = Callable[[], Iterable[tuple[str, Reference]]]
"""Gives what the events that were written refer to, each with the name of its table."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What makes an archive that of a whole installation: its schema, and its tables as lines."""

    schema: str
    tables: Iterable[Packed]


@dataclass(slots=True)
class About:
    """What is noted while an archive is written."""

    files: list[Listed] = field(default_factory=list)
    events: int = 0
    slugs: set[str] = field(default_factory=set)
    links: list[tuple[str, shapes.Link]] = field(default_factory=list)


def write_archive(
    events: Iterable[shapes.Event], records: Records, head: Head, whole: Whole | None = None
) -> Iterator[bytes]:
    """Write the archive as a zip file, piece by piece; one version of the data gives one file.

    Args:
        events: The events; their links must lead to slugs.
        records: Asked when the events are written, for what they refer to.
        head: What the chronology is.
        whole: The tables of the installation, where the archive is of all of it.
    """
    return packed(_files(events, records, head, whole))


def _files(
    events: Iterable[shapes.Event], records: Records, head: Head, whole: Whole | None
) -> Iterator[Packed]:
    about = About()
    yield "events.jsonl", _listed("events.jsonl", _events(events, about), about)
    yield LINKS, _listed(LINKS, _links(about), about)
    yield from _tables(records, about)
    for name, lines in whole.tables if whole else ():
        path = f"state/{name}.jsonl"
        yield path, _listed(path, lines, about)
    text = README.format(
        title=head.title,
        words=head.words,
        count=about.events,
        version=head.version,
        more=STATE if whole else "",
    )
    yield "README.txt", _listed("README.txt", [text.encode("utf-8", "replace")], about)
    manifest = Manifest(
        format=FORMAT,
        version=1,
        title=head.title,
        words=head.words,
        filter=head.query,
        data_version=head.version,
        changed=head.changed,
        events=about.events,
        schema=whole.schema if whole else "",
        files=tuple(about.files),
    )
    yield MANIFEST, [msgspec.json.format(msgspec.json.encode(manifest), indent=1)]


def _events(events: Iterable[shapes.Event], about: About) -> Iterator[bytes]:
    for event in events:
        about.events += 1
        about.slugs.add(event.slug)
        about.links += [(event.slug, link) for link in event.links]
        yield msgspec.json.encode(msgspec.structs.replace(event, links=())) + b"\n"


def _links(about: About) -> Iterator[bytes]:
    """Give the links between events, and say of each whether it leads to one of the archive."""
    for slug, link in about.links:
        line = LinkLine(slug, link.kind, str(link.to), str(link.to) in about.slugs)
        yield msgspec.json.encode(line) + b"\n"


def _tables(records: Records, about: About) -> Iterator[Packed]:
    """Give the records table by table; there are as many as events name, not as many as there are.

    Only their lines are held, as a table must be whole before the next begins.
    """
    lines: dict[str, list[bytes]] = {name: [] for name in RECORDS}
    for name, record in records():
        lines[name].append(msgspec.json.encode(record, enc_hook=as_text) + b"\n")
    for name, several in lines.items():
        path = f"records/{name}.jsonl"
        yield path, _listed(path, several, about)


def as_text(value: Any) -> str:  # noqa: ANN401 - whatever msgspec does not know
    """Write a span as its EDTF."""
    if isinstance(value, Span):
        return value.edtf
    raise TypeError(f"{type(value).__name__} has no form in an archive")


def _listed(path: str, pieces: Iterable[bytes], about: About) -> Iterator[bytes]:
    """Hand the bytes of a file on, in larger pieces, and list it when it is whole."""
    digest = sha256()
    size = 0
    held = bytearray()
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        held += piece
        if len(held) >= BLOCK:
            yield bytes(held)
            held.clear()
    yield bytes(held)
    about.files.append(Listed(path, size, digest.hexdigest()))
