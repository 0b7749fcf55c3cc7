"""Make a database of any size for the scale bench: columns first, rows in the order of the disk.

Shaped after large coded data: 20,000 actors of which the first stands in a ninth of all events,
2.4 actors and 1.6 themes an event, 15 % of the dates coarser than a day, some events with 190
actors, titles of 8 and summaries of 25 words. It is a load into an empty database, by plain inserts
and with the indexes made afterwards. Left out, so that ten million events take minutes: revisions
(one stands for the load), rows of citations (walk and documents have them) and of involvement.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline.dates.days import day_of, iso_day
from timeline.store.axes import TYPE_KEYS, Axis, Flag
from timeline.store.order import CLASS_SHIFT, DAY_SHIFT

ACTORS, THEMES, SOURCES, WORDS = 20_000, 300, 20_000, 30_000
TOPS, MIDDLES = 12, 84
FIRST, LAST = day_of(1945), day_of(2026)
CROWD = 190
BLOCK = 100_000
UPDATED = "2026-01-01T00:00:00Z"

Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Data:
    """Columns of all events in the order of their ids, the first of which is 1.

    `actors` and `themes` hold those of all events one after the other; `actor_starts` and
    `theme_starts` say where those of an event begin.
    """

    begins: Ints
    ends: Ints
    edtf: NDArray[np.object_]
    sort_keys: Ints
    classes: Ints
    significance: NDArray[np.float64]
    types: Ints
    sources: Ints
    actors: Ints
    actor_starts: Ints
    themes: Ints
    theme_starts: Ints

    def __len__(self) -> int:
        return len(self.begins)


def parent(theme: int) -> int | None:
    """Give the broader theme: twelve tops, 72 below them, the rest below those."""
    if theme <= TOPS:
        return None
    return (theme - 1) % TOPS + 1 if theme <= MIDDLES else (theme - 1) % (MIDDLES - TOPS) + TOPS + 1


def slug(theme: int) -> str:
    """Give the path of a theme."""
    above = parent(theme)
    return f"t{theme}" if above is None else f"{slug(above)}/t{theme}"


class Skewed:
    """Draws numbers from 1 on of which the low ones are far more frequent (Zipf–Mandelbrot)."""

    def __init__(self, dice: np.random.Generator, most: int, flat: float, power: float) -> None:
        weights = 1 / (np.arange(1, most + 1) + flat) ** power
        self.dice, self.sums = dice, np.cumsum(weights / weights.sum())

    def draw(self, count: int) -> Ints:
        """Draw some of them."""
        places = np.searchsorted(self.sums, self.dice.random(count))
        return np.minimum(places + 1, len(self.sums)).astype(np.int64)


def several(
    dice: np.random.Generator, counts: Ints, skewed: Skewed, most: int
) -> tuple[Ints, Ints]:
    """Draw different values for each event; give the values and where those of each begin."""
    owner = np.repeat(np.arange(len(counts)), counts)
    values = skewed.draw(len(owner))
    crowd = np.repeat(counts, counts) == CROWD
    values[crowd] = dice.integers(1, most + 1, int(crowd.sum()))
    both = np.unique(owner * (most + 1) + values)
    starts = np.searchsorted(both, np.arange(len(counts) + 1) * (most + 1))
    return both % (most + 1), starts.astype(np.int64)


def dates(dice: np.random.Generator, count: int) -> tuple[Ints, Ints, NDArray[np.object_]]:
    """Draw dates, denser towards today: days, and 15 % months, years and decades."""
    day = LAST - ((LAST - FIRST) * dice.random(count) ** 2).astype(np.int64)
    moments = (day - day_of(1970)).astype("datetime64[D]")
    begins, ends = day.copy(), day.copy()
    text = np.datetime_as_string(moments).astype(object)
    kinds = dice.choice(4, count, p=(0.85, 0.09, 0.045, 0.015))
    for kind, unit, cut in ((1, "M", 7), (2, "Y", 4)):
        chosen = kinds == kind
        floor = moments[chosen].astype(f"datetime64[{unit}]")
        begins[chosen] = floor.astype("datetime64[D]").astype(np.int64) + day_of(1970)
        ends[chosen] = (floor + 1).astype("datetime64[D]").astype(np.int64) + day_of(1970) - 1
        text[chosen] = [one[:cut] for one in text[chosen]]
    for place in np.flatnonzero(kinds == 3):
        decade = int(text[place][:3])
        begins[place], ends[place] = day_of(decade * 10), day_of(decade * 10 + 10) - 1
        text[place] = f"{decade}X"
    return begins, ends, text


def make(count: int) -> Data:
    """Make the columns; the same in every run."""
    dice = np.random.default_rng(20_12)
    begins, ends, edtf = dates(dice, count)
    length = ends - begins + 1
    classes = np.select([length <= 1, length <= 31, length <= 366], [0, 1, 2], 3)
    how_many = dice.choice((1, 2, 3, 4), count, p=(0.15, 0.45, 0.28, 0.12))
    how_many[dice.random(count) < 0.0003] = CROWD
    actors, actor_starts = several(dice, how_many, Skewed(dice, ACTORS, 1, 1.03), ACTORS)
    counts = dice.choice((1, 2, 3), count, p=(0.5, 0.4, 0.1))
    themes, theme_starts = several(dice, counts, Skewed(dice, THEMES, 4, 1), THEMES)
    return Data(
        begins, ends, edtf, (begins << DAY_SHIFT) | (classes << CLASS_SHIFT), classes,
        np.round(dice.random(count) ** 4, 4), dice.integers(1, len(TYPE_KEYS) + 1, count),
        dice.integers(1, SOURCES + 1, count), actors, actor_starts, themes, theme_starts,
    )  # fmt: skip


def fill(path: str, data: Data) -> None:
    """Load the data into a migrated, empty SQLite file."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "threads=2"):
        raw.execute(f"pragma {pragma}").fetchall()
    indexes = raw.execute(
        "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name"
        " in ('event', 'participation', 'event_theme', 'walk')"
    ).fetchall()
    for name, _sql in indexes:
        raw.execute(f"drop index {name}")
    raw.execute("begin")
    _references(raw)
    _events(raw, data)
    _walk(raw, data)
    _text(raw)
    raw.execute(
        "insert into revision (id, record, record_id, number, at, editor, verb, after, digest,"
        " reason) values (1, 'event', 1, 1, ?, 'bench', 'import', x'', x'', '')",
        (UPDATED,),
    )
    for _name, sql in indexes:
        raw.execute(sql)
    raw.execute("commit")
    raw.execute("pragma optimize=0x10002").fetchall()
    raw.execute("pragma journal_mode=WAL").fetchall()
    raw.close()


