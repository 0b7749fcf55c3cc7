"""Hold the workbook to its promises: every text as it was, real dates, nothing that runs."""

import io
import json
import subprocess
import zipfile
from datetime import datetime

import msgspec
import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from timeline import shapes
from timeline.dates import Span
from timeline.exports import FORMATS, Head, TooMany
from timeline.exports.plain_text import sound
from timeline.exports.to_xlsx import CELL, SHEETS, to_xlsx
from timeline.terms import EventType

FAST = (Phase.explicit, Phase.reuse, Phase.generate)
"""A workbook is too slow to make for looking on after the smallest example of a fault."""


def sheets(events: list[shapes.Event], head: Head) -> dict[str, list[dict[str, object]]]:
    """Read the workbook of events with another program: rows by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(b"".join(to_xlsx(events, head))))
    found = {}
    for name in book.sheetnames:
        columns, *rows = book[name].iter_rows(values_only=True)
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found


def kept(text: str) -> str | None:
    """Say what an XML document keeps of a text: its line ends become those of XML."""
    return sound(text).replace("\r\n", "\n").replace("\r", "\n") or None


def dated(edtf: str) -> shapes.Event:
    """Make an event of a date."""
    begins, ends = Span.parse(edtf).iso()
    date = shapes.Date(edtf=edtf, begins=begins, ends=ends, words=edtf)
    return shapes.Event(id=1, title="A day", type=EventType.AGREE, date=date)


@settings(max_examples=25, phases=FAST)
@given(data=st.data())
def test_texts_come_back_as_they_were(data, an_event, head):
    """Every title and claim stands in its cell as text, whatever it begins with."""
    events = data.draw(st.lists(an_event, max_size=3))

    found = sheets(events, head)

    assert list(SHEETS) == list(found)
    assert [kept(event.title) for event in events] == [row["title"] for row in found["events"]]
    claims = [claim for event in events for cited in event.citations for claim in cited.claims]
    assert [kept(claim.as_printed) for claim in claims] == [
        row["as_printed"] for row in found["claims"]
    ]
    assert len(found["citations"]) == sum(len(event.citations) for event in events)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1900-02-28", None),
        ("1900-03-01", datetime(1900, 3, 1)),  # noqa: DTZ001
        ("2013-11-02", datetime(2013, 11, 2)),  # noqa: DTZ001
        ("2013-11", None),
        ("-0043-03-15", None),
        ("1850-01-01", None),
    ],
)
def test_a_real_date_stands_where_all_programs_agree_on_it(edtf, expected, head):
    """A day from 1 March 1900 on is a date; the EDTF stands beside it whatever it is."""
    (row,) = sheets([dated(edtf)], head)["events"]

    assert edtf == row["date"]
    assert expected == row["begins"]


def test_nothing_is_a_formula_or_a_link(hostile_events, head):
    """The sheets hold no formula, and the workbook leads nowhere."""
    body = b"".join(to_xlsx(hostile_events, head))

    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        texts = {name: packed.read(name) for name in packed.namelist()}
    assert [] == [name for name, text in texts.items() if b"<f>" in text or b"<f " in text]
    assert [] == [name for name, text in texts.items() if b"hyperlink" in text]


def test_a_long_text_is_cut_and_says_so(head):
    """A cell holds at most 32,767 UTF-16 units, no half of a pair, and a cut one says so."""
    long = msgspec.structs.replace(dated("2013"), summary="😀" * 30_000)

    cell = sheets([long], head)["events"][0]["summary"]

    assert len(str(cell).encode("utf-16-le")) <= 2 * CELL
    assert str(cell).startswith("😀" * 10_000)
    assert str(cell).endswith("the whole text is in the other forms]")


def test_the_same_is_the_same_bytes(hostile_events, head):
    """Two runs give one file."""
    assert b"".join(to_xlsx(hostile_events, head)) == b"".join(to_xlsx(hostile_events, head))


def test_more_events_than_rows_are_refused():
    """A workbook that would lose events is refused before any of it is written."""
    with pytest.raises(TooMany, match="1,048,575"):
        next(FORMATS["xlsx"].stream(iter(()), Head(title="All", certain=1_048_576)))


def test_the_open_xml_validator_finds_no_fault(hostile_events, head, checker, tmp_path):
    """The validator of the Open XML SDK has nothing to say."""
    path = tmp_path / "events.xlsx"
    path.write_bytes(b"".join(to_xlsx(hostile_events, head)))

    said = subprocess.run(
        [*checker("ooxml"), path], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    told = json.loads(said.stdout)
    assert (True, []) == (told["ok"], told["errors"])
