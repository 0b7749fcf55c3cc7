"""Shows how fast event data come in, as a share of plain inserts of the same rows.

Run `.venv/bin/python bench/import_.py [ROWS] [accept] [xROUNDS]`: rows of coded event data are
read, matched and entered in a new SQLite database, as proposals or as accepted. Then all rows that
came to be are inserted in another new database by `sqlite3.executemany`, table by table, with the
same settings and one commit; the share is the second time divided by the first, the median of as
many rounds. The same is done in the PostgreSQL database whose address TIMELINE_BENCH_DATABASE gives
(migrated, empty; it is emptied), against COPY of ready text into the same tables. With
TIMELINE_SHARED naming a folder of real data its ICEWS subset is read, all of it where ROWS is 0;
else rows are made here.
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Engine, text

from timeline import shapes
from timeline.intake.ahead import read_ahead
from timeline.intake.opening import lines, opened
from timeline.review.imports import Manner, Report, run_import
from timeline.store import derive
from timeline.store.loading import alone
from timeline.store.migrate import upgrade
from timeline.store.schema import metadata
from timeline.store.session import PRAGMAS, open_engine, writing

ROWS = 60_000
REAL = "data/events/icews0515/events.tsv.xz"
ACTS = (
    "Make statement", "Consult", "Make a visit", "Host a visit", "Engage in negotiation",
    "Sign formal agreement", "Praise or endorse", "Criticize or denounce", "Accuse", "Threaten",
    "Express intent to meet or negotiate", "Provide humanitarian aid", "Demonstrate or rally",
)  # fmt: skip
LANDS = ("Japan", "Russia", "France", "Kenya", "Brazil", "India", "Norway", "Egypt", "Peru", "Oman")
DERIVED = {"sqlite_sequence", "alembic_version"}


def made_rows(count: int) -> Iterator[str]:
    """Make rows of the four columns, ten to a day and more actors than countries."""
    chance = random.Random(1)
    names = [*LANDS, *(f"Police ({land})" for land in LANDS), *(f"Group {n}" for n in range(900))]
    start = date(2005, 1, 1)
    for number in range(count):
        day = start + timedelta(days=number // 110)
        one, other = chance.sample(names, 2)
        yield f"{day}\t{one}\t{chance.choice(ACTS)}\t{other}\n"


def table_file(folder: Path, rows: int) -> tuple[Path, str]:
    """Write the rows that are to be read; gives the file and says where they are from."""
    shared = os.environ.get("TIMELINE_SHARED")
    real = Path(shared or ".") / REAL
    target = folder / "rows.tsv"
    if shared and real.is_file():
        with opened(real) as file, target.open("w", encoding="utf-8") as out:
            chosen = islice(lines(file, real.name), rows + 1 if rows else None)
            out.writelines(f"{line.text}\n" for line in chosen)
        return target, "the ICEWS subset"
    with target.open("w", encoding="utf-8") as out:
        out.write("event_date\tsource\trelation\ttarget\n")
        out.writelines(made_rows(rows or 460_000))
    return target, "rows made here (TIMELINE_SHARED names no real ones)"


class Clock(NamedTuple):
    """Seconds by the wall, and at work in all processes, which a shared machine changes less."""

    wall: float
    work: float

    @classmethod
    def now(cls) -> Clock:
        """Read both clocks."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = time.process_time() + children.ru_utime + children.ru_stime
        return cls(time.perf_counter(), work)

    def since(self) -> Clock:
        """Tell how long ago this was."""
        now = self.now()
        return Clock(now.wall - self.wall, now.work - self.work)


def enter(engine: Engine, path: Path, *, accept: bool) -> tuple[Clock, Report]:
    """Import the file; gives the time from the first byte to the commit."""
    manner = Manner("bench", "icews", "", "bench", accept=accept, overwrite=False)
    began = Clock.now()
    with alone(engine), writing(engine) as session:
        report = run_import(session, read_ahead(path), manner)
    return began.since(), report


