"""Shows what reading from PostgreSQL costs: prepared or not, from a replica, right after a write.

Run `TIMELINE_BENCH_DATABASE=postgresql://… TIMELINE_BENCH_REPLICA=postgresql://… .venv/bin/python
bench/postgresql.py [ROUNDS]`: the first is a migrated database with events that may be written to,
the second a streaming replica of it. Every way of reading is asked in turn; medians, in ms.
The last lines count how often a reader misses what was committed just before.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median, quantiles

from sqlalchemy import Engine, select, text

from timeline.chronology.filter import parse
from timeline.chronology.listing import list_events
from timeline.settings import Settings
from timeline.store.replicas import SEEN
from timeline.store.revisions import FormerSlug
from timeline.store.session import close_store, open_engine, open_store, reading, writing

ROUNDS = 300
FILTER = {"limit": ["50"]}


def ways(primary: str, replica: str) -> dict[str, Engine]:
    """Open the database in every way that is compared."""

    def opened(**more: object) -> Engine:
        return open_store(Settings(database=primary, **more), serving=True)  # type: ignore[arg-type]

    return {
        "primary": opened(),
        "primary, statements prepared from the 5th use on": opened(prepare_threshold=5),
        "primary, limits told in each transaction": opened(pooler=True),
        "replica, primary asked each time": opened(replicas=(replica,)),
        "replica, primary asked each second": opened(replicas=(replica,), replica_lag_seconds=1.0),
    }


def page(engine: Engine) -> None:
    """Read a page of 50 events."""
    with reading(engine) as session:
        list_events(session, parse(FILTER, strict=True))


def times(engines: dict[str, Engine], rounds: int, ask: Callable[[Engine], None]) -> None:
    """Print the median of each way, asked in turn."""
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, engine in engines.items():
            started = time.perf_counter()
            ask(engine)
            taken[name].append((time.perf_counter() - started) * 1000)
    for name, several in taken.items():
        print(f"{name:52} {median(several):8.2f} ms")


def misses(writer: Engine, replica: Engine, routed: Engine, rounds: int) -> None:
    """Print how often what was just committed does not show, and how long one waits for it."""
    plain = ours = 0
    waits = []
    for number in range(rounds):
        slug = f"bench-{time.time_ns()}-{number}"
        with writing(writer) as session:
            session.add(FormerSlug(record="bench", slug=slug, record_id=number))
        wanted = select(FormerSlug.record_id).where(FormerSlug.slug == slug)
        if number % 2:
            with reading(replica) as session:
                plain += session.execute(wanted).scalar() is None
        else:
            started = time.perf_counter()
            with reading(routed) as session:
                ours += session.execute(wanted).scalar() is None
            waits.append((time.perf_counter() - started) * 1000)
    print(f"stale at once, of {rounds // 2}: {plain} on the replica, {ours} as we read")
    print(
        f"reading after a write: {median(waits):.2f} ms, p99 {quantiles(waits, n=100)[98]:.2f} ms"
    )


def main() -> None:
    """Measure and print."""
    try:
        primary, replica = (os.environ[f"TIMELINE_BENCH_{n}"] for n in ("DATABASE", "REPLICA"))
    except KeyError as missing:
        sys.exit(f"{missing.args[0]} is not set; nothing was measured")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    engines = ways(primary, replica)
    print("an empty transaction")
    times(engines, rounds, _nothing)
    print("a page of 50 events")
    times(engines, rounds, page)
    SEEN.set(0)
    alone = open_engine(replica)
    alone.update_execution_options(postgresql_readonly=True)
    misses(engines["primary"], alone, engines["replica, primary asked each time"], rounds)
    with writing(engines["primary"]) as session:
        session.execute(text("delete from former_slug where record = 'bench'"))
    for engine in (*engines.values(), alone):
        close_store(engine)


def _nothing(engine: Engine) -> None:
    with reading(engine) as session:
        session.execute(text("select 1"))


if __name__ == "__main__":
    main()
