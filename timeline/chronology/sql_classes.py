"""Tell dates of one width from those of another: how far before a window each can begin."""

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session, aliased

from timeline.chronology.kept import kept
from timeline.store.axes import Axis
from timeline.store.events import Event
from timeline.store.order import CLASS_SHIFT
from timeline.store.reading import Walk
from timeline.terms import State

CLASS_DAYS = (1, 31, 366, None, None)
"""How many days a date of each class has at most; see `timeline.dates.Span.span_class`."""
LONG, OPEN, CLASS_BITS = 3, 4, 7


def longest_date(session: Session) -> int:
    """Tell how many days the longest date has that is not open; asked once for a version."""
    days = Event.ends_last - Event.begins_first + 1
    longest = select(func.max(days)).where(Event.span_class == LONG)
    return kept(session, "longest", lambda: int(session.execute(longest).scalar() or 1))


def class_of(walk: type[Walk]) -> ColumnElement[int]:
    """Read the class of a date off the sort key; see `timeline.store.order.sort_key`."""
    return walk.sort_key.op(">>")(literal(CLASS_SHIFT)).op("&")(literal(CLASS_BITS))


def classed() -> type[Walk]:
    """Walk all events by the class of their dates: the index of `event` has them in that order."""
    rows = (
        select(
            literal(int(Axis.ALL)).label("axis"),
            Event.span_class.label("key"),
            Event.sort_key.label("sort_key"),
            Event.id.label("event_id"),
        )
        .where(Event.state == State.ACCEPTED)
        .subquery("w")
    )
    return aliased(Walk, rows, adapt_on_names=True)
