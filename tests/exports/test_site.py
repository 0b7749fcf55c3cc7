"""Hold the folder of pages to its promises: whole, safe, listed, and sound HTML."""

import io
import json
import re
import subprocess
import zipfile
from hashlib import sha256
from html import unescape

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from timeline.exports import FORMATS, File, Head, TooMany
from timeline.exports.items import items
from timeline.exports.plain_text import file_name, one_line
from timeline.exports.site import site_files

SAFE = re.compile(r"([a-z]+/)?[A-Za-z0-9-]+(\.[a-z]+){1,2}\Z")
ALLOWED = set(
    "html head meta title style body nav p a main h1 h2 h3 figure svg rect text figcaption article "
    "span sup dl dt dd code bdi br table tr th td ol ul li i".split()
)


def folder(events, head) -> dict[str, bytes]:
    """Make the folder of events: bodies by path."""
    return {one.path: one.body for one in site_files(events, head)}


@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_whatever_texts_hold_they_are_shown_as_text(data, an_event, head):
    """Every page has our elements only, every title, and no address but those of the web."""
    events = data.draw(st.lists(an_event, max_size=3, unique_by=lambda one: one.id or one.title))

    made = folder(events, head)

    assert all(SAFE.match(path) for path in made)
    assert len(made) == 2 + len(events) + 6 + 3
    for path, body in made.items():
        if path.endswith(".html"):
            text = body.decode()
            assert set(re.findall(r"<([a-z0-9]+)", text)) <= ALLOWED
            assert not re.search(r'href="(?!https?://|[#a-z0-9./-]+")', text, re.IGNORECASE)
            assert not re.search(r"\son[a-z]+=", re.sub(r"<style>.*?</style>|>[^<]*<", "", text))
    index = unescape(made["index.html"].decode())
    assert all(one_line(event.title) in index for event in events)


def test_the_manifest_lists_every_file(hostile_events, head):
    """Each file is listed with its size and SHA-256; the same events make the same bytes."""
    made = folder(hostile_events, head)
    listed = {one["path"]: one for one in json.loads(made["manifest.json"])["files"]}

    assert set(made) - {"manifest.json"} == set(listed)
    assert all(sha256(made[path]).hexdigest() == one["sha256"] for path, one in listed.items())
    assert made == folder(hostile_events, head)


def test_links_lead_to_what_is_there(hostile_events, head):
    """Every link within the folder finds its file, and the place in it."""
    made = folder(hostile_events, head)
    places = {
        path: set(re.findall(r'\sid="([^"]+)"', body.decode()))
        for path, body in made.items()
        if path.endswith(".html")
    }

    missing = []
    for path in places:
        for to in re.findall(r'href="((?!https?:)[^"]+)"', made[path].decode()):
            file, _hash, anchor = to.partition("#")
            found = "/".join([*path.split("/")[:-1], file]) if file else path
            found = re.sub(r"[a-z]+/\.\./", "", found)
            if found not in made or (anchor and anchor not in places[found]):
                missing.append((path, to))
    assert [] == missing


def test_every_source_is_listed_and_every_citation_noted(hostile_events, head):
    """Notes are as many as citations, and the list of sources has each source once."""
    made = folder(hostile_events, head)

    notes = sum(body.count(b'<li id="note-') for body in made.values())
    assert sum(len(event.citations) for event in hostile_events) == notes
    assert len(list(items(hostile_events))) == made["sources.html"].count(b"<li id=")


def test_the_packed_folder_is_the_folder(hostile_events, head):
    """The zip file holds the files as they are."""
    body = b"".join(FORMATS["site"].stream(hostile_events, head))

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        held = [File(name, archive.read(name)) for name in archive.namelist()]
    assert list(site_files(hostile_events, head)) == held


def test_too_many_events_are_refused():
    """A folder that no browser would open is not begun."""
    with pytest.raises(TooMany, match="20,000 events at most"):
        next(FORMATS["site"].stream([], Head(title="x", certain=20_001)))


def test_the_html_checker_finds_no_fault(hostile_events, head, checker, tmp_path):
    """The Nu HTML checker has nothing to say."""
    made = folder(hostile_events[:60], head)
    paths = []
    for path in (
        "index.html",
        "sources.html",
        *[one for one in made if one.startswith("events/")][:8],
    ):
        target = tmp_path / path.replace("/", "-")
        target.write_bytes(made[path])
        paths.append(target)

    said = subprocess.run(
        [*checker("vnu"), "--errors-only", "--format", "json", *paths],
        capture_output=True,
        text=True,
        check=False,
    )

    assert [] == [one["message"] for one in json.loads(said.stderr)["messages"]][:5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Summit of 2012", "the-summit-of-2012"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-"),
        ("東京", "event"),
        ("a" * 300, "a" * 80),
    ],
    ids="plain climbing device unlettered long".split(),
)
def test_names_of_files_are_taken_everywhere(text, expected):
    """A name has small letters, digits and hyphens, and none that a system keeps for itself."""
    assert expected == file_name(text, "event")
