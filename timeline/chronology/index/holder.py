"""Keep the index of a database in memory, at the version of the data that is asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.chronology.index.build import build
from timeline.chronology.index.documents import Documents, write
from timeline.chronology.index.files import FORMAT, Label, NoIndex, current, load, mark_of, save
from timeline.chronology.index.place import index_folder
from timeline.chronology.index.segment import Segment
from timeline.chronology.stamp import data_version, known_version
from timeline.store.revisions import Revision

MOST_PENDING = 20_000
"""From how many changed events on an index is no longer brought up but must be built anew."""
LOOK_SECONDS = 1.0
"""How often a process looks for a newer build while the one that it has answers."""


class Texts:
    """Keeps what the last searches for words have found in base and delta, so many events at most.

    A page, its count and its facets ask for the same words one after the other.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._found: dict[str, tuple[BitMap, BitMap]] = {}

    def get(self, asked: str) -> tuple[BitMap, BitMap] | None:
        """Give what was found; None where it is not kept."""
        return self._found.get(asked)

    def keep(self, asked: str, found: tuple[BitMap, BitMap]) -> None:
        """Keep what was found, and let go of what was found longest ago."""
        with self._lock:
            self._found[asked] = found
            while len(self._found) > 1 and self._kept() > MOST_FOUND:
                del self._found[next(iter(self._found))]

    def _kept(self) -> int:
        return sum(LEAST_FOUND + len(base) for base, _delta in self._found.values())


MOST_FOUND = 4_000_000
"""How many events the searches that are kept have found together."""
LEAST_FOUND = 10_000
"""As how many events a search counts that has found hardly any."""


@dataclass(frozen=True, slots=True)
class View:
    """The index at one version of the data: the base, what it hides, what was changed since.

    `documents` are those of the base, `pending` is how many events were changed since the base was
    built, `texts` what was found by words at this version.
    """

    version: int
    base: Segment
    documents: Documents
    hidden: BitMap
    delta: Segment
    pending: int
    texts: Texts = field(default_factory=Texts)


class Holder:
    """The index of one database in this process."""

    def __init__(self, folder: Path) -> None:
        """Name the folder in which the index lies."""
        self.folder = folder
        self._lock = Lock()
        self._mark: object = None
        self._label: Label | None = None
        self._base: tuple[Segment, Documents] | None = None
        self._looked = 0.0
        self._view: View | None = None

    def view(self, session: Session) -> View | None:
        """Give the index at the version that the session sees; None where it cannot answer."""
        view = self._view
        if view is not None and view.version == known_version(session) and not self._to_look():
            return view
        try:
            with self._lock:
                return self._at(session, data_version(session))
        except NoIndex:
            return None

    def _to_look(self) -> bool:
        """Tell whether it is time to see if another build has come; its answers would be equal."""
        return time.monotonic() > self._looked + LOOK_SECONDS

    def _at(self, session: Session, version: int) -> View | None:
        self._looked = time.monotonic()
        mark = mark_of(self.folder)
        if mark != self._mark or self._base is None or self._label is None:
            path, label = current(self.folder)
            self._base, self._label, self._mark, self._view = load(path), label, mark, None
        if self._view is not None and self._view.version == version:
            return self._view
        built_at = self._label.version
        if version < built_at or _digest(session, built_at) != self._label.digest:
            return None
        changed = _changed(session, built_at)
        if len(changed) > MOST_PENDING:
            return None
        base, documents = self._base
        hidden = base.ordinals_of(changed)
        delta = build(session, changed).segment
        self._view = View(version, base, documents, hidden, delta, len(changed))
        return self._view


def _digest(session: Session, version: int) -> str:
    """Tell the revision that made a version by time and digest: others where the data differ."""
    found = session.execute(
        select(Revision.at, Revision.digest).where(Revision.id == version)
    ).first()
    return "" if found is None else f"{found[0]} {found[1].hex()}"


def _changed(session: Session, since: int) -> list[int]:
    """List the events that have changed since a version."""
    rows = session.execute(
        select(Revision.record_id)
        .where(Revision.id > since, Revision.record == "event")
        .distinct()
        .limit(MOST_PENDING + 1)
    )
    return list(rows.scalars())


def rebuild(session: Session, folder: Path, progress: Callable[[str], None] | None = None) -> Label:
    """Build the index anew and save it; readers go on with the old one until it is whole."""
    started = time.monotonic()
    version = data_version(session)
    digest = _digest(session, version)
    built = build(session, progress=progress)
    seconds = round(time.monotonic() - started, 2)
    label = Label(FORMAT, version, digest, len(built.segment), seconds)
    if progress is not None:
        progress("documents")
    save(built, folder, label, partial(write, session, built.segment))
    return label


HOLDERS: dict[Path, Holder] = {}


def holder_of(session: Session) -> Holder | None:
    """Give the holder of the database of a session; the same one for all of this process."""
    folder = index_folder(session)
    return None if folder is None else HOLDERS.setdefault(folder, Holder(folder))
