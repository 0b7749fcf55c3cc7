"""Write reference records of one kind: each by its natural key, once, with its revision."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from timeline.dates import Span
from timeline.review.act import Act
from timeline.review.journal import Entry, append, newest_numbers
from timeline.store.base import Record
from timeline.store.bulk import new_ids
from timeline.store.sound import storable
from timeline.terms import Verb

Values = dict[str, Any]
IDS = 100
"""How many ids are drawn at a time where the database draws them."""
CHUNK = 400
"""How many records are looked up in one statement."""
DAYS = ("begins_first", "begins_last", "ends_first", "ends_last")


@dataclass(slots=True)
class Outcome:
    """What became of the records of an import, and what was refused: position and reason."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


class Ledger:
    """Writes reference records of one kind: each by its natural key, once, with its revision."""

    def __init__(
        self, session: Session, record: type[Record], key: str, verb: Verb, *, lazy: bool = False
    ) -> None:
        """Read what the table holds now; `key` names the columns of the natural key.

        A lazy ledger, of a table with one key column that may be very long, reads only what it is
        told to look up.
        """
        self.table = cast("Table", record.__table__)
        self.key = tuple(key.split())
        self.verb = verb
        self.session = session
        self.has_id = "id" in self.table.c
        self.lazy = lazy
        self.known: dict[tuple[Any, ...], Values] = {}
        if not lazy:
            rows = session.execute(select(self.table)).mappings()
            self.known = {self._of(row): dict(row) for row in rows}
        self._wanted: dict[tuple[Any, ...], Values] = {}
        self._changed: dict[int, Values] = {}
        self.touched: list[Values] = []
        """Every record that was entered or changed and closed."""
        self._made: list[Values] = []
        self._new: set[int] = set()
        self._ids: list[int] = []

    def look_up(self, values: Iterable[str]) -> None:
        """Read the records that have these values in the key column; for lazy ledgers."""
        wanted = sorted({v for v in values if storable(v) and (v,) not in self.known})
        column = self.table.c[self.key[0]]
        for start in range(0, len(wanted), CHUNK):
            statement = select(self.table).where(column.in_(wanted[start : start + CHUNK]))
            for row in self.session.execute(statement).mappings():
                self.known[self._of(row)] = dict(row)

    def _of(self, values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a mapping of either kind
        return tuple(values[name] for name in self.key)

    def known_id(self, values: Values) -> int | None:
        """Give the id of the record with the same key, 0 where it has no id; None for no such."""
        row = self.known.get(self._of(values))
        return None if row is None else int(row.get("id", 0))

    def put(self, values: Values, outcome: Outcome) -> int:
        """Enter a record, or change the one that has its key; gives its id, 0 where there is none.

        Of several that have the same key, the last one counts; changes are made on closing.
        """
        key = self._of(values)
        before = self.known.get(key)
        if before is None:
            return self._create(key, values, outcome)
        self._wanted[key] = values
        return int(before.get("id", 0))

    def _create(self, key: tuple[Any, ...], values: Values, outcome: Outcome) -> int:
        row = dict(values)
        if self.has_id:
            row["id"] = self._draw()
            self._new.add(row["id"])
            self._changed[row["id"]] = row
        self.known[key] = row
        self._made.append(row)
        outcome.created += 1
        return int(row.get("id", 0))

    def _draw(self) -> int:
        """Give the next id: SQLite counts on from the last row, PostgreSQL from its sequence."""
        if not self._ids:
            self._ids = new_ids(self.session, self.table.name, IDS)
        if len(self._ids) == 1 and self.session.connection().dialect.name == "sqlite":
            self._ids.append(self._ids[0] + 1)
        return self._ids.pop(0)

    def flush(self) -> None:
        """Insert what was entered; tables that it refers to come first."""
        if self._made:
            self.session.execute(self.table.insert(), self._made)
        self._made = []
        if self.session.connection().dialect.name == "sqlite":
            self._ids = []

    def _update(self, outcome: Outcome) -> None:
        for key, values in self._wanted.items():
            row = self.known[key]
            if all(row.get(name) == value for name, value in values.items()):
                outcome.unchanged += 1
                continue
            where = [self.table.c[name] == row[name] for name in self.key]
            self.session.execute(self.table.update().where(*where).values(values))
            row.update(values)
            outcome.updated += 1
            if self.has_id:
                self._changed[row["id"]] = row

    def close(self, act: Act, outcome: Outcome) -> None:
        """Make the changes, and append the revisions of everything that was entered or changed."""
        self._update(outcome)
        older = [number for number in self._changed if number not in self._new]
        numbers = newest_numbers(self.session, self.table.name, older)
        entries = []
        for key, row in self._changed.items():
            numbers[key] = numbers.get(key, 0) + 1
            after = msgspec.json.encode(row)
            entries.append(Entry(self.table.name, key, numbers[key], self.verb, after))
        append(self.session, act, entries)
        self.touched += self._changed.values()
        self._changed, self._wanted, self._new = {}, {}, set()
        if self.lazy:
            self.known = {}


def span_values(prefix: str, span: Span | None) -> Values:
    """Spread a span over its five columns."""
    if span is None:
        return dict.fromkeys(f"{prefix}{name}" for name in ("edtf", *DAYS))
    days = dict(zip(DAYS, (*span.begins, *span.ends), strict=True))
    return {f"{prefix}edtf": span.edtf} | {f"{prefix}{name}": day for name, day in days.items()}
