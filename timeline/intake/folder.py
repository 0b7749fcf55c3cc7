"""Read a folder of tables: what events refer to, the events and their citations, as one import."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from timeline import shapes
from timeline.intake import events
from timeline.intake.countries import country_records
from timeline.intake.reference import COLUMNS, Reference
from timeline.intake.table import BadTable, Refusal, RowProblem, read_rows


@dataclass(frozen=True, slots=True)
class Tables:
    """What a folder holds, and the rows that could not be read."""

    references: tuple[Reference, ...]
    events: tuple[tuple[int, shapes.Event], ...]
    """The line of each event in its table, and the event as proposed."""
    refusals: tuple[Refusal, ...]


ORDER = ("themes", "places", "actors", "aliases", "affiliations", "sources")
"""In this order nothing refers to what comes later; only a source may follow one it is derived from."""


def read_folder(folder: Path) -> Tables:
    """Read the tables of a folder; each may be missing, but one of them must be there.

    Args:
        folder: Where `events.csv`, `citations.csv`, `sources.csv` … lie; `states.csv` lists the codes
            of countries whose names are taken from CLDR.

    Raises:
        BadTable: If it is no such folder, or a table cannot be read at all.
    """
    names = {path.stem for path in folder.glob("*.csv")} if folder.is_dir() else set()
    if not names & {*ORDER, "events", "states"}:
        raise BadTable(f"{folder} holds none of {', '.join((*ORDER, 'events', 'states'))} (.csv)")
    refusals: list[Refusal] = []
    references: list[Reference] = []
    if "states" in names:
        references += country_records(folder / "states.csv", refusals)
    for name in ORDER:
        if name in names:
            references += _references(folder / f"{name}.csv", name, refusals)
    proposals = _events(folder, refusals) if "events" in names else []
    return Tables(tuple(references), tuple(proposals), tuple(refusals))


def _references(path: Path, name: str, refusals: list[Refusal]) -> Iterable[Reference]:
    read, needed, optional = COLUMNS[name]
    needs = frozenset(needed.split())
    for row in read_rows(path, needs | frozenset(optional.split()), needs):
        try:
            yield read(row)
        except RowProblem as problem:
            refusals.append(Refusal(path.name, row.line, str(problem), row.raw()))


def _events(folder: Path, refusals: list[Refusal]) -> list[tuple[int, shapes.Event]]:
    cited = _citations(folder / "citations.csv", refusals)
    path = folder / "events.csv"
    found: list[tuple[int, shapes.Event]] = []
    for row in read_rows(path, events.EVENT_COLUMNS, events.EVENT_NEEDS):
        try:
            event = events.event(row)
        except RowProblem as problem:
            refusals.append(Refusal(path.name, row.line, str(problem), row.raw()))
            continue
        beside = [one for _line, one in cited.pop(event.slug, [])]
        joined = events.join_citations([*event.citations, *beside])
        found.append((row.line, msgspec.structs.replace(event, citations=joined)))
    for slug, rows in cited.items():
        refusals.extend(
            Refusal("citations.csv", line, f"no event {slug!r} in events.csv")
            for line, _one in rows
        )
    return found


def _citations(path: Path, refusals: list[Refusal]) -> dict[str, list[tuple[int, shapes.Citation]]]:
    found: dict[str, list[tuple[int, shapes.Citation]]] = defaultdict(list)
    if not path.is_file():
        return found
    for row in read_rows(path, events.CITATION_COLUMNS, events.CITATION_NEEDS):
        try:
            slug, one = events.citation(row)
            found[slug].append((row.line, one))
        except RowProblem as problem:
            refusals.append(Refusal(path.name, row.line, str(problem), row.raw()))
    return found
