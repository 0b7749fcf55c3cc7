"""Hold which column of a table means what: as a person says it in a TOML file, or by its name."""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from timeline.intake.adapters.cameo import table
from timeline.intake.adapters.cell_dates import DateRules
from timeline.intake.table import BadTable
from timeline.terms import EventType, Role, Status


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns that hold lists: actors, themes, places."""

    columns: tuple[str, ...] = ()
    separator: str = ";"
    role: Role = Role.PARTICIPANT
    codes: Literal["", "iso2", "iso3"] = ""
    """Whether cells hold country codes; `NA` is then Namibia."""
    values: dict[str, str] = {}
    """What words of the table become: a theme's path, an actor's name."""


class SourcePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns that say where a row has it from, and what holds for all rows."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    locator: str = ""
    language: str = ""
    """BCP 47, of all sources; no column."""


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which column means what; every text is the name of a column unless it says otherwise.

    `title` may name several columns, which are joined by a blank. `nulls` are cells that hold
    nothing. `types` turns words of the type column into ours; `type` and `status` stand in
    `defaults` for all rows.
    """

    title: str | tuple[str, ...] = ()
    id: str = ""
    scheme: str = ""
    """The name under which ids are known again; no column. By default that of the file."""
    summary: str = ""
    type: str = ""
    status: str = ""
    date: str = ""
    end: str = ""
    dates: DateRules = DateRules()
    actors: Part = Part()
    themes: Part = Part()
    places: Part = Part()
    source: SourcePart = SourcePart()
    types: dict[str, EventType] = {}
    default_type: EventType | None = None
    default_status: Status = Status.OCCURRED
    nulls: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Give the columns of the title."""
        return (self.title,) if isinstance(self.title, str) else self.title

    def used(self) -> tuple[str, ...]:
        """List every column that is named."""
        source = self.source
        named = (
            *self.titles, self.id, self.summary, self.type, self.status, self.date, self.end,
            *self.actors.columns, *self.themes.columns, *self.places.columns, source.url,
            source.title, source.publisher, source.published, source.locator,
        )  # fmt: skip
        return tuple(dict.fromkeys(column for column in named if column))


def load(path: Path, columns: Sequence[str]) -> Mapping:
    """Read a mapping.

    Args:
        path: A TOML file.
        columns: The columns that the table has.

    Raises:
        BadTable: If it cannot be read, says something unknown, or names a column that is not there.
    """
    try:
        read = msgspec.convert(tomllib.loads(path.read_text("utf-8-sig")), type=Mapping)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadTable(f"{path.name}: {error}") from error
    missing = [column for column in read.used() if column not in columns]
    if missing:
        raise BadTable(
            f"{path.name} names columns that are not there: {', '.join(map(repr, missing))}. "
            f"There are {', '.join(map(repr, columns))}"
        )
    if not read.titles or not read.date:
        raise BadTable(f"{path.name} must name the columns of title and date")
    return read


@lru_cache(maxsize=1)
def _names() -> dict[str, list[str]]:
    read: dict[str, list[str]] = tomllib.loads(table("columns.toml"))
    return read


def by_name(columns: Sequence[str]) -> Mapping:
    """Make the mapping of a table whose columns have names that are commonly used.

    Raises:
        BadTable: If none is known for the title, or none for the date.
    """
    found = guessed(columns)
    if not found.titles[0] or not found.date:
        what = "title" if not found.titles[0] else "date"
        raise BadTable(
            f"no column is called like a {what} ({', '.join(_names()[what])}); "
            "name the columns in a TOML file and give it with --map"
        )
    return found


def guessed(columns: Sequence[str]) -> Mapping:
    """Make what can be made of the names of columns; empty where none is known."""
    lower = {column.strip().casefold(): column for column in reversed(columns)}
    taken: set[str] = set()

    def one(what: str) -> str:
        for name in _names()[what]:
            column = lower.get(name, "")
            if column and column not in taken:
                taken.add(column)
                return column
        return ""

    columns_of = {what: one(what) for what in _names()}
    lists = {
        what: Part(columns=(columns_of[what],) if columns_of[what] else ())
        for what in ("actors", "themes", "places")
    }
    return Mapping(
        title=columns_of["title"],
        id=columns_of["id"],
        summary=columns_of["summary"],
        type=columns_of["type"],
        status=columns_of["status"],
        date=columns_of["date"],
        end=columns_of["end"],
        actors=lists["actors"],
        themes=lists["themes"],
        places=lists["places"],
        source=SourcePart(
            url=columns_of["url"],
            title=columns_of["source"],
            published=columns_of["published"],
        ),
    )
