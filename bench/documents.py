"""Shows how long documents take: 50 events, then 1,000 events with 1,500 sources, in every form.

Run `.venv/bin/python bench/documents.py [form …]`. The events are made here: one or two citations
each, in Latin, Cyrillic, Japanese and Arabic letters. Goals: 50 events under 2 s in any form; 1,000
events: docx under 10 s, pdf under 20 s, epub under 12 s. Processor time is that of the programs
that were started; the rest of the time they waited for others on the machine.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator

from exports_data import citation, event

from timeline import shapes
from timeline.dates import iso_day
from timeline.exports import FORMATS, Head
from timeline.exports.wishes import WORDED

TITLES = (
    ("en", "Officials warn of a “hard winter” as talks on gas go on"),
    ("ru", "Глава МИД провела переговоры о поставках газа"),
    ("ja", "エネルギー協力に関する覚書について"),
    ("ar", "محادثات حول الطاقة في القاهرة"),
)


def cited(number: int, day: str) -> shapes.Citation:
    """Cite one of many sources, in one of four languages."""
    language, title = TITLES[number % len(TITLES)]
    csl = {
        "type": ("article-newspaper", "webpage", "report")[number % 3],
        "title": f"{title}, part {number}",
        "author": [{"family": f"Writer{number % 70}", "given": "Anna B."}],
        "container-title": f"The Daily Paper of {number % 40}",
        "language": language,
    }
    return citation(number, day, csl, f"para. {number % 9 + 1}")


def events(count: int) -> Iterator[shapes.Event]:
    """Make events, one a week, with one citation or two: three sources for two events."""
    for number in range(count):
        day = iso_day(725_000 + 7 * number)
        first = number * 3 // 2
        citations = (cited(first, day), cited(first + 1, day))[: 1 + number % 2]
        yield event(number, shapes.Date(edtf=day), citations)


def spent() -> float:
    """Give the processor time that this program and those it started have taken, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Print, for each form and length: seconds, seconds of processor, size."""
    for count in (50, 1_000):
        head = Head(title="Bench", certain=count, version=1, changed="2026-11-20T10:00:00Z")
        sources = len({one.source.slug for event in events(count) for one in event.citations})
        print(f"{count:,} events, {sources:,} sources")
        for name in sys.argv[1:] or sorted(WORDED):
            started, before = time.perf_counter(), spent()
            size = sum(len(piece) for piece in FORMATS[name].stream(events(count), head))
            taken = time.perf_counter() - started
            print(f"  {name:5} {taken:6.2f} s  {spent() - before:6.2f} s cpu  {size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
