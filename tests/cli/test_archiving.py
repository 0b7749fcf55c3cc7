"""Hold archives to their promises: an empty installation becomes the same, nothing slips in."""

import io
import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from timeline.chronology.filter import parse
from timeline.chronology.listing import every_document
from timeline.cli.archiving import archive_of, take_whole
from timeline.exports import Head
from timeline.intake.file import read
from timeline.intake.table import BadTable
from timeline.intake.zipped import Archive, is_archive
from timeline.review.imports import Manner, run_import
from timeline.store.session import open_engine, reading, writing
from timeline.store.tables import NotEmpty, fill, is_empty

EVERYTHING = parse({}, strict=True)


def write(engine, path: Path, query: str = "", **asked: list[str]) -> Path:
    """Write the archive of a filter into a file."""
    head = Head(title="All", query=query, version=7, changed="2026-11-22T10:00:00Z")
    with reading(engine) as session:
        path.write_bytes(b"".join(archive_of(session, parse(asked, strict=True), head)))
    return path


def documents(engine) -> list[bytes]:
    """Read every accepted event as JSON."""
    with reading(engine) as session:
        return list(every_document(session, EVERYTHING))


def contents(path: Path) -> dict[str, str]:
    """Give the digest of each file of an archive."""
    return {one.path: one.sha256 for one in Archive.open(path).manifest.files}


@pytest.fixture(params=["sqlite", "postgresql"])
def seeded_engine(request, seeded):
    """Open a seeded database, once of each kind, to be read only."""
    engine = open_engine(seeded(request.param))
    yield engine
    engine.dispose()


@pytest.fixture
def whole(seeded, tmp_path) -> Path:
    """Give the archive of the seeds."""
    engine = open_engine(seeded("sqlite"))
    path = write(engine, tmp_path / "whole.zip")
    engine.dispose()
    return path


def test_an_empty_installation_becomes_the_same(seeded_engine, engine, tmp_path):
    """Events, revisions, ids and the archive itself come out again, on any database."""
    path = write(seeded_engine, tmp_path / "whole.zip")

    rows = take_whole(engine, path)

    assert rows
    assert documents(seeded_engine) == documents(engine)
    again = write(engine, tmp_path / "again.zip")
    assert contents(path) == contents(again)
    assert sha256(path.read_bytes()).digest() == sha256(again.read_bytes()).digest()
    with reading(engine) as session:
        found = parse({"q": ["Gazprom"]}, strict=True)
        assert list(every_document(session, found))


def test_a_changed_archive_leaves_nothing_behind(whole, engine):
    """Where an archive is refused, the database stays empty."""
    with pytest.raises(BadTable):
        take_whole(engine, changed(whole, other_word))
    with reading(engine) as session:
        assert is_empty(session)


def test_a_copy_goes_on_where_the_first_stands(whole, engine):
    """What is entered into a copy gets ids that were never given, and its own revisions."""
    take_whole(engine, whole)
    with reading(engine) as session:
        highest = max(json.loads(body)["id"] for body in every_document(session, EVERYTHING))
    item = next(read(Path("seeds")))
    with writing(engine) as session:
        report = run_import(session, [item], Manner("again", "folder", "", "editor"))

    assert not report.changed
    assert highest >= len(documents(engine))


def test_a_filter_goes_into_an_empty_installation(seeded_engine, engine, tmp_path):
    """Events of a filter come with actors, ties, themes, places and sources, and say the same."""
    path = write(seeded_engine, tmp_path / "japan.zip", "actor=japan", actor=["japan"])

    assert take_whole(engine, path) is None
    with writing(engine) as session:
        report = run_import(session, read(path), Manner("japan", "archive", "", "editor"))

    assert [] == report.refusals
    with reading(seeded_engine) as session:
        expected = [
            stated(b) for b in every_document(session, parse({"actor": ["japan"]}, strict=True))
        ]
    assert expected == [stated(body) for body in documents(engine)]


def stated(body: bytes) -> dict:
    """Leave of an event what another installation can have in common; links may lead outside."""
    event = json.loads(body)
    return {key: event[key] for key in event if key not in {"id", "links", "revision", "updated"}}


def test_links_within_the_filter_are_kept(seeded_engine, engine, tmp_path):
    """A link between two events of an archive is there again."""
    path = write(seeded_engine, tmp_path / "all.zip", "from=1800", **{"from": ["1800"]})
    expected = sum(len(json.loads(body)["links"]) for body in documents(seeded_engine))

    with writing(engine) as session:
        run_import(session, read(path), Manner("all", "archive", "", "editor"))

    assert expected == sum(len(json.loads(body)["links"]) for body in documents(engine)) > 0


