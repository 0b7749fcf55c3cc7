"""Read one file of events: CSV or JSON, as an export has written it or a person made it."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.intake import events, formats
from timeline.intake.adapters.dataset import Wishes
from timeline.intake.archive.normalize import segments
from timeline.intake.archive.segment import SUFFIX, read_segment
from timeline.intake.csl import check_address
from timeline.intake.folder import read_folder
from timeline.intake.opening import inner_name, lines, opened
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import BadTable, Refusal, RowProblem, read_stream
from timeline.intake.zipped import Archive, is_archive
from timeline.terms import SourceKind

MOST_BYTES = 1 << 28
"""The largest JSON file that is read as one document; longer ones come as JSON Lines."""


class Chronology(msgspec.Struct, frozen=True):
    """A JSON export: what it says of itself, and the events."""

    events: tuple[msgspec.Raw, ...]
    chronology: dict[str, Any] | None = None


def read(path: Path, format_: str = "", wishes: Wishes | None = None) -> Iterator[Item]:
    """Read a folder of tables or of segments, one of our own files, or one of another service.

    Our own are told by their extension: .csv, .json, .jsonl, .parquet (a segment), .zip where it is
    an archive; the others by what they begin with. Files may be packed. Sources that events bring
    with them as CSL items come before them.

    Args:
        path: The folder or file.
        format_: The name of a format of `timeline.intake.formats`; empty to tell it by the file.
        wishes: How a person wants a file of another service to be read.

    Raises:
        BadTable: If it is none of these, or cannot be read at all.
    """
    if path.is_dir():
        parts = segments(path)
        return chain.from_iterable(map(read_segment, parts)) if parts else read_folder(path)
    if not path.is_file():
        raise BadTable(f"there is no file or folder {path}")
    if path.suffix.lower() == SUFFIX:
        return read_segment(path)
    if is_archive(path):
        return Archive.open(path).items()
    other = formats.read(path, format_, wishes or Wishes())
    if other is not None:
        return other
    readers = {".csv": _csv, ".json": _json, ".jsonl": _json_lines}
    name = inner_name(path)
    reader = readers.get(Path(name).suffix.lower())
    if reader is None:
        raise BadTable(
            f"{path.name}: none of {', '.join(readers)}, no folder of tables, and in none of the "
            f"formats {', '.join(formats.FORMATS)} (say which with --format)"
        )
    return with_sources(reader(path))


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file, or of the tables of a folder by name, hexadecimal."""
    digest = sha256()
    for one in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        digest.update(one.name.encode() + b"\x00")
        with one.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _csv(path: Path) -> Iterator[Proposal | Refusal]:
    with opened(path) as file:
        for row in read_stream(file, path.name, events.EVENT_COLUMNS, events.EVENT_NEEDS):
            try:
                yield Proposal(row.line, events.event(row))
            except RowProblem as problem:
                yield Refusal(path.name, row.line, str(problem), row.raw())


def _json(path: Path) -> Iterator[Proposal | Refusal]:
    with opened(path) as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise BadTable(f"{path.name} is larger than {MOST_BYTES >> 20} MiB; give it as JSON Lines")
    try:
        read_in = msgspec.json.decode(raw.removeprefix(BOM_UTF8), type=Chronology)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadTable(f'{path.name}: {error}; it is {{"events": […]}}') from error
    slugs = _slugs(bytes(one) for one in read_in.events)
    for number, one in enumerate(read_in.events, start=1):
        yield _event(path.name, number, bytes(one), slugs)


def _json_lines(path: Path) -> Iterator[Proposal | Refusal]:
    with opened(path) as file:
        slugs = _slugs(line.text.encode() for line in lines(file, path.name) if not line.problem)
    with opened(path) as file:
        for line in lines(file, path.name):
            if line.problem:
                yield Refusal(path.name, line.number, line.problem)
            elif line.text.strip():
                yield _event(path.name, line.number, line.text.encode(), slugs)


class _Named(msgspec.Struct):
    """What an event of a file is called, by number there and by slug everywhere."""

    id: int | None = None
    slug: str = ""


def _slugs(events_: Iterable[bytes]) -> dict[int, str]:
    """Find the slugs of the events of a file by the ids that they have in it."""
    found: dict[int, str] = {}
    for raw in events_:
        try:
            named = msgspec.json.decode(raw, type=_Named)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            continue  # the line is refused with its reason when it is read whole
        if named.id is not None and named.slug:
            found[named.id] = named.slug
    return found


def _event(name: str, number: int, raw: bytes, slugs: dict[int, str]) -> Proposal | Refusal:
    """Read an event; links within the file lead to slugs, which mean the same everywhere."""
    try:
        event = msgspec.json.decode(raw, type=shapes.Event)
        date = shapes.Date(edtf=Span.parse(event.date.edtf).edtf)
        links = tuple(
            msgspec.structs.replace(link, to=slugs.get(link.to, link.to))
            if isinstance(link.to, int)
            else link
            for link in event.links
        )
        return Proposal(number, msgspec.structs.replace(event, date=date, links=links))
    except (msgspec.MsgspecError, NotADate, RecursionError, UnicodeDecodeError) as error:
        return Refusal(name, number, str(error), raw[:200].decode("utf-8", "replace"))


def with_sources(items: Iterable[Proposal | Refusal]) -> Iterator[Item]:
    """Put before each event the sources that it brings with it as CSL items, each once."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Proposal):
            for citation in item.event.citations:
                slug, csl = citation.source.slug, citation.source.csl
                if slug and csl and slug not in seen:
                    seen.add(slug)
                    yield _source(item, slug, csl)
        yield item


def _source(item: Proposal, slug: str, csl: dict[str, Any]) -> SourceRecord | Refusal:
    try:
        return source_record(slug, csl)
    except RowProblem as problem:
        return Refusal(f"source {slug!r}", item.line, str(problem))


def source_record(slug: str, csl: dict[str, Any]) -> SourceRecord:
    """Make a source of a CSL item; what has no column of its own stays in the item.

    Raises:
        RowProblem: If an address in it is not http or https, or its date is no EDTF.
    """
    kind = csl.get("type")
    issued, custom = _object(csl, "issued").get("edtf"), _object(csl, "custom")
    return SourceRecord(
        slug=slug,
        kind=SourceKind(kind) if kind in list(SourceKind) else SourceKind.DOCUMENT,
        title=str(csl.get("title", slug)),
        csl=csl,
        publisher=str(csl.get("publisher", "")),
        published=_issued(issued),
        language=str(csl.get("language", "")),
        url=check_address("URL", str(csl.get("URL", ""))),
        archive_url=check_address("archive_url", str(custom.get("archive_url", ""))),
        note=str(csl.get("note", "")),
    )


def _object(csl: dict[str, Any], name: str) -> dict[str, Any]:
    value = csl.get(name) or {}
    if not isinstance(value, dict):
        raise RowProblem(f"csl: {name!r} is an object")
    return value


def _issued(edtf: object) -> Span | None:
    try:
        return Span.parse(str(edtf)) if edtf else None
    except NotADate as error:
        raise RowProblem(f"csl: issued {edtf!r:.80}: {error}") from error
