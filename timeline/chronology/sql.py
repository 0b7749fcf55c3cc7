"""Ask the database itself: plain SQL over the tables that filters walk."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    asc,
    case,
    desc,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from timeline.chronology.filter import EventFilter
from timeline.chronology.large import is_large
from timeline.chronology.lookup import Known
from timeline.chronology.sql_classes import (
    CLASS_DAYS,
    LONG,
    OPEN,
    class_of,
    classed,
    longest_date,
)
from timeline.chronology.sql_text import text_ids
from timeline.store.axes import BY_WAY, STATUS_KEYS, TYPE_KEYS, Axis, Flag
from timeline.store.events import Event, Involvement
from timeline.store.order import FAR_DAY, first_key
from timeline.store.reading import Walk
from timeline.terms import Order, Via, When

Condition = ColumnElement[bool]


class Plan:
    """How a filter is asked: the walk that is followed, and what else each event must meet."""

    def __init__(self, session: Session, known: Known) -> None:
        """Choose the walk: the first single value that the filter names, else all events."""
        self.session = session
        self.known = known
        self.event = aliased(Event, name="e")
        wanted_values = asked(known)
        driver = next((one for one in wanted_values if len(one[0]) == len(one[1]) == 1), None)
        axes, keys = driver or ((Axis.ALL,), (0,))
        self.bounded = known.filter.has_window and is_large(session)
        self.by_class = driver is None and self.bounded
        self.walk = classed() if self.by_class else aliased(Walk, name="w")
        self.conditions: list[Condition] = []
        if not self.by_class:
            self.conditions += [self.walk.axis == int(axes[0]), self.walk.key == keys[0]]
        for one in wanted_values:
            if one is not driver:
                self.conditions.append(self._also(*one))
        self.conditions += _actor_conditions(self.walk, known)
        if known.filter.q:
            found = text_ids(session, known.filter.q)
            self.conditions.append(self.walk.event_id.in_(select(found)))

    def _also(self, axes: Sequence[Axis], keys: Sequence[int]) -> Condition:
        other = aliased(Walk)
        return exists().where(
            other.axis.in_([int(axis) for axis in axes]),
            other.key.in_(keys),
            other.sort_key == self.walk.sort_key,
            other.event_id == self.walk.event_id,
        )

    def statement(self, *columns: Any, event: bool = False) -> Select[Any]:  # noqa: ANN401 - any columns
        """Select columns of the matching events from `walk`, and from `event` where needed."""
        found = select(*columns).select_from(self.walk).where(*self.conditions)
        given = self.known.filter
        if event or given.has_window or given.order is Order.SIGNIFICANT:
            found = found.join(self.event, self.event.id == self.walk.event_id)
        return found.where(self.possible)

    def parts(self, *columns: Any) -> list[Select[Any]]:  # noqa: ANN401 - any columns
        """Select the same as `statement` in parts that exclude each other: one, or one a class.

        How far before a window an event can be filed and still reach into it depends on how wide
        its date is; so each class of width is a scan with bounds of its own. A small database is
        read through in the time that the parts take to be written.
        """
        given = self.known.filter
        if not self.bounded:
            return [self.statement(*columns)]
        found = []
        for number, usual in enumerate(CLASS_DAYS):
            days = longest_date(self.session) if number == LONG else usual
            span_class = self.walk.key if self.by_class else class_of(self.walk)
            bounds: list[Condition] = [span_class == number]
            if days is not None and given.first_day is not None:
                bounds.append(self.walk.sort_key >= first_key(given.first_day - days + 1))
            if number < OPEN and given.last_day is not None and given.last_day < FAR_DAY:
                bounds.append(self.walk.sort_key < first_key(given.last_day + 1))
            found.append(self.statement(*columns).where(*bounds))
        return found

    @property
    def possible(self) -> Condition:
        """The date may lie in the window: some possible day of it does."""
        given, event = self.known.filter, self.event
        parts: list[Condition] = []
        if given.last_day is not None:
            parts.append(or_(event.begins_first.is_(None), event.begins_first <= given.last_day))
        if given.first_day is not None:
            parts.append(or_(event.ends_last.is_(None), event.ends_last >= given.first_day))
        return and_(true(), *parts)

    @property
    def certain(self) -> Condition:
        """The date must lie in the window: whichever days are the right ones."""
        given, event = self.known.filter, self.event
        parts: list[Condition] = []
        if given.last_day is not None:
            parts.append(func.coalesce(event.begins_last <= given.last_day, false()))
        if given.first_day is not None:
            parts.append(func.coalesce(event.ends_first >= given.first_day, false()))
        return and_(true(), *parts)


def together(parts: Sequence[Select[Any]]) -> Select[Any] | CompoundSelect[Any]:
    """Select what some parts select."""
    return parts[0] if len(parts) == 1 else union_all(*parts)


def asked(known: Known) -> list[tuple[tuple[Axis, ...], tuple[int, ...]]]:
    """List what an event must have, by axis: each entry is either of its keys."""
    given = known.filter
    found: list[tuple[tuple[Axis, ...], tuple[int, ...]]] = []
    axes = tuple(dict.fromkeys(BY_WAY[via] for via in given.via))
    if len(axes) == 1 or filed_so(given):
        found += [(axes, ids) for ids in known.actors]
    for axis, groups in (
        (Axis.THEME, known.themes),
        (Axis.PLACE, known.places),
        (Axis.SOURCE, known.sources),
    ):
        found += [((axis,), ids) for ids in groups]
    if given.disputed:
        found.append(((Axis.FLAG,), (int(Flag.DISPUTED),)))
    if given.uncertain:
        found.append(((Axis.FLAG,), (int(Flag.UNCERTAIN),)))
    if given.type:
        found.append(((Axis.TYPE,), tuple(TYPE_KEYS[word] for word in given.type)))
    if given.status:
        found.append(((Axis.STATUS,), tuple(STATUS_KEYS[word] for word in given.status)))
    return found


def filed_so(given: EventFilter) -> bool:
    """Tell whether actors are filed as they are asked for: by ways that stand apart, in any role.

    An actor that takes part itself and one that another acts for are filed alike.
    """
    return not given.role and (Via.DIRECT in given.via) == (Via.REPRESENTED in given.via)


def _actor_conditions(walk: type[Walk], known: Known) -> list[Condition]:
    """Ask how actors count where the walk alone does not say: unusual ways, or roles."""
    given = known.filter
    if given.role and not known.actors:
        return [_involved(walk, None, (Via.DIRECT,), given)]
    if filed_so(given):
        return []
    return [_involved(walk, ids, given.via, given) for ids in known.actors]


def _involved(
    walk: type[Walk],
    ids: tuple[int, ...] | None,
    via: Sequence[Via],
    given: EventFilter,
) -> Condition:
    counts = aliased(Involvement)
    parts: list[Condition] = [counts.event_id == walk.event_id, counts.via.in_(via)]
    if ids is not None:
        parts.append(counts.actor_id.in_(ids))
    if given.role:
        parts.append(counts.role.in_(given.role))
    return exists().where(*parts)


def count(session: Session, known: Known) -> tuple[int, int]:
    """Count the events of a filter: whose date must lie in the window, and whose only may."""
    plan = Plan(session, known)
    sure = case((plan.certain, 1), else_=0).label("sure")
    found = together(plan.parts(sure)).subquery()
    certain = func.coalesce(func.sum(found.c.sure), 0)
    total, sure_ones = session.execute(select(func.count(), certain).select_from(found)).one()
    return int(sure_ones), int(total) - int(sure_ones)


def page(
    session: Session, known: Known, limit: int, *, after: tuple[float, int] | None, back: bool
) -> list[tuple[float, int]]:
    """Give the keys of one page: (sort key or significance, event id), in the order of the filter.

    Args:
        session: A reading session.
        known: The filter.
        limit: How many.
        after: The key from which on; excluded.
        back: Walk the other way; the keys still come in the order of the filter.
    """
    plan = Plan(session, known)
    given = known.filter
    first: Any = plan.walk.sort_key
    if given.order is Order.SIGNIFICANT:
        first = plan.event.significance
    down = (given.order is not Order.OLDEST) != back
    more: list[Condition] = [plan.certain] if given.when is When.CERTAIN else []
    if after is not None:
        place, start = tuple_(first, plan.walk.event_id), tuple_(*after)
        more.append(place < start if down else place > start)
    parts = plan.parts(first.label("place"), plan.walk.event_id.label("number"))
    parts = [part.where(*more) for part in parts]
    way = desc if down else asc
    if len(parts) > 1:  # each gives its first ones, in the order of its own index
        ordered = (part.order_by(way(first), way(plan.walk.event_id)) for part in parts)
        parts = [select(one.limit(limit).subquery()) for one in ordered]
    found = together(parts).order_by(way("place"), way("number")).limit(limit)
    rows = [(row[0], row[1]) for row in session.execute(found)]
    return rows[::-1] if back else rows
