"""Answer for what events refer to: lists of actors, themes, places, sources, and each of them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec
from sqlalchemy.orm import Session

from timeline.chronology.detail import NotFound
from timeline.chronology.filter import BadFilter
from timeline.chronology.indexes import list_records
from timeline.chronology.lookup import find_ids
from timeline.chronology.records import (
    current_slug,
    read_actor,
    read_place,
    read_source,
    read_theme,
)
from timeline.chronology.rows import RefRow
from timeline.web.api.answers import Answer, Moved
from timeline.web.api.asked import ListAsked, Nothing

READERS: dict[str, Callable[[Session, str], Any]] = {
    "actor": read_actor,
    "theme": read_theme,
    "place": read_place,
    "source": read_source,
}
"""What reads one record, by its sort."""

Read = Callable[[Session, Any, str], Answer]


LISTS = {
    record: msgspec.defstruct(
        f"{record.capitalize()}List",
        [(f"{record}s", tuple[RefRow, ...]), ("next", str | None)],
        namespace={
            "__doc__": "A page of a list in the order of slugs; `next` is the slug it ends with."
        },
        frozen=True,
    )
    for record in READERS
}
"""The shape of each list."""


class NoRecord(NotFound):
    """No record goes by a slug; `nearest` are slugs that look like it."""

    def __init__(self, message: str, nearest: tuple[str, ...]) -> None:
        """Say what there is not, and what is near."""
        self.nearest = nearest
        super().__init__(message)


def path_of(record: str) -> str:
    """Give the address of a list of records."""
    return f"/api/v1/{record}s"


def lister(record: str) -> Read:
    """Make what lists the records of a sort."""

    def read(session: Session, asked: ListAsked, _key: str) -> Answer:
        rows = list_records(
            session, record, q=asked.q, after=asked.after, limit=asked.limit + 1, used=asked.used
        )
        shown = rows[: asked.limit]
        more = shown[-1].slug if len(rows) > asked.limit else None
        address = f"{path_of(record)}?{asked.query(after=more)}" if more else ""
        return Answer(msgspec.json.encode(LISTS[record](shown, more)), next=address)

    return read


def reader(record: str) -> Read:
    """Make what gives one record of a sort."""

    def read(session: Session, _asked: Nothing, key: str) -> Answer:
        slug = _present(session, record, key)
        if slug != key:
            raise Moved(f"{path_of(record)}/{quote(slug)}")
        return Answer(msgspec.json.encode(READERS[record](session, slug)))

    return read


def _present(session: Session, record: str, slug: str) -> str:
    if "\x00" in slug:
        raise NotFound(f"no {record} has a NUL character in its slug")
    try:
        return current_slug(session, record, slug)
    except NotFound as error:
        raise NoRecord(str(error), _nearest(session, record, slug)) from error


def _nearest(session: Session, record: str, slug: str) -> tuple[str, ...]:
    try:
        find_ids(session, record, slug)
    except BadFilter as error:
        return error.nearest
    return ()
