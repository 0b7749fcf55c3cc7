"""Hold the reader of event files to refusing bad input row by row, and never with a traceback."""

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import shapes
from timeline.intake.file import fingerprint, read
from timeline.intake.proposal import Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import BadTable, Refusal

EVENT = {"title": "A meeting", "date": {"edtf": "2013-11-02"}, "type": "CONSULT"}


@pytest.fixture
def items(tmp_path):
    """Give what writes a file and reads its items."""

    def read_in(name: str, content: bytes | str) -> list:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read(path))

    return read_in


def of_json(items, **fields) -> list:
    """Read a JSON file of one event with some fields changed."""
    return items("one.json", json.dumps({"events": [EVENT | fields]}))


def test_a_sound_event_is_proposed(items):
    """An event of an export becomes a proposal with its line, and its date in canonical form."""
    (found,) = of_json(items, slug="a-meeting", id=7)
    assert isinstance(found, Proposal)
    assert ("a-meeting", 7, "2013-11-02", 1) == (
        found.event.slug,
        found.event.id,
        found.event.date.edtf,
        found.line,
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"colour": "red"}, "colour"),
        ({"date": {"edtf": "2013", "day": 2}}, "day"),
        ({"citations": [{"source": {"slug": "s", "weight": 1}}]}, "weight"),
        ({"date": {"edtf": "last week"}}, "last week"),
        ({"date": "2013"}, "date"),
        ({"type": "PARTY"}, "PARTY"),
        ({"type": None}, "type"),
        ({"title": 5}, "title"),
        ({"id": "7"}, "id"),
        ({"actors": "japan"}, "actors"),
        ({"actors": [{"slug": "japan", "role": "king"}]}, "king"),
        ({"links": [{"kind": "part_of", "to": None}]}, "to"),
        ({"significance": "high"}, "significance"),
    ],
)
def test_an_event_that_does_not_fit_is_refused_by_name(items, fields, said):
    """The refusal names the field or the value, and where the event stood."""
    (found,) = of_json(items, **fields)
    assert isinstance(found, Refusal)
    assert ("one.json", 1) == (found.file, found.line)
    assert said in found.reason
    assert len(str(found)) < 1000


@pytest.mark.parametrize(
    "raw",
    [
        b'{"title": "\\ud800", "date": {"edtf": "2013"}, "type": "AGREE"}',
        b'{"title": "\\udc00x", "date": {"edtf": "2013"}, "type": "AGREE"}',
        b'{"title": "x", "date": {"edtf": "2013"}, "type": "AGREE", "significance": NaN}',
        b'{"title": "x", "date": {"edtf": "2013"}, "type": "AGREE", "significance": 1e999}',
        b'{"title": "x", "date": {"edtf": "2013"}, "type": "AGREE", "position": '
        + b"9" * 5000
        + b"}",
        b'{"title": "x"',
        b"null",
        b"[]",
    ],
)
def test_a_broken_line_is_refused_and_the_next_one_read(items, raw):
    """Half surrogates, NaN, huge numbers and torn JSON end with their own line."""
    sound = json.dumps(EVENT).encode()
    broken, fine = items("lines.jsonl", raw + b"\n" + sound + b"\n")
    assert isinstance(broken, Refusal)
    assert isinstance(fine, Proposal)
    assert (1, 2) == (broken.line, fine.line)


@pytest.mark.parametrize("raw", [b'{"title": "\xed\xa0\x80"}', b"\xff\xfe{", b"{\x80}"])
def test_what_is_not_text_is_refused_with_its_line(items, raw):
    """Bytes that are no UTF-8 end the file with its name and the line."""
    with pytest.raises(BadTable, match=r"lines\.jsonl, line 2"):
        items("lines.jsonl", json.dumps(EVENT).encode() + b"\n" + raw + b"\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[" * 100_000,
        b'{"events": ' + b"[" * 100_000,
        b'{"events": {}}',
        b'{"evnts": []}',
        b"<html></html>",
        "{}".encode("utf-16"),
        b"\x00" * 100,
    ],
)
def test_what_is_no_chronology_is_refused_whole(items, content):
    """A JSON file of another kind is refused with its name and what is expected."""
    with pytest.raises(BadTable, match=r"bad\.json"):
        items("bad.json", content)


def test_deep_nesting_inside_an_event_is_refused(items):
    """An event with a trace nested a hundred thousand deep is one refused row."""
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    claim = f'{{"about": "date", "as_printed": "x", "trace": {deep}}}'
    cited = f'[{{"source": {{"slug": "s"}}, "claims": [{claim}]}}]'
    line = json.dumps(EVENT)[:-1] + f', "citations": {cited}}}'
    (found,) = items("deep.jsonl", line)
    assert isinstance(found, Refusal)


@pytest.mark.parametrize(
    ("csl", "said"),
    [
        ({"type": "book", "title": "T", "URL": "javascript:alert(1)"}, "http"),
        ({"type": "book", "title": "T", "custom": {"archive_url": "data:x"}}, "http"),
        ({"type": "book", "title": "T", "issued": "2013"}, "issued"),
        ({"type": "book", "title": "T", "issued": {"edtf": "soon"}}, "soon"),
        ({"type": "book", "title": "T", "custom": [1]}, "custom"),
    ],
)
def test_a_bad_bibliographic_record_is_refused(items, csl, said):
    """A source that an event brings with it is held to the same rules as one in a table."""
    found = of_json(items, citations=[{"source": {"slug": "s", "csl": csl}}])
    assert [Refusal, Proposal] == [type(one) for one in found]
    assert said in found[0].reason


