"""Write a chronology as a table that a spreadsheet opens and that this service reads back in."""

import csv
from collections.abc import Iterable, Iterator

import msgspec

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.citation_text import note, plain
from timeline.exports.head import Head
from timeline.exports.notes import csl_of
from timeline.intake.table import guard
from timeline.terms import Via

COLUMNS = (
    "id slug title summary type status state date date_in_words position significance actors "
    "themes places links sources citations"
).split()
BYTE_ORDER_MARK = "\ufeff"
KEPT = 20_000
"""How many citations are remembered in words."""


class Line:
    """A file of one line, which the csv writer writes to and we take from."""

    def __init__(self) -> None:
        """Begin empty."""
        self.text = ""

    def write(self, text: str) -> int:
        """Keep the line."""
        self.text = text
        return len(text)


def to_csv(events: Iterable[shapes.Event], _head: Head) -> Iterator[str]:
    """Write one row an event under a header (RFC 4180, CRLF), without a byte order mark.

    `date_in_words` and `sources` are for readers; `citations` holds JSON. A cell that a spreadsheet
    would run as a formula gets an apostrophe, which the way in takes off again.
    """
    return chunks(_lines(events))


def to_marked_csv(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write the same behind a byte order mark, by which older spreadsheets know UTF-8."""
    yield BYTE_ORDER_MARK
    yield from to_csv(events, head)


def _lines(events: Iterable[shapes.Event]) -> Iterator[str]:
    line = Line()
    notes = _Notes()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield line.text
    for event in events:
        writer.writerow(
            [
                guard(cell.replace("\x00", "") if "\x00" in cell else cell)
                for cell in _cells(event, notes)
            ]
        )
        yield line.text


class _Notes:
    """The words of citations, each source and place in it put into words once while remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def words(self, one: shapes.Citation) -> str:
        """Word a citation."""
        key = (one.source.slug, one.locator)
        said = self._known.get(key)
        if said is None or not one.source.slug:
            if len(self._known) >= KEPT:
                self._known.clear()
            said = self._known[key] = plain(note(csl_of(one), one.locator))
        return said


def _cells(event: shapes.Event, notes: _Notes) -> tuple[str, ...]:
    return (
        "" if event.id is None else str(event.id),
        event.slug,
        event.title,
        event.summary,
        event.type.value,
        event.status.value,
        event.state.value,
        event.date.edtf,
        event.date.words,
        "" if event.position is None else str(event.position),
        repr(event.significance),
        "; ".join(_actor(one) for one in event.actors if one.via is Via.DIRECT),
        "; ".join(event.themes),
        "; ".join(place.slug or quoted(place.name) for place in event.places),
        "; ".join(f"{link.kind}:{_target(link.to)}" for link in event.links),
        "; ".join(notes.words(one) for one in event.citations),
        msgspec.json.encode(event.citations).decode() if event.citations else "",
    )


def _actor(one: shapes.ActorIn) -> str:
    return f"{one.slug or quoted(one.name)}:{one.role.value}"


def _target(to: int | str) -> str:
    return quoted(to) if isinstance(to, str) and to.isascii() and to.isdigit() else str(to)


def quoted(name: str) -> str:
    """Put a name that is nobody's slug in quotation marks; those inside it are doubled."""
    return '"' + name.replace('"', '""') + '"'
