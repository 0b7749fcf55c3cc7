"""Hold who takes part: actors, the names they go by for a time, what ties them to each other."""

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from timeline.dates import Span
from timeline.store.base import AUTOINCREMENT, BigInt, DayColumn, Key, Record, span_columns
from timeline.terms import ActorKind, AffiliationKind, AliasKind


class Actor(Record):
    """A state, body, office, company, group or person that takes part in events."""

    __tablename__ = "actor"
    __table_args__ = (Index(None, "kind", "name"), AUTOINCREMENT)

    id: Mapped[Key] = mapped_column(init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ActorKind]
    name: Mapped[str]
    """The preferred English name; the others are aliases."""
    description: Mapped[str] = mapped_column(default="")
    exists: Mapped[Span | None] = span_columns("exists_")


class ActorCode(Record):
    """A code of an actor in another scheme: iso2, iso3, wikidata, cameo."""

    __tablename__ = "actor_code"
    __table_args__ = (Index(None, "actor_id"),)

    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(BigInt, ForeignKey("actor.id", ondelete="RESTRICT"))


class Alias(Record):
    """A name that an actor goes by, in a language, perhaps for a time only.

    Not unique by `norm`: that two actors share a name is data, and resolving it gives candidates.
    """

    __tablename__ = "alias"
    __table_args__ = (
        UniqueConstraint("actor_id", "text", "language", "kind"),
        Index(None, "norm"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    actor_id: Mapped[int] = mapped_column(BigInt, ForeignKey("actor.id", ondelete="RESTRICT"))
    text: Mapped[str]
    norm: Mapped[str]
    """The text folded by `timeline.names.fold`."""
    language: Mapped[str] = mapped_column(default="")
    kind: Mapped[AliasKind] = mapped_column(default=AliasKind.SHORT)
    context: Mapped[bool] = mapped_column(default=False)
    """True where the name means the actor only in context: a bare surname, a capital."""
    used: Mapped[Span | None] = span_columns("used_")
    if TYPE_CHECKING:  # the column of the span that statements name
        used_edtf: ClassVar[InstrumentedAttribute[str | None]]


class Affiliation(Record):
    """A tie from one actor to another for a time; see `AffiliationKind` for what each says."""

    __tablename__ = "affiliation"
    __table_args__ = (Index(None, "actor_id"), Index(None, "object_id"), AUTOINCREMENT)

    id: Mapped[Key] = mapped_column(init=False)
    actor_id: Mapped[int] = mapped_column(BigInt, ForeignKey("actor.id", ondelete="RESTRICT"))
    kind: Mapped[AffiliationKind]
    object_id: Mapped[int] = mapped_column(BigInt, ForeignKey("actor.id", ondelete="RESTRICT"))
    title: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    span: Mapped[Span | None] = span_columns("span_")
    if TYPE_CHECKING:  # the columns of the span that statements name
        span_edtf: ClassVar[InstrumentedAttribute[str | None]]
        span_begins_first: ClassVar[DayColumn]
        span_ends_last: ClassVar[DayColumn]
