"""Turn the words that a reader searches for into the query of each engine's full-text index."""

import re
from dataclasses import dataclass

from timeline.chronology.filter import BadFilter
from timeline.names.fold import search_text

PIECE = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
MOST_PIECES = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to find or to leave out: its tokens stand side by side in that order."""

    tokens: tuple[str, ...]
    absent: bool = False


def wanted(text: str) -> tuple[Wanted, ...]:
    """Read what a reader searches for: words, "phrases", -not.

    Raises:
        BadFilter: If there is nothing in it to look for.
    """
    pieces = []
    for found in PIECE.finditer(text):
        tokens = tuple(search_text(found["phrase"] or found["word"] or "").split())
        if tokens:
            pieces.append(Wanted(tokens, absent=bool(found["no"])))
    if not any(not piece.absent for piece in pieces):
        raise BadFilter(
            "q", text, "it names no word to look for", ("peace treaty", '"peace treaty" -islands')
        )
    return tuple(pieces[:MOST_PIECES])


def fts5(pieces: tuple[Wanted, ...]) -> str:
    """Write the query for SQLite's FTS5."""
    found = " AND ".join(_quoted(piece) for piece in pieces if not piece.absent)
    absent = "".join(f" NOT {_quoted(piece)}" for piece in pieces if piece.absent)
    return found + absent


def _quoted(piece: Wanted) -> str:
    return '"' + " ".join(token.replace('"', '""') for token in piece.tokens) + '"'


def tsquery(pieces: tuple[Wanted, ...]) -> str:
    """Write the query for PostgreSQL, as text that is cast to tsquery."""
    return " & ".join(("!" if piece.absent else "") + _side_by_side(piece) for piece in pieces)


def _side_by_side(piece: Wanted) -> str:
    quoted = ("'" + token.replace("\\", "\\\\").replace("'", "''") + "'" for token in piece.tokens)
    return "(" + " <-> ".join(quoted) + ")"