def test_a_filled_database_is_left_alone(whole, engine):
    """A whole archive never goes over what is there."""
    take_whole(engine, whole)
    before = documents(engine)

    assert take_whole(engine, whole) is None
    with writing(engine) as session, pytest.raises(NotEmpty, match="not empty"):
        fill(session, lambda _name: ())
    assert before == documents(engine)


def test_the_same_is_the_same_bytes(seeded_engine, tmp_path):
    """Two archives of one version are one file."""
    first = write(seeded_engine, tmp_path / "1.zip").read_bytes()

    assert first == write(seeded_engine, tmp_path / "2.zip").read_bytes()


def changed(whole: Path, change) -> Path:
    """Write an archive anew, with its files changed."""
    with zipfile.ZipFile(whole) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    path = whole.with_name("changed.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in change(files):
            archive.writestr(name, body)
    return path


def other_word(files):
    """Change one word of an event."""
    return [
        (name, body.replace(b"Gazprom", b"Gazpram") if name == "events.jsonl" else body)
        for name, body in files
    ]


def listed(name, body):
    """Add a file, and to the manifest as well."""

    def change(files):
        manifest = json.loads(dict(files)["manifest.json"])
        digest = sha256(body).hexdigest()
        manifest["files"].append({"path": name, "bytes": len(body), "sha256": digest})
        kept = [(one, text) for one, text in files if one != "manifest.json"]
        return [*kept, (name, body), ("manifest.json", json.dumps(manifest).encode())]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_word, "events.jsonl is not what the manifest says; nothing is taken in"),
        (lambda files: files[1:], "does not hold the files that its manifest lists"),
        (lambda files: [*files, ("more.txt", b"x")], "does not hold the files"),
        (lambda files: [*files[:-1], ("manifest.json", b"{")], "manifest.json: "),
        (lambda files: [*files[:-1], ("manifest.json", b"x" * 2_000_000)], "no manifest"),
        (listed("../../etc/passwd", b"x"), "is no file of an archive"),
        (listed("/etc/passwd", b"x"), "is no file of an archive"),
        (listed("state/../../x.jsonl", b"x"), "is no file of an archive"),
        (listed("state/bomb.jsonl", b"0" * 400_000_000), "would unpack to more than"),
    ],
    ids="word missing added broken long climbing absolute hidden bomb".split(),
)
def test_a_changed_archive_is_refused(change, said, whole):
    """An archive is not opened when a byte of it, a name or its size is not as listed."""
    path = changed(whole, change)

    with pytest.raises(BadTable, match=re.escape(said)):
        Archive.open(path)


def test_a_lying_size_is_found_out(whole):
    """A file that unpacks to more than its manifest says is refused while it is read."""

    def smaller(files):
        manifest = json.loads(files[-1][1])
        manifest["files"][0]["bytes"] = 3
        return [*files[:-1], ("manifest.json", json.dumps(manifest).encode())]

    with pytest.raises(BadTable, match="is not what the manifest says"):
        Archive.open(changed(whole, smaller))


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 and no more", b"not a zip"])
def test_what_is_no_archive_is_told(body, tmp_path):
    """Damaged files are no archives, and that is said without a traceback."""
    path = tmp_path / "x.zip"
    path.write_bytes(body)

    assert not is_archive(path)


def test_the_commands_do_it(seeded, tmp_path):
    """`export -o x.zip` and `import x.zip` make a copy of an installation."""
    program = Path(sys.executable).with_name("timeline")
    copy = f"sqlite:///{tmp_path / 'copy.sqlite'}"
    path = tmp_path / "all.zip"

    def run(database: str, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *words],
            env={"TIMELINE_DATABASE": database, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    assert 0 == run(seeded("sqlite"), "export", "-o", path).returncode
    assert 0 == run(copy, "db", "upgrade").returncode
    taken = run(copy, "import", path)

    assert (0, "") == (taken.returncode, taken.stderr)
    assert "this database is now a copy" in taken.stdout
    expected = run(seeded("sqlite"), "export", "--format", "jsonl").stdout
    assert expected == run(copy, "export", "--format", "jsonl").stdout != ""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert archive.testzip() is None
