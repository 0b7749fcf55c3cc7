"""Read the archive of a chronology: only what its manifest lists, and only as it lists it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.intake.opening import FREE, RATIO
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    AliasRecord,
    PlaceRecord,
    Reference,
    SourceRecord,
    ThemeRecord,
)
from timeline.intake.table import BadTable, Refusal
from timeline.terms import LinkKind

FORMAT = "timeline-archive"
MANIFEST = "manifest.json"
LINKS = "links.jsonl"
RECORDS: dict[str, type[Reference]] = {
    "themes": ThemeRecord,
    "places": PlaceRecord,
    "actors": ActorRecord,
    "aliases": AliasRecord,
    "affiliations": AffiliationRecord,
    "sources": SourceRecord,
}
"""The tables of records; in this order nothing refers to what comes later."""
PATH = re.compile(r"((events|links)\.jsonl|README\.txt|(records|state)/[a-z_]{1,40}\.jsonl)\Z")
MOST_FILES = 100
MOST_MANIFEST = 1 << 20
MOST_LINE = 1 << 25
"""The longest line, in bytes."""
BLOCK = 1 << 18
DAMAGED = (EOFError, zlib.error, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError)


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of an archive: its path, its size in bytes, its SHA-256 in hexadecimal."""

    path: str
    bytes: int
    sha256: str


class LinkLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an event is to another one, by their slugs; `here` where that one is in the archive."""

    event: str
    kind: LinkKind
    to: str
    here: bool


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an archive is, and every file in it.

    `schema` is the revision of the database's schema where the archive holds a whole installation.
    """

    format: str
    version: int
    files: tuple[Listed, ...]
    title: str = ""
    words: str = ""
    filter: str = ""
    data_version: int = 0
    changed: str = ""
    events: int = 0
    schema: str = ""


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive with a manifest in it, sound or not."""
    with suppress(*DAMAGED), zipfile.ZipFile(path) as archive:
        return MANIFEST in archive.namelist()
    return False


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that holds what its manifest lists, and nothing else."""

    path: Path
    manifest: Manifest

    @classmethod
    def open(cls, path: Path) -> "Archive":
        """See that an archive is whole and that nobody has changed a byte of it.

        Nothing of it is written anywhere; unpacking stops where it would be a bomb.

        Raises:
            BadTable: If it is damaged, of another kind, or differs from its manifest; the message
                names the file in it.
        """
        try:
            with zipfile.ZipFile(path) as archive:
                manifest = _manifest(archive, path.name)
                _compare(archive, manifest, path)
        except DAMAGED as error:
            raise BadTable(f"{path.name} is no sound archive: {error}") from error
        return cls(path, manifest)

    def lines(self, name: str) -> Iterator[bytes]:
        """Give the lines of one of its files, without their ends; none where there is no such file.

        Raises:
            BadTable: If a line is too long.
        """
        if not any(one.path == name for one in self.manifest.files):
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
            while line := file.readline(MOST_LINE + 1):
                if len(line) > MOST_LINE:
                    raise BadTable(f"{self.path.name}: a line of {name} is too long")
                yield line.rstrip(b"\n")

    def state(self) -> tuple[str, ...]:
        """Name the tables of the installation that it holds; none where it is of a filter."""
        paths = (one.path for one in self.manifest.files)
        return tuple(
            path.removeprefix("state/").removesuffix(".jsonl")
            for path in paths
            if path.startswith("state/")
        )

    def items(self) -> Iterator[Item]:
        """Give its records, in the order in which they can be entered, and then its events.

        Links come with the events where both ends are here.
        """
        for name, kind in RECORDS.items():
            for number, line in enumerate(self.lines(f"records/{name}.jsonl"), start=1):
                yield self._record(name, kind, number, line)
        links = self._links()
        for number, line in enumerate(self.lines("events.jsonl"), start=1):
            yield self._event(number, line, links)

    def _links(self) -> dict[str, list[shapes.Link]]:
        found: dict[str, list[shapes.Link]] = {}
        try:
            for line in self.lines(LINKS):
                one = msgspec.json.decode(line, type=LinkLine)
                if one.here:
                    link = shapes.Link(kind=one.kind, to=one.to)
                    found.setdefault(one.event, []).append(link)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise BadTable(f"{self.path.name}: {LINKS}: {error}") from error
        return found

    def _record(
        self, name: str, kind: type[Reference], number: int, line: bytes
    ) -> Reference | Refusal:
        try:
            record: Reference = msgspec.json.decode(line, type=kind, dec_hook=_span)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            return Refusal(f"{self.path.name}: {name}", number, str(error))
        return record

    def _event(
        self, number: int, line: bytes, links: dict[str, list[shapes.Link]]
    ) -> Proposal | Refusal:
        try:
            event = msgspec.json.decode(line, type=shapes.Event)
            date = shapes.Date(edtf=Span.parse(event.date.edtf).edtf)
        except (msgspec.MsgspecError, NotADate, UnicodeDecodeError, RecursionError) as error:
            return Refusal(f"{self.path.name}: events", number, str(error))
        slug = event.slug
        kept = msgspec.structs.replace(
            event, date=date, id=None if slug else event.id, links=tuple(links.get(slug, ()))
        )
        return Proposal(number, kept)


def _span(kind: type, value: Any) -> Any:  # noqa: ANN401 - whatever msgspec does not know
    if kind is Span:
        try:
            return Span.parse(str(value))
        except NotADate as error:
            raise ValueError(str(error)) from error
    raise TypeError(f"{kind.__name__} has no form in an archive")


def _manifest(archive: zipfile.ZipFile, name: str) -> Manifest:
    infos = [one for one in archive.infolist() if one.filename == MANIFEST]
    if len(infos) != 1 or infos[0].file_size > MOST_MANIFEST:
        raise BadTable(f"{name} has no manifest that could be read")
    with archive.open(infos[0]) as file:
        raw = file.read(MOST_MANIFEST + 1)
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadTable(f"{name}: {MANIFEST}: {error}") from error
    if manifest.format != FORMAT or manifest.version != 1:
        raise BadTable(f"{name} is an archive of another kind or a later version")
    return manifest


def _compare(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """See that the archive holds the files of its manifest, each once and as listed."""
    name = path.name
    listed = {one.path: one for one in manifest.files}
    held = sorted(one.filename for one in archive.infolist())
    if held != sorted([*listed, MANIFEST]) or len(held) > MOST_FILES:
        raise BadTable(f"{name} does not hold the files that its manifest lists")
    if odd := [one for one in listed if not PATH.match(one)]:
        raise BadTable(f"{name}: {odd[0][:80]!r} is no file of an archive")
    limit = max(FREE, RATIO * path.stat().st_size)
    if sum(one.bytes for one in manifest.files) > limit:
        raise BadTable(f"{name} would unpack to more than {limit >> 20} MiB")
    for one in manifest.files:
        if _digest(archive, one) != one.sha256:
            raise BadTable(f"{name}: {one.path} is not what the manifest says; nothing is taken in")


def _digest(archive: zipfile.ZipFile, listed: Listed) -> str:
    """Give the SHA-256 of a file; empty as soon as it is longer than its manifest says."""
    digest = sha256()
    size = 0
    with archive.open(listed.path) as file:
        while block := file.read(BLOCK):
            size += len(block)
            if size > listed.bytes:
                return ""
            digest.update(block)
    return digest.hexdigest() if size == listed.bytes else ""
