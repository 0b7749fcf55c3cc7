"""Read event data of ICEWS: its own twenty columns, or the four of research subsets."""

import re
from collections.abc import Iterator
from datetime import date

from timeline.intake.adapters.actors import BRACKETED, Cast, country_named, kinds, words
from timeline.intake.adapters.cameo import Action, action, code_of
from timeline.intake.adapters.dataset import Document, dataset_source
from timeline.intake.adapters.meeting import Coded, Party, digest, encounter
from timeline.intake.opening import Line
from timeline.intake.proposal import Item, Proposal
from timeline.intake.table import BadTable, Refusal, RowProblem
from timeline.names.countries import Country
from timeline.terms import ActorKind

SCHEME = "icews"
MOST = 200_000
"""How many rows of one day are compared with each other; more are taken in parts."""
SHORT = ("event_date", "source", "relation", "target")
FULL = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
NULL = frozenset({"", "NA"})
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


def fits(first: str) -> bool:
    """Tell by the header whether a file is ICEWS."""
    cells = tuple(first.replace('"', "").split("\t"))
    return cells == SHORT or set(FULL[:9]) <= set(cells)


def read(document: Document) -> Iterator[Item]:
    """Read a file that is sorted by date; rows of one encounter become one event.

    Rows of the same day, the same two actors in either direction and the same of CAMEO's four
    classes are one encounter; actors named by a role alone must also share the story. `NA` is no
    value, codes are text, an id used twice is refused.

    Raises:
        BadTable: If the header lacks a column that is needed.
    """
    source = dataset_source(SCHEME, document.name)
    yield source
    reader = _Reader(source.slug, document.path.name)
    for line in document.lines():
        if line.number == 1:
            reader.header(line.text)
        elif line.text or line.problem:
            yield from reader.add(line)
    yield from reader.close()


