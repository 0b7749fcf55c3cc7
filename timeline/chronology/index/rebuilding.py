"""Have the index built anew in a process of its own, one at a time, when a server finds it old."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from timeline.settings import PREFIX

BEHIND = 2_000
"""From how many changed events on a new index is worth building while the old one answers."""
PAUSE_SECONDS = 60.0
"""How long a process waits before it has the same index built again."""
GENTLE = 10
"""How far the building stands back behind the serving; see `nice`."""
LOCK = "building"


class BeingBuilt(RuntimeError):
    """Another process builds the index already."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the right to build the index in a folder.

    Raises:
        BeingBuilt: If another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as held:
        if not _locked(held.fileno()):
            raise BeingBuilt(f"the index in {folder} is being built already")
        yield


def _locked(number: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Rebuilder:
    """Starts `timeline index build` for one database, and sees that it is not started too often."""

    def __init__(self, database: str) -> None:
        """Name the database by its address."""
        self.database = database
        self._lock = Lock()
        self._last = -PAUSE_SECONDS
        self._process: subprocess.Popen[bytes] | None = None

    def look(self, pending: int | None) -> None:
        """Have the index built where there is none that answers, or much has changed since."""
        if pending is not None and pending < BEHIND:
            return
        with self._lock:
            running = self._process is not None and self._process.poll() is None
            if running or time.monotonic() - self._last < PAUSE_SECONDS:
                return
            self._last = time.monotonic()
            self._process = _start(self.database)

    def wait(self, seconds: float) -> int | None:
        """Wait for what was started; give its exit code, None where nothing was."""
        return None if self._process is None else self._process.wait(seconds)


def _start(database: str) -> subprocess.Popen[bytes] | None:
    program = "from timeline.cli import main; main(['index', 'build'])"
    environment = {**os.environ, f"{PREFIX}DATABASE": database}
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, named here
            [sys.executable, "-c", program],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, GENTLE)
    return process


OURS: list[Rebuilder] = []
"""Who has the index of the database that this process serves built; nobody unless it serves."""


def keep_current(database: str) -> None:
    """Have the index of a database built anew from now on, whenever this process finds it old.

    Args:
        database: Its SQLAlchemy URL, password included.
    """
    OURS[:] = [Rebuilder(database)]


def look(pending: int | None) -> None:
    """Have the index built anew where that is needed, in a process that serves; returns at once.

    Args:
        pending: How many events were changed since it was built; None where none can answer.
    """
    for rebuilder in OURS:
        rebuilder.look(pending)
