"""Hold bibliographies to their promises: every source once, whole, in words no program acts on."""

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from timeline import shapes
from timeline.exports import FORMATS
from timeline.exports.items import items, read_item
from timeline.exports.plain_text import one_line
from timeline.exports.to_biblatex import entry, escape
from timeline.exports.to_csl import csl_data, to_csl
from timeline.exports.to_ris import record, to_ris
from timeline.terms import SourceKind

SCHEMA = json.loads(Path(__file__).with_name("csl-data.json").read_text("utf-8"))
NEWS = {
    "type": "article-newspaper",
    "title": "Russia ties deepening over energy security",
    "author": [{"family": "Kramer", "given": "Andrew E."}, {"literal": "Bureau, Tokyo"}],
    "container-title": "The Japan Times",
    "publisher": "The Japan Times",
    "issued": {"edtf": "2014-01-15", "date-parts": [[2014, 1, 15]]},
    "accessed": {"edtf": "2014-02-01"},
    "language": "en",
    "URL": "https://news.example/a_b?c=1&d=2",
    "note": "In print the day after.",
    "custom": {"archive_url": "https://web.archive.example/20140116/x", "archived": "2014-01-16"},
}


def item(csl: dict, slug: str = "japan-times-2014"):
    """Read a record as that of a source."""
    return read_item(shapes.SourceIn(slug=slug, csl=csl))


@given(data=st.data())
def test_csl_holds_to_its_schema(data, an_event, head):
    """Whatever records hold, the file holds to the JSON schema of CSL, each source once."""
    events = data.draw(st.lists(an_event, max_size=3))

    written = json.loads("".join(to_csl(events, head)))

    jsonschema.Draft7Validator(SCHEMA).validate(written)
    assert [one.slug for one in items(events)] == [one["id"] for one in written]


def test_csl_keeps_what_csl_has_no_variable_for():
    """The archived copy stands in a note and in `custom`, the whole EDTF of dates in `custom`."""
    written = csl_data(item(NEWS | {"issued": {"edtf": "2013-10~"}}))

    assert {"date-parts": [[2013, 10]], "circa": True} == written["issued"]
    assert "2013-10~" == written["custom"]["issued_edtf"]
    assert "https://web.archive.example/20140116/x" == written["custom"]["archive_url"]
    assert written["note"].endswith("\nArchive URL: https://web.archive.example/20140116/x")
    assert "publisher" not in written


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2012-09-08/2012-09-09", {"date-parts": [[2012, 9, 8], [2012, 9, 9]]}),
        ("[2013-10-21..2013-10-31]", {"date-parts": [[2013, 10]]}),
        ("2013-21", {"date-parts": [[2013]], "season": 1}),
        ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("../2013-03-04", {"literal": "before 4 March 2013"}),
        ("196X", {"literal": "1960s"}),
    ],
)
def test_dates_are_told_as_far_as_csl_can(edtf, expected):
    """Ranges, sets, seasons, years before our era and open dates are written as CSL has them."""
    assert expected == csl_data(item(NEWS | {"issued": {"edtf": edtf}}))["issued"]


