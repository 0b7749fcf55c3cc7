"""Shows how well and how fast dates are found, in the figures of the scorer and in words a second.

Run `TIMELINE_SHARED=<folder> .venv/bin/python bench/dates.py [corpus …] [cases.json …]`: the folder
holds `tools/score_dates.py` and `data/temporal`. Further folders of annotated texts, and files of
phrases (`{"phrases": […]}`, see the scorer), are scored as well. Without TIMELINE_SHARED nothing is
scored and only the speed is measured: words a second of processor time on one core, beside a bare
pass over the same words as the floor of the same run; the goal is 50,000.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import time
from pathlib import Path

from timeline.dates.phrases import find, timexes

PUBLISHED = datetime.date(2013, 3, 22)
SAMPLE = (
    "The ministers met in Geneva on Monday and said that talks begun in late October 2012 "
    "would go on until the end of the year. The envoy, who has held the post since 2009, told "
    "reporters that 1,900 people had left the town and that the border might open again once "
    "both sides agreed on who should guard it. Nobody in the region believes that the "
    "agreement can be kept without help from outside, and the neighbours, who have taken in "
    "most of the people who fled, are asking for money to build schools and hospitals. The "
    "government has denied that its soldiers crossed the river, as the opposition claims, and "
    "called the photographs that were published by a newspaper in the capital a forgery. Two "
    "weeks ago a convoy carrying food and medicine was turned back near the bridge after a "
    "three-hour search. Aid workers say that the roads are safe by day but that drivers "
    "refuse to travel after dark, and that the price of bread has risen by a third. Exports "
    "fell 3.5 percent in the third quarter, the central bank reported.\n\n"
)


def normalize(text: str, published: datetime.date, lang: str = "en") -> list[dict[str, object]]:
    """Answer the scorer: the annotations of one text as dictionaries."""
    found = find(text, published=published, language=lang)
    return [
        {name: getattr(one, name) for name in one.__struct_fields__} for one in timexes(text, found)
    ]


def speed() -> None:
    """Print words a second for the finder, and for a bare pass over the words as the floor."""
    text = SAMPLE * 200
    words = len(text.split())
    find(SAMPLE, published=PUBLISHED)
    start = time.process_time()
    find(text, published=PUBLISHED)
    spent = time.process_time() - start
    start = time.process_time()
    sum(word.lower() in {"monday", "october"} for word in text.split())
    floor = time.process_time() - start
    print(f"speed: {words / spent:,.0f} words/s; a bare pass over the words {words / floor:,.0f}")
    for name, hostile in HOSTILE.items():
        start = time.process_time()
        find(hostile, published=PUBLISHED)
        print(f"hostile: {name:16} {len(hostile):,} characters {time.process_time() - start:.2f} s")


MEGABYTE = 1_000_000
HOSTILE = {
    "digits": "7" * MEGABYTE,
    "may may may": "may " * (MEGABYTE // 4),
    "May May May": "May " * (MEGABYTE // 4),
    "brackets": "(" * (MEGABYTE // 2) + ")" * (MEGABYTE // 2),
    "the the the": "the " * (MEGABYTE // 4),
    "1,1,1,1": "1," * (MEGABYTE // 2),
    "1-1-1-1": "1-" * (MEGABYTE // 2),
    "1 2 3": "1 " * (MEGABYTE // 2),
    "early early": "early " * (MEGABYTE // 6),
}


def main() -> None:
    """Print the table."""
    shared = os.environ.get("TIMELINE_SHARED")
    here = Path(__file__).resolve()
    if shared:
        scorer = Path(shared) / "tools" / "score_dates.py"
        for corpus in ["wikiwars-train", *sys.argv[1:]]:
            what = ["phrases", "--cases", corpus] if corpus.endswith(".json") else [corpus]
            command = [sys.executable, str(scorer), *what, "--callable", "bench.dates:normalize"]
            subprocess.run(command, check=True, cwd=here.parent.parent)
    else:
        print("TIMELINE_SHARED is not set: the annotated texts were not scored")
    speed()


if __name__ == "__main__":
    main()
