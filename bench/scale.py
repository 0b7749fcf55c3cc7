"""Shows how the reading side grows: plain SQL and the index side by side, on data of any size.

    .venv/bin/python bench/scale.py 1000000 [FILE]

Makes, where FILE is not there yet, that many events shaped after large coded data: 20,000 actors of
which a few are in a tenth of all events, 2.4 actors and 1.6 themes an event, 15 % of the dates
coarser than a day, some events with 190 actors; entered by the service's own bulk writer. Then
asks both engines the same things in turn and prints medians in milliseconds and how many times
faster the index is. FILE is a scratch database; by default one in the folder for temporary files.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.index.engine import IndexEngine
from timeline.chronology.index.holder import holder_of, index_folder, rebuild
from timeline.chronology.lookup import look_up
from timeline.chronology.sql_engine import SqlEngine
from timeline.dates import Span
from timeline.dates.days import day_of
from timeline.review.act import Act, now
from timeline.review.journal import Entry, append
from timeline.store.bulk import insert_rows, new_ids
from timeline.store.directory import load_directory
from timeline.store.migrate import upgrade
from timeline.store.rows import CitationRow, EventRow
from timeline.store.session import open_engine, reading, writing
from timeline.store.write import put
from timeline.terms import EventType, Role, Stance, State, Status, Verb

ACTORS, THEMES, SOURCES, WORDS = 20_000, 300, 20_000, 30_000
BLOCK = 5_000
FIRST, LAST = day_of(1945), day_of(2026)
SECONDS = 2.0
"""How long each question is asked again and again."""


def references(session: Session) -> None:
    """Enter actors, themes and sources, named by number."""
    insert_rows(
        session,
        "actor",
        ("id", "slug", "kind", "name", "description"),
        [(n, f"actor-{n}", "state", f"Actor {n}", "") for n in range(1, ACTORS + 1)],
    )
    insert_rows(session, "theme_scheme", ("id", "slug", "title"), [(1, "house", "House")])
    themes = [(n, f"t{n}" if n <= 12 else f"t{parent(n)}/t{n}") for n in range(1, THEMES + 1)]
    insert_rows(
        session,
        "theme",
        ("id", "scheme_id", "slug", "label", "definition", "parent_id"),
        [(n, 1, slug, slug, "", parent(n)) for n, slug in themes],
    )
    insert_rows(
        session,
        "source",
        (
            "id", "slug", "kind", "title", "csl", "publisher", "language", "url", "archive_url",
            "fingerprint", "note",
        ),
        [
            (n, f"source-{n}", "article-newspaper", f"Report {n}", '{"type":"article-newspaper"}',
             "", "", "", "", "", "")
            for n in range(1, SOURCES + 1)
        ],
    )  # fmt: skip


def parent(number: int) -> int | None:
    """Give the broader theme of a theme: twelve tops, the rest below them."""
    return None if number <= 12 else (number - 1) % 12 + 1


class Maker:
    """Makes events that are the same in every run."""

    def __init__(self) -> None:
        self.dice = random.Random(20_12)

    def skewed(self, most: int) -> int:
        """Draw a number of which the low ones are far more frequent."""
        return min(most, int(most ** self.dice.random() ** 1.6)) or 1

    def span(self) -> Span:
        """Draw a date, denser towards today, one in seven coarser than a day."""
        day = LAST - int((LAST - FIRST) * self.dice.random() ** 2)
        if self.dice.random() < 0.85:
            return Span.of_day(day)
        width = self.dice.choice((31, 31, 31, 365, 3652))
        return Span.of_days(day, day + width)

    def row(self, number: int, at: str) -> EventRow:
        """Make one event."""
        dice = self.dice
        count = 190 if dice.random() < 0.0005 else dice.choice((1, 2, 2, 2, 3, 3, 4))
        actors = dict.fromkeys(
            (self.skewed(ACTORS) if count < 190 else dice.randint(1, ACTORS), Role.PARTICIPANT)
            for _ in range(count)
        )
        themes = dict.fromkeys(self.skewed(THEMES) for _ in range(dice.choice((1, 1, 2, 2, 3))))
        words = [f"w{self.skewed(WORDS)}" for _ in range(33)]
        span = self.span()
        return EventRow(
            id=number,
            slug=f"event-{number}",
            shape=shapes.Event(
                title=" ".join(words[:8]),
                summary=" ".join(words[8:]),
                type=dice.choice(list(EventType)),
                status=Status.OCCURRED,
                state=State.ACCEPTED,
                date=shapes.Date(edtf=span.edtf),
                significance=round(dice.random() ** 4, 4),
            ),
            span=span,
            version=1,
            updated=at,
            actors=tuple(actors),
            themes=tuple(themes),
            places=(),
            citations=(CitationRow(1, dice.randint(1, SOURCES), "", Stance.SUPPORTS, None, ()),),
            links=(),
        )


def fill(engine: Engine, count: int) -> None:
    """Enter events block by block, as an import does."""
    maker, at = Maker(), now()
    with writing(engine) as session:
        references(session)
        directory = load_directory(session)
        started = time.perf_counter()
        for begin in range(0, count, BLOCK):
            ids = new_ids(session, "event", min(BLOCK, count - begin))
            rows = [maker.row(number, at) for number in ids]
            bodies = put(session, directory, rows, fresh=True)
            entries = [
                Entry("event", row.id, 1, Verb.IMPORT, body)
                for row, body in zip(rows, bodies, strict=True)
            ]
            append(session, Act("bench", at), entries)
            if begin % 100_000 == 0:
                rate = (begin + BLOCK) / (time.perf_counter() - started)
                print(f"  {begin + BLOCK:,} events, {rate:,.0f} a second", file=sys.stderr)


def filters() -> Iterator[tuple[str, EventFilter]]:
    """Give the filters that are asked, each with what it is called."""
    yield "everything", EventFilter()
    yield "heavy actor", EventFilter(actor=(("actor-1",),))
    yield "middling actor", EventFilter(actor=(("actor-200",),))
    yield "pair", EventFilter(actor=(("actor-1",), ("actor-2",)))
    yield "pair + theme", EventFilter(actor=(("actor-1",), ("actor-2",)), theme=(("t1",),))
    window = {"window_from": Span.parse("1990"), "window_to": Span.parse("1999")}
    yield "theme + ten years", EventFilter(theme=(("t1",),), **window)
    yield "one year", EventFilter(window_from=Span.parse("2001"), window_to=Span.parse("2001"))


def median(question: Callable[[], object]) -> float:
    """Ask again and again for a while; give the median in milliseconds."""
    taken: list[float] = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until or not taken:
        started = time.perf_counter()
        question()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def table(session: Session, index: IndexEngine) -> None:
    """Print both engines side by side; answers that differ are said."""
    sql = SqlEngine(session)
    print(f"{'question':34}{'SQL ms':>12}{'index ms':>12}{'times':>10}")
    for name, given in filters():
        known = look_up(session, given)
        for what, ask in (
            ("page of 50", lambda engine, known=known: engine.page(known, 50)),
            ("count", lambda engine, known=known: engine.count(known)),
            ("facets", lambda engine, known=known: (engine.counts(known), engine.years(known))),
        ):
            slow = median(lambda ask=ask: ask(sql))
            quick = median(lambda ask=ask: ask(IndexEngine(session, index.view)))
            same = "" if what == "facets" or ask(sql) == ask(index) else "  DIFFERENT"
            print(f"{name + ', ' + what:34}{slow:12.3f}{quick:12.3f}{slow / quick:10.0f}{same}")


def main() -> None:
    """Make the data where they are missing, build the index, print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    default = Path(tempfile.gettempdir()) / f"scale-{count}.sqlite"
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else default
    fresh = not path.exists()
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    if fresh:
        started = time.perf_counter()
        fill(engine, count)
        taken = time.perf_counter() - started
        print(f"entered {count:,} events in {taken:.0f} s, {count / taken:,.0f} a second")
    folder, holder = index_folder(engine.url), holder_of(engine.url)
    if folder is None or holder is None:
        raise SystemExit("the index lies beside an SQLite file")
    with reading(engine) as session:
        label = rebuild(session, folder)
        size = sum(file.stat().st_size for file in folder.rglob("*.npy"))
        print(f"index of {label.events:,} events: {label.seconds} s, {size / 1e6:.0f} MB")
        started = time.perf_counter()
        view = holder.view(session)
        if view is None:
            raise SystemExit("the index does not answer")
        print(f"opened in {(time.perf_counter() - started) * 1000:.0f} ms")
        table(session, IndexEngine(session, view))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {peak:.0f} MB, building included")


if __name__ == "__main__":
    main()
