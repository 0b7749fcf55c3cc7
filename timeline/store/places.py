"""Hold where events happen: places, their names and what they lie in."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from timeline.store.base import AUTOINCREMENT, BigInt, Key, Record
from timeline.terms import PlaceKind


class Place(Record):
    """A place; coordinates are WGS 84 degrees, both or neither."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint(
            "(lat is null) = (lon is null) and lat between -90 and 90 and lon between -180 and 180",
            name="coordinates",
        ),
        Index(None, "parent_id"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[PlaceKind]
    lat: Mapped[float | None] = mapped_column(default=None)
    lon: Mapped[float | None] = mapped_column(default=None)
    precision: Mapped[str] = mapped_column(default="")
    """How exact the coordinates are: exact, city, province, country, region."""
    codes: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    parent_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("place.id"), default=None)


class PlaceName(Record):
    """A name of a place in a language."""

    __tablename__ = "place_name"
    __table_args__ = (
        UniqueConstraint("place_id", "text", "language"),
        Index(None, "norm"),
        AUTOINCREMENT,
    )

    id: Mapped[Key] = mapped_column(init=False)
    place_id: Mapped[int] = mapped_column(BigInt, ForeignKey("place.id"))
    text: Mapped[str]
    norm: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
