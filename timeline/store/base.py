"""Give every table its base class, its column types and the names of its constraints."""

from enum import StrEnum
from typing import Annotated, Any, TypeAlias, dataclass_transform

from sqlalchemy import JSON, BigInteger, Enum, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    MappedAsDataclass,
    composite,
    mapped_column,
)

from timeline.dates import Span

BigInt = BigInteger().with_variant(Integer(), "sqlite")

DayColumn: TypeAlias = InstrumentedAttribute[int | None]
"""One of the four days of a mapped span, as statements name it."""

Key = Annotated[int, mapped_column(BigInt, primary_key=True)]
"""An integer key; in tables of its own identity it is given by the database and never reused."""

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

WITHOUT_ROWID = {"sqlite_with_rowid": False}
AUTOINCREMENT = {"sqlite_autoincrement": True}


def span_columns(prefix: str = "", *, required: bool = False) -> Any:  # noqa: ANN401 - a descriptor
    """Map one `Span` over five columns, `<prefix>edtf` and the four days by their own names.

    A span that is not required is None where `edtf` is null.
    """
    days = ("begins_first", "begins_last", "ends_first", "ends_last")
    optional: dict[str, Any] = {} if required else {"default": None}
    return composite(
        Span.of,
        mapped_column(f"{prefix}edtf", Text, nullable=not required),
        *(mapped_column(f"{prefix}{day}", BigInt, nullable=True) for day in days),
        return_none_on=lambda edtf, *_days: edtf is None,
        **optional,
    )


@dataclass_transform(
    kw_only_default=True,
    eq_default=False,
    field_specifiers=(mapped_column, span_columns),
)
class Record(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """A row; its constructor takes keywords and nothing that it does not know."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a plain dict
        str: Text(),
        bytes: LargeBinary(),
        dict[str, Any]: JSON,
        list[Any]: JSON,
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=32,
            create_constraint=False,
            values_callable=lambda words: [word.value for word in words],
        ),
    }
