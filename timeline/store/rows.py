"""Carry an event with every name matched to a record from whoever rules to the tables."""

from dataclasses import dataclass
from typing import Any

from timeline import shapes
from timeline.dates import Span
from timeline.terms import About, LinkKind, NameKind, Role, Stance


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its date read."""

    about: About
    as_printed: str
    span: Span | None
    as_read: str | None
    trace: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation with its source known."""

    number: int
    source_id: int
    locator: str
    stance: Stance
    quote: shapes.Quote | None
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with every name matched to a record, ready to be written.

    `mentions` are the names that are still open: kind, text, role.
    """

    id: int
    slug: str
    shape: shapes.Event
    span: Span
    version: int
    updated: str
    actors: tuple[tuple[int, Role], ...]
    themes: tuple[int, ...]
    places: tuple[int, ...]
    citations: tuple[CitationRow, ...]
    links: tuple[tuple[int, LinkKind], ...]
    mentions: tuple[tuple[NameKind, str, str], ...] = ()
    merged_into: int | None = None
