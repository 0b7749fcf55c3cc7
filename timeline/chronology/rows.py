"""Define the frozen rows in which actors, themes, places and sources are handed to readers."""

from typing import Any

import msgspec

from timeline.terms import ActorKind, AffiliationKind, AliasKind, Match, PlaceKind, SourceKind


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen value handed to a reader."""


class RefRow(Row, frozen=True, kw_only=True):
    """A record by its slug and name; `events` is in how many accepted events it stands."""

    slug: str
    name: str
    kind: str = ""
    events: int = 0


class AliasRow(Row, frozen=True, kw_only=True):
    """A name of an actor or place: its language (BCP 47), sort, and when it was in use (EDTF)."""

    text: str
    language: str
    kind: AliasKind = AliasKind.SHORT
    used: str | None = None


class TieRow(Row, frozen=True, kw_only=True):
    """An affiliation: its sort, the actor at the other end, the title held, and when (EDTF)."""

    kind: AffiliationKind
    other: RefRow
    title: str
    span: str | None
    note: str


class ActorPage(Row, frozen=True, kw_only=True):
    """An actor: names, codes, what it is tied to (`ties`), what is tied to it (`tied`)."""

    slug: str
    name: str
    kind: ActorKind
    description: str
    exists: str | None
    events: int
    names: tuple[AliasRow, ...]
    codes: tuple[tuple[str, str], ...]
    ties: tuple[TieRow, ...]
    tied: tuple[TieRow, ...]


class MappingRow(Row, frozen=True, kw_only=True):
    """What a theme corresponds to in another scheme."""

    scheme: str
    code: str
    match: Match


class ThemePage(Row, frozen=True, kw_only=True):
    """A theme: definition, labels, broader ones from the top, narrower ones, mappings."""

    slug: str
    name: str
    definition: str
    events: int
    labels: tuple[AliasRow, ...]
    broader: tuple[RefRow, ...]
    narrower: tuple[RefRow, ...]
    mappings: tuple[MappingRow, ...]


class PlacePage(Row, frozen=True, kw_only=True):
    """A place: names, coordinates (WGS 84), what it lies in from the top, what lies in it."""

    slug: str
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    precision: str
    events: int
    names: tuple[AliasRow, ...]
    broader: tuple[RefRow, ...]
    narrower: tuple[RefRow, ...]


class SourcePage(Row, frozen=True, kw_only=True):
    """A source: its CSL item, when published (EDTF), what it repeats and what repeats it."""

    slug: str
    title: str
    kind: SourceKind
    csl: dict[str, Any]
    published: str | None
    archive_url: str
    note: str
    events: int
    derived_from: RefRow | None
    copies: tuple[RefRow, ...]
