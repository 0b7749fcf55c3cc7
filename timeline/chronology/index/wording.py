"""Find events by words: common words have bitmaps, and the database is asked for the rest."""

from collections.abc import Iterator, Sequence

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Text, cast, func, select, text
from sqlalchemy.orm import Session

from timeline.chronology.index.segment import WORD, Ints, Segment
from timeline.chronology.sql_text import matching_text
from timeline.chronology.words import Wanted, wanted

FEWEST = 1_000
"""In how many events a word stands at least that has a bitmap; and in one of a thousand."""
MOST_WORDS = 4_000
"""How many words have one at most, the commonest."""
SHARE = 1_000


def common_words(session: Session, events: int) -> list[str]:
    """List the words that stand in many events, commonest first."""
    least = max(FEWEST, events // SHARE)
    if session.connection().dialect.name == "sqlite":
        session.execute(
            text("create virtual table temp.common_word using fts5vocab(main, event_text, row)")
        )
        counted = "select term from temp.common_word where doc >= :least order by doc desc, term"
    else:
        counted = (
            "select word from ts_stat('select words from event_text') where ndoc >= :least"
            " order by ndoc desc, word"
        )
    found = session.execute(
        text(f"{counted} limit :most"), {"least": least, "most": MOST_WORDS}
    ).scalars()
    words = list(found)
    if session.connection().dialect.name == "sqlite":
        session.execute(text("drop table temp.common_word"))
    return words


def ids_of_words(session: Session, words: Sequence[str]) -> Iterator[Ints]:
    """Give, for each word, the ids of the events that it stands in, whatever their state."""
    for word in words:
        found = matching_text(session, (Wanted((word,)),))
        listed = select(func.aggregate_strings(cast(found.c.id, Text), ","))
        ids = session.execute(listed).scalar() or ""
        yield np.fromstring(ids, dtype=np.int64, sep=",")


def find(session: Session, segment: Segment, asked: str) -> BitMap:
    """Find the events of a segment that a search for words finds.

    Args:
        session: A reading session.
        segment: The segment.
        asked: What is searched for.

    Raises:
        BadFilter: If there is nothing to look for.
    """
    pieces, words = wanted(asked), segment.words
    known = [piece for piece in pieces if len(piece.tokens) == 1 and piece.tokens[0] in words]
    found = [segment.bitmaps.get(WORD, words[p.tokens[0]]) for p in known if not p.absent]
    rest = [piece for piece in pieces if piece not in known]
    some = tuple(piece for piece in rest if not piece.absent)
    if some:
        found.append(_asked(session, segment, some))
    found.sort(key=len)
    left = found[0]
    for one in found[1:]:
        left = left & one
    for piece in pieces:
        if piece.absent and piece in known:
            left = left - segment.bitmaps.get(WORD, words[piece.tokens[0]])
        elif piece.absent:
            left = left - _asked(session, segment, (Wanted(piece.tokens),))
    return left


def _asked(session: Session, segment: Segment, pieces: tuple[Wanted, ...]) -> BitMap:
    found = session.execute(select(matching_text(session, pieces).c.id)).scalars()
    return segment.ordinals_of(list(found))


def find_among(session: Session, segment: Segment, asked: str) -> BitMap:
    """Find the events of a small segment that a search for words finds; only they are looked at."""
    if not len(segment):
        return BitMap()
    found = matching_text(session, wanted(asked))
    ids = segment.columns.ids.tolist()
    several = [ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)]
    hits = [
        number
        for some in several
        for number in session.execute(select(found.c.id).where(found.c.id.in_(some))).scalars()
    ]
    return segment.ordinals_of(hits)


AT_ONCE = 5_000
"""How many events are named in one statement."""
