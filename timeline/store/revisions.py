"""Hold what was done: append-only revisions of every record, and the batches they came in."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from timeline.store.base import AUTOINCREMENT, BigInt, Key, Record
from timeline.terms import Verb


class Batch(Record):
    """One import: what was read, when, and with what outcome; it can be taken back as a whole."""

    __tablename__ = "batch"
    __table_args__ = (Index(None, "fingerprint"), AUTOINCREMENT)

    id: Mapped[Key] = mapped_column(init=False)
    name: Mapped[str]
    format: Mapped[str]
    fingerprint: Mapped[str]
    """SHA-256 of what was read, hexadecimal."""
    started: Mapped[str]
    editor: Mapped[str]
    state: Mapped[str] = mapped_column(default="running")
    """running, done, undone."""
    finished: Mapped[str | None] = mapped_column(default=None)
    counts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class BatchReject(Record):
    """A row that an import refused, and why."""

    __tablename__ = "batch_reject"

    batch_id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str]
    raw: Mapped[str] = mapped_column(default="")


class Revision(Record):
    """One change of one record; never altered, never deleted (triggers refuse both).

    `after` is the whole record as JSON after the change; what it was before is the `after` of the
    number before, and nothing for the first. `digest` chains them: SHA-256 of the digest before it
    and of `after`. The greatest `id` is the version of the data.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("record", "record_id", "number"),
        Index(None, "batch_id"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    record: Mapped[str]
    """The table of the record: event, actor, source, theme, place …"""
    record_id: Mapped[int] = mapped_column(BigInt)
    number: Mapped[int]
    at: Mapped[str]
    """ISO 8601, UTC."""
    editor: Mapped[str]
    verb: Mapped[Verb]
    after: Mapped[bytes]
    digest: Mapped[bytes]
    reason: Mapped[str] = mapped_column(default="")
    batch_id: Mapped[int | None] = mapped_column(BigInt, default=None)


class FormerSlug(Record):
    """A slug that a record no longer goes by; it keeps leading to the record in its place."""

    __tablename__ = "former_slug"

    record: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(BigInt)
