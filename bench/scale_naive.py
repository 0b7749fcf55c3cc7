"""Ask as an ordinary application would: joins over the tables that hold what events have."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """A filter by ids: all of the actors, the theme with its narrower ones, days, words."""

    actors: tuple[int, ...] = ()
    theme: int | None = None
    days: tuple[int, int] | None = None
    words: str = ""


class Naive:
    """Joins over `participation` and `event_theme`, sorted and grouped by the database."""

    def __init__(self, path: str) -> None:
        self.raw = sqlite3.connect(path)
        self.raw.execute("pragma cache_size=-65536")

    def _from(self, asked: Plain) -> tuple[str, list[object]]:
        tables, where, values = ["event e"], ["e.state = 'accepted'"], []
        for number, actor in enumerate(asked.actors):
            tables.append(f"join participation p{number} on p{number}.event_id = e.id")
            where.append(f"p{number}.actor_id = ?")
            values.append(actor)
        if asked.theme is not None:
            where.append(
                "exists (select 1 from event_theme et where et.event_id = e.id and et.theme_id in ("
                "with recursive below(id) as (select ? union select t.id from theme t join below"
                " on t.parent_id = below.id) select id from below))"
            )
            values.append(asked.theme)
        if asked.days is not None:
            where.append("e.begins_first <= ? and e.ends_last >= ?")
            values += [asked.days[1], asked.days[0]]
        if asked.words:
            where.append("e.id in (select rowid from event_text where event_text match ?)")
            values.append(asked.words)
        return f"from {' '.join(tables)} where {' and '.join(where)}", values

    def page(self, asked: Plain) -> list[int]:
        """Give the first fifty events, oldest first."""
        rest, values = self._from(asked)
        statement = f"select e.id {rest} order by e.sort_key, e.id limit 50"
        return [row[0] for row in self.raw.execute(statement, values)]

    def count(self, asked: Plain) -> int:
        """Count the events."""
        rest, values = self._from(asked)
        return int(self.raw.execute(f"select count(*) {rest}", values).fetchone()[0])

    def facets(self, asked: Plain) -> list[tuple[int, int]]:
        """Count all, the twenty commonest actors, every theme as filed, and by year."""
        rest, values = self._from(asked)
        found = [(0, self.count(asked))]
        for table, column, most in (
            ("participation", "actor_id", 20),
            ("event_theme", "theme_id", 1000),
        ):
            joined = rest.replace(" where ", f" join {table} x on x.event_id = e.id where ", 1)
            if asked == Plain():
                joined = f"from {table} x"
            found += self.raw.execute(
                f"select x.{column}, count(*) {joined} group by x.{column}"
                f" order by 2 desc, 1 limit {most}",
                values,
            ).fetchall()
        year = f"select (e.sort_key >> 20) * 4 / 1461, count(*) {rest} group by 1"
        return found + self.raw.execute(year, values).fetchall()

    def tile(self, asked: Plain, first: int, days: int) -> list[tuple[int, int]]:
        """Count by the 64 parts of some days, and give the 32 most significant events there."""
        rest, values = self._from(asked)
        inside = " and e.sort_key >= ? and e.sort_key < ?"
        bounds = [first << 20, (first + days) << 20]
        step = max(1, days // 64)
        parts = f"select ((e.sort_key >> 20) - ?) / ?, count(*) {rest}{inside} group by 1"
        best = f"select e.id, 0 {rest}{inside} order by e.significance desc, e.id limit 32"
        return [
            *self.raw.execute(parts, [first, step, *values, *bounds]),
            *self.raw.execute(best, [*values, *bounds]),
        ]