def plain(source: Path, target: Path) -> tuple[Clock, int]:
    """Insert every row of one database in another, empty one; gives time and rows."""
    held = sqlite3.connect(source)
    tables = [
        name
        for (name,) in held.execute(
            "select name from sqlite_master where type = 'table' and name not like 'event_text%'"
        )
        if name not in DERIVED
    ]
    everything = {name: held.execute(f"select * from {name}").fetchall() for name in tables}
    words = [
        (number, derive.text_of(msgspec.json.decode(body, type=shapes.Event)))
        for number, body in held.execute("select event_id, body from event_document")
    ]
    held.close()
    to = sqlite3.connect(target, isolation_level=None)
    for pragma in PRAGMAS:
        to.execute(f"pragma {pragma}")
    to.execute("pragma cache_size=-65536")
    to.execute("pragma defer_foreign_keys=on")
    began = Clock.now()
    to.execute("begin immediate")
    to.execute("pragma defer_foreign_keys=on")
    for name, rows in everything.items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            to.executemany(f"insert into {name} values ({marks})", rows)
    to.executemany("insert into event_text (rowid, words) values (?, ?)", words)
    to.execute("commit")
    taken = began.since()
    to.close()
    return taken, sum(map(len, everything.values())) + len(words)


def on_postgresql(url: str, path: Path, *, accept: bool) -> None:
    """Print how long the same takes on PostgreSQL, and COPY alone."""
    engine = open_engine(url)
    names = [table.name for table in metadata.sorted_tables] + ["event_text"]
    with engine.begin() as connection:
        version = connection.execute(text("show server_version")).scalar()
        connection.execute(text(f"truncate {', '.join(names)}"))
    taken, report = enter(engine, path, accept=accept)
    held: dict[str, bytes] = {}
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        for name in names:
            with cursor.copy(f"copy {name} to stdout") as copy:
                held[name] = b"".join(map(bytes, copy))
        connection.execute(text(f"truncate {', '.join(names)}"))
    began = Clock.now()
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        for name, rows in held.items():
            with cursor.copy(f"copy {name} from stdin") as copy:
                copy.write(rows)
    floor = began.since()
    with engine.begin() as connection:
        connection.execute(text(f"truncate {', '.join(names)}"))
    print(f"PostgreSQL {version}: {report.created:,} events")
    print(f"  import          {taken.wall:6.1f} s; {report.created / taken.wall:,.0f} events/s")
    print(f"  COPY alone      {floor.wall:6.1f} s; share {floor.wall / taken.wall:.2f} by the wall")


def on_sqlite(folder: Path, path: Path, *, accept: bool) -> Clock:
    """Print the figures of one manner of import; gives the shares."""
    engine, empty = (open_engine(f"sqlite:///{folder}/{kind}{accept}.sqlite") for kind in "ab")
    upgrade(engine)
    upgrade(empty)
    empty.dispose()
    taken, report = enter(engine, path, accept=accept)
    again, second = enter(engine, path, accept=accept)
    engine.dispose()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    floor, inserted = plain(folder / f"a{accept}.sqlite", folder / f"b{accept}.sqlite")
    for kind in "ab":
        (folder / f"{kind}{accept}.sqlite").unlink()
    print(f"{'accepted' if accept else 'proposed'}: {report.created:,} events, {inserted:,} rows")
    print(f"  import          {taken.wall:6.1f} s, at work {taken.work:6.1f} s", end="; ")
    print(f"{report.created / taken.wall:,.0f} events/s")
    print(f"  plain inserts   {floor.wall:6.1f} s, at work {floor.work:6.1f} s")
    share = f"{floor.wall / taken.wall:.2f} by the wall, {floor.work / taken.work:.2f} at work"
    print(f"  share of plain inserts: {share}")
    print(f"  second import   {again.wall:6.1f} s, at work {again.work:6.1f} s", end="; ")
    print(f"{second.unchanged:,} known", end=", ")
    print(f"{second.created + second.updated} written; peak memory {peak} MiB")
    return Clock(floor.wall / taken.wall, floor.work / taken.work)


def main() -> None:
    """Print the figures."""
    rows = next((int(word) for word in sys.argv[1:] if word.isdigit()), ROWS)
    rounds = next((int(word[1:]) for word in sys.argv[1:] if word.startswith("x")), 1)
    accept = "accept" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, origin = table_file(folder, rows)
        print(f"Rows: {origin}.")
        shares = [on_sqlite(folder, path, accept=accept) for _ in range(rounds)]
        wall, work = (statistics.median(column) for column in zip(*shares, strict=True))
        print(f"Median share of {rounds}: {wall:.2f} by the wall, {work:.2f} at work")
        if url := os.environ.get("TIMELINE_BENCH_DATABASE"):
            on_postgresql(url, path, accept=accept)


if __name__ == "__main__":
    main()
