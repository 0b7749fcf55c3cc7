"""Measure the names room: gazetteer speed, building, resolving, and how often a name is resolved.

Run `.venv/bin/python bench/names.py`. Speed is per second of one processor, told beside floors of
the same run: folding alone and the automaton alone. Rates need data that are not part of the
project: set TIMELINE_SHARED to the folder that holds them; without it that part does not run, and
says so. TIMELINE_PLOVER may name the file of PLOVER's gold standard records. Strings are halved by
a hash of the string: tables were looked over on the first half, the second was only counted.
"""

import csv
import gzip
import hashlib
import json
import lzma
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import ahocorasick

from timeline.dates import Span
from timeline.names.countries import country
from timeline.names.country_of import country_of
from timeline.names.gazetteer import Alias, Gazetteer
from timeline.names.known import known
from timeline.names.letters import fold, folded
from timeline.names.resolve import Resolver, default

ALIASES = 50_000
MEGABYTES = 3
SYLLABLES = "ka sa ta na ma ra ba den mir lov ov ski ber ton ford wil son ing har gor".split()
PLAIN = (
    "Officials said on Monday that the two sides would continue their consultations next month "
    "although several questions remained open. The agreement, which was signed after a meeting "
    "of ministers, covers energy, fisheries and shipping. "
)


def timed(work: Callable[[], object], repeat: int = 3) -> float:
    """Give the best of some runs, in seconds of the processor's time."""
    best = float("inf")
    for _ in range(repeat):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def invented(count: int) -> list[Alias]:
    """Invent names of two words, the same in each run."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(count // 8)]
    return [Alias(f"{chance.choice(words)} {chance.choice(words)}", n) for n in range(count)]


def texts(aliases: list[Alias]) -> dict[str, str]:
    """Give the texts to search: one of names in plain words, and the shared articles if any."""
    chance = random.Random(11)
    names = [alias.text for alias in aliases]
    parts, length = [], 0
    while length < MEGABYTES * 1_000_000:
        part = f"{chance.choice(names)} and {chance.choice(names)} met. {PLAIN}"
        parts.append(part)
        length += len(part.encode())
    found = {"news-like, two names in 290 bytes": "".join(parts)}
    shared = os.environ.get("TIMELINE_SHARED")
    for name in ("articles", "un_roll_calls") if shared else ():
        found[name] = shared_text(Path(shared or ""), name)
    return found


def shared_text(folder: Path, name: str) -> str:
    """Read one of the shared texts, repeated to three megabytes."""
    if name == "articles":
        text = "".join(path.read_text("utf-8") for path in sorted(folder.glob("articles/*-*.txt")))
    else:
        path = folder / "data/events/un_votes/un_roll_calls.csv.xz"
        text = lzma.decompress(path.read_bytes()).decode()
    return text * (MEGABYTES * 1_000_000 // len(text) + 1)


def speed() -> None:
    """Print how fast the gazetteer is built and finds."""
    aliases = list(known().aliases)
    aliases += invented(ALIASES - len(aliases))
    build = timed(lambda: Gazetteer(aliases), 1)
    gazetteer = Gazetteer(aliases)
    print(f"gazetteer of {len(aliases):,} aliases: built in {build:.2f} s")
    floor = ahocorasick.Automaton()
    for key in gazetteer.names():
        floor.add_word(key, len(key))
    floor.make_automaton()
    print(f"{'text':36}{'find':>10}{'automaton':>12}{'folding':>10}{'hits/KB':>9}   (MB/s)")
    for name, text in texts(aliases).items():
        size = len(text.encode()) / 1e6
        key = fold(text)
        find = size / timed(lambda text=text: gazetteer.find(text))
        bare = size / timed(lambda key=key: sum(1 for _ in floor.iter(key)))
        folding = size / timed(lambda text=text: folded(text))
        hits = len(gazetteer.find(text)) / size / 1e3
        print(f"{name:36}{find:10.1f}{bare:12.1f}{folding:10.1f}{hits:9.1f}")


def resolving() -> None:
    """Print how fast a resolver is made and reads."""
    names = known()
    build = timed(lambda: Resolver(names), 1)
    sample = (
        "Japanese Prime Minister Yoshihiko Noda met Russian President Vladimir Putin in "
        f"Vladivostok. {PLAIN}Putin said Moscow would supply gas to Japan.\n"
    )
    text = sample * 500
    day = Span.parse("2012-09-08")
    took = timed(lambda: default().resolve(text, on=day))
    print(f"resolver of what comes with the service: made in {build:.2f} s")
    print(f"resolving: {len(text.encode()) / took / 1e6:.2f} MB/s")


def icews(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Give (actor, country, day) of the ICEWS sample."""
    path = folder / "data/events/icews_full_format_sample/events.2018.sample.tab.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for side in ("Source", "Target"):
                if row[f"{side} Country"] not in {"", "NA"}:
                    name = row[f"{side} Country"]
                    slug = country_of(name).country
                    yield row[f"{side} Name"], str(slug or name), row["Event Date"]


