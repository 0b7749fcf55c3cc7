"""Hold the published documents that events are cited from."""

from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from timeline.dates import Span
from timeline.store.base import AUTOINCREMENT, BigInt, Key, Record, span_columns
from timeline.terms import SourceKind


class Source(Record):
    """A published document; `csl` is its whole record, the columns are what is searched."""

    __tablename__ = "source"
    __table_args__ = (
        Index(None, "url"),
        Index(None, "fingerprint"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[SourceKind]
    title: Mapped[str]
    csl: Mapped[dict[str, Any]]
    """A CSL-JSON item (CSL 1.0.2), without its id."""
    publisher: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    """BCP 47; empty where unknown."""
    url: Mapped[str] = mapped_column(default="")
    archive_url: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(default="")
    """SHA-256 of the normalized text, hexadecimal, then after a blank a sketch of its wording
    (`timeline.intake.articles.sketch`); empty while no text has been read."""
    note: Mapped[str] = mapped_column(default="")
    derived_from_id: Mapped[int | None] = mapped_column(
        BigInt, ForeignKey("source.id", ondelete="RESTRICT"), default=None, index=True
    )
    """The source whose report this one repeats; copies count as one origin."""
    published: Mapped[Span | None] = span_columns("published_")
