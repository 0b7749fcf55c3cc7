"""Search for words in the full-text index of each kind of database."""

from sqlalchemy import Subquery, literal_column, text
from sqlalchemy.orm import Session

from timeline.chronology.words import Wanted, fts5, tsquery, wanted


def text_ids(session: Session, words: str) -> Subquery:
    """Select, as `id`, the events that a search for words finds, whatever their state.

    Raises:
        BadFilter: If there is nothing to look for.
    """
    return matching_text(session, wanted(words))


def matching_text(session: Session, pieces: tuple[Wanted, ...]) -> Subquery:
    """Select, as `id`, the events that hold some words and lack others; one at least is held."""
    if session.connection().dialect.name == "sqlite":
        found = text("select rowid as id from event_text where event_text match :words")
        query = fts5(pieces)
    else:
        found = text("select event_id as id from event_text where words @@ cast(:words as tsquery)")
        query = tsquery(pieces)
    return found.bindparams(words=query).columns(literal_column("id")).subquery()
