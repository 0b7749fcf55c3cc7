"""Tell where an index lies: beside an SQLite file, else in the user's data folder."""

from hashlib import sha256
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from timeline.chronology.stamp import engine_of
from timeline.settings import user_database
from timeline.store.revisions import Revision

FOLDERS: WeakKeyDictionary[Engine, Path] = WeakKeyDictionary()
"""The folders of databases that are open, so that none is asked twice."""


def index_folder(session: Session) -> Path | None:
    """Tell where the index of the database of a session lies; None where it can have none.

    A database on a server is known by its name and by its first revision, which is the same on the
    primary and its replicas, through whatever address they are reached.
    """
    engine = engine_of(session)
    folder = FOLDERS.get(engine)
    if folder is None:
        folder = _beside(engine) if engine.dialect.name == "sqlite" else _apart(session, engine)
        if folder is not None:
            FOLDERS[engine] = folder
    return folder


def _beside(engine: Engine) -> Path | None:
    file = engine.url.database
    return Path(f"{file}.index") if file and file != ":memory:" else None


def _apart(session: Session, engine: Engine) -> Path | None:
    first = session.execute(
        select(Revision.at, Revision.digest).order_by(Revision.id).limit(1)
    ).first()
    own = make_url(user_database()).database
    if first is None or own is None:
        return None
    mark = sha256(f"{engine.url.database} {first[0]} ".encode() + first[1]).hexdigest()
    return Path(own).parent / "index" / mark[:24]
