"""Hold `timeline import` to what it says of files of other services, before it enters them."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline.cli import main
from timeline.cli.normalizing import normalize_
from timeline.cli.taking import import_
from timeline.store.migrate import upgrade
from timeline.store.session import open_engine

SAMPLES = Path(__file__).parents[1] / "intake" / "samples"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command on a migrated database of its own."""
    url = f"sqlite:///{tmp_path}/own.sqlite"
    monkeypatch.setenv("TIMELINE_DATABASE", url)
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    return lambda *words: CliRunner().invoke(import_, [str(word) for word in words])


def test_preview_says_how_rows_would_be_read_and_enters_nothing(run):
    """The first rows are told with date, actors and key, and so are columns that mean nothing."""
    words = (SAMPLES / "treaties.csv", "--map", SAMPLES / "treaties.toml", "--preview", 3)
    told = run(*words)

    assert 0 == told.exit_code
    for part in ("title: what", "not used: none", "1964-XX-16", "japan (signatory)", "pacts T-1"):
        assert part in told.output
    assert "4: refused: 2068-12-06 lies ahead" in told.output
    assert "refused" not in run(SAMPLES / "gdelt2.CSV", "--preview", 2).output
    assert "2 events entered" not in run(SAMPLES / "gdelt1.tsv", "--dry-run").output[:20]


def test_an_import_counts_what_it_did(run):
    """What went in and what was refused is said; again, everything is known."""
    first, second = run(SAMPLES / "gdelt2.CSV"), run(SAMPLES / "gdelt2.CSV")

    assert "4 events entered" in first.output
    assert "line 4: the event day 2018-01-03 is after" in first.output
    assert (1, 1) == (first.exit_code, second.exit_code)  # rows were refused
    assert "0 events entered, 0 brought up to date, 4 already known" in second.output


def test_much_that_comes_in_has_its_index_when_the_command_ends(run, monkeypatch):
    """A large import builds the index, a second one of the same leaves it as it is."""
    monkeypatch.setattr("timeline.chronology.large.LARGE_FROM", 2)

    first, second = run(SAMPLES / "gdelt2.CSV", "--accept"), run(SAMPLES / "gdelt2.CSV")

    assert "index: 3 events in " in first.output
    assert "index:" not in second.output


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--type", "TALK"), "--type 'TALK' is not one of"), (("--map", "nowhere"), "no file")],
)
def test_wrong_wishes_are_wrong_usage(run, words, said):
    """A type or mapping that is not there ends with exit code 2."""
    told = run(SAMPLES / "gdelt2.CSV", *words)

    assert 2 == told.exit_code
    assert said in told.output


def test_every_refused_row_can_be_had_as_a_table(run, tmp_path):
    """The table has file, line, reason and row of each, and nothing in it is a formula."""
    table = tmp_path / "refused.csv"
    told = run(SAMPLES / "gdelt2.CSV", "--refusals", table)
    rows = list(csv.reader(table.read_text("utf-8").splitlines()))

    assert ["file", "line", "reason", "row"] == rows[0]
    assert f"{len(rows) - 1} rows refused" in told.output
    assert ["gdelt2.CSV", "4"] in [row[:2] for row in rows]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_an_archive_goes_in_segment_by_segment(run, tmp_path):
    """Segments make the same events as their files; what is in already is not read again."""
    pytest.importorskip("pyarrow", reason="no pyarrow: segments are Parquet files")
    files = [str(SAMPLES / name) for name in ("gdelt2.CSV", "icews_full.tab")]
    words = [*files, "-o", str(tmp_path / "out"), "--workers", "1"]
    made = CliRunner().invoke(normalize_, words)
    again = CliRunner().invoke(normalize_, words)
    first, second = run(tmp_path / "out"), run(tmp_path / "out")

    assert (0, 0) == (made.exit_code, again.exit_code), made.output
    assert "2 partitions, 2 segments" in made.output
    assert "2 partitions (2 finished before), 2 segments" in again.output
    count = int(made.output.split(" events")[0].split()[-1])
    assert f"{count} events entered" in first.output
    assert "0 events entered, 0 brought up to date, 0 already known" in second.output
    alone = run(SAMPLES / "gdelt2.CSV")
    assert "0 events entered, 0 brought up to date, 4 already known" in alone.output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nowhere*.zip", "-o", "out"), 1, "no file is called"),
        (("nowhere.zip", "-o", "out"), 1, "there is no file nowhere.zip"),
        (("nowhere.zip",), 2, "Missing option"),
        (("nowhere.zip", "-o", "out", "--engine", "abacus"), 2, "abacus"),
    ],
)
def test_an_archive_that_is_not_there_is_said_so(words, code, said):
    """What cannot be normalized ends in one line, without a traceback."""
    told = CliRunner().invoke(main, ["normalize", *words])

    assert code == told.exit_code
    assert said in told.output
