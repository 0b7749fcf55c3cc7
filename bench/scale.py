"""Shows how the reading side grows: an ordinary application, our SQL and our index, side by side.

    .venv/bin/python bench/scale.py 1000000 [FILE] [--seconds 2] [--only facets] [--index-only]

Makes the data where FILE is not there yet (`scale_data.py` says of what shape; ten million events
take a quarter of an hour and 25 GB), builds the index in a process of its own where it is missing,
and asks all three the same things in turn. Printed are medians of the processor's time in
milliseconds, the same process for all, and how many times faster than the ordinary application the
index is. FILE is a scratch database; by default one in the folder for temporary files. With several
counts, `100000,1000000`, the last table shows how the index's answers grow; `--index-only` asks the
index alone, since at ten million events the others take minutes for one answer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import scale_data
from scale_naive import Naive, Plain
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline.chronology.filter import EventFilter
from timeline.chronology.index.engine import IndexEngine
from timeline.chronology.index.files import NoIndex, current
from timeline.chronology.index.holder import Holder, rebuild
from timeline.chronology.index.place import index_folder
from timeline.chronology.lookup import look_up
from timeline.chronology.sql_engine import SqlEngine
from timeline.chronology.tile import DEPTH, first_day, width
from timeline.dates import Span
from timeline.dates.days import day_of
from timeline.store.migrate import upgrade
from timeline.store.session import open_engine, reading

FEWEST_ROUNDS, MOST_ROUNDS = 20, 400
Ask = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked: its kind, what it is called, the filter, and the same for plain SQL."""

    kind: str
    name: str
    given: EventFilter
    plain: Plain
    tile: tuple[int, int] = (0, 0)


def questions() -> Iterator[Question]:
    """Give everything that is asked."""
    heavy, pair = (("actor-1",),), (("actor-1",), ("actor-2",))
    window = {"window_from": Span.parse("1990"), "window_to": Span.parse("1999")}
    year = {"window_from": Span.parse("2001"), "window_to": Span.parse("2001")}
    days, one = (day_of(1990), day_of(2000) - 1), (day_of(2001), day_of(2002) - 1)
    middling = EventFilter(actor=(("actor-200",),))
    for name, given, plain in (
        ("everything", EventFilter(), Plain()),
        ("heavy actor", EventFilter(actor=heavy), Plain((1,))),
        ("middling actor", middling, Plain((200,))),
        ("pair", EventFilter(actor=pair), Plain((1, 2))),
        ("pair + theme", EventFilter(actor=pair, theme=(("t1",),)), Plain((1, 2), 1)),
        ("theme + ten years", EventFilter(theme=(("t2",),), **window), Plain((), 2, days)),
        ("one year", EventFilter(**year), Plain((), None, one)),
        ("rare word", EventFilter(q="w20000"), Plain(words="w20000")),
        ("word + actor", EventFilter(actor=heavy, q="w50"), Plain((1,), words="w50")),
        ("common word + actor", EventFilter(actor=heavy, q="w1"), Plain((1,), words="w1")),
    ):
        yield Question("page", name, given, plain)
        yield Question("count", name, given, plain)
        yield Question("facets", name, given, plain)
    day = Span.parse("2012-09-08").earliest or 0
    for name, given, plain, z in (
        ("all years", EventFilter(), Plain(), 4),
        ("one year", EventFilter(), Plain(), 11),
        ("one week", EventFilter(), Plain(), 17),
        ("all years, heavy actor", EventFilter(actor=heavy), Plain((1,)), 4),
        ("all years, pair", EventFilter(actor=pair), Plain((1, 2)), 4),
        ("one year, heavy actor", EventFilter(actor=heavy), Plain((1,)), 11),
    ):
        yield Question("tile", name, given, plain, (z, day >> (DEPTH - z)))


def asks(question: Question, session: Session, naive: Naive, holder: Holder) -> tuple[Ask, ...]:
    """Give the question as each of the three is asked it; the index finds its view each time."""
    known = look_up(session, question.given)
    view = holder.view(session)
    if view is None:
        raise SystemExit("the index does not answer")
    sql = SqlEngine(session)

    def index() -> IndexEngine:
        return IndexEngine(session, view)

    z, x = question.tile
    match question.kind:
        case "page":
            return (
                lambda: naive.page(question.plain),
                lambda: [number for _key, number in sql.page(known, 50)],
                lambda: [number for _key, number in index().page(known, 50)],
            )
        case "count":
            return (
                lambda: naive.count(question.plain),
                lambda: sum(sql.count(known)),
                lambda: sum(index().count(known)),
            )
        case "facets":

            def counted() -> object:
                engine = index()
                return engine.counts(known), engine.years(known), engine.count(known)

            return (
                lambda: naive.facets(question.plain),
                lambda: (sql.counts(known), sql.years(known), sql.count(known)),
                counted,
            )
        case _:
            return (
                lambda: naive.tile(question.plain, first_day(z, x), width(z)),
                lambda: sql.tile(known, z, x),
                lambda: index().tile(known, z, x),
            )


