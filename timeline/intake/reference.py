"""Read the tables of what events refer to: actors, names and ties, places, themes, sources."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from timeline.dates import Span
from timeline.intake.cells import number_cell, pairs, span_cell, word_cell
from timeline.intake.csl import csl_item
from timeline.intake.table import RowProblem, TableRow
from timeline.terms import (
    ActorKind,
    AffiliationKind,
    AliasKind,
    Match,
    PlaceKind,
    SourceKind,
)


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """An actor as a table names it."""

    slug: str
    kind: ActorKind
    name: str
    exists: Span | None = None
    codes: tuple[tuple[str, str], ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class AliasRecord:
    """A name of an actor."""

    actor: str
    text: str
    language: str
    kind: AliasKind
    used: Span | None = None
    context: bool = False


@dataclass(frozen=True, slots=True)
class AffiliationRecord:
    """A tie between two actors."""

    actor: str
    kind: AffiliationKind
    object: str
    title: str = ""
    span: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place; names by language."""

    slug: str
    name: str
    kind: PlaceKind
    parent: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A theme; labels by language, mappings as scheme, code, match."""

    slug: str
    label: str
    definition: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    mappings: tuple[tuple[str, str, Match], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source with its CSL item."""

    slug: str
    kind: SourceKind
    title: str
    csl: dict[str, Any]
    publisher: str = ""
    published: Span | None = None
    language: str = ""
    url: str = ""
    archive_url: str = ""
    derived_from: str = ""
    note: str = ""
    fingerprint: str = ""
    """SHA-256 of its text where that was read, hexadecimal; then, after a blank, its sketch."""


Reference: TypeAlias = (
    ActorRecord | AliasRecord | AffiliationRecord | PlaceRecord | ThemeRecord | SourceRecord
)


def actor(row: TableRow) -> ActorRecord:
    """Read a row of `actors.csv`."""
    return ActorRecord(
        slug=row.need("slug"),
        kind=word_cell(row, "kind", ActorKind),
        name=row.need("name"),
        exists=span_cell(row, "exists"),
        codes=pairs(row, "codes"),
        description=row.text("description"),
    )


def alias(row: TableRow) -> AliasRecord:
    """Read a row of `aliases.csv`."""
    return AliasRecord(
        actor=row.need("actor"),
        text=row.need("text"),
        language=row.text("language"),
        kind=word_cell(row, "kind", AliasKind),
        used=span_cell(row, "used"),
        context=row.text("context") == "1",
    )


def affiliation(row: TableRow) -> AffiliationRecord:
    """Read a row of `affiliations.csv`."""
    return AffiliationRecord(
        actor=row.need("actor"),
        kind=word_cell(row, "kind", AffiliationKind),
        object=row.need("object"),
        title=row.text("title"),
        span=span_cell(row, "span"),
        note=row.text("note"),
    )


def place(row: TableRow) -> PlaceRecord:
    """Read a row of `places.csv`."""
    lat, lon = number_cell(row, "lat", -90, 90), number_cell(row, "lon", -180, 180)
    if (lat is None) != (lon is None):
        raise RowProblem("lat and lon go together: give both or neither")
    return PlaceRecord(
        slug=row.need("slug"),
        name=row.need("name"),
        kind=word_cell(row, "kind", PlaceKind),
        parent=row.text("parent"),
        lat=lat,
        lon=lon,
        precision=row.text("precision"),
        codes=pairs(row, "codes"),
        names=pairs(row, "names"),
    )


def theme(row: TableRow) -> ThemeRecord:
    """Read a row of `themes.csv`; columns `label_xx` are labels, each other scheme has its own."""
    mappings = []
    for scheme in ("plover", "iptc", "cap", "gkg"):
        for part in row.items(scheme):
            match, _colon, code = part.partition(":")
            if match not in list(Match) or not code.strip():
                raise RowProblem(f"{scheme}: {part!r} is not of the form match:code")
            mappings.append((scheme, code.strip(), Match(match)))
    return ThemeRecord(
        slug=row.need("slug"),
        label=row.need("label_en"),
        definition=row.text("definition"),
        labels=tuple(
            (column.removeprefix("label_"), row.text(column))
            for column in row.cells
            if column.startswith("label_") and row.text(column)
        ),
        mappings=tuple(mappings),
    )


def source(row: TableRow) -> SourceRecord:
    """Read a row of `sources.csv`."""
    published = span_cell(row, "published")
    kind = word_cell(row, "kind", SourceKind)
    return SourceRecord(
        slug=row.need("slug"),
        kind=kind,
        title=row.need("title"),
        csl=csl_item(row, kind, published, span_cell(row, "accessed"), span_cell(row, "archived")),
        publisher=row.text("publisher"),
        published=published,
        language=row.text("language"),
        url=row.text("url"),
        archive_url=row.text("archive_url"),
        derived_from=row.text("derived_from"),
        note=row.text("note"),
    )


COLUMNS: dict[str, tuple[Callable[[TableRow], Reference], str, str]] = {
    "actors": (actor, "slug kind name", "exists codes description"),
    "aliases": (alias, "actor text kind", "language used context"),
    "affiliations": (affiliation, "actor kind object", "title span note"),
    "places": (place, "slug name kind", "parent lat lon precision codes names"),
    "themes": (theme, "slug label_en", "label_ru label_ja definition plover iptc cap gkg"),
    "sources": (
        source,
        "slug kind title",
        (
            "authors publisher container published language url archive_url archived accessed "
            "derived_from note"
        ),
    ),
}
"""For each reference table: how a row is read, the columns it needs, those it may have."""
