"""Hold every command to its exit code, and to one line on standard error where it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from timeline.cli import main

LISTING = {"events", "count", "next", "previous"}


def refused(result, code: int, said: str) -> None:
    """See that a command ended with a code and one line that says why."""
    assert code == result.exit_code, result.output
    lines = result.stderr.strip().splitlines()
    assert 1 == len(lines), result.stderr
    assert lines[0].startswith("timeline: ")
    assert said in lines[0]
    assert "Traceback" not in result.output
    assert len(lines[0]) < 1500


def test_every_command_has_help_with_its_purpose(run):
    """Each command says what it does and how it is asked; help is no failure."""
    result = run("sqlite://", "--help")
    assert 0 == result.exit_code
    for name in main.commands:
        shown = run("sqlite://", name, "--help")
        assert 0 == shown.exit_code
        assert f"timeline {name}" in shown.output.replace("main", "timeline")


def test_seeds_are_listed_counted_and_exported(run, seeded_url):
    """A reader gets events as lines and as JSON, counts, and files."""
    lines = run(seeded_url, "events", "--actor", "japan", "--actor", "russia", "--limit", "5")
    assert 0 == lines.exit_code
    assert "certainly" in lines.output
    body = json.loads(run(seeded_url, "events", "--json", "--limit", "3").stdout)
    assert LISTING == set(body)
    assert 3 == len(body["events"])
    onward = json.loads(run(seeded_url, "events", "--json", "--after", body["next"]).stdout)
    assert not {e["id"] for e in body["events"]} & {e["id"] for e in onward["events"]}
    counted = json.loads(run(seeded_url, "facets", "--json").stdout)
    assert body["count"] == counted["count"]
    assert {"actor", "theme", "place", "source", "type", "status", "year"} < set(counted)
    assert 0 == run(seeded_url, "facets", "--actor", "japan").exit_code
    for name in ("csv", "json", "md"):
        export = run(seeded_url, "export", "--format", name)
        assert 0 == export.exit_code
        assert export.stdout
    assert 0 == run(seeded_url, "check").exit_code
    assert 0 == run(seeded_url, "db", "check").exit_code


def test_an_empty_answer_says_so(run, seeded_url):
    """A filter that finds nothing is answered with its counts, not refused."""
    result = run(seeded_url, "events", "--from", "9990")
    assert 0 == result.exit_code
    assert "0 certainly" in result.output


@pytest.mark.parametrize("name", ["csv", "json"])
def test_an_export_imports_again_without_change(run, seeded_url, tmp_path, name):
    """What was exported is known when it comes in again."""
    path = tmp_path / f"chronology.{name}"
    assert 0 == run(seeded_url, "export", "-o", str(path)).exit_code
    result = run(seeded_url, "import", str(path), "--accept")
    assert 0 == result.exit_code, result.output
    assert "0 events entered, 0 brought up to date" in result.output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["evnts"], 2, "evnts"),
        (["events", "--colour", "red"], 2, "--colour"),
        (["events", "--limit", "0"], 2, "limit"),
        (["events", "--limit", "many"], 2, "limit"),
        (["events", "--actor", "japann"], 2, "japan"),
        (["events", "--actor", ""], 0, ""),
        (["events", "--from", "soon"], 2, "from"),
        (["events", "--from", "2014", "--to", "2013"], 2, "before"),
        (["events", "--after", "x"], 2, "cursor"),
        (["events", "--type", "PARTY"], 2, "type"),
        (["events", "--q", "-nothing"], 2, "word"),
        (["events", "surplus"], 2, "surplus"),
        (["facets", "--order", "oldest"], 2, "--order"),
        (["export", "--format", "papyrus"], 2, "papyrus"),
        (["export"], 2, "--format"),
        (["export", "-o", "/there/is/no/folder/x.csv"], 1, "folder"),
        (["import"], 2, "PATH"),
        (["import", "/there/is/no/file.csv"], 1, "file.csv"),
        (["serve", "--port", "70000"], 2, "70000"),
        (["serve", "--host", "no.such.host.invalid"], 1, "no.such.host"),
        (["history", "999999"], 1, "999999"),
        (["desk", "show", "999999"], 1, "999999"),
        (["batch", "undo", "999999"], 1, "999999"),
    ],
)
def test_wrong_use_is_one_line(run, seeded, words, code, said):
    """Wrong usage ends with 2, a refusal with 1; the line names what was wrong."""
    result = run(seeded("sqlite"), *words)
    if code:
        refused(result, code, said)
    else:
        assert 0 == result.exit_code


def test_a_trial_and_a_strict_import_change_nothing(run, seeded_url, tmp_path):
    """After --dry-run, and after --strict with a bad row, the chronology is what it was."""
    before = run(seeded_url, "events", "--json").stdout
    path = tmp_path / "more.csv"
    path.write_text("title,type,date\nNew,AGREE,2013\nOdd,AGREE,soon\n")
    trial = run(seeded_url, "import", str(path), "--dry-run")
    assert "would be: 1 events entered" in trial.output
    strict = run(seeded_url, "import", str(path), "--strict")
    refused(strict, 1, "1 rows refused")
    assert before == run(seeded_url, "events", "--json").stdout
    taken = run(seeded_url, "import", str(path))
    assert 1 == taken.exit_code
    assert "refused: more.csv, line 3" in taken.stderr
    assert "1 events entered" in taken.stdout


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "address"),
        ("nonsense", "address"),
        ("mysql://localhost/x", "mysql"),
        ("postgresql://h:port/x", "address"),
        ("sqlite:////proc/nowhere/x.sqlite", "nowhere"),
        ("postgresql://nobody@/x?host=/there/is/no/socket", "database"),
        ("postgresql://nobody@127.0.0.1:1/x", "database"),
    ],
)
@pytest.mark.parametrize("words", [["events"], ["db", "upgrade"], ["db", "check"], ["seed"]])
def test_a_database_that_cannot_be_had_is_one_line(run, address, said, words):
    """Missing, unreachable or of another kind: one line, exit code 1."""
    refused(run(address, *words), 1, said)


def test_a_file_that_is_no_database_is_one_line(run, tmp_path):
    """A text file named as the database is refused, and left as it was."""
    path = tmp_path / "notes.sqlite"
    path.write_text("these are notes, and no database " * 100)
    refused(run(f"sqlite:///{path}", "events"), 1, "database")
    assert path.read_text().startswith("these are notes")


def test_a_database_without_schema_says_what_to_do(run, tmp_path):
    """An empty database is not listed as an empty chronology."""
    url = f"sqlite:///{tmp_path / 'deep' / 'new.sqlite'}"
    refused(run(url, "events"), 1, "timeline db upgrade")
    check = run(url, "db", "check")
    assert 1 == check.exit_code
    assert 0 == run(url, "db", "upgrade").exit_code
    assert 0 == run(url, "db", "upgrade").exit_code
    assert 0 == run(url, "events").exit_code


def test_a_schema_from_the_future_is_one_line(run, engine, database_url):
    """A database that a newer version has made is refused by every command."""
    with engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    engine.dispose()
    refused(run(database_url, "events"), 1, "upgrade")
    refused(run(database_url, "db", "upgrade"), 1, "9999")


def test_a_wrong_setting_is_one_line(run, monkeypatch, tmp_path):
    """A setting that does not exist or fit is named."""
    monkeypatch.setenv("TIMELINE_PROT", "8000")
    refused(run("sqlite://", "events"), 1, "TIMELINE_PROT")
    monkeypatch.delenv("TIMELINE_PROT")
    monkeypatch.setenv("TIMELINE_PORT", "many")
    refused(run("sqlite://", "events"), 1, "TIMELINE_PORT")
    monkeypatch.delenv("TIMELINE_PORT")
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "none.toml"))
    refused(run("sqlite://", "events"), 1, "none.toml")


def test_bytes_of_no_encoding_are_refused(program, seeded):
    """What a shell hands over in a broken encoding is one line and exit code 2, or an answer."""
    url = seeded("sqlite")
    for words in (["--q", b"a\xff"], ["--actor", b"\xed\xa0\x80"], ["--from", b"\xfe"]):
        done = program(url, "events", *words)
        assert (2, 1) == (done.returncode, len(done.stderr.strip().splitlines())), done.stderr
        assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_failure_of_ours(seeded):
    """When the one who reads standard output goes away, nothing is said about it."""
    program = Path(sys.executable).with_name("timeline")
    environment = os.environ | {"TIMELINE_DATABASE": seeded("sqlite")}
    pipe = f"'{program}' export --format json | head -c 1"
    done = subprocess.run(["sh", "-c", pipe], env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_hostile_values_end_in_an_answer_or_one_line(absent, run, seeded):
    """Naughty strings in the options and as names of files never show a traceback."""
    shared = os.environ.get("TIMELINE_SHARED")
    if not shared or not (Path(shared) / "data" / "badinput" / "blns.json").exists():
        absent("TIMELINE_SHARED names no folder with data/badinput")
    url = seeded("sqlite")
    strings = json.loads((Path(shared) / "data" / "badinput" / "blns.json").read_text("utf-8"))
    for number, text in enumerate(strings[::6]):
        option = ("--q", "--actor", "--from", "--after", "--theme", "--as_of")[number % 6]
        result = run(url, "events", f"{option}={text}")
        if result.exit_code:
            refused(result, 2, "")
    for text in strings[::40]:
        result = run(url, "import", "--", text.replace("\x00", ""))
        assert result.exit_code in (1, 2)
        assert "Traceback" not in result.output


def test_a_stopped_server_is_one_line(run, postgresql_url):
    """A PostgreSQL whose socket is not there is said to be unreachable."""
    url = make_url(postgresql_url).set(query={"host": "/tmp/there-is-no-such-folder"})
    result = run(url.render_as_string(hide_password=False), "events")
    refused(result, 1, "database")
    assert "timeline@" not in result.stderr or "password" not in result.stderr


def test_a_password_is_never_shown(run):
    """No message repeats the password of an address."""
    for words in (["events"], ["db", "upgrade"], ["db", "check"]):
        result = run("postgresql://me:sesame@127.0.0.1:1/x", *words)
        assert 1 == result.exit_code
        assert "sesame" not in result.output
    assert "sesame" not in run("postgres!://me:sesame@h/x", "events").output
