"""Hold events and everything that an event owns; each owned row has the event in its key.

So a database that is spread over several machines can keep an event and all it owns together.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from timeline.dates import Span
from timeline.store.base import (
    AUTOINCREMENT,
    WITHOUT_ROWID,
    BigInt,
    DayColumn,
    Key,
    Record,
    span_columns,
)
from timeline.terms import About, EventType, LinkKind, NameKind, Role, Stance, State, Status, Via


def event_key() -> ForeignKey:
    """Refer to the event that owns the row."""
    return ForeignKey("event.id", ondelete="RESTRICT")


class Event(Record):
    """Something that happened or is announced, dated as the desk has ruled."""

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "sort_key", "id"),
        Index(None, "span_class", "sort_key", "id"),
        Index(None, "significance", "id"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    slug: Mapped[str]
    """For reading in addresses; the id decides, and `event_key` finds the slugs of before."""
    title: Mapped[str]
    type: Mapped[EventType]
    status: Mapped[Status]
    state: Mapped[State]
    sort_key: Mapped[int] = mapped_column(BigInt)
    """Sort day, then coarser after finer, then order within the day, in one number (`order.py`)."""
    span_class: Mapped[int]
    """How wide the date is: 0 a day, 1 up to 31 days, 2 up to 366, 3 wider, 4 open."""
    version: Mapped[int]
    """The number of its newest revision; a writer names the one it has read."""
    updated: Mapped[str]
    """Time of its newest revision, ISO 8601, UTC."""
    summary: Mapped[str] = mapped_column(default="")
    position: Mapped[int | None] = mapped_column(default=None)
    significance: Mapped[float] = mapped_column(default=0.0)
    """Between 0 and 1."""
    disputed: Mapped[bool] = mapped_column(default=False)
    """True where sources state different values for the same thing."""
    merged_into_id: Mapped[int | None] = mapped_column(BigInt, event_key(), default=None)
    span: Mapped[Span] = span_columns(required=True)
    if TYPE_CHECKING:  # the columns of the span, which statements name
        edtf: ClassVar[InstrumentedAttribute[str]]
        begins_first: ClassVar[DayColumn]
        begins_last: ClassVar[DayColumn]
        ends_first: ClassVar[DayColumn]
        ends_last: ClassVar[DayColumn]


class EventKeyword(Record):
    """A name by which the world outside knows an event: its slugs, its ids in imported data."""

    __tablename__ = "event_key"
    __table_args__ = (Index(None, "event_id"), WITHOUT_ROWID)

    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInt)


class Citation(Record):
    """The place in a source that speaks of an event; it keeps its number within the event."""

    __tablename__ = "citation"
    __table_args__ = (
        UniqueConstraint("event_id", "source_id", "locator"),
        Index(None, "source_id", "sort_key", "event_id"),
    )

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(BigInt, ForeignKey("source.id", ondelete="RESTRICT"))
    sort_key: Mapped[int] = mapped_column(BigInt)
    stance: Mapped[Stance]
    locator: Mapped[str] = mapped_column(default="")
    quote_exact: Mapped[str] = mapped_column(default="")
    quote_prefix: Mapped[str] = mapped_column(default="")
    quote_suffix: Mapped[str] = mapped_column(default="")


class Claim(Record):
    """What a citation states, in its words and as read."""

    __tablename__ = "claim"

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    citation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The number of the citation within the event."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    about: Mapped[About]
    as_printed: Mapped[str]
    as_read: Mapped[str | None] = mapped_column(default=None)
    trace: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    span: Mapped[Span | None] = span_columns()


class Participation(Record):
    """An actor that a source names in an event, and as what."""

    __tablename__ = "participation"
    __table_args__ = (Index(None, "actor_id", "sort_key", "event_id"),)

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    actor_id: Mapped[int] = mapped_column(
        BigInt, ForeignKey("actor.id", ondelete="RESTRICT"), primary_key=True
    )
    role: Mapped[Role] = mapped_column(primary_key=True)
    number: Mapped[int]
    """The order in which the event names them."""
    sort_key: Mapped[int] = mapped_column(BigInt)


class EventTheme(Record):
    """A theme that the event is filed under."""

    __tablename__ = "event_theme"
    __table_args__ = (Index(None, "theme_id", "sort_key", "event_id"),)

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    theme_id: Mapped[int] = mapped_column(
        BigInt, ForeignKey("theme.id", ondelete="RESTRICT"), primary_key=True
    )
    number: Mapped[int]
    sort_key: Mapped[int] = mapped_column(BigInt)


class EventPlace(Record):
    """A place where the event happened."""

    __tablename__ = "event_place"
    __table_args__ = (Index(None, "place_id", "sort_key", "event_id"),)

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    place_id: Mapped[int] = mapped_column(
        BigInt, ForeignKey("place.id", ondelete="RESTRICT"), primary_key=True
    )
    number: Mapped[int]
    sort_key: Mapped[int] = mapped_column(BigInt)


class EventLink(Record):
    """What an event is to another one."""

    __tablename__ = "event_link"
    __table_args__ = (Index(None, "to_id", "kind"),)

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    to_id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    kind: Mapped[LinkKind] = mapped_column(primary_key=True)


class Mention(Record):
    """A name in a proposal that nothing has been matched to yet."""

    __tablename__ = "mention"

    event_id: Mapped[int] = mapped_column(BigInt, event_key(), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[NameKind]
    text: Mapped[str]
    role: Mapped[str] = mapped_column(default="")


class Involvement(Record):
    """How an actor counts in an event, itself or through others; derived, never stated."""

    __tablename__ = "involvement"
    __table_args__ = (WITHOUT_ROWID,)

    event_id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    actor_id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    via: Mapped[Via] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
