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

from timeline import shapes
from timeline.dates import iso_day
from timeline.exports import FORMATS, Head
from timeline.exports.wishes import WORDED
from timeline.terms import About, EventType, Stance, State

TITLES = (
    ("en", "Officials warn of a “hard winter” as talks on gas go on"),
    ("ru", "Глава МИД провела переговоры о поставках газа"),
    ("ja", "エネルギー協力に関する覚書について"),
    ("ar", "محادثات حول الطاقة في القاهرة"),
)


def citation(number: int, day: str, stance: Stance = Stance.SUPPORTS) -> shapes.Citation:
    """Cite one of many sources, in one of four languages."""
    language, title = TITLES[number % len(TITLES)]
    csl = {
        "type": ("article-newspaper", "webpage", "report")[number % 3],
        "title": f"{title}, part {number}",
        "author": [{"family": f"Writer{number % 70}", "given": "Anna B."}],
        "container-title": f"The Daily Paper of {number % 40}",
        "issued": {"edtf": day},
        "language": language,
        "URL": f"https://paper.example/{number}",
    }
    claim = shapes.Claim(about=About.DATE, as_printed="on that day", edtf=day)
    source = shapes.SourceIn(slug=f"paper-{number}", csl=csl)
    return shapes.Citation(
        source=source, locator=f"para. {number % 9 + 1}", claims=(claim,), stance=stance
    )


def events(count: int) -> Iterator[shapes.Event]:
    """Make events, one a week, with one citation or two: three sources for two events."""
    for number in range(count):
        day = iso_day(725_000 + 7 * number)
        first = number * 3 // 2
        cited = [citation(first, day)] + ([citation(first + 1, day)] if number % 2 else [])
        yield shapes.Event(
            id=number + 1,
            slug=f"event-{number}",
            title=f"Ministers met for the {number}th time",
            summary="They agreed to go on with the talks, and signed a memorandum on gas.",
            type=EventType.CONSULT,
            state=State.ACCEPTED,
            date=shapes.Date(edtf=day),
            citations=tuple(cited),
        )


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