@given(data=st.data())
def test_ris_is_read_by_others(data, an_event, head):
    """Another program finds each source once, with title and key; no line holds a second tag."""
    events = data.draw(st.lists(an_event, max_size=3))
    expected = [(one.slug, one.title) for one in items(events)]

    text = "".join(to_ris(events, head))
    found = rispy.loads(text, implementation=rispy.RisParser)

    assert expected == [(one["id"], one["title"]) for one in found]
    lines = text.split("\r\n")
    assert all(not line or re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert not re.search("^TY  - (STAT|CASE|ICOMM)", text, re.MULTILINE)


def test_ris_keeps_bodies_in_one_piece():
    """A body ends with a comma, dates are YYYY/MM/DD, the copy is a note, CRLF ends each line."""
    expected = """TY  - NEWS
AU  - Kramer, Andrew E.
AU  - Bureau, Tokyo,
TI  - Russia ties deepening over energy security
T2  - The Japan Times
PY  - 2014
DA  - 2014/01/15
UR  - https://news.example/a_b?c=1&d=2
Y2  - 2014/02/01
LA  - en
N1  - In print the day after.
N1  - Archived: https://web.archive.example/20140116/x (16 January 2014)
ID  - japan-times-2014
ER  - \n\n""".replace("\n", "\r\n")

    assert expected == record(item(NEWS))


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2013", "2013//"),
        ("2013-10", "2013/10/"),
        ("2013-10~", "2013/10//c. October 2013"),
        ("2013-21", "2013///spring 2013"),
        ("2012-09-08/2012-09-09", "2012/09/08/8–9 September 2012"),
    ],
)
def test_ris_says_what_makes_a_date_inexact(edtf, expected):
    """Unknown parts are empty, and what is approximate or a range says so in words."""
    assert f"DA  - {expected}\r\n" in record(item(NEWS | {"issued": {"edtf": edtf}}))


def test_biblatex_keeps_the_container_and_escapes():
    """An entry has its container, EDTF date, day of access and copy; special letters are shown."""
    expected = r"""@article{japan-times-2014,
  author = {Kramer, Andrew E. and {Bureau, Tokyo}},
  title = {50\% of \#1 \& \$2\_3 \textbackslash{}end\{x\} \textasciitilde{}},
  entrysubtype = {newspaper},
  journaltitle = {The Japan Times},
  date = {2013-10~},
  url = {https://news.example/a_b?c=1&d=2},
  urldate = {2014-02-01},
  langid = {english},
  note = {In print the day after.},
  addendum = {archived 16 January 2014, \url{https://web.archive.example/20140116/x}},
}

"""
    title = r"50% of #1 & $2_3 \end{x} ~"

    assert expected == entry(item(NEWS | {"title": title, "issued": {"edtf": "2013-10~"}}))


@given(data=st.data())
def test_no_text_leaves_its_field(data, any_text):
    """Whatever a text holds, its braces balance and nothing in it acts."""
    text = one_line(data.draw(any_text))

    written = escape(text)
    bare = re.sub(r"\\textbackslash\{\}|\\textascii(tilde|circum)\{\}|\\[{}$&#%_]", "", written)

    assert not re.search(r"[\\{}$&#%_~^]", bare)


def test_biber_finds_no_fault(hostile_events, head, checker, tmp_path):
    """Biber reads every entry, and misses nothing but the dates of what has none."""
    program = checker("biber")
    dated = [
        event for event in hostile_events if all(one.issued.level_one for one in items([event]))
    ]
    path = tmp_path / "sources.bib"
    path.write_bytes(b"".join(FORMATS["bib"].stream(dated, head)))

    said = subprocess.run(
        [*program, "--tool", "--validate-datamodel", "--nolog", "-O", tmp_path / "out.bib", path],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert [] == [line for line in said.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    written = (tmp_path / "out.bib").read_text("utf-8")
    assert sum(1 for _ in items(dated)) == written.count("\n@") + written.startswith("@")


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_of_source_has_a_type(kind, head):
    """A source of every kind comes out of all three, whatever else it lacks."""
    bare = shapes.SourceIn(slug="bare", csl={"type": kind.value, "title": "Bare"})

    assert kind.value == csl_data(read_item(bare))["type"]
    assert "Bare" == rispy.loads(record(read_item(bare)))[0]["title"]
    assert entry(read_item(bare)).startswith("@")


def test_files_say_what_they_are():
    """Media types and endings are those that reference managers know."""
    assert {
        "csl": ("application/vnd.citationstyles.csl+json", "csl.json"),
        "ris": ("application/x-research-info-systems", "ris"),
        "bib": ("application/x-bibtex", "bib"),
    } == {
        name: (FORMATS[name].media_type, FORMATS[name].file_ending)
        for name in ("csl", "ris", "bib")
    }
