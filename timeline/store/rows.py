"""Carry an event with every name matched to a record from whoever rules to the tables."""

import msgspec

from timeline import shapes
from timeline.dates import Span
from timeline.terms import LinkKind, NameKind, Role, Stance


class ClaimRow(msgspec.Struct, frozen=True, gc=False):
    """A claim as stated, with its date read; None where it states no date."""

    stated: shapes.Claim
    span: Span | None


class CitationRow(msgspec.Struct, frozen=True, gc=False):
    """A citation with its source known."""

    number: int
    source_id: int
    locator: str
    stance: Stance
    quote: shapes.Quote | None
    claims: tuple[ClaimRow, ...]


class EventRow(msgspec.Struct, frozen=True, gc=False):
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
