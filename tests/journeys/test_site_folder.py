"""Open the folder of a chronology from the disk in a browser, without server and scripts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def folder(seeded, tmp_path_factory) -> Path:
    """Write the folder of Japan with the command."""
    target = tmp_path_factory.mktemp("folder") / "japan"
    command = [Path(sys.executable).with_name("timeline"), "export", "--actor", "japan"]
    done = subprocess.run(
        [*command, "--format", "site", "-o", target],
        env={"TIMELINE_DATABASE": seeded("sqlite"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


def test_a_reader_walks_through_the_folder(browser, folder):
    """From the list to an event, its note, the source and back; nothing is asked of the net."""
    page = browser.new_page(java_script_enabled=False)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: wrong.append(asked.url) if asked.url[:5] != "file:" else None)
    page.on("requestfailed", lambda asked: wrong.append(asked.url))

    page.goto((folder / "index.html").as_uri(), timeout=60_000)
    assert page.locator("article").count() > 20
    assert page.locator("svg rect").count() > 3
    page.locator("article h3 > a").first.click()
    page.wait_for_url(re.compile("/events/"))
    page.locator("ol li a", has_text="Source").first.click()
    page.wait_for_url(re.compile("/sources.html#source-"))
    assert page.locator(":target").count() == 1
    page.locator("nav a").click()
    page.wait_for_url(re.compile("/index.html"))
    page.close()

    assert [] == wrong


def test_a_folder_in_use_is_left_alone(seeded, folder):
    """The command refuses to write over what is there."""
    command = [Path(sys.executable).with_name("timeline"), "export", "--format", "site"]
    again = subprocess.run(
        [*command, "-o", folder],
        env={"TIMELINE_DATABASE": seeded("sqlite"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (1, "") == (again.returncode, again.stdout)
    assert "not empty" in again.stderr
