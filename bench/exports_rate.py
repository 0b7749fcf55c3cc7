"""Shows how fast tables and JSON Lines leave a database, beside a bare loop over a cursor.

Run `.venv/bin/python bench/exports_rate.py DATABASE` with the address of an SQLite database. The
bare loop reads the same stored documents with the driver; for JSON Lines it writes them as they
are, for the table it decodes each and writes a row of plain cells with the csv module. Times are of
the processor, the better of two runs each.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
import time
from collections.abc import Callable

from sqlalchemy.engine import make_url

from timeline.chronology.filter import parse
from timeline.chronology.listing import count_events, every_document
from timeline.chronology.whole import events_of
from timeline.exports import FORMATS, Head
from timeline.store.session import open_engine, reading

QUERY = """select body from event_document join event on event.id = event_document.event_id
where event.state = 'accepted' order by event.sort_key, event.id"""


def bare_lines(path: str) -> int:
    """Write every document as a line."""
    out = io.BytesIO()
    with sqlite3.connect(path) as connection:
        for (body,) in connection.execute(QUERY):
            out.write(body + b"\n")
    return out.tell()


def bare_table(path: str) -> int:
    """Write every event as a row of what stands in its document."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    with sqlite3.connect(path) as connection:
        for (body,) in connection.execute(QUERY):
            event = json.loads(body)
            cells = [event[name] for name in ("id", "slug", "title", "summary", "type", "status")]
            date = [event["date"]["edtf"], event["date"]["words"]]
            actors = "; ".join(f"{one['slug']}:{one['role']}" for one in event["actors"])
            cited = json.dumps(event["citations"], ensure_ascii=False)
            writer.writerow([*cells, *date, actors, "; ".join(event["themes"]), cited])
    return out.tell()


def ours(url: str, form: str) -> int:
    """Write a form as the doors do."""
    made = FORMATS[form]
    given = parse({}, strict=True)
    engine = open_engine(url)
    with reading(engine) as session:
        head = Head(title="All", certain=count_events(session, given).total)
        if made.stored:
            pieces = made.stored(every_document(session, given), head)
        else:
            pieces = made.stream(events_of(session, given, made.needs), head)
        size = sum(len(piece) for piece in pieces)
    engine.dispose()
    return size


def best(work: Callable[[], int]) -> tuple[float, int]:
    """Time the better of two runs."""
    times = []
    size = 0
    for _ in range(2):
        started = time.process_time()
        size = work()
        times.append(time.process_time() - started)
    return min(times), size


def main() -> None:
    """Print, for each form, our time and that of the bare loop, and the ratio of the rates."""
    url = sys.argv[1]
    path = str(make_url(url).database)
    for form, bare in (("jsonl", bare_lines), ("csv", bare_table)):
        loop, loop_size = best(lambda bare=bare: bare(path))
        taken, size = best(lambda form=form: ours(url, form))
        rate, loop_rate = size / taken / 1e6, loop_size / loop / 1e6
        print(
            f"{form:6} {taken:6.2f} s {size / 1e6:7.1f} MB; bare loop {loop:6.2f} s "
            f"{loop_size / 1e6:7.1f} MB; {rate / loop_rate:.2f} of its rate"
        )


if __name__ == "__main__":
    main()
