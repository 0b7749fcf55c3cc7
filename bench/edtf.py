"""Prints how long one reading of EDTF takes, without any cache, and what hostile text costs.

Run with ``python bench/edtf.py``. The mix is what a chronology holds: days, months and years, with
intervals, sets, marks, masks, times and a few rarities. Every figure is the best of five runs.
"""

import statistics
import time
from collections.abc import Callable

from timeline.dates import NotADate, Span, words

MIX = (
    "2013-11-02 2013-10-21 2024-01-14 1939-09-01 2013-10 2012-09 2013 1962~ 2013? 2013-09-02% "
    "199X 18XX 2012-21 2018-35 2012-09-08/2012-09-09 2012-08-30/2012-09-02 2012/2014-03 2010/.. "
    "../2024-03-04 /2010 [2013-10-21..2013-10-31] [2018-03-08,2018-03-09] {1960,1961-12} "
    "[1667,1668,1670..1672] 2004?-06-~11 2016-02-2X 1984-1X 156X-12-25 XXXX-12-XX -0043-03-15 "
    "2024-01-14T14:55+09:00 Y-17E7 Y3388E2S3 1950S2"
).split()
REFUSED = ("2013-04-31", "2013-13", "201x", "2013 ", "2012/2011", "[1999}", "Y2006", "13 May 2013")
HOSTILE = {
    "digits": "9",
    "slashes": "/",
    "brackets": "[",
    "commas in a set": ",",
    "dots": ".",
    "marks": "?~%",
    "X": "X",
    "Y and E": "Y1E9",
}
RUNS = 5
LOOPS = 400
MEGABYTE = 2**20


def microseconds(act: Callable[[str], object], text: str, loops: int = LOOPS) -> float:
    """Time one call, as the best mean of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        for _ in range(loops):
            act(text)
        best = min(best, time.perf_counter() - start)
    return best / loops * 1e6


def refuse(text: str) -> None:
    """Read what is no date, and expect to be told so."""
    try:
        Span.parse(text)
    except NotADate:
        return
    raise AssertionError(text)


def report(name: str, figures: dict[str, float]) -> None:
    """Print median, mean and the slowest of a list of figures."""
    slowest = max(figures, key=lambda text: figures[text])
    print(
        f"{name}: median {statistics.median(figures.values()):.1f} µs, "
        f"mean {statistics.mean(figures.values()):.1f} µs, "
        f"slowest {figures[slowest]:.1f} µs ({slowest})"
    )


def main() -> None:
    """Print the figures."""
    report(f"{len(MIX)} readings", {text: microseconds(Span.parse, text) for text in MIX})
    report(f"{len(REFUSED)} refusals", {text: microseconds(refuse, text) for text in REFUSED})
    spans = {text: Span.parse(text) for text in MIX}
    words(spans["2013"])
    first = {}
    for text, span in spans.items():
        start = time.perf_counter()
        words(span)
        first[text] = (time.perf_counter() - start) * 1e6
    report("wording in English, first time", first)
    for name, piece in HOSTILE.items():
        short = piece * (4096 // len(piece))
        long = piece * (MEGABYTE // len(piece))
        sizes = [
            microseconds(refuse, before + text, 3)
            for text in (short, long)
            for before in ("", "[", "2013/")
        ]
        print(f"hostile {name}: 4 kB {max(sizes[:3]):.0f} µs, 1 MB {max(sizes[3:]):.0f} µs")


if __name__ == "__main__":
    main()
