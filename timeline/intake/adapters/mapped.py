"""Read any table of events by a mapping of its columns, given or told by their names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.intake.adapters.actors import Cast, country_named
from timeline.intake.adapters.cell_dates import read_dates
from timeline.intake.adapters.dataset import Document, Reports, dataset_source
from timeline.intake.adapters.mapping import Mapping, Part, by_name, guessed, load
from timeline.intake.adapters.meeting import digest
from timeline.intake.adapters.sheet import columns, delimiter, rows
from timeline.intake.csl import CSL_URL, csl_date
from timeline.intake.events import SUMMARY_LIMIT, TITLE_LIMIT
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import Refusal, RowProblem, TableRow
from timeline.names.countries import country
from timeline.names.fold import slug
from timeline.terms import About, EventType, SourceKind, Status

LISTED: Final = 500
"""The most actors, themes or places that a row may name."""


def fits(first: str) -> bool:
    """Tell by the header whether columns for a title and a date can be told by their names."""
    found = guessed([cell.strip(' "') for cell in first.split(delimiter(first) if first else ",")])
    return bool(found.titles[0] and found.date)


def mapping_of(document: Document) -> tuple[Mapping, tuple[str, ...]]:
    """Give the mapping by which a table is read, and its columns that mean nothing under it.

    Raises:
        BadTable: If the table or the mapping cannot be read, or title or date are not found.
    """
    there = columns(document)
    given = document.wishes.mapping
    found = by_name(there) if given is None else load(given, there)
    return found, tuple(column for column in there if column not in found.used())


def read(document: Document) -> Iterator[Item]:
    """Read a row an event; an id column makes a second import an update.

    Raises:
        BadTable: If the table or the mapping cannot be read.
    """
    mapping, _unused = mapping_of(document)
    reader = _Reader(mapping, document)
    yield reader.source
    for row in rows(document):
        if isinstance(row, Refusal):
            yield row
            continue
        try:
            proposal = reader.proposal(row)
        except RowProblem as problem:
            yield Refusal(document.path.name, row.line, str(problem), row.raw())
        else:
            yield from reader.new()
            yield proposal


class _Reader:
    def __init__(self, mapping: Mapping, document: Document) -> None:
        self.source = dataset_source("table", document.name)
        self._map = mapping
        self._type = mapping.default_type or document.wishes.type
        self._scheme = slug(mapping.scheme or Path(document.name).stem)
        self._cast = Cast()
        self._reports = Reports()

    def new(self) -> Iterator[Item]:
        """Give the records that the last row needs."""
        yield from self._cast.new()
        yield from self._reports.new()

    def proposal(self, row: TableRow) -> Proposal:
        """Read a row."""
        title = " ".join(filter(None, (self._text(row, column) for column in self._map.titles)))
        if not title:
            raise RowProblem(f"the column {self._map.titles[0]!r} is empty")
        summary = self._text(row, self._map.summary)
        if len(title) > TITLE_LIMIT or len(summary) > SUMMARY_LIMIT:
            raise RowProblem(
                f"a title has at most {TITLE_LIMIT} characters, a summary {SUMMARY_LIMIT}"
            )
        status = self._status(row)
        start = self._text(row, self._map.date)
        if not start:
            raise RowProblem(f"the column {self._map.date!r} is empty")
        happened = status is Status.OCCURRED
        end = self._text(row, self._map.end)
        span = read_dates(start, end, self._map.dates, occurred=happened)
        event = shapes.Event(
            title=title,
            date=shapes.Date(edtf=span.edtf),
            type=self._kind(row),
            status=status,
            summary=summary,
            actors=tuple(self._actors(row)),
            themes=self._cast.themes(self._themes(row)),
            places=tuple(shapes.PlaceIn(name=name) for name in self._list(row, self._map.places)),
            citations=(self._citation(row, " / ".join(filter(None, (start, end))), span),),
        )
        number = self._text(row, self._map.id)
        return Proposal(row.line, event, (self._scheme, number) if number else None)

    def _text(self, row: TableRow, column: str) -> str:
        text = row.text(column) if column else ""
        return "" if text in self._map.nulls else text

    def _list(self, row: TableRow, part: Part) -> tuple[str, ...]:
        texts = [self._text(row, column) for column in part.columns]
        pieces = [piece.strip() for text in texts for piece in text.split(part.separator)]
        named = tuple(dict.fromkeys(part.values.get(piece, piece) for piece in pieces if piece))
        if len(named) > LISTED:
            raise RowProblem(f"{len(named)} names in {', '.join(part.columns)}: at most {LISTED}")
        return named

    def _actors(self, row: TableRow) -> Iterator[shapes.ActorIn]:
        part = self._map.actors
        seen: set[str] = set()
        for name in self._list(row, part):
            land = country(name.upper()) if part.codes else None
            land = land or country_named(name)
            if land is None:
                yield shapes.ActorIn(name=name[:TITLE_LIMIT], role=part.role)
            elif land.slug not in seen:
                seen.add(land.slug)
                yield shapes.ActorIn(slug=self._cast.country(land), role=part.role)

    def _themes(self, row: TableRow) -> tuple[str, ...]:
        named = self._list(row, self._map.themes)
        return tuple("/".join(slug(step) for step in name.split("/")) for name in named)

    def _kind(self, row: TableRow) -> EventType:
        text = self._text(row, self._map.type)
        if not text:
            return self._type
        if text in self._map.types:
            return self._map.types[text]
        if text.upper().replace(" ", "_") in list(EventType):
            return EventType(text.upper().replace(" ", "_"))
        if self._map.default_type is not None:
            return self._map.default_type
        raise RowProblem(
            f"type {text[:40]!r} is not one of {', '.join(EventType)}; say in the mapping under "
            "[types] what it is"
        )

    def _status(self, row: TableRow) -> Status:
        text = self._text(row, self._map.status).lower()
        if text and text not in list(Status):
            raise RowProblem(f"status {text[:40]!r} is not one of {', '.join(Status)}")
        return Status(text) if text else self._map.default_status

    def _citation(self, row: TableRow, printed: str, span: Span) -> shapes.Citation:
        found = self._cited(row)
        claims: tuple[shapes.Claim, ...] = ()
        if printed != span.edtf:
            about = About.DATE
            claims = (shapes.Claim(about=about, as_printed=printed, edtf=span.edtf),)
        where = self._text(row, self._map.source.locator)
        if found is None:
            number = self._text(row, self._map.id)
            where = where or (f"row {number}" if number else f"line {row.line}")
        return shapes.Citation(
            source=shapes.SourceIn(slug=found or self.source.slug), locator=where, claims=claims
        )

    def _cited(self, row: TableRow) -> str | None:
        """Make the source that a row names; gives its slug, None where it names none."""
        part = self._map.source
        url, title = self._text(row, part.url), self._text(row, part.title)
        if not url and not title:
            return None
        if url and (not CSL_URL.match(url) or "@" in url.split("/")[2]):
            raise RowProblem(f"{part.url} {url[:80]!r} is not an http or https address")
        publisher = self._text(row, part.publisher)
        host = url.split("/")[2].removeprefix("www.") if url else ""
        key = slug(f"{(host or title)[:60]} {digest(url or title, '' if url else publisher)}")

        def record() -> SourceRecord:
            published = _published(self._text(row, part.published))
            kind = SourceKind.WEBPAGE if url else SourceKind.DOCUMENT
            csl = {"type": kind.value, "title": title or url}
            plain = {"URL": url, "publisher": publisher, "language": part.language}
            csl |= {name: value for name, value in plain.items() if value}
            dated = {"issued": csl_date(published)} if published else {}
            return SourceRecord(
                key, kind, title or url, csl | dated, publisher, published, part.language, url
            )

        return self._reports.cite(key, record)


def _published(text: str) -> Span | None:
    try:
        return Span.parse(text) if text else None
    except NotADate as error:
        raise RowProblem(f"published {text[:40]!r}: {error}") from error
