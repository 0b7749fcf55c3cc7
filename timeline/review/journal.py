"""Append revisions: who changed which record, when, by which verb and why, and what it was then."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec
from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from timeline.review.act import Act
from timeline.store.bulk import Row, insert_rows
from timeline.store.revisions import Revision
from timeline.terms import Verb

CHUNK = 400
"""How many records are looked up in one statement."""
COLUMNS = (
    "record", "record_id", "number", "at", "editor", "verb", "reason", "batch_id", "after",
    "digest",
)  # fmt: skip


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One change to be written down; `after` is the whole record as JSON, UTF-8."""

    record: str
    record_id: int
    number: int
    verb: Verb
    after: bytes


def append(session: Session, act: Act, entries: Sequence[Entry]) -> None:
    """Append revisions; their numbers must follow those that the records have.

    Args:
        session: A writing session.
        act: Who, when and why.
        entries: The changes; numbers begin with 1.
    """
    later = [(entry.record, entry.record_id) for entry in entries if entry.number > 1]
    chain = _digests(session, later)
    rows: list[Row] = []
    for entry in entries:
        key = (entry.record, entry.record_id)
        digest = sha256(chain.get(key, b"") + entry.after).digest()
        chain[key] = digest
        rows.append(
            (
                entry.record, entry.record_id, entry.number, act.at, act.editor, entry.verb._value_,
                act.reason, act.batch_id, entry.after, digest,
            )
        )  # fmt: skip
    insert_rows(session, "revision", COLUMNS, rows)


def _digests(session: Session, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    wanted = list(dict.fromkeys(keys))
    found: dict[tuple[str, int], bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        newest = (
            select(Revision.record, Revision.record_id, func.max(Revision.number).label("number"))
            .where(tuple_(Revision.record, Revision.record_id).in_(part))
            .group_by(Revision.record, Revision.record_id)
            .subquery()
        )
        rows = session.execute(
            select(Revision.record, Revision.record_id, Revision.digest).join(
                newest,
                (Revision.record == newest.c.record)
                & (Revision.record_id == newest.c.record_id)
                & (Revision.number == newest.c.number),
            )
        )
        found |= {(record, number): digest for record, number, digest in rows}
    return found


def newest_numbers(session: Session, record: str, ids: Sequence[int]) -> dict[int, int]:
    """Give the number of the newest revision of each record."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), CHUNK):
        rows = session.execute(
            select(Revision.record_id, func.max(Revision.number))
            .where(Revision.record == record, Revision.record_id.in_(ids[start : start + CHUNK]))
            .group_by(Revision.record_id)
        )
        found |= dict(rows.all())
    return found
