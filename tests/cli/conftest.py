"""Give the commands' tests a way to run them as a person does, and to see all that comes out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import main

PROGRAM = Path(sys.executable).with_name("timeline")


@pytest.fixture
def run(monkeypatch) -> Callable[..., Result]:
    """Give what runs a command in this process, on a database."""

    def invoke(url: str, *words: str, given: str | None = None) -> Result:
        monkeypatch.setenv("TIMELINE_DATABASE", url)
        return CliRunner().invoke(main, list(words), input=given)

    return invoke


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Give what runs a command as a process of its own, on a database."""

    def invoke(url: str, *words: str | bytes, **more: str) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | {"TIMELINE_DATABASE": url} | more
        return subprocess.run(
            [PROGRAM, *words], env=environment, capture_output=True, check=False, timeout=60
        )

    return invoke
