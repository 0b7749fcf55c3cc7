"""Keep the index of a database in memory, at the version of the data that is asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pyroaring import BitMap
from sqlalchemy import func, select
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from timeline.chronology.index.build import build
from timeline.chronology.index.files import FORMAT, Label, NoIndex, current, load, save
from timeline.chronology.index.segment import Segment
from timeline.store.revisions import Revision

MOST_PENDING = 20_000
"""From how many changed events on an index is no longer brought up but must be built anew."""


@dataclass(frozen=True, slots=True)
class View:
    """The index at one version of the data: the base, what it hides, what was changed since."""

    version: int
    base: Segment
    hidden: BitMap
    delta: Segment


class Holder:
    """The index of one database in this process."""

    def __init__(self, folder: Path) -> None:
        """Name the folder in which the index lies."""
        self.folder = folder
        self._lock = Lock()
        self._path: Path | None = None
        self._label: Label | None = None
        self._base: Segment | None = None
        self._view: View | None = None

    def view(self, session: Session) -> View | None:
        """Give the index at the version that the session sees; None where it cannot answer."""
        try:
            with self._lock:
                return self._at(session, _version(session))
        except NoIndex:
            return None

    def _at(self, session: Session, version: int) -> View | None:
        path, label = current(self.folder)
        if path != self._path:
            self._base, self._path, self._label, self._view = load(path), path, label, None
        if self._view is not None and self._view.version == version:
            return self._view
        if self._base is None or version < label.version:
            return None
        changed = _changed(session, label.version)
        if len(changed) > MOST_PENDING:
            return None
        hidden = self._base.ordinals_of(changed)
        delta = build(session, changed).segment
        self._view = View(version, self._base, hidden, delta)
        return self._view


def _version(session: Session) -> int:
    return session.execute(select(func.coalesce(func.max(Revision.id), 0))).scalar_one()


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
    version = _version(session)
    built = build(session, progress=progress)
    label = Label(FORMAT, version, len(built.segment), round(time.monotonic() - started, 2))
    save(built, folder, label)
    return label


def index_folder(url: URL) -> Path | None:
    """Tell where the index of a database lies: beside an SQLite file; nowhere for others."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(f"{url.database}.index")


HOLDERS: dict[Path, Holder] = {}


def holder_of(url: URL) -> Holder | None:
    """Give the holder of a database; the same one for all sessions of this process."""
    folder = index_folder(url)
    return None if folder is None else HOLDERS.setdefault(folder, Holder(folder))
