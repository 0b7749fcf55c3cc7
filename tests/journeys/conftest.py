"""Give the journeys a served site with the seeds in it, and a real browser to walk through it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def site(seeded, tmp_path_factory) -> Iterator[str]:
    """Serve the seeds, on SQLite, in a process of its own; gives the address, no slash at its end.

    The journeys share it: one that writes takes `own_site`.
    """
    with _serving(seeded("sqlite"), tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def own_site(seeded_url, tmp_path) -> Iterator[str]:
    """Serve a copy of the seeds that the journey may change, once on each kind of database."""
    with _serving(seeded_url, tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def browser(absent) -> Iterator[Browser]:
    """Start the machine's own Chromium; nothing is downloaded."""
    program = _chromium()
    if program is None:
        absent("no Chromium; Debian: apt install chromium, or name one in CHROMIUM")
    try:
        playwright = sync_playwright().start()
    except Exception as reason:  # noqa: BLE001 (a driver that does not start has no class for it)
        absent(f"Playwright's driver does not start ({reason}); Debian: apt install libatomic1")
    browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
    yield browser
    browser.close()
    playwright.stop()


@pytest.fixture
def context(browser, site) -> Iterator[BrowserContext]:
    """Open a fresh profile whose relative addresses are the site's."""
    context = browser.new_context(base_url=site, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context) -> Iterator[Page]:
    """Open a page; at the end nothing may have gone wrong in it or have left the machine.

    A refused address counts as wrong: a journey to one opens its own page in `context`.
    """
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.extend(_abroad(request.url)))
    yield page
    assert wrong == []


def _abroad(url: str) -> list[str]:
    """Complain of a request to anything but the site itself."""
    at_home = ("http://127.0.0.1:", "data:", "blob:", "about:")
    return [] if url.startswith(at_home) else [f"asked for {url}"]


def _chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    found = [shutil.which(name) for name in (named, *NAMES) if name]
    return next(
        (program for program in [*found, *PLACES] if program and Path(program).exists()), None
    )


@contextmanager
def _serving(database: str, folder: Path) -> Iterator[str]:
    """Run `timeline serve` on a free port until the journeys have ended."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [Path(sys.executable).with_name("timeline"), "serve"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    log = folder / "serve.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            command,
            env=os.environ | {"TIMELINE_DATABASE": database},
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            _wait_for(server, f"http://127.0.0.1:{port}/healthz", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _ in range(200):
        if server.poll() is not None:
            break
        if _answers(url):
            return
        time.sleep(0.1)
    pytest.fail(f"the site did not start:\n{log.read_text()}", pytrace=False)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False
