"""Hold what events are about: themes in named schemes, with labels and mappings to others."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from timeline.store.base import AUTOINCREMENT, BigInt, Key, Record
from timeline.terms import AliasKind, Match


class ThemeScheme(Record):
    """A named scheme of themes; events carry themes of the house's own scheme."""

    __tablename__ = "theme_scheme"
    __table_args__ = (AUTOINCREMENT,)

    id: Mapped[Key] = mapped_column(init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")


class Theme(Record):
    """A subject; its slug is its whole path, so that `energy` is the broader of `energy/lng`."""

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("scheme_id", "slug"),
        Index(None, "parent_id"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    scheme_id: Mapped[int] = mapped_column(BigInt, ForeignKey("theme_scheme.id"))
    slug: Mapped[str]
    label: Mapped[str]
    """The preferred English label."""
    definition: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("theme.id"), default=None)
    replaced_by_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("theme.id"), default=None)


class ThemeLabel(Record):
    """A label of a theme in a language (SKOS preferred and alternative labels)."""

    __tablename__ = "theme_label"

    theme_id: Mapped[int] = mapped_column(BigInt, ForeignKey("theme.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[AliasKind] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)


class ThemeMapping(Record):
    """What a theme corresponds to in another scheme; a mapping is not an identity."""

    __tablename__ = "theme_mapping"

    theme_id: Mapped[int] = mapped_column(BigInt, ForeignKey("theme.id"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    match: Mapped[Match]
