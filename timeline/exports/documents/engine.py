"""Run pandoc as a program of its own: closed off, bounded, and the same every time."""

import os
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from timeline.exports.form import NotInstalled

MEGABYTES = 1536
"""Heap that pandoc may take; 10,000 sources need about 1,100."""
SECONDS = 240
OUT_OF_HEAP = 251
MISSING = (
    "this form is made by pandoc, which comes with the extra `export`:"
    " pip install 'geopolitical-timeline[export]'"
)


class Failed(RuntimeError):
    """A document could not be set; the message says by what and why."""


@cache
def pandoc() -> str:
    """Find the program that comes with the extra `export`.

    Raises:
        NotInstalled: If the extra is not installed.
    """
    try:
        module: Any = import_module("pypandoc")
        return str(module.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise NotInstalled(MISSING) from error


def installed() -> bool:
    """Tell whether there is a pandoc."""
    try:
        pandoc()
    except NotInstalled:
        return False
    return True


def run(arguments: Sequence[str], given: bytes, folder: Path, epoch: int) -> bytes:
    """Run pandoc on a text and give what it writes.

    It reads no file but those named (`--sandbox`), and knows the time only as it is told, so that
    the same text always gives the same bytes.

    Args:
        arguments: What it is to do.
        given: Its standard input.
        folder: Where it runs; files are named from here.
        epoch: The time that the document bears, in seconds since 1970 (SOURCE_DATE_EPOCH).

    Raises:
        NotInstalled: If there is no pandoc.
        Failed: If it takes too long or too much memory, or says that something is wrong.
    """
    command = [pandoc(), "+RTS", f"-M{MEGABYTES}M", "-RTS", "--sandbox", *arguments]
    done = _done(command, given, folder, epoch)
    if done.returncode == OUT_OF_HEAP:
        raise Failed(f"pandoc needs more than {MEGABYTES} MB for this; ask for fewer events")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split()
        raise Failed(f"pandoc could not set the document: {' '.join(said)[:300]}")
    return done.stdout


def _done(
    command: Sequence[str], given: bytes, folder: Path, epoch: int
) -> subprocess.CompletedProcess[bytes]:
    surroundings = {
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "SOURCE_DATE_EPOCH": str(epoch),
    }
    try:
        return subprocess.run(  # noqa: S603 - the program is pandoc, its arguments are our own
            command,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd=folder,
            env=surroundings,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"pandoc took longer than {SECONDS} seconds; ask for fewer events") from error
    except OSError as error:
        raise Failed(f"pandoc cannot be started: {error.strerror}") from error
