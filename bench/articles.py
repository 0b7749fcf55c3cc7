"""Measure the reading of articles: what is proposed, with the right days, and what is noise.

The three articles of others lie in the folder that TIMELINE_SHARED names, and are left out where
it is not set; the short texts of our own stand beside this script, half of them held out.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.context import read_context
from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import Context
from timeline.intake.articles.rules import RuleExtractor

HERE = Path(__file__).parent / "articles"
FAR = 10**7


@dataclass
class Score:
    """What was counted: events asked for and found, those with right days, proposals, noise."""

    asked: int = 0
    found: int = 0
    right: int = 0
    proposed: int = 0
    noise: int = 0

    def add(self, other: "Score") -> None:
        """Add another count."""
        for name in ("asked", "found", "right", "proposed", "noise"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        """Say it in a line."""
        part = 100 / max(self.asked, 1)
        return (
            f"{self.found}/{self.asked} found ({self.found * part:.0f} %), {self.right} with right "
            f"days ({self.right * part:.0f} %), {self.noise} of {self.proposed} are noise "
            f"({100 * self.noise / max(self.proposed, 1):.0f} %)"
        )


def context() -> Context:
    """Make a database with the seeds, and read from it what an installation knows."""
    program = Path(sys.executable).with_name("timeline")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite"
        for verb in (["db", "upgrade"], ["seed"]):
            settings = {**os.environ, "TIMELINE_DATABASE": url}
            subprocess.run([program, *verb], env=settings, check=True, capture_output=True)
        with Session(create_engine(url)) as session:
            return read_context(session)


def edge(words: str, missing: int) -> int:
    """Give a day as a number, an open one as the number for it."""
    return (Span.parse(words).earliest or missing) if words else missing


def shares(event: shapes.Event, gold: dict[str, Any]) -> bool:
    """Tell whether a proposal and the reading share a day, and a dated one is not wide."""
    span = Span.parse(event.date.edtf)
    first, last = span.earliest, span.latest
    begin, end = edge(gold["from"], -FAR), edge(gold["to"], FAR)
    low, high = -FAR if first is None else first, FAR if last is None else last
    return low <= end and begin <= high


def fits(event: shapes.Event, gold: dict[str, Any], text: str) -> bool:
    """Tell whether a proposal stands where the reading says, on its words."""
    place = re.fullmatch(r"(?:para\.|sentence) (\d+)", event.citations[0].locator)
    passage = event.passage
    if place is None or passage is None or int(place[1]) != gold["at"]:
        return False
    said = text[passage.start : passage.end].casefold()
    return all(word.casefold() in said for word in gold["words"])


def score(name: str, text: str, entry: dict[str, Any], known: Context) -> Score:
    """Read one article and count."""
    article = Article(text=text, published=Span.parse(entry["published"]))
    events = [one.event for one in RuleExtractor().extract(article, known)]
    free = dict(enumerate(events))
    counted = Score(proposed=len(events))
    matched: set[int] = set()
    for gold in sorted(entry["events"], key=lambda one: len(" ".join(one["words"])), reverse=True):
        fitting = [n for n, event in free.items() if fits(event, gold, text)]
        matched |= set(fitting)
        best = sorted(fitting, key=lambda n: (not shares(events[n], gold), _length(events[n])))
        if best:
            free.pop(best[0])
        if not gold.get("also"):
            counted.asked += 1
            counted.found += bool(best)
            right = bool(best) and shares(events[best[0]], gold)
            counted.right += right
            if not right:
                read = events[best[0]].date.edtf if best else "not proposed"
                print(f"    {name} {gold['at']} {gold['words']}: {read}")
    for number, event in enumerate(events):
        if number not in matched:
            counted.noise += 1
            print(f"    {name} noise: {event.citations[0].locator} {event.title} [{event.status}]")
    return counted


def _length(event: shapes.Event) -> int:
    return event.passage.end - event.passage.start if event.passage else 0


def main() -> None:
    """Print the figures of each article, then those of each set."""
    known = context()
    shared = os.environ.get("TIMELINE_SHARED")
    sets: dict[str, Score] = {}
    for file in ("shared.toml", "own.toml"):
        for entry in tomllib.loads((HERE / file).read_text("utf-8"))["article"]:
            text = entry.get("text")
            if text is None and shared:
                text = (Path(shared) / "articles" / f"{entry['name']}.txt").read_text("utf-8")
            if text is None:
                print(f"{entry['name']}: not run, TIMELINE_SHARED is not set")
                continue
            start = perf_counter()
            counted = score(entry["name"], text, entry, known)
            print(f"{entry['name']}: {counted}, {perf_counter() - start:.2f} s")
            kind = "held out" if entry.get("held_out") else file.removesuffix(".toml")
            sets.setdefault(kind, Score()).add(counted)
    for kind, total in sets.items():
        print(f"{kind}: {total}")


if __name__ == "__main__":
    main()
