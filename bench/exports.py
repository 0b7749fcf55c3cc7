"""Shows how fast each form of a chronology is written, and how much memory that takes.

Run `.venv/bin/python bench/exports.py [events]` (10,000 unless said). The events are made here:
each has two actors, a theme, a place and two citations with a claim each; twenty share a source.
Times hold the making of the events, which is given first.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator

import msgspec
from exports_data import citation, event

from timeline import shapes
from timeline.dates import Span, iso_day
from timeline.dates.wording import words
from timeline.exports import FORMATS, Head
from timeline.exports.setting import setting_of


def cited(number: int, day: str) -> shapes.Citation:
    """Cite one of some sources for a date."""
    issued = {"edtf": day, "date-parts": [[2014, 1, 15]]}
    csl = {"title": f"Report number {number} on the talks", "issued": issued}
    return citation(number, day, csl, "para. 3")


def events(count: int) -> Iterator[shapes.Event]:
    """Make events, one a day."""
    for number in range(count):
        day = iso_day(725_000 + number)
        date = shapes.Date(edtf=day, words=words(Span.parse(day)))
        citations = (cited(number // 20, day), cited(number // 20 + 1, day))
        yield msgspec.structs.replace(
            event(number, date, citations),
            actors=(shapes.ActorIn(slug="japan"), shapes.ActorIn(slug="russia")),
            themes=("energy/gas",),
            places=(shapes.PlaceIn(slug="tokyo"),),
        )


def main() -> None:
    """Print, for each form: seconds, events a second, megabytes of text, peak of memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    head = Head(title="Bench", certain=count)
    started = time.perf_counter()
    made = sum(1 for _ in events(count))
    floor = time.perf_counter() - started
    print(f"making {made:,} events alone: {floor:.2f} s")
    for name, one in FORMATS.items():
        if setting_of(name, head):
            print(f"{name:6} is set as a whole: see bench/documents.py")
            continue
        started = time.perf_counter()
        size = sum(len(piece) for piece in one.stream(events(count), head))
        taken = time.perf_counter() - started
        tracemalloc.start()
        for _piece in one.stream(events(count), head):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(
            f"{name:6} {taken:6.2f} s {count / taken:10,.0f} events/s "
            f"{size / 1e6:6.1f} MB {peak / 1e6:6.1f} MB at most"
        )


if __name__ == "__main__":
    main()
