"""Put events into their tables: here alone a date is set, and every derived row kept in step."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec
from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.dates import Span
from timeline.store import derive
from timeline.store import events as tables
from timeline.store.bulk import Row, insert_rows
from timeline.store.directory import Directory
from timeline.store.order import sort_key
from timeline.store.reading import EventDocument, Walk
from timeline.store.rows import ClaimRow, EventRow
from timeline.store.text import delete_text, insert_text

SPAN = ("begins_first", "begins_last", "ends_first", "ends_last")
NO_DAYS: Row = (None,) * (1 + len(SPAN))
NO_QUOTE: Row = ("", "", "")
OWNED = (
    tables.Claim,
    tables.Citation,
    tables.Participation,
    tables.EventTheme,
    tables.EventPlace,
    tables.EventLink,
    tables.Mention,
    tables.Involvement,
    Walk,
    EventDocument,
)


EVENT_COLUMNS = (
    "id", "slug", "title", "summary", "type", "status", "state", "edtf", *SPAN, "sort_key",
    "span_class", "position", "significance", "disputed", "version", "updated", "merged_into_id",
)  # fmt: skip
CITATION_COLUMNS = (
    "event_id", "number", "source_id", "sort_key", "stance", "locator", "quote_exact",
    "quote_prefix", "quote_suffix",
)  # fmt: skip
CLAIM_COLUMNS = (
    "event_id", "citation", "number", "about", "as_printed", "as_read", "trace", "edtf", *SPAN,
)  # fmt: skip


def put(
    session: Session, directory: Directory, rows: Sequence[EventRow], *, fresh: bool
) -> list[bytes]:
    """Write events and everything derived from them, in the transaction of the session.

    Args:
        session: A writing session.
        directory: The reference records.
        rows: The events as they shall be.
        fresh: True where none of them is in the store yet; else what they owned is replaced.

    Returns:
        The document of each event, in the order given.
    """
    sheet = Sheet(directory)
    for row in rows:
        sheet.add(row)
    sheet.write(session, fresh=fresh)
    return [one.body for one in sheet.written]


class Written(NamedTuple):
    """An event as it is written: what it is called, its version, its document."""

    id: int
    slug: str
    version: int
    body: bytes


class Sheet:
    """The rows of events in every table, gathered event by event, then written table by table.

    What an event was made of can be forgotten as soon as it is added, while it is still at hand:
    walking over thousands of events once for each table takes half as long again.
    """

    def __init__(self, directory: Directory) -> None:
        """Begin with no event."""
        self._directory = directory
        self._events: list[Row] = []
        self._participations: list[Row] = []
        self._themes: list[Row] = []
        self._places: list[Row] = []
        self._links: list[Row] = []
        self._mentions: list[Row] = []
        self._citations: list[Row] = []
        self._claims: list[Row] = []
        self._involved: list[Row] = []
        self._walk: list[tuple[int, int, int, int]] = []
        self._texts: list[tuple[int, str]] = []
        self.written: list[Written] = []
        """What the events added are called, and their documents."""

    def add(self, row: EventRow) -> None:
        """Gather the rows of one event."""
        event, (days, span_class, key) = row.id, _dated(row.span)
        shape = row.shape
        if shape.position is not None:
            key = sort_key(row.span, shape.position)
        self._events.append(
            (
                event, row.slug, shape.title, shape.summary, shape.type._value_,
                shape.status._value_, shape.state._value_, *days, key, span_class, shape.position,
                shape.significance, shape.disputed, row.version, row.updated, row.merged_into,
            )
        )  # fmt: skip
        self._add_owned(row, key)
        self._add_cited(row, key)
        involved = derive.involvements(row, self._directory)
        self._involved += [
            (event, actor, via._value_, role._value_) for actor, via, role in involved
        ]
        self._walk += [
            (axis._value_, one, key, event)
            for axis, one in derive.walk_keys(row, self._directory, involved)
        ]
        parts = derive.parts_of(row, self._directory, involved)
        body = derive.document(row, self._directory, parts)
        self._texts.append((event, derive.words_of(row, parts)))
        self.written.append(Written(event, row.slug, row.version, body))

    def _add_owned(self, row: EventRow, key: int) -> None:
        event = row.id
        self._participations += [
            (event, actor, role._value_, number, key)
            for number, (actor, role) in enumerate(row.actors)
        ]
        if row.themes:
            self._themes += [(event, one, number, key) for number, one in enumerate(row.themes)]
        if row.places:
            self._places += [(event, one, number, key) for number, one in enumerate(row.places)]
        if row.links:
            self._links += [(event, to, kind._value_) for to, kind in row.links]
        if row.mentions:
            self._mentions += [
                (event, number, kind._value_, name, role)
                for number, (kind, name, role) in enumerate(row.mentions)
            ]

    def _add_cited(self, row: EventRow, key: int) -> None:
        event = row.id
        for cited in row.citations:
            quote = NO_QUOTE if cited.quote is None else _quote(cited.quote)
            self._citations.append(
                (
                    event, cited.number, cited.source_id, key, cited.stance._value_,
                    cited.locator, *quote,
                )
            )  # fmt: skip
            for number, claim in enumerate(cited.claims):
                self._claims.append((event, cited.number, number, *_claim_values(claim)))

    def write(self, session: Session, *, fresh: bool) -> None:
        """Write everything; what events owned before is replaced unless they are fresh."""
        if fresh:
            insert_rows(session, "event", EVENT_COLUMNS, self._events)
        elif self.written:
            _clear(session, [one.id for one in self.written])
            _update_events(session, self._events)
        documents = [(one.id, one.body) for one in self.written]
        self._walk.sort()
        for table, columns, rows in (
            (
                "participation",
                ("event_id", "actor_id", "role", "number", "sort_key"),
                self._participations,
            ),
            ("event_theme", ("event_id", "theme_id", "number", "sort_key"), self._themes),
            ("event_place", ("event_id", "place_id", "number", "sort_key"), self._places),
            ("event_link", ("event_id", "to_id", "kind"), self._links),
            ("mention", ("event_id", "number", "kind", "text", "role"), self._mentions),
            ("citation", CITATION_COLUMNS, self._citations),
            ("claim", CLAIM_COLUMNS, self._claims),
            ("involvement", ("event_id", "actor_id", "via", "role"), self._involved),
            ("walk", ("axis", "key", "sort_key", "event_id"), self._walk),
            ("event_document", ("event_id", "body"), documents),
        ):
            insert_rows(session, table, columns, rows)
        insert_text(session, self._texts)


def _clear(session: Session, ids: list[int]) -> None:
    for table in OWNED:
        session.execute(delete(table).where(table.event_id.in_(ids)))
    delete_text(session, ids)


def _update_events(session: Session, events: Sequence[Row]) -> None:
    """Write events anew; the id is not set, or SQLite looks through all events for one merged."""
    table = cast("Table", tables.Event.__table__)
    for event in events:
        values = dict(zip(EVENT_COLUMNS, event, strict=True))
        number = values.pop("id")
        session.execute(table.update().where(table.c.id == number).values(values))


@lru_cache(maxsize=4096)
def _dated(span: Span) -> tuple[Row, int, int]:
    """Give the columns of a span, its class, and the sort key of an event without a position."""
    return (span.edtf, *span.begins, *span.ends), span.span_class, sort_key(span)


def _quote(quote: shapes.Quote) -> Row:
    return (quote.exact, quote.prefix, quote.suffix)


def _claim_values(claim: ClaimRow) -> Row:
    stated = claim.stated
    trace = None if stated.trace is None else msgspec.json.encode(stated.trace).decode()
    days = NO_DAYS if claim.span is None else _dated(claim.span)[0]
    return (stated.about._value_, stated.as_printed, stated.as_read, trace, *days)
