"""Read the UCDP Georeferenced Event Dataset, any version: columns are found by name."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.intake.adapters.actors import Cast, country_named
from timeline.intake.adapters.dataset import Document, Reports, dataset_source
from timeline.intake.adapters.meeting import Party, digest
from timeline.intake.adapters.places import point
from timeline.intake.adapters.sheet import delimiter, rows
from timeline.intake.csl import csl_date
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import BadTable, Refusal, RowProblem, TableRow
from timeline.names.countries import Country
from timeline.names.fold import slug
from timeline.terms import About, ActorKind, EventType, PlaceKind, Role, SourceKind, Status

SCHEME: Final = "ucdp-ged"
NEEDED: Final = frozenset(
    "id type_of_violence side_a side_b date_prec date_start date_end country".split()
)
GOVERNMENT: Final = "Government of "
ARTICLE: Final = re.compile(r'"([^"]*)"')
REPORT: Final = re.compile(r"(.+?),(\d{4}-\d\d-\d\d),(.+)", re.DOTALL)
THEMES: Final = {
    "1": ("conflict/armed-clashes",),
    "2": ("conflict/armed-clashes",),
    "3": ("conflict",),
}
SITES: Final = {"3": PlaceKind.PROVINCE, "4": PlaceKind.PROVINCE, "6": PlaceKind.COUNTRY}
"""Kinds of place by where_prec; 1 and 2 are towns and places near them (GED codebook, 2.3)."""


def fits(first: str) -> bool:
    """Tell by the header whether a file is UCDP GED."""
    cells = {cell.strip(' "') for cell in first.split(delimiter(first))}
    return cells >= NEEDED | {"dyad_name", "where_prec"}


def read(document: Document) -> Iterator[Item]:
    """Read one event a row; each article that a row names becomes a source of its own.

    Raises:
        BadTable: If a column that is needed is missing.
    """
    source = dataset_source("ucdp", document.name)
    yield source
    reader = _Reader(source.slug)
    for row in rows(document):
        if isinstance(row, Refusal):
            yield row
            continue
        if missing := NEEDED - row.cells.keys():
            raise BadTable(f"{document.path.name}: no column {', '.join(sorted(missing))}")
        try:
            event = reader.event(row)
        except RowProblem as problem:
            yield Refusal(document.path.name, row.line, str(problem), row.raw())
            continue
        yield from reader.new()
        yield Proposal(row.line, event, (SCHEME, row.need("id")))


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._cast = Cast()
        self._reports = Reports()

    def new(self) -> Iterator[Item]:
        """Give the records that the last event needs."""
        yield from self._cast.new()
        yield from self._reports.new()

    def event(self, row: TableRow) -> shapes.Event:
        """Read a row."""
        kind = row.need("type_of_violence")
        if kind not in THEMES:
            raise RowProblem(f"type_of_violence {kind[:20]!r} is not 1, 2 or 3")
        date = _date(row)
        land = country_named(row.text("country"))
        one, other = self._side(row.need("side_a")), self._side(row.need("side_b"), kind, land)
        place = self._where(row, land)
        role = Role.PARTICIPANT if kind != "3" else Role.INITIATOR
        second = role if kind != "3" else Role.TARGET
        return shapes.Event(
            title=_title(one, other, kind, row)[:500],
            date=shapes.Date(edtf=date.edtf),
            type=EventType.ASSAULT,
            status=Status.OCCURRED,
            summary=_summary(row),
            actors=(
                shapes.ActorIn(slug=one.slug, role=role),
                *(
                    shapes.ActorIn(slug=side.slug, role=second)
                    for side in (other,)
                    if side.slug != one.slug
                ),
            ),
            themes=self._cast.themes(THEMES[kind]),
            places=(shapes.PlaceIn(slug=place),) if place else (),
            citations=(self._citation(row, date), *self._articles(row)),
        )

    def _side(self, name: str, kind: str = "", land: Country | None = None) -> Party:
        if name == "Civilians" and kind == "3" and land is not None:
            role = self._cast.role(name, land, ActorKind.GROUP)
            return Party(role, f"civilians in {land.name}")
        state = country_named(name.removeprefix(GOVERNMENT))
        if name.startswith(GOVERNMENT) and state is not None:
            return Party(self._cast.country(state), f"the government of {state.name}")
        known = self._cast.known(name) if len(name) > 4 else None
        named = known or self._cast.named(name, ActorKind.ARMED_GROUP, "Named in UCDP GED.", None)
        return Party(named, name)

    def _where(self, row: TableRow, land: Country | None) -> str:
        kind = SITES.get(row.text("where_prec"), PlaceKind.CITY)
        name = row.text("where_coordinates")
        if kind is PlaceKind.COUNTRY or not name:
            return self._cast.place("", land)
        spot = point(row.text("latitude"), row.text("longitude"))
        return self._cast.place(name, land, spot, kind, row.text("adm_1"))

    def _citation(self, row: TableRow, date: Span) -> shapes.Citation:
        printed = f"{row.text('date_start')[:10]} to {row.text('date_end')[:10]}"
        claims = [
            shapes.Claim(
                about=About.DATE,
                as_printed=f"{printed}, precision {row.text('date_prec')}",
                edtf=date.edtf,
            )
        ]
        deaths = [f"{part} {row.text(part)}" for part in ("low", "best", "high") if row.text(part)]
        if deaths:
            printed = f"deaths: {', '.join(deaths)}"
            claims.append(shapes.Claim(about=About.QUANTITY, as_printed=printed))
        if row.text("where_coordinates"):
            printed = row.text("where_coordinates")
            read = f"precision {row.text('where_prec')} of 7"
            claims.append(shapes.Claim(about=About.PLACE, as_printed=printed, as_read=read))
        return shapes.Citation(
            source=shapes.SourceIn(slug=self._source),
            locator=f"event {row.need('id')}",
            claims=tuple(claims),
        )

    def _articles(self, row: TableRow) -> Iterator[shapes.Citation]:
        """Cite the articles that a row names, `"office,date,headline";"…"`, where they read so."""
        cited: set[str] = set()
        for text in ARTICLE.findall(row.text("source_article")):
            found = REPORT.match(text.strip())
            if found is None:
                continue
            office, day, headline = (part.strip() for part in found.groups())
            key = slug(f"{office[:40]} {digest(office, day, headline)}")
            if key in cited:
                continue
            cited.add(key)
            self._reports.cite(key, partial(_report, key, office, day, headline))
            yield shapes.Citation(source=shapes.SourceIn(slug=key))


def _report(key: str, office: str, day: str, headline: str) -> SourceRecord:
    csl = {"type": SourceKind.NEWS.value, "title": headline, "publisher": office}
    try:
        published: Span | None = Span.parse(day)
    except NotADate:
        published = None
    dated = {"issued": csl_date(published)} if published is not None else {}
    return SourceRecord(
        slug=key,
        kind=SourceKind.NEWS,
        title=headline,
        csl=csl | dated,
        publisher=office,
        published=published,
    )


def _date(row: TableRow) -> Span:
    """Read the days of an event by their precision class.

    With class 1 the days are exact, so that two are an interval; with 2 to 5 it happened on one of
    the days between them (UCDP GED codebook, date_prec).
    """
    try:
        first = Span.parse(row.need("date_start")[:10])
        last = Span.parse(row.need("date_end")[:10])
        if row.need("date_prec") == "1":
            return first if first == last else Span.between(first, last)
        return Span.of_days(first.earliest, last.latest)
    except NotADate as error:
        raise RowProblem(f"date_start to date_end: {error}") from error


def _title(one: Party, other: Party, kind: str, row: TableRow) -> str:
    where = row.text("where_coordinates") or row.text("country")
    act = "attacked" if kind == "3" else "fought"
    title = f"{one.name} {act} {other.name}" + (f" at {where}" if where else "")
    return title[:1].upper() + title[1:]


def _summary(row: TableRow) -> str:
    low, best, high = (row.text(part) for part in ("low", "best", "high"))
    told = [f"Conflict: {row.text('conflict_name')}." if row.text("conflict_name") else ""]
    if best:
        told.append(f"UCDP's best estimate of deaths is {best} (between {low} and {high}).")
    if row.text("event_clarity") == "2":
        told.append("The report sums up several events.")
    return " ".join(part for part in told if part)
