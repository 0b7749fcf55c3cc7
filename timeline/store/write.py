"""Put events into their tables: here alone a date is set, and every derived row kept in step."""

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

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
    keys = {row.id: _sort_key(row.span, row.shape.position) for row in rows}
    if not fresh:
        _clear(session, [row.id for row in rows])
    if fresh:
        _insert_events(session, rows, keys)
    else:
        _update_events(session, rows, keys)
    _insert_owned(session, rows, keys)
    return _insert_derived(session, directory, rows, keys)


_sort_key = lru_cache(maxsize=4096)(sort_key)


def _clear(session: Session, ids: list[int]) -> None:
    for table in OWNED:
        session.execute(delete(table).where(table.event_id.in_(ids)))
    delete_text(session, ids)


EVENT_COLUMNS = (
    "id", "slug", "title", "summary", "type", "status", "state", "edtf", *SPAN, "sort_key",
    "span_class", "position", "significance", "disputed", "version", "updated", "merged_into_id",
)  # fmt: skip


Keys = dict[int, int]
"""Sort keys by event id."""


@lru_cache(maxsize=4096)
def _span_values(span: Span) -> tuple[Row, int]:
    """Give the columns of a span, and its class."""
    return (span.edtf, *span.begins, *span.ends), span.span_class


def _event_values(row: EventRow, key: int) -> Row:
    shape = row.shape
    return (
        row.id, row.slug, shape.title, shape.summary, shape.type._value_, shape.status._value_,
        shape.state._value_, *_span_values(row.span)[0],
        key, _span_values(row.span)[1], shape.position,
        shape.significance, shape.disputed, row.version, row.updated, row.merged_into,
    )  # fmt: skip


def _insert_events(session: Session, rows: Sequence[EventRow], keys: Keys) -> None:
    values = [_event_values(row, keys[row.id]) for row in rows]
    insert_rows(session, "event", EVENT_COLUMNS, values)


def _update_events(session: Session, rows: Sequence[EventRow], keys: Keys) -> None:
    table = cast("Table", tables.Event.__table__)
    for row in rows:
        values = dict(zip(EVENT_COLUMNS, _event_values(row, keys[row.id]), strict=True))
        session.execute(table.update().where(table.c.id == row.id).values(values))


def _insert_owned(session: Session, rows: Sequence[EventRow], keys: Keys) -> None:
    insert_rows(
        session,
        "participation",
        ("event_id", "actor_id", "role", "number", "sort_key"),
        [
            (row.id, actor, role._value_, number, keys[row.id])
            for row in rows
            for number, (actor, role) in enumerate(row.actors)
        ],
    )
    for name in ("theme", "place"):
        insert_rows(
            session,
            f"event_{name}",
            ("event_id", f"{name}_id", "number", "sort_key"),
            [
                (row.id, other, number, keys[row.id])
                for row in rows
                for number, other in enumerate(row.themes if name == "theme" else row.places)
            ],
        )
    insert_rows(
        session,
        "event_link",
        ("event_id", "to_id", "kind"),
        [(row.id, to, kind._value_) for row in rows for to, kind in row.links],
    )
    insert_rows(
        session,
        "mention",
        ("event_id", "number", "kind", "text", "role"),
        [
            (row.id, number, kind._value_, name, role)
            for row in rows
            for number, (kind, name, role) in enumerate(row.mentions)
        ],
    )
    _insert_citations(session, rows, keys)


def _insert_citations(session: Session, rows: Sequence[EventRow], keys: Keys) -> None:
    cited = [(row.id, citation) for row in rows for citation in row.citations]
    insert_rows(
        session,
        "citation",
        (
            "event_id", "number", "source_id", "sort_key", "stance", "locator",
            "quote_exact", "quote_prefix", "quote_suffix",
        ),
        [
            (
                event, citation.number, citation.source_id, keys[event], citation.stance._value_,
                citation.locator, *_quote(citation.quote),
            )
            for event, citation in cited
        ],
    )  # fmt: skip
    insert_rows(
        session,
        "claim",
        (
            "event_id",
            "citation",
            "number",
            "about",
            "as_printed",
            "as_read",
            "trace",
            "edtf",
            *SPAN,
        ),
        [
            (event, citation.number, number, *_claim_values(claim))
            for event, citation in cited
            for number, claim in enumerate(citation.claims)
        ],
    )


def _quote(quote: shapes.Quote | None) -> Row:
    return ("", "", "") if quote is None else (quote.exact, quote.prefix, quote.suffix)


def _claim_values(claim: ClaimRow) -> Row:
    stated, span = claim.stated, claim.span
    trace = None if stated.trace is None else msgspec.json.encode(stated.trace).decode()
    days = NO_DAYS if span is None else _span_values(span)[0]
    return (stated.about._value_, stated.as_printed, stated.as_read, trace, *days)


def _insert_derived(
    session: Session, directory: Directory, rows: Sequence[EventRow], keys: Keys
) -> list[bytes]:
    involved_rows: list[Row] = []
    walk_rows: list[Row] = []
    documents: list[Row] = []
    texts: list[tuple[int, str]] = []
    bodies: list[bytes] = []
    for row in rows:
        number, key = row.id, keys[row.id]
        involved = derive.involvements(row, directory)
        body, words = derive.shown(row, directory, involved)
        involved_rows += [
            (number, actor, via._value_, role._value_) for actor, via, role in involved
        ]
        walk_rows += [
            (axis._value_, one, key, number)
            for axis, one in derive.walk_keys(row, directory, involved)
        ]
        bodies.append(body)
        texts.append((number, words))
        documents.append((number, body))
    insert_rows(session, "involvement", ("event_id", "actor_id", "via", "role"), involved_rows)
    walk_rows.sort()
    insert_rows(session, "walk", ("axis", "key", "sort_key", "event_id"), walk_rows)
    insert_rows(session, "event_document", ("event_id", "body"), documents)
    insert_text(session, texts)
    return bodies
