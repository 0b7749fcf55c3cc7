"""Keep what was looked up once for as long as a session that only reads is used for one answer."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy.orm import Session

KEPT = "kept"
Found = TypeVar("Found")


def keep(session: Session) -> None:
    """Let a session keep what is looked up in it: only where nothing is written in between."""
    session.info.setdefault(KEPT, {})


def kept(session: Session, key: Hashable, find: Callable[[], Found]) -> Found:
    """Give what was found under a key before, else find it; without `keep` it is found anew.

    Args:
        session: A session.
        key: What is looked up.
        find: Finds it.
    """
    memory: dict[Hashable, Found] | None = session.info.get(KEPT)
    if memory is None:
        return find()
    if key not in memory:
        memory[key] = find()
    return memory[key]
