"""Copy a whole database while it is in use, and put a copy into an empty place."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

from timeline.store.session import BadDatabase


class CopyFailed(OSError):
    """A copy could not be made or put back; nothing was left behind."""


def back_up(url: URL, target: Path) -> None:
    """Write a copy of the database as it is at one moment; it appears only when it is whole.

    Args:
        url: The database. SQLite is copied by its own backup function, PostgreSQL by `pg_dump`
            in its custom format.
        target: The file; it must not be there yet.

    Raises:
        CopyFailed: If it is there, cannot be written, or the copy is not sound.
    """
    if target.exists():
        raise CopyFailed(f"{target} is there already; choose another name")
    beside = target.with_name(target.name + ".part")
    try:
        if url.get_backend_name() == "sqlite":
            _copy_sqlite(Path(str(url.database)), beside)
        else:
            _run(["pg_dump", "--format=custom", "--file", str(beside), "--dbname", _address(url)])
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise CopyFailed(f"there is no database {source}")
    reading, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(copy, pages=-1)
        sound = copy.execute("pragma integrity_check").fetchone()[0]
        if sound != "ok":
            raise CopyFailed(f"the copy is not sound: {sound}")
    except sqlite3.Error as error:
        raise CopyFailed(f"{source} cannot be copied: {error}") from error
    finally:
        reading.close()
        copy.close()


def put_back(source: Path, url: URL) -> None:
    """Put a copy where there is no database yet.

    Args:
        source: A file that `back_up` has written.
        url: Where it goes: an SQLite file that is not there, an empty PostgreSQL database.

    Raises:
        CopyFailed: If the place is taken, or the file is no copy of that kind.
    """
    if not source.is_file():
        raise CopyFailed(f"there is no file {source}")
    if url.get_backend_name() != "sqlite":
        _run(
            ["pg_restore", "--exit-on-error", "--no-owner", "--dbname", _address(url), str(source)]
        )
        return
    target = Path(str(url.database))
    if target.exists():
        raise CopyFailed(f"{target} is there already; restore into an empty place")
    with source.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise CopyFailed(f"{source} is not a copy of an SQLite database")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, beside)
        os.sync()
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise BadDatabase(f"{command[0]} is not on this machine; install the PostgreSQL client")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise CopyFailed(done.stderr.strip().splitlines()[-1] if done.stderr else "it failed")