def test_a_source_comes_before_the_first_event_that_cites_it(items):
    """Each source that events bring is given once, ahead of its event."""
    csl = {"type": "report", "title": "T", "issued": {"edtf": "2013-11"}, "URL": "https://x.org/"}
    one = EVENT | {"citations": [{"source": {"slug": "s", "csl": csl}}]}
    found = items("two.json", json.dumps({"events": [one, one]}))
    assert [SourceRecord, Proposal, Proposal] == [type(item) for item in found]
    assert ("2013-11", "https://x.org/") == (found[0].published.edtf, found[0].url)


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("title,type,date", "x,AGREE,soon", "soon"),
        ("title,type,date", "x,agree,2013", "agree"),
        ("title,type,date", ",AGREE,2013", "title"),
        ("title,type,date,id", "x,AGREE,2013,-1", "whole number"),
        ("title,type,date,id", "x,AGREE,2013,99999999999999999", "whole number"),
        ("title,type,date,id", "x,AGREE,2013,٣", "whole number"),
        ("title,type,date,significance", "x,AGREE,2013,2", "between 0 and 1"),
        ("title,type,date,status", "x,AGREE,2013,maybe", "maybe"),
        ("title,type,date,actors", "x,AGREE,2013,japan:king", "king"),
        ("title,type,date,actors", 'x,AGREE,2013,"""Japan"', "actors"),
        ("title,type,date,actors", "x,AGREE,2013,a:host:target", "actors"),
        ("title,type,date,links", "x,AGREE,2013,near:y", "near"),
        ("title,type,date,citations", "x,AGREE,2013,[", "citations"),
        ("title,type,date,citations", 'x,AGREE,2013,"[{""source"":{""slugg"":1}}]"', "slugg"),
        ("title,type,date", "x" * 501 + ",AGREE,2013", "500"),
    ],
)
def test_a_bad_cell_refuses_its_row_only(items, header, cells, said):
    """The row is refused with its line and reason; the rows beside it are read."""
    empty = "," * header.count(",")
    fine = ("fine,AGREE,2013" + empty)[: len("fine,AGREE,2013") + header.count(",") - 2]
    found = items("events.csv", f"{header}\n{fine}\n{cells}\n{fine}\n")
    assert [Proposal, Refusal, Proposal] == [type(one) for one in found]
    assert 3 == found[1].line
    assert said in found[1].reason


def test_a_link_of_many_digits_is_a_slug(items):
    """A number longer than any id is not turned into one."""
    text = "title,type,date,links\nx,AGREE,2013,part_of:" + "9" * 5000 + "\n"
    (found,) = items("events.csv", text)
    assert isinstance(found.event.links[0].to, str)


@pytest.mark.parametrize("name", ["there-is-none.csv", "there-is-none"])
def test_a_missing_file_is_said_to_be_missing(tmp_path, name):
    """The message names the path."""
    with pytest.raises(BadTable, match=name):
        list(read(tmp_path / name))


def test_an_empty_folder_is_said_to_hold_nothing(tmp_path):
    """The message says what a folder may hold."""
    with pytest.raises(BadTable, match="holds none of"):
        list(read(tmp_path))


def test_an_unknown_extension_is_refused(items):
    """The message says which extensions there are."""
    with pytest.raises(BadTable, match=r"\.csv"):
        items("events.pdf", b"%PDF")


def test_a_fingerprint_changes_with_every_byte(tmp_path):
    """The same file has the same fingerprint, a changed one another."""
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    first = fingerprint(path)
    assert first == fingerprint(path)
    path.write_bytes(b"{} ")
    assert first != fingerprint(path)


@settings(max_examples=60)
@given(
    st.builds(
        shapes.Event,
        title=st.text(min_size=1),
        summary=st.text(),
        date=st.sampled_from(("2013", "2013-11-02", "2012/2014", "[2013-10-21..2013-10-31]")).map(
            lambda text: shapes.Date(edtf=text)
        ),
        type=st.sampled_from(("AGREE", "CONSULT")),
        slug=st.text(),
    )
)
def test_what_is_encoded_is_read_again(tmp_path_factory, event):
    """An event written as JSON comes back as it was, whatever text is in it."""
    path = tmp_path_factory.mktemp("json") / "a.jsonl"
    path.write_bytes(msgspec.json.encode(event))
    (found,) = read(path)
    assert (event.title, event.summary, event.slug) == (
        found.event.title,
        found.event.summary,
        found.event.slug,
    )


def test_hostile_lines_are_proposals_or_refusals(absent, tmp_path):
    """Every naughty string, as a whole line and inside each field, is taken or refused."""
    shared = os.environ.get("TIMELINE_SHARED")
    if not shared or not (Path(shared) / "data" / "badinput" / "blns.json").exists():
        absent("TIMELINE_SHARED names no folder with data/badinput")
    strings = json.loads((Path(shared) / "data" / "badinput" / "blns.json").read_text("utf-8"))
    lines = []
    for text in filter(str.strip, strings):
        lines += [
            text.replace("\n", " ").replace("\r", " ") or "x",
            json.dumps(EVENT | {"title": text}),
        ]
        lines.append(json.dumps(EVENT | {"date": {"edtf": text}}))
        lines.append(json.dumps(EVENT | {"actors": [{"name": text}], "slug": text}))
    path = tmp_path / "naughty.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    found = list(read(path))
    assert len(lines) == len(found)
    assert {Proposal, Refusal} == {type(one) for one in found}
