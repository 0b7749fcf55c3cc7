"""Keep pieces of pages that were made once, in so many bytes, for as long as the data stay so."""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from sys import getsizeof
from typing import Any, TypeVar, cast

from flask import current_app, g

from timeline.web.cache import version
from timeline.web.keeping import Bounded
from timeline.web.language import language

BUDGET = 32 * 1024 * 1024
"""How many bytes of pieces each process keeps."""
OVERHEAD = 400
"""As how many bytes a piece counts besides its text: its key and its places in tables."""
NAME = "fragments"
Key = tuple[Hashable, ...]
Made = TypeVar("Made")


class Fragments(Bounded[Any]):
    """Pieces by what they depend on; those used longest ago go when bytes run out."""

    def __init__(self, budget: int = BUDGET) -> None:
        """Begin with nothing."""
        super().__init__(budget)

    def keep(self, made: Iterable[tuple[Hashable, object, int]]) -> None:
        """Keep pieces; one that is too large for all that is kept is passed over.

        Args:
            made: Of each all that it depends on, what was made and is frozen, and how many bytes
                its texts take.
        """
        counted = ((key, piece, texts + OVERHEAD) for key, piece, texts in made)
        super().keep(one for one in counted if one[2] <= self.budget // 8)


def fragments() -> Fragments:
    """Give the pieces of this application."""
    extensions = current_app.extensions
    return cast("Fragments", extensions.get(NAME) or extensions.setdefault(NAME, Fragments()))


def here() -> Key:
    """Tell what every piece depends on: the version of the data, the day, and the language.

    The day decides by which name an actor goes and who holds an office.
    """
    found: Key | None = g.get("here")
    if found is None:
        g.here = found = (version(), datetime.now(UTC).date(), language())
    return found


def kept(key: Key, make: Callable[[], Made]) -> Made:
    """Give a piece that was made before under the same key, here and now, or make it.

    Args:
        key: What it depends on besides what all pieces do (see `here`): a sort, and a filter.
        make: Makes it: a text, or a tuple or frozen value of texts.
    """
    return kept_always((*here(), *key), make)


def kept_always(key: Key, make: Callable[[], Made]) -> Made:
    """Give a piece that does not depend on the data, for which the database is not asked.

    Args:
        key: All that it depends on.
        make: Makes it.
    """
    (found,) = fragments().get([key])
    if found is None:
        found = make()
        fragments().keep([(key, found, weight(found))])
    return cast("Made", found)


def weight(piece: object) -> int:
    """Tell how many bytes the texts of a piece take."""
    if isinstance(piece, tuple):
        return sum(weight(one) for one in piece)
    return getsizeof(piece) if isinstance(piece, str | bytes) else OVERHEAD // 8