def _many(raw: sqlite3.Connection, table: str, names: str, columns: Sequence[Any]) -> None:
    lists = [one.tolist() if isinstance(one, np.ndarray) else one for one in columns]
    marks = ", ".join("?" * len(lists))
    raw.executemany(
        f"insert into {table} ({names}) values ({marks})",
        zip(*lists, strict=True),
    )


def _references(raw: sqlite3.Connection) -> None:
    """Enter actors, themes and sources, named by number."""
    actors, sources = range(1, ACTORS + 1), range(1, SOURCES + 1)
    raw.executemany(
        "insert into actor (id, slug, kind, name, description) values (?, ?, 'state', ?, '')",
        ((n, f"actor-{n}", f"Actor {n}") for n in actors),
    )
    raw.execute("insert into theme_scheme (id, slug, title) values (1, 'house', 'House')")
    raw.executemany(
        "insert into theme (id, scheme_id, slug, label, definition, parent_id)"
        " values (?, 1, ?, ?, '', ?)",
        ((n, slug(n), f"Theme {n}", parent(n)) for n in range(1, THEMES + 1)),
    )
    raw.executemany(
        "insert into source (id, slug, kind, title, csl, publisher, language, url, archive_url,"
        " fingerprint, note) values (?, ?, 'article-newspaper', ?, ?, '', '', '', '', '', '')",
        ((n, f"source-{n}", f"Report {n}", '{"type":"article-newspaper"}') for n in sources),
    )


def _events(raw: sqlite3.Connection, data: Data) -> None:
    """Enter events with what they own, block by block."""
    dice = np.random.default_rng(7)
    vocabulary = [f"w{number}" for number in range(WORDS + 1)]
    words = Skewed(dice, WORDS, 2, 1)
    started, told = time.perf_counter(), sys.stderr
    for start in range(0, len(data), BLOCK):
        end = min(start + BLOCK, len(data))
        drawn = words.draw(33 * (end - start)).tolist()
        texts = [
            (
                " ".join([vocabulary[n] for n in drawn[at : at + 8]]),
                " ".join([vocabulary[n] for n in drawn[at + 8 : at + 33]]),
            )
            for at in range(0, len(drawn), 33)
        ]
        _block(raw, data, start, end, texts)
        rate = end / (time.perf_counter() - started)
        print(f"  {end:,} events, {rate:,.0f} a second", file=told)


