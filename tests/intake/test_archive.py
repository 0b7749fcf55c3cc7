"""Hold the normalizer of archives to losing nothing, repeating nothing, and failing alone."""

import gzip
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from timeline.intake.archive.engines import ENGINES
from timeline.intake.archive.normalize import finished, manifest, normalize, segments
from timeline.intake.archive.partition import plan
from timeline.intake.archive.segment import read_segment, sort_day, write_segment
from timeline.intake.file import read
from timeline.intake.proposal import Proposal
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    AliasRecord,
    PlaceRecord,
    SourceRecord,
    ThemeRecord,
)
from timeline.intake.table import BadTable, Refusal
from timeline.terms import ActorKind, AffiliationKind, AliasKind, PlaceKind, SourceKind

pytest.importorskip("pyarrow", reason="no pyarrow: segments are Parquet files")
SAMPLES = Path(__file__).parent / "samples"
NAMES = ("gdelt1.tsv", "gdelt2.CSV", "icews_full.tab", "icews_short.tsv")


def key(item) -> str:
    """Make items comparable whatever their order."""
    return repr(item)


@pytest.fixture
def sample():
    """Give the samples of an archive that there are."""
    return [SAMPLES / name for name in NAMES if (SAMPLES / name).is_file()]


@pytest.mark.parametrize("most", [1, 3, 50_000])
def test_segments_hold_what_the_file_does(sample, tmp_path, most):
    """Records, events with their keys and lines, and refused rows come back, however divided."""
    for path in sample:
        done = normalize(plan([path])[0], str(tmp_path), most)
        parts = [tmp_path / name for name in done.segments]
        items = [item for part in parts for item in read_segment(part)]

        assert sorted(map(key, read(path))) == sorted(map(key, items))
        assert done.events == sum(isinstance(one, Proposal) for one in items)
        assert done.refused == sum(isinstance(one, Refusal) for one in items)


def test_a_record_comes_before_what_names_it(sample, tmp_path):
    """In the order of the segments every slug of an event has been given as a record before."""
    for path in sample:
        done = normalize(plan([path])[0], str(tmp_path), 2)
        known = set()
        for part in done.segments:
            for item in read_segment(tmp_path / part):
                known.add(getattr(item, "slug", ""))
                if isinstance(item, Proposal):
                    named = {one.slug for one in item.event.actors if one.slug}
                    cited = {one.source.slug for one in item.event.citations}
                    assert set() == (named | cited) - known


def test_events_of_a_segment_are_in_order_of_time(tmp_path, sample):
    """Events stand by day and key."""
    done = normalize(plan(sample[:1])[0], str(tmp_path))
    events = [
        one for name in done.segments for one in read_segment(tmp_path / name)
        if isinstance(one, Proposal)
    ]  # fmt: skip
    order = [(sort_day(one.event.date.edtf), one.key) for one in events]

    assert sorted(order) == order


def test_every_kind_of_record_comes_back(tmp_path):
    """Records of each kind, with spans, codes and bibliographic items, are the same again."""
    items = [
        ActorRecord("a", ActorKind.STATE, "A", codes=(("iso2", "AA"),)),
        AliasRecord("a", "Ä", "de", AliasKind.SHORT),
        ActorRecord("b", ActorKind.OFFICE, "B"),
        AffiliationRecord("b", AffiliationKind.OFFICE_OF, "a"),
        PlaceRecord("p", "P", PlaceKind.CITY, lat=1.5, lon=-2.0, names=(("ja", "東京"),)),
        ThemeRecord("t/u", "U", labels=(("ru", "У"),)),
        SourceRecord("s", SourceKind.WEBPAGE, "S", {"type": "webpage", "custom": {"x": [1]}}),
        Refusal("file", 3, "why", "raw \x00"),
    ]
    write_segment(tmp_path / "one.parquet", items)

    assert items == list(read_segment(tmp_path / "one.parquet"))


