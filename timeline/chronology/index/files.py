"""Save a segment beside the database, whole or not at all, and map it into memory again."""

import os
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
import numpy as np

from timeline.chronology.index.build import Built
from timeline.chronology.index.documents import Documents
from timeline.chronology.index.segment import Bitmaps, Columns, Segment

FORMAT = 5
"""Grows when the files change their form; an index of another form is built anew."""
LABEL = "label.json"
WORDS = "words.json"


class Label(msgspec.Struct, frozen=True):
    """What an index says of itself: its form, and the version of the data that it shows."""

    format: int
    version: int
    digest: str = ""
    """Of the revision that made this version, so that the index of other data is known as such."""
    events: int = 0
    seconds: float = 0.0


class NoIndex(LookupError):
    """There is no index that can be used; the message says why."""


def save(
    built: Built, folder: Path, label: Label, write: Callable[[Path], None] | None = None
) -> None:
    """Write an index into a folder of its own name; readers see the old one or the new one.

    Args:
        built: The segment.
        folder: Where the index lies; each build is a folder in it, `current` says which one counts.
        label: What it says of itself.
        write: Writes what is too large to be held into the folder of the build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f"{label.version}-", dir=folder))
    for field in fields(Columns):
        np.save(fresh / f"{field.name}.npy", getattr(built.segment.columns, field.name))
    np.save(fresh / "totals.npy", built.segment.totals)
    np.save(fresh / "bitmaps.npy", built.blob)
    places = np.array([(*value, *place) for value, place in built.places.items()], dtype=np.int64)
    np.save(fresh / "places.npy", places.reshape(-1, 4))
    (fresh / WORDS).write_bytes(msgspec.json.encode(list(built.segment.words)))
    if write is not None:
        write(fresh)
    (fresh / LABEL).write_bytes(msgspec.json.encode(label))
    pointer = folder / f"current.{os.getpid()}"
    pointer.write_text(fresh.name, encoding="utf-8")
    pointer.replace(folder / "current")
    for old in folder.iterdir():
        if old.is_dir() and old != fresh:
            shutil.rmtree(old, ignore_errors=True)


def mark_of(folder: Path) -> tuple[int, int] | None:
    """Give what changes whenever another build begins to count; None where none does."""
    try:
        found = (folder / "current").stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def current(folder: Path) -> tuple[Path, Label]:
    """Find the build that counts.

    Raises:
        NoIndex: If there is none, or it is of another form.
    """
    try:
        path = folder / (folder / "current").read_text(encoding="utf-8")
        label = msgspec.json.decode((path / LABEL).read_bytes(), type=Label)
    except (OSError, msgspec.MsgspecError) as error:
        raise NoIndex(f"there is no index in {folder}") from error
    if label.format != FORMAT:
        raise NoIndex(f"the index in {folder} is of form {label.format}, not {FORMAT}")
    return path, label


def load(path: Path) -> tuple[Segment, Documents]:
    """Map a build into memory; nothing is read before it is asked for.

    Raises:
        NoIndex: If a file is missing or damaged.
    """
    try:
        columns = Columns(**{field.name: _mapped(path, field.name) for field in fields(Columns)})
        places = _mapped(path, "places")
        blob = _mapped(path, "bitmaps")
        totals = _mapped(path, "totals")
        words = msgspec.json.decode((path / WORDS).read_bytes(), type=list[str])
        documents = Documents(path)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise NoIndex(f"the index in {path} is damaged: {error}") from error
    found = {(int(row[0]), int(row[1])): (int(row[2]), int(row[3])) for row in places}
    return Segment(columns, Bitmaps(found, blob), totals, words), documents


def _mapped(path: Path, name: str) -> Any:  # noqa: ANN401 - each array has a type of its own
    return np.asarray(np.load(path / f"{name}.npy", mmap_mode="r"))