def _block(
    raw: sqlite3.Connection, data: Data, start: int, end: int, texts: list[tuple[str, str]]
) -> None:
    ids = list(range(start + 1, end + 1))
    names = list(TYPE_KEYS)
    types = [names[n - 1].value for n in data.types[start:end].tolist()]
    part = {
        "id": ids, "slug": [f"event-{n}" for n in ids], "title": [t for t, _s in texts],
        "summary": [s for _t, s in texts], "type": types, "status": ["occurred"] * len(ids),
        "state": ["accepted"] * len(ids), "edtf": data.edtf[start:end],
        "begins_first": data.begins[start:end], "begins_last": data.ends[start:end],
        "ends_first": data.begins[start:end], "ends_last": data.ends[start:end],
        "sort_key": data.sort_keys[start:end], "span_class": data.classes[start:end],
        "significance": data.significance[start:end], "disputed": [0] * len(ids),
        "version": [1] * len(ids), "updated": [UPDATED] * len(ids),
    }  # fmt: skip
    _many(raw, "event", ", ".join(part), list(part.values()))
    for table, column, values, starts in (
        ("participation", "actor_id", data.actors, data.actor_starts),
        ("event_theme", "theme_id", data.themes, data.theme_starts),
    ):
        low, high = int(starts[start]), int(starts[end])
        sizes = np.diff(starts[start : end + 1])
        owner = np.repeat(np.arange(start, end), sizes)
        columns = [owner + 1, values[low:high], np.arange(low, high) - starts[owner]]
        also = ["participant"] * (high - low) if table == "participation" else None
        _many(
            raw, table,
            f"event_id, {column}, number, sort_key" + (", role" if also else ""),
            [*columns, data.sort_keys[owner], *([also] if also else [])],
        )  # fmt: skip
    raw.executemany(
        "insert into event_document (event_id, body) values (?, ?)",
        zip(ids, _documents(data, start, end, texts, types), strict=True),
    )


def _documents(
    data: Data, start: int, end: int, texts: list[tuple[str, str]], types: list[str]
) -> Iterator[bytes]:
    """Write the documents of events; shorter than real ones by their citations' texts."""
    dated: dict[str, str] = {}
    for place in range(start, end):
        edtf = data.edtf[place]
        date = dated.get(edtf)
        if date is None:
            pair = f'["{iso_day(int(data.begins[place]))}","{iso_day(int(data.ends[place]))}"]'
            date = f'{{"edtf":"{edtf}","begins":{pair},"ends":{pair},"words":"{edtf}"}}'
            dated[edtf] = date
        actors = ",".join(
            f'{{"slug":"actor-{n}","name":"Actor {n}","role":"participant","via":"direct"}}'
            for n in data.actors[data.actor_starts[place] : data.actor_starts[place + 1]].tolist()
        )
        themes = ",".join(
            f'"{SLUGS[n]}"'
            for n in data.themes[data.theme_starts[place] : data.theme_starts[place + 1]].tolist()
        )
        title, summary = texts[place - start]
        yield (
            f'{{"title":"{title}","id":{place + 1},"slug":"event-{place + 1}","summary":"{summary}"'
            f',"type":"{types[place - start]}","date":{date},"status":"occurred",'
            f'"state":"accepted","actors":[{actors}],"themes":[{themes}],"citations":[{{"source":'
            f'{{"slug":"source-{data.sources[place]}"}},"stance":"supports"}}],'
            f'"significance":{data.significance[place]},"revision":1,"updated":"{UPDATED}"}}'
        ).encode()


SLUGS = {theme: slug(theme) for theme in range(1, THEMES + 1)}


def _text(raw: sqlite3.Connection) -> None:
    """Enter the words of events, with room for a first load, which is taken back."""
    for options in ((("hashsize", 64 << 20), ("automerge", 0), ("crisismerge", 64)), DEFAULTS):
        for name, value in options:
            raw.execute("insert into event_text (event_text, rank) values (?, ?)", (name, value))
        if options is not DEFAULTS:
            raw.execute(
                "insert into event_text (rowid, words)"
                " select id, title || ' ' || summary from event order by id"
            )


DEFAULTS = (("hashsize", 1 << 20), ("automerge", 4), ("crisismerge", 16))
"""What FTS5 does of itself."""


def _walk(raw: sqlite3.Connection, data: Data) -> None:
    """Enter the rows that filters walk, in the order of their key."""
    count = len(data)
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(data.sort_keys, kind="stable")] = np.arange(count)
    order = np.argsort(data.sort_keys, kind="stable")
    everyone = np.arange(count)
    actor_owner = np.repeat(everyone, np.diff(data.actor_starts))
    theme_owner = np.repeat(everyone, np.diff(data.theme_starts))
    above = np.array([0, *(parent(n) or n for n in range(1, THEMES + 1))])
    broader = above[data.themes]
    filed = [data.themes, broader, above[broader]]
    axes: list[tuple[Axis, Ints, Ints]] = [
        (Axis.ALL, np.zeros(count, dtype=np.int64), everyone),
        (Axis.ACTOR, data.actors, actor_owner),
        (Axis.THEME, np.concatenate(filed), np.tile(theme_owner, 3)),
        (Axis.SOURCE, data.sources, everyone),
        (Axis.TYPE, data.types, everyone),
        (Axis.STATUS, np.ones(count, dtype=np.int64), everyone),
        (Axis.FLAG, np.full(1, int(Flag.UNCERTAIN)), np.flatnonzero(data.classes)),
    ]
    for axis, keys, owner in axes:
        both = np.unique((np.broadcast_to(keys, owner.shape) << 32) | rank[owner])
        for start in range(0, len(both), BLOCK * 10):
            part = both[start : start + BLOCK * 10]
            event = order[part & 0xFFFF_FFFF]
            columns = [[int(axis)] * len(part), part >> 32, data.sort_keys[event], event + 1]
            _many(raw, "walk", "axis, key, sort_key, event_id", columns)
