"""Hold what is derived from events so that reading is one walk: index rows, documents, text."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from timeline.store.base import WITHOUT_ROWID, BigInt, Record


class Walk(Record):
    """One row for each value that a filter may ask for and each event that has it, oldest first.

    `axis` says what sort of value `key` is (see `timeline.store.axes`). The primary key is the
    order of reading: all events of one value lie side by side.
    """

    __tablename__ = "walk"
    __table_args__ = (Index(None, "event_id"), WITHOUT_ROWID)

    axis: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    sort_key: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)


class EventDocument(Record):
    """The event as JSON, ready to be sent: the shape of `timeline.shapes.Event`, UTF-8."""

    __tablename__ = "event_document"

    event_id: Mapped[int] = mapped_column(BigInt, primary_key=True, autoincrement=False)
    body: Mapped[bytes]