def medians(sides: tuple[Ask, ...], seconds: float) -> list[float]:
    """Ask all sides in turn for a while; give the median of each in milliseconds.

    What takes longer than that while is asked once only.
    """
    taken: list[list[float]] = [[] for _ in sides]
    slow = [timed(ask) for ask in sides]
    quick = [number for number, first in enumerate(slow) if first < seconds * 1000]
    for number in set(range(len(sides))) - set(quick):
        taken[number].append(slow[number])
    spent = 0.0
    while quick and (not taken[quick[0]] or spent < seconds * 1000):
        if len(taken[quick[0]]) == MOST_ROUNDS:
            break
        for number in quick:
            taken[number].append(timed(sides[number]))
            spent += taken[number][-1]
    for number in quick:  # the quick ones again, by themselves, where slow ones took the time
        while len(taken[number]) < FEWEST_ROUNDS and taken[number][-1] * 10 < seconds * 1000:
            taken[number].append(timed(sides[number]))
    return [statistics.median(one) for one in taken]


def timed(ask: Ask) -> float:
    """Ask once; give the processor's time in milliseconds."""
    started = time.process_time()
    ask()
    return (time.process_time() - started) * 1000


def table(
    engine: Engine, path: Path, holder: Holder, asked: argparse.Namespace
) -> dict[str, float]:
    """Print all sides beside each other; pages and counts that differ are said."""
    naive, grown = Naive(str(path)), {}
    print(
        f"{'':32}{'naive ms':>11}{'our SQL':>11}{'index':>10}{'naive/index':>13}{'SQL/index':>11}"
    )
    with reading(engine) as session:
        for question in questions():
            if asked.only and question.kind not in asked.only.split(","):
                continue
            sides = asks(question, session, naive, holder)
            if asked.index_only:
                name = f"{question.kind}, {question.name}"
                grown[name] = medians(sides[2:], asked.seconds)[0]
                print(f"{name:54}{grown[name]:10.3f}", flush=True)
                continue
            plain, sql, index = medians(sides, asked.seconds)
            answers = [ask() for ask in sides] if question.kind in ("page", "count") else [0]
            same = "" if all(one == answers[0] for one in answers) else "  DIFFERENT"
            name = f"{question.kind}, {question.name}"
            grown[name] = index
            print(
                f"{name:32}{plain:11.3f}{sql:11.3f}{index:10.3f}"
                f"{plain / index:13,.0f}{sql / index:11,.0f}{same}",
                flush=True,
            )
    return grown


def build(path: str) -> None:
    """Build the index in a process of its own, and say what it took."""
    engine = open_engine(f"sqlite:///{path}")
    started = time.process_time()
    with reading(engine) as session:
        folder = index_folder(session) or Path()
        label = rebuild(session, folder)
    size = sum(file.stat().st_size for file in folder.rglob("*.*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"index of {label.events:,} events: {time.process_time() - started:.1f} s of processor,"
        f" {label.seconds} s, {size / 1e6:.0f} MB, memory at most {peak:.0f} MB"
    )


def private() -> float:
    """Give the memory of this process that no other shares, in MB; 0 where that is not told."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024


def run(count: int, path: Path, asked: argparse.Namespace) -> dict[str, float]:
    """Make what is missing, and print the table of one size."""
    print(f"\n{count:,} events in {path.name}")
    fresh = not path.exists()
    engine = open_engine(f"sqlite:///{path}")
    if fresh:
        upgrade(engine)
        engine.dispose()  # the load needs the file for itself
        started = time.perf_counter()
        scale_data.fill(str(path), scale_data.make(count))
        print(f"made in {time.perf_counter() - started:.0f} s")
    print(f"{path.stat().st_size / 1e9:.2f} GB")
    with reading(engine) as session:
        folder = index_folder(session) or Path()
    try:
        current(folder)
    except NoIndex:
        child = multiprocessing.get_context("spawn").Process(target=build, args=(str(path),))
        child.start()
        child.join()
    before, started = private(), time.process_time()
    holder = Holder(folder)
    with reading(engine) as session:
        holder.view(session)
    print(f"index opened in {(time.process_time() - started) * 1000:.0f} ms")
    grown = table(engine, path, holder, asked)
    print(f"memory of its own for all that was asked: {private() - before:.0f} MB")
    engine.dispose()
    return grown


def main() -> None:
    """Print a table for each size, and how the index's answers grow."""
    asking = argparse.ArgumentParser(description="Time an ordinary application, SQL and index.")
    asking.add_argument("counts", nargs="?", default="100000")
    asking.add_argument("file", nargs="?")
    asking.add_argument("--seconds", type=float, default=1.0)
    asking.add_argument("--only", default="")
    asking.add_argument("--index-only", action="store_true")
    asking.add_argument("--folder", default=tempfile.gettempdir())
    asked = asking.parse_args()
    grown = {}
    for count in (int(one) for one in asked.counts.split(",")):
        path = Path(asked.file or Path(asked.folder) / f"scale-{count}.sqlite")
        grown[count] = run(count, path, asked)
    if len(grown) > 1:
        print(
            f"\n{'index, ms':32}" + "".join(f"{count:>12,}" for count in grown) + f"{'growth':>9}"
        )
        for name, first in next(iter(grown.values())).items():
            taken = [one[name] for one in grown.values()]
            print(f"{name:32}" + "".join(f"{t:12.3f}" for t in taken) + f"{taken[-1] / first:9.1f}")


if __name__ == "__main__":
    main()