def test_a_finished_partition_is_not_done_again(sample, tmp_path):
    """Its segments stay as they are; where the file has changed or one is gone, it is done anew."""
    path = tmp_path / "rows.CSV"
    path.write_bytes(sample[1].read_bytes())
    out = tmp_path / "out"
    out.mkdir()
    first = normalize(plan([path])[0], str(out))
    stamp = (out / first.segments[0]).stat().st_mtime_ns
    assert normalize(plan([path])[0], str(out)).again
    assert stamp == (out / first.segments[0]).stat().st_mtime_ns
    (out / first.segments[0]).unlink()
    assert not normalize(plan([path])[0], str(out)).again
    path.write_bytes(path.read_bytes() * 2)
    assert finished(out, plan([path])[0]) is None


def test_what_was_interrupted_counts_for_nothing(sample, tmp_path):
    """Segments of a partition without its manifest are not part of the archive."""
    done = normalize(plan(sample[:1])[0], str(tmp_path))
    assert len(done.segments) == len(segments(tmp_path))
    manifest(tmp_path, done.partition).unlink()
    assert () == segments(tmp_path)


def test_a_large_plain_file_is_divided_at_its_lines(sample, tmp_path):
    """Parts of a file hold together what it holds, with the lines as in the file."""
    path = next(one for one in sample if one.name == "gdelt2.CSV")
    parts = plan([path], split=500)
    assert len(parts) > 1
    done = [normalize(one, str(tmp_path)) for one in parts]
    items = [
        item for one in done for name in one.segments for item in read_segment(tmp_path / name)
    ]
    wanted = [one for one in read(path) if isinstance(one, Proposal | Refusal)]
    found = [one for one in items if isinstance(one, Proposal | Refusal)]

    assert sorted(map(key, wanted)) == sorted(map(key, found))


def test_a_damaged_partition_fails_alone(sample, tmp_path):
    """What is wrong with one file is said, and the others are done."""
    bad = tmp_path / "bad.CSV.gz"
    bad.write_bytes(gzip.compress(sample[1].read_bytes())[:-40])
    done = [normalize(one, str(tmp_path)) for one in plan([bad, sample[0]], "gdelt")]

    assert ["bad.CSV.gz" in one.problem for one in done] == [True, False]
    assert done[1].events


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ([SAMPLES / "nowhere.CSV"], "there is no file"),
        ([Path(__file__)], "in none of the formats"),
        ([SAMPLES / "gdelt2.CSV", SAMPLES / "gdelt2.CSV"], "two files are called"),
    ],
)
def test_what_cannot_be_planned_is_said(paths, said):
    """A file that is not there, of no format, or twice of one name is refused before any work."""
    with pytest.raises(BadTable, match=said):
        plan(paths)


def test_a_parquet_file_of_another_kind_is_refused(tmp_path):
    """A table that is no segment, and a file that is no Parquet, are told apart from segments."""
    from pyarrow import parquet, table

    parquet.write_table(table({"a": [1]}), tmp_path / "other.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(BadTable, match="no segment"):
        list(read(tmp_path / "other.parquet"))
    with pytest.raises(BadTable, match="broken"):
        list(read(tmp_path / "broken.parquet"))


@pytest.mark.parametrize(
    ("engine", "library"),
    [("pool", "multiprocessing"), ("dask", "distributed"), ("spark", "pyspark")],
)
def test_every_engine_makes_the_same_segments(sample, tmp_path, absent, engine, library):
    """Processes, Dask and Spark do the same work as a plain loop does."""
    if find_spec(library) is None:
        absent(f"{library} is not installed: --engine {engine} is not tried")
    parts = plan(sample)
    (tmp_path / "plain").mkdir()
    (tmp_path / engine).mkdir()
    plain = [normalize(one, str(tmp_path / "plain")) for one in parts]
    work = partial(normalize, folder=str(tmp_path / engine))
    done = list(ENGINES[engine](parts, work, 2, ""))

    assert sorted(plain, key=key) == sorted(done, key=key)
    for path in segments(tmp_path / "plain"):
        same = list(read_segment(path))
        assert same == list(read_segment(tmp_path / engine / path.name))
