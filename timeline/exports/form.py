"""Say what a form of a chronology is: its name, its media type, and what writes it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from timeline import shapes
from timeline.chronology.whole import Needs
from timeline.exports.head import Head

Write = Callable[[Iterable[shapes.Event], Head], Iterator[str] | Iterator[bytes]]
"""Writes events under a head: texts piece by piece, everything else as bytes."""


class TooMany(ValueError):
    """More events than a form can hold; the message says how many it takes, and what to do."""


class NotInstalled(RuntimeError):
    """A form needs a library that is not installed; the message names the extra that brings it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form of many: its path within them, with slashes, and its bytes."""

    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a chronology.

    Attributes:
        name: what it is asked for by, and the ending of addresses.
        media_type: as the web names it; texts are UTF-8.
        help: what it is, in one line.
        write: makes it, some hundred events at a time where it can be streamed.
        by_slug: whether links between events are to lead to slugs, so that another installation
            can take it in.
        marked: the same behind a byte order mark, for programs that know UTF-8 by nothing else.
        single: whether one event alone can be had in it.
        ending: how its files end, without the first dot; the name where it is empty.
        recent: whether it tells what changed last: `Head.recent` must be given.
        whole: of those, whether it holds all events besides.
        stored: writes it from the documents of events as the store has them, where nothing in them
            need be read.
        files: for a form of many files, makes them one by one; `write` packs them into one.
    """

    name: str
    media_type: str
    help: str
    write: Write
    by_slug: bool = False
    marked: Write | None = None
    single: bool = False
    ending: str = ""
    recent: bool = False
    whole: bool = False
    stored: Callable[[Iterable[bytes], Head], Iterator[bytes]] | None = None
    files: Callable[[Iterable[shapes.Event], Head], Iterator[File]] | None = None

    @property
    def needs(self) -> Needs:
        """What it is made from."""
        events = self.whole or not self.recent
        return Needs(events=events, recent=self.recent, by_slug=self.by_slug)

    @property
    def file_ending(self) -> str:
        """How its files end, without the first dot."""
        return self.ending or self.name

    def stream(
        self, events: Iterable[shapes.Event], head: Head, *, marked: bool = False
    ) -> Iterator[bytes]:
        """Write it as bytes, piece by piece.

        Args:
            events: The events, in the order of the chronology.
            head: What it says about itself, and the wishes of the reader.
            marked: Behind a byte order mark, where the form has one.

        Raises:
            TooMany: If it cannot hold as many; before anything is written wherever that is known.
            NotInstalled: If it is written by a library that this installation has not got.
        """
        write = self.marked if marked and self.marked else self.write
        for piece in write(events, head):
            yield piece.encode() if isinstance(piece, str) else piece
