"""Answer by plain SQL: the engine that is always there, and the measure of every other one."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Integer, Select, case, func, literal, select
from sqlalchemy.orm import Session

from timeline.chronology import sql, sql_tile
from timeline.chronology.engine import Counted, Key
from timeline.chronology.lookup import Known
from timeline.chronology.tile import Tile
from timeline.dates.days import ymd
from timeline.store.axes import Axis
from timeline.store.order import DAY_SHIFT, FAR_DAY
from timeline.store.reading import Walk
from timeline.terms import When

COUNTED = (Axis.ACTOR, Axis.THEME, Axis.PLACE, Axis.SOURCE, Axis.TYPE, Axis.STATUS)
"""The axes whose values are counted as facets."""
DOCUMENTS = "select event_id, body from event_document where event_id in"
"""Text with its numbers in it: to bind them by SQLAlchemy takes longer than to fetch the rows."""


class SqlEngine:
    """Asks the database; see `timeline.chronology.engine.Engine`."""

    def __init__(self, session: Session) -> None:
        """Keep the session that is asked."""
        self.session = session

    def count(self, known: Known) -> tuple[int, int]:
        """Count certain and possible events."""
        return sql.count(self.session, known)

    def page(
        self, known: Known, limit: int, *, after: Key | None = None, back: bool = False
    ) -> list[Key]:
        """Give the keys of one page."""
        return sql.page(self.session, known, limit, after=after, back=back)

    def tile(self, known: Known, z: int, x: int) -> Tile:
        """Cut one tile."""
        return sql_tile.read_tile(self.session, known, z, x)

    def documents(self, ids: Sequence[int]) -> tuple[bytes, ...]:
        """Fetch documents by id."""
        found = self.found(ids)
        return tuple(found[number] for number in ids if number in found)

    def found(self, ids: Sequence[int]) -> dict[int, bytes]:
        """Fetch documents by id, in no order."""
        numbers = ",".join(str(int(number)) for number in ids)
        if not numbers:
            return {}
        rows = self.session.connection().exec_driver_sql(f"{DOCUMENTS} ({numbers})")
        return {row[0]: row[1] for row in rows.all()}

    def counts(self, known: Known) -> dict[Axis, Counted]:
        """Count by every axis that is a facet."""
        found = self._matching(known).cte("matching")
        rows = self.session.execute(
            select(Walk.axis, Walk.key, func.sum(found.c.sure), func.count())
            .join(found, found.c.event_id == Walk.event_id)
            .where((Walk.axis + 0).in_([int(axis) for axis in COUNTED]))  # walk from the events
            .group_by(Walk.axis, Walk.key)
        )
        counts: dict[Axis, Counted] = defaultdict(dict)
        for axis, key, sure, total in rows:
            counts[Axis(axis)][key] = (int(sure), int(total) - int(sure))
        return counts

    def years(self, known: Known) -> Counted:
        """Count by the year of the sort day."""
        days = self._matching(known).cte("matching")
        day = days.c.sort_key.op(">>")(literal(DAY_SHIFT, Integer))
        rows = self.session.execute(select(day, func.sum(days.c.sure), func.count()).group_by(day))
        years: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for number, sure, total in rows:
            if abs(number) < FAR_DAY:
                year = years[ymd(number)[0]]
                year[0] += int(sure)
                year[1] += int(total) - int(sure)
        return {year: (certain, possible) for year, (certain, possible) in years.items()}

    def _matching(self, known: Known) -> Select[Any] | CompoundSelect[Any]:
        plan = sql.Plan(self.session, known)
        sure = case((plan.certain, 1), else_=0).label("sure")
        parts = plan.parts(
            plan.walk.event_id.label("event_id"), plan.walk.sort_key.label("sort_key"), sure
        )
        if known.filter.when is When.CERTAIN:
            parts = [part.where(plan.certain) for part in parts]
        return sql.together(parts)
