"""Read a folder of tables: what events refer to, the events and their citations, as one import."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from timeline import shapes
from timeline.intake import events
from timeline.intake.countries import country_records
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import COLUMNS
from timeline.intake.table import BadTable, Refusal, RowProblem, read_rows

ORDER = ("themes", "places", "actors", "aliases", "affiliations", "sources")
"""In this order nothing refers to what comes later; a source follows what it is derived from."""

Cited = dict[str, list[tuple[int, shapes.Citation]]]


def read_folder(folder: Path) -> Iterator[Item]:
    """Read the tables of a folder; each may be missing, but one of them must be there.

    Args:
        folder: Where `events.csv`, `citations.csv`, `sources.csv` … lie; `states.csv` lists the
            codes of countries whose names are taken from CLDR.

    Raises:
        BadTable: If it is no such folder, or a table cannot be read at all.
    """
    names = {path.stem for path in folder.glob("*.csv")} if folder.is_dir() else set()
    if not names & {*ORDER, "events", "states"}:
        raise BadTable(f"{folder} holds none of {', '.join((*ORDER, 'events', 'states'))} (.csv)")
    if "states" in names:
        yield from country_records(folder / "states.csv")
    for name in ORDER:
        if name in names:
            yield from _references(folder / f"{name}.csv", name)
    if "events" in names:
        yield from _events(folder)


def _references(path: Path, name: str) -> Iterator[Item]:
    read, needed, optional = COLUMNS[name]
    needs = frozenset(needed.split())
    for row in read_rows(path, needs | frozenset(optional.split()), needs):
        try:
            yield read(row)
        except RowProblem as problem:
            yield Refusal(path.name, row.line, str(problem), row.raw())


def _events(folder: Path) -> Iterator[Item]:
    cited: Cited = defaultdict(list)
    yield from _citations(folder / "citations.csv", cited)
    path = folder / "events.csv"
    for row in read_rows(path, events.EVENT_COLUMNS, events.EVENT_NEEDS):
        try:
            event = events.event(row)
        except RowProblem as problem:
            yield Refusal(path.name, row.line, str(problem), row.raw())
            continue
        beside = [one for _line, one in cited.pop(event.slug, [])]
        joined = events.join_citations([*event.citations, *beside])
        yield Proposal(row.line, msgspec.structs.replace(event, citations=joined))
    for slug, rows in cited.items():
        for line, _one in rows:
            yield Refusal("citations.csv", line, f"no event {slug!r} in events.csv")


def _citations(path: Path, cited: Cited) -> Iterator[Refusal]:
    """Read the citations of a folder into `cited`, by the slug of their event."""
    if not path.is_file():
        return
    for row in read_rows(path, events.CITATION_COLUMNS, events.CITATION_NEEDS):
        try:
            slug, one = events.citation(row)
            cited[slug].append((row.line, one))
        except RowProblem as problem:
            yield Refusal(path.name, row.line, str(problem), row.raw())
