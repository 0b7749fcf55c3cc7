"""Keep what was looked up once: for one answer, or for as long as the data stay as they are."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline.chronology.stamp import engine_of, known_version

KEPT = "kept"
MOST = 20_000
"""How many things found are kept of one database; at one more all of them go."""
Found = TypeVar("Found")


@dataclass(slots=True)
class Memory:
    """What was looked up at one version of the data of one database."""

    version: int = -1
    found: dict[Hashable, Any] = field(default_factory=dict)


MEMORIES: WeakKeyDictionary[Engine, Memory] = WeakKeyDictionary()
LOCK = Lock()


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
    memory = _memory(session)
    if memory is None:
        return find()
    if key in memory:
        found: Found = memory[key]
        return found
    found = find()
    memory[key] = found
    return found


def _memory(session: Session) -> dict[Hashable, Any] | None:
    version = known_version(session)
    if version is None:
        own: dict[Hashable, Any] | None = session.info.get(KEPT)
        return own
    engine = engine_of(session)
    with LOCK:
        memory = MEMORIES.get(engine)
        if memory is None or memory.version != version or len(memory.found) >= MOST:
            MEMORIES[engine] = memory = Memory(version)
    return memory.found
