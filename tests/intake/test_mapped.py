"""Hold tables with a column mapping to it, CSV and XLSX, with the slips that people make."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from timeline.dates import Span
from timeline.intake.adapters.cell_dates import DateRules, read_date, read_dates
from timeline.intake.adapters.dataset import Document, Wishes
from timeline.intake.adapters.mapped import mapping_of
from timeline.intake.adapters.mapping import guessed
from timeline.intake.file import read
from timeline.intake.proposal import Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import BadTable, Refusal, RowProblem
from timeline.terms import EventType, Role

SAMPLES = Path(__file__).parent / "samples"


def taken(path: Path, mapping: Path | None = None, **wishes) -> tuple[list, dict[int, str]]:
    """Read a table; gives its proposals, and the reasons of refusals by line."""
    items = list(read(path, "table", Wishes(mapping, **wishes)))
    refused = {one.line: one.reason for one in items if isinstance(one, Refusal)}
    return [one for one in items if isinstance(one, Proposal)], refused


@pytest.fixture
def treaties():
    """Read the sample of treaties by its mapping."""
    return taken(SAMPLES / "treaties.csv", SAMPLES / "treaties.toml")


@pytest.fixture
def table(tmp_path):
    """Write a table."""

    def write(text: str, name: str = "a.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def book(tmp_path):
    """Write a workbook of rows."""

    def write(*rows: list) -> Path:
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        made.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return write


def test_a_mapping_says_what_columns_mean(treaties):
    """Title, date, actors by code, themes by their words and the id come from named columns."""
    first = treaties[0][0]

    assert ("pacts", "T-1") == first.key
    assert ("Pact of the Harbour", "1964-XX-16") == (first.event.title, first.event.date.edtf)
    assert EventType.AGREE is first.event.type
    assert [("japan", Role.SIGNATORY), ("norway", Role.SIGNATORY)] == [
        (actor.slug, actor.role) for actor in first.event.actors
    ]
    assert ("resources/fisheries", "diplomacy/treaties-agreements") == first.event.themes


def test_sentinels_and_slips_are_read_or_reported(treaties):
    """9999-12-31 is no end, a dot at the end is nothing; what cannot be is refused by line."""
    proposals, refused = treaties
    dates = {one.key[1]: one.event.date.edtf for one in proposals}

    assert "1991-12-16/.." == dates["T-2"]
    assert "[2013-10-21..2013-10-31]" == dates["T-5"]
    assert [4, 5, 7, 8, 10, 11] == list(refused)
    for line, words in ((4, "lies ahead"), (5, "14-022005"), (7, "before 1300"), (8, "99999")):
        assert words in refused[line]
    assert "http" in refused[11]


def test_codes_are_codes_and_what_is_none_stays_a_name(treaties):
    """NAM is Namibia; Kosovo stands by its name; what names nobody stays open."""
    by_key = {one.key[1]: one.event for one in treaties[0]}

    assert ["namibia", "angola"] == [actor.slug for actor in by_key["T-2"].actors]
    assert [("kosovo", ""), ("", "Member countries not listed")] == [
        (actor.slug, actor.name) for actor in by_key["T-5"].actors
    ]


def test_na_is_namibia_where_codes_are_iso2(table):
    """NA is a country under codes = iso2, and a null only where the mapping says so."""
    path = table("title,date,who\nOne,2001,NA\n")
    mapping = table(
        'title = "title"\ndate = "date"\n[actors]\ncolumns = ["who"]\ncodes = "iso2"\n', "a.toml"
    )

    assert ["namibia"] == [actor.slug for actor in taken(path, mapping)[0][0].event.actors]
    mapping.write_text('nulls = ["NA"]\n' + mapping.read_text())
    assert () == taken(path, mapping)[0][0].event.actors


def test_columns_are_told_by_common_names(table):
    """Without a mapping the usual names are known, and the others are named as unused."""
    path = table("Event,When,Countries,Link,Colour\nTalks,2001-05-06,Japan; Norway,,red\n")
    mapping, unused = mapping_of(Document.of(path))
    proposal = taken(path)[0][0]

    assert ("Event", "When", ("Countries",)) == (
        mapping.titles[0],
        mapping.date,
        mapping.actors.columns,
    )
    assert ("Colour",) == unused
    assert ["japan", "norway"] == [actor.slug for actor in proposal.event.actors]
    assert proposal.key is None
    assert guessed(["Title", "Date"]).id == ""


def test_a_source_of_a_row_is_cited_and_the_file_where_there_is_none(table):
    """An address makes a source of its own; a row without one cites the file and its line."""
    path = table("title,date,url\nOne,2001,https://a.example/x\nTwo,2002,\n")
    sources = [one for one in read(path, "table") if isinstance(one, SourceRecord)]
    one, two = (proposal.event.citations[0] for proposal in taken(path)[0])

    assert ["", "https://a.example/x"] == [source.url for source in sources]
    assert [sources[1].slug, sources[0].slug] == [one.source.slug, two.source.slug]
    assert ("", "line 3") == (one.locator, two.locator)


@pytest.mark.parametrize(
    ("text", "order", "edtf"),
    [
        ("16-12-1991.", "", "1991-12-16"),
        ("03/04/2005", "dmy", "2005-04-03"),
        ("03/04/2005", "mdy", "2005-03-04"),
        ("04.04.2005", "", "2005-04-04"),
        ("2016-01-01 00:00:00.000", "", "2016-01-01"),
        ("2016-01-01 14:30:00", "", "2016-01-01T14:30"),
        ("20160101", "", "2016-01-01"),
        ("2011-01-01~", "", "2011-01-01~"),
        ("late October 2013", "", "[2013-10-21..2013-10-31]"),
    ],
)
def test_dates_are_read_without_a_guess(text, order, edtf):
    """Each notation that can mean one thing only is read as that."""
    assert edtf == read_date(text, DateRules(order=order)).edtf


@pytest.mark.parametrize(
    "text", ["03/04/2005", "14-022005", "3.4.05", "some day", "2010-02-30", "99999", "x" * 300]
)
def test_dates_that_could_be_two_or_none_are_refused(text):
    """What is ambiguous, impossible or endless is no date."""
    with pytest.raises(RowProblem):
        read_date(text, DateRules())


def test_an_end_before_its_beginning_is_a_slip():
    """Two cells make an interval only in their order; a day ahead cannot have occurred."""
    rules = DateRules()

    assert "2001/2003" == read_dates("2001", "2003", rules, occurred=True).edtf
    with pytest.raises(RowProblem, match="before it begins"):
        read_dates("2003", "2001", rules, occurred=True)
    with pytest.raises(RowProblem, match="ahead"):
        read_dates("2999", "", rules, occurred=True)
    assert Span.parse("2999") == read_dates("2999", "", rules, occurred=False)


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ('title = "t"\n', "title and date"),
        ('title = "t"\ndate = "nowhere"\n', "nowhere"),
        ('title = "t"\ndate = "d"\ncolour = "x"\n', "colour"),
        ('title = "t"\ndate = "d"\ndefault_type = "TALK"\n', "TALK"),
        ("title = ", "Invalid"),
    ],
)
def test_a_mapping_that_says_something_else_is_refused(table, toml, reason):
    """A column that is not there, an unknown word and broken TOML are named."""
    path, mapping = table("t,d\nOne,2001\n"), table(toml, "a.toml")

    with pytest.raises(BadTable, match=reason):
        taken(path, mapping)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "first line"), ("a,a\n1,2\n", "twice"), ("a,b\n1,2\n", "called like a title")],
)
def test_what_is_no_table_of_events_is_said(table, text, reason):
    """An empty file, columns named twice and columns without a title are told apart."""
    with pytest.raises(BadTable, match=reason):
        taken(table(text))


def test_a_row_too_long_is_refused_alone(table):
    """More cells than columns are no reason to refuse the other rows; fewer are empty ones."""
    proposals, refused = taken(table("title,date,note\nOne,2001\nTwo,2002,a,b\nThree,2003,c\n"))

    assert ["One", "Three"] == [one.event.title for one in proposals]
    assert {3: "4 cells under 3 columns"} == refused


def test_cells_of_a_workbook_are_text_and_dates(book):
    """Real dates become EDTF, whole numbers lose their point, and rows keep their numbers."""
    path = book(
        ["title", "date", "id"],
        ["One", datetime.date(2001, 5, 6), 7.0],
        ["Two", datetime.datetime(2001, 5, 6, 14, 30), 8],  # noqa: DTZ001 - workbooks know no zones
        ["Three", 2003, None],
    )
    proposals, refused = taken(path)

    assert {} == refused
    assert ["2001-05-06", "2001-05-06T14:30", "2003"] == [p.event.date.edtf for p in proposals]
    assert [("a", "7"), ("a", "8"), None] == [one.key for one in proposals]


def test_formulas_are_refused_with_their_column(book):
    """A row with a formula is refused by name; the others are read."""
    path = book(["title", "date"], ['=HYPERLINK("x")', 2001], ["Two", "=1+1"], ["Three", 2003])
    proposals, refused = taken(path)

    assert ["Three"] == [one.event.title for one in proposals]
    assert ["column A", "column B"] == [reason.split(" in ")[1][:8] for reason in refused.values()]


def rewritten(path: Path, part: str, data: bytes) -> Path:
    """Write a workbook again with one of its parts replaced."""
    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return path


def test_bombs_and_entities_in_workbooks_are_refused_unparsed(book):
    """A part packed too well, and one that declares entities, are refused before any parser."""
    sheet = "xl/worksheets/sheet1.xml"
    path = rewritten(book(["title"], ["x"]), sheet, b" " * (20 << 20))
    with pytest.raises(BadTable, match="packed more than"):
        taken(path)

    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><worksheet/>'
    path = rewritten(book(["title"], ["x"]), sheet, entity)
    with pytest.raises(BadTable, match="XML entities"):
        taken(path)

    path = rewritten(book(["title"], ["x"]), sheet, b"<worksheet")
    with pytest.raises(BadTable, match=r"damaged|can be read"):
        taken(path)
    path.write_bytes(b"no workbook")
    with pytest.raises(BadTable, match="no XLSX"):
        taken(path)