def gdelt(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Give (actor, country, day) of the GDELT 2 sample, for codes of ISO 3166."""
    path = folder / "data/events/gdelt2/20180101000000.export.first1800.CSV.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for at in (5, 15):
                one = country(row[at + 2])
                if one and row[at + 1]:
                    day = row[1]
                    yield row[at + 1].title(), one.slug, f"{day[:4]}-{day[4:6]}-{day[6:]}"


def plover(path: Path) -> None:
    """Print which part of the mentions in PLOVER's gold standard records leads to their country.

    The records are those of 2016 for the codes of CAMEO, by the Open Event Data Alliance (CC BY-SA
    4.0); mentions without a country are left out. A gazetteer with the dictionary of PETRARCH and
    the library rigour finds 85 % of them.
    """
    right = still = several = 0
    for record in json.loads(path.read_text("utf-8")):
        named = [one for side in ("source", "target") for one in record.get(side) or ()]
        for one in (each for each in named if isinstance(each, dict)):
            code = one.get("code", "")
            coded = country("JPN" if code == "JAP" else code)
            if coded is not None:
                found = country_of(one["actorText"], on=Span.parse(record["date"])).country
                several += 1
                right += found == coded.slug
                still += found is None
    wrong = several - right - still
    share = right / several
    print(f"{'PLOVER, mentions':46}{several:7}{share:8.1%} right{still:6} open{wrong:5} wrong")


def rates(title: str, found: Iterator[tuple[str, str, str]]) -> None:
    """Print which part of different strings leads to the right country, by halves."""
    strings = {(name, slug): day for name, slug, day in found}
    for half, label in ((0, "looked over"), (1, "held out")):
        mine = {
            key: day
            for key, day in strings.items()
            if int(hashlib.sha1(key[0].encode(), usedforsecurity=False).hexdigest(), 16) % 2 == half
        }
        answers = {key: country_of(key[0], on=Span.parse(day)) for key, day in mine.items()}
        right = sum(answer.country == key[1] for key, answer in answers.items())
        still = sum(answer.country is None for answer in answers.values())
        wrong = len(mine) - right - still
        share = right / len(mine)
        print(f"{title:34}{label:>12}{len(mine):7}{share:8.1%} right{still:6} open{wrong:5} wrong")


def main() -> None:
    """Print everything."""
    speed()
    resolving()
    if records := os.environ.get("TIMELINE_PLOVER"):
        plover(Path(records))
    shared = os.environ.get("TIMELINE_SHARED")
    if not shared:
        print("resolution rates did not run: TIMELINE_SHARED names no folder")
        return
    folder = Path(shared)
    named = list(icews(folder))
    told = [one for one in named if one[0].endswith(")")]
    rates("ICEWS, role (country)", iter(told))
    rates("ICEWS, names of persons and bodies", iter([one for one in named if one not in told]))
    rates("GDELT 2, actor names", gdelt(folder))


if __name__ == "__main__":
    main()
