"""Read the events of a chronology once and keep them, so that its opening can say what follows."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

import msgspec

from timeline import shapes
from timeline.exports.elsewhere import OtherDate, other_dates
from timeline.exports.items import key_of

IN_MEMORY = 16 * 1024 * 1024
"""Bytes of events that are kept in memory; more go to a temporary file."""
DECODER = msgspec.json.Decoder(shapes.Event)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that no source tells: it is named, and not told."""

    edtf: str
    title: str


@dataclass(slots=True)
class Tally:
    """What the events of a chronology amount to, counted when they are taken in.

    Attributes:
        told: how many events have a source.
        left_out: those that have none.
        citations: how often sources are cited.
        sources: the language of each source cited, by its key; empty where it is not known.
        archived: the keys of the sources that have an archived copy.
        elsewhere: the other dates at which events are looked for.
    """

    told: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    citations: int = 0
    sources: dict[str, str] = field(default_factory=dict)
    archived: set[str] = field(default_factory=set)
    elsewhere: list[OtherDate] = field(default_factory=list)
    _sum: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    _file: "tempfile.SpooledTemporaryFile[bytes]" = field(
        default_factory=lambda: tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - see exit
    )

    @classmethod
    def of(cls, events: Iterable[shapes.Event]) -> "Tally":
        """Take in events, in their order."""
        made = cls()
        for event in events:
            made._add(event)
        return made

    def _add(self, event: shapes.Event) -> None:
        line = msgspec.json.encode(event) + b"\n"
        self._sum.update(line)
        if not event.citations:
            self.left_out.append(LeftOut(event.date.edtf, event.title))
            return
        self._file.write(line)
        self.told += 1
        self.citations += len(event.citations)
        self.elsewhere += other_dates(event)
        for citation in event.citations:
            key = key_of(citation.source)
            csl = citation.source.csl or {}
            language = csl.get("language")
            self.sources[key] = language if isinstance(language, str) else ""
            custom = csl.get("custom")
            if isinstance(custom, dict) and custom.get("archive_url"):
                self.archived.add(key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self._file.close()

    def events(self) -> Iterator[shapes.Event]:
        """Give the events that have a source, in their order; again each time it is asked."""
        self._file.seek(0)
        for line in self._file:
            yield DECODER.decode(line)

    @property
    def checksum(self) -> str:
        """The SHA-256 of the events as JSON, each followed by a line feed, in hexadecimal."""
        return self._sum.hexdigest()

    @property
    def languages(self) -> tuple[tuple[str, int], ...]:
        """The languages of the sources, the commonest first, with how many sources are in each."""
        counted = Counter(code.partition("-")[0].lower() for code in self.sources.values() if code)
        return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
