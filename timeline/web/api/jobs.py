"""Set long documents behind the page: a bounded queue that all server processes share."""

import fcntl
import hashlib
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from werkzeug.exceptions import ServiceUnavailable

from timeline import shapes
from timeline.exports import FORMATS, Format, Head, NotInstalled, TooMany
from timeline.exports.documents.engine import Failed
from timeline.web.session import service

log = logging.getLogger(__name__)

QUEUE = 20
"""How many documents may wait; more are asked to come again."""
KEPT_SECONDS = 3600
"""How long a finished document is kept."""
WAIT_SECONDS = 20
"""How long a short document waits for its turn."""
DECODER = msgspec.json.Decoder(shapes.Event)

_turns = threading.BoundedSemaphore(2)
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="documents")


class Order(msgspec.Struct, frozen=True):
    """What a job is to make: a form, under a head, from the events beside it."""

    form: str
    head: Head
    begun: float


@dataclass(frozen=True, slots=True)
class Job:
    """A document in the making, as a folder: the order, its events, and in the end the result."""

    folder: Path

    @property
    def key(self) -> str:
        """What it is asked for by."""
        return self.folder.name

    @property
    def order(self) -> Order:
        """What it is to make."""
        return msgspec.json.decode((self.folder / "order.json").read_bytes(), type=Order)

    @property
    def result(self) -> Path:
        """Where the document lies when it is made."""
        return self.folder / "result"

    @property
    def failure(self) -> str:
        """What went wrong; empty as long as nothing has."""
        try:
            return (self.folder / "failure").read_text(encoding="utf-8")
        except OSError:
            return ""

    @property
    def at_work(self) -> bool:
        """Whether a process that still runs has it in hand."""
        try:
            os.kill(int((self.folder / "owner").read_text()), 0)
        except (OSError, ValueError):
            return False
        return True


@contextmanager
def turn() -> Iterator[None]:
    """Let few documents be set at a time in one process.

    Raises:
        ServiceUnavailable: If the others take too long.
    """
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise busy()
    try:
        yield
    finally:
        _turns.release()


def busy() -> ServiceUnavailable:
    """Say that others come first."""
    return ServiceUnavailable("Many documents are being set just now; come again.", retry_after=30)


def root() -> Path:
    """Give the folder of the jobs of this installation, which only its own user can read."""
    settings = service().settings
    name = hashlib.sha256(f"{os.getuid()} {settings.database}".encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"timeline-jobs-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise ServiceUnavailable("The folder for documents belongs to another user.")
    return folder


def begin(key: str, made: Format, head: Head, events: Iterable[shapes.Event]) -> Job:
    """Begin a job, or find the one that makes the same.

    Args:
        key: What tells the document from every other one; the same key is the same document.
        made: Its form.
        head: Its head.
        events: Its events, which are read now, so that the document is of this version.

    Raises:
        ServiceUnavailable: If too many wait already.
    """
    sweep(root())
    job = Job(root() / key)
    if not job.folder.exists():
        if sum(1 for one in jobs_in(root()) if not (one.result.exists() or one.failure)) >= QUEUE:
            raise busy()
        _write_order(job, made, head, events)
    take_up(job)
    return job


def _write_order(job: Job, made: Format, head: Head, events: Iterable[shapes.Event]) -> None:
    """Write an order whole, and only then put it where others see it."""
    with tempfile.TemporaryDirectory(dir=root(), prefix="new-") as name:
        folder = Path(name)
        with (folder / "events.jsonl").open("wb") as file:
            file.writelines(msgspec.json.encode(event) + b"\n" for event in events)
        order = Order(made.name, head, time.time())
        (folder / "order.json").write_bytes(msgspec.json.encode(order))
        moved = folder.with_name(f"whole-{folder.name}")
        shutil.copytree(folder, moved)
        try:
            moved.rename(job.folder)
        except OSError:  # another process was quicker with the same document
            shutil.rmtree(moved, ignore_errors=True)


def jobs_in(folder: Path) -> tuple[Job, ...]:
    """List the jobs of a folder."""
    return tuple(Job(one.parent) for one in folder.glob("[0-9a-f]*/order.json"))


def sweep(folder: Path) -> None:
    """Throw away what was finished an hour ago, and what nobody finished in two."""
    now = time.time()
    for job in jobs_in(folder):
        for name, kept in (("result", 1), ("failure", 1), ("order.json", 2)):
            path = job.folder / name
            if path.exists() and now - path.stat().st_mtime > kept * KEPT_SECONDS:
                shutil.rmtree(job.folder, ignore_errors=True)
                break


def take_up(job: Job) -> None:
    """Take a job in hand, if nobody has it."""
    if job.result.exists() or job.failure or job.at_work:
        return
    (job.folder / "owner").write_text(str(os.getpid()))
    _worker.submit(_make, job)


def _make(job: Job) -> None:
    """Make the document of a job, one at a time in all processes."""
    try:
        with (job.folder.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            order = job.order
            with (job.folder / "events.jsonl").open("rb") as lines:
                events = (DECODER.decode(line) for line in lines)
                part = job.folder / "part"
                with part.open("wb") as file:
                    file.writelines(FORMATS[order.form].stream(events, order.head))
            part.rename(job.result)
    except (Failed, NotInstalled, TooMany) as error:
        (job.folder / "failure").write_text(str(error), encoding="utf-8")
    except FileNotFoundError:
        log.info("a document was thrown away before it was made")
    except Exception:
        log.exception("a document could not be made")
        said = "something is wrong on our side; it has been written to the log"
        (job.folder / "failure").write_text(said, encoding="utf-8")