class _Reader:
    """The rows of one day wait here until the day is over."""

    def __init__(self, source: str, name: str) -> None:
        self._source, self._name = source, name
        self._cast = Cast()
        self._parties: dict[tuple[str, str, str], Party] = {}
        self._place: dict[str, int] = {}
        self._day = ""
        self._rows: dict[tuple[str, str, int, str], list[Coded]] = {}
        self._seen: dict[object, int] = {}

    def header(self, text: str) -> None:
        """Learn where the columns are; they are found by name."""
        cells = [cell.strip('"') for cell in text.split("\t")]
        self._place = {cell: number for number, cell in enumerate(cells)}
        if tuple(cells) != SHORT and (missing := set(FULL[:9]) - set(cells)):
            raise BadTable(f"{self._name}: no column {', '.join(sorted(missing))}")
        self._full = tuple(cells) != SHORT

    def add(self, line: Line) -> Iterator[Item]:
        """Take a row; gives the events of the day before when a new day begins."""
        try:
            cells = self._cells(line)
            day = _day(self._cell(cells, "Event Date") if self._full else cells[0], self._day)
            if day > self._day or len(self._seen) >= MOST:
                yield from self.close()
                self._day = day
            self._keep(self._long(line, cells, day) if self._full else self._brief(line, cells))
        except RowProblem as problem:
            yield Refusal(self._name, line.number, str(problem), line.text[:2000])

    def close(self) -> Iterator[Item]:
        """Give the events of the day that is over."""
        yield from self._cast.new()
        for (one, other, quad, _story), rows in self._rows.items():
            if self._full:
                value = str(min(row.id for row in rows))
            else:
                value = digest(self._day, one, other, str(quad))
            yield Proposal(rows[0].line, encounter(rows, self._source), (SCHEME, value))
        self._rows, self._seen = {}, {}

    def _cells(self, line: Line) -> list[str]:
        cells = line.text.split("\t")
        if line.problem or len(cells) != len(self._place):
            raise RowProblem(line.problem or f"{len(cells)} cells under {len(self._place)} columns")
        return cells

    def _keep(self, row: Coded) -> None:
        key = row.id or row.locator
        if key in self._seen:
            raise RowProblem(f"the same row as line {self._seen[key]}, {row.locator!r}")
        self._seen[key] = row.line
        if row.act.themes:
            self._cast.themes(row.act.themes)
        self._rows.setdefault(row.pair, []).append(row)

    def _cell(self, cells: list[str], column: str) -> str:
        place = self._place.get(column)
        text = "" if place is None else cells[place].strip().strip('"')
        return "" if text in NULL else text

    def _brief(self, line: Line, cells: list[str]) -> Coded:
        day, source, printed, target = cells
        code = code_of(printed)
        if code is None:
            raise RowProblem(f"relation {printed[:80]!r} is no label of CAMEO")
        return Coded(
            line.number,
            f"{source}, {printed}, {target}",
            day,
            self._party(source, "", ""),
            self._party(target, "", ""),
            _act(code),
            printed,
        )

    def _long(self, line: Line, cells: list[str], day: str) -> Coded:
        number, story = self._cell(cells, "Event ID"), self._cell(cells, "Story ID")
        if not (number.isascii() and number.isdigit() and len(number) < 16):
            raise RowProblem(f"Event ID {number[:40]!r} is not a whole number")
        told = [
            f"event {number}",
            f"story {story}" if story else "",
            self._cell(cells, "Publisher"),
        ]
        act = _act(self._cell(cells, "CAMEO Code"))
        return Coded(
            line.number,
            ", ".join(part for part in told if part),
            day,
            self._named(cells, "Source"),
            self._named(cells, "Target"),
            act,
            self._cell(cells, "Event Text") or act.said,
            self._where(cells),
            int(number),
            story,
        )

    def _named(self, cells: list[str], side: str) -> Party:
        parts = (self._cell(cells, f"{side} {what}") for what in ("Name", "Sectors", "Country"))
        return self._party(*parts)

    def _party(self, name: str, sectors: str, land: str) -> Party:
        key = (name, sectors, land)
        party = self._parties.get(key)
        if party is None:
            if not name:
                raise RowProblem("an actor without a name")
            party = self._parties[key] = _party(self._cast, name, sectors, country_named(land))
        return party

    def _where(self, cells: list[str]) -> str:
        land = country_named(self._cell(cells, "Country"))
        city = self._cell(cells, "City")
        try:
            spot = (
                float(self._cell(cells, "Latitude")),
                float(self._cell(cells, "Longitude")),
            )
        except ValueError:
            return self._cast.place(city, land)
        if not (-90 <= spot[0] <= 90 and -180 <= spot[1] <= 180):
            raise RowProblem(f"latitude {spot[0]:g}, longitude {spot[1]:g}: no point on the earth")
        return self._cast.place(city, land, spot)


def _day(text: str, before: str) -> str:
    if text == before:
        return text
    if not DAY.match(text):
        raise RowProblem(f"event date {text[:40]!r} is not of the form 2018-09-10")
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise RowProblem(f"event date {text!r}: {error}") from error
    if text < before:
        raise RowProblem(f"{text} after {before}: sort the file by date first")
    return text


def _act(code: str) -> Action:
    act = action(code)
    if act is None:
        raise RowProblem(f"CAMEO code {code[:40]!r} is none of 01 to 20 and what lies below")
    return act


def _party(cast: Cast, name: str, sectors: str, land: Country | None) -> Party:
    bracketed = BRACKETED.match(name)
    if bracketed is not None:
        place = country_named(bracketed[2])
        if place is not None:
            kind = kinds("icews").get(bracketed[1].casefold(), ActorKind.GROUP)
            role = cast.role(bracketed[1], place, kind)
            return Party(role, f"{bracketed[1]} ({place.name})", role=True)
    known = cast.known(name)
    if known is not None:
        return Party(known, name)
    kind, why = _kind(sectors)
    return Party(cast.named(name, kind, why, land), name)


def _kind(sectors: str) -> tuple[ActorKind, str]:
    named = {part.strip() for part in sectors.split(",")}
    kind = next(
        (ActorKind(line["kind"]) for line in words()["sectors"] if named & set(line["words"])),
        ActorKind.GROUP,
    )
    said = f"Named in ICEWS, of the sectors {sectors}." if sectors else ""
    return kind, said or "Named in ICEWS, which does not say who or what it is."
