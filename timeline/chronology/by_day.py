"""Count the events of a filter by the day on which they began, where that day is known."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Integer, func, literal
from sqlalchemy.orm import Session

from timeline.chronology import sql
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import every_event
from timeline.chronology.lookup import look_up
from timeline.dates import Span
from timeline.store.order import DAY_SHIFT, first_key

Days = dict[int, int]
"""How many events began on each day; days on which none did are left out."""


def count_days(session: Session, given: EventFilter, first: int, last: int) -> Days:
    """Count the events that began on a day that is known, from one day to another.

    An event whose first day may be one of several is counted on none of them.

    Args:
        session: A reading session.
        given: The filter; its order and page say nothing here.
        first: The first day (proleptic Gregorian ordinal, 1 is 0001-01-01).
        last: The last day.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    if given.moment is not None:
        spans = (Span.parse(event.date.edtf) for event in every_event(session, given))
        return _counted(spans, first, last)
    plan = sql.Plan(session, look_up(session, given))
    day = plan.walk.sort_key.op(">>")(literal(DAY_SHIFT, Integer))
    rows = session.execute(
        plan.statement(day, func.count(), event=True)
        .where(plan.walk.sort_key >= first_key(first), plan.walk.sort_key < first_key(last + 1))
        .where(plan.event.begins_first == plan.event.begins_last)
        .group_by(day)
    )
    return {int(number): int(count) for number, count in rows}


def _counted(spans: Iterable[Span], first: int, last: int) -> Days:
    begun = (span.begins[0] for span in spans if span.begins[0] == span.begins[1])
    return dict(Counter(day for day in begun if day is not None and first <= day <= last))
