"""Keep the words of events for full-text search, the same tokens on SQLite and PostgreSQL."""

from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from timeline.store.bulk import insert_rows

LAST_POSITION = 16_383
"""The highest word position that a PostgreSQL tsvector keeps."""


def insert_text(session: Session, rows: Sequence[tuple[int, str]]) -> None:
    """Add events to the full-text index.

    Args:
        session: A writing session.
        rows: Event id and the words as `timeline.names.search_text` gives them.
    """
    if session.connection().dialect.name == "sqlite":
        insert_rows(session, "event_text", ("rowid", "words"), rows)
    else:
        vectors = [(number, tsvector(words)) for number, words in rows]
        insert_rows(session, "event_text", ("event_id", "words"), vectors)


def delete_text(session: Session, ids: Iterable[int]) -> None:
    """Take events out of the full-text index."""
    key = "rowid" if session.connection().dialect.name == "sqlite" else "event_id"
    statement = text(f"delete from event_text where {key} = :id")  # noqa: S608 - one of two words
    numbers = [{"id": number} for number in ids]
    if numbers:
        session.execute(statement, numbers)


def tsvector(words: str) -> str:
    """Write words as the text of a tsvector with their positions, so that phrases can be found."""
    parts = []
    for position, word in enumerate(words.split(), start=1):
        quoted = word.replace("\\", "\\\\").replace("'", "''")
        parts.append(f"'{quoted}':{min(position, LAST_POSITION)}")
    return " ".join(parts)
