"""Hold the page that needs no other program to its layout, and to other people's checker."""

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from timeline import shapes
from timeline.exports import Head, Wishes
from timeline.exports.to_html import to_html
from timeline.terms import EventType


def written(events, **head) -> str:
    """Write a page."""
    return "".join(to_html(events, Head(title="Talks & more", certain=len(events), **head)))


@settings(max_examples=40)
@given(data=st.data())
def test_each_citation_has_its_note_and_nothing_is_markup(data, an_event):
    """Every citation is a note that leads back; no text becomes an element or a script."""
    events = data.draw(st.lists(an_event, min_size=1, max_size=3))
    page = html.document_fromstring(written(events))
    notes = sum(len(one.citations) for one in events)
    known = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "div"}
    known |= {"strong", "em", "sup", "a", "ul", "ol", "li", "section", "time", "span", "link"}

    assert notes == len(page.xpath('//section[@role="doc-endnotes"]//li'))
    assert notes == len({one.get("id") for one in page.xpath('//sup/a[@role="doc-noteref"][@id]')})
    assert known >= {one.tag for one in page.iter() if isinstance(one.tag, str)}
    links = [one.get("href") for one in page.xpath("//a")]
    assert all(href.startswith(("http://", "https://", "#")) for href in links)


@settings(max_examples=3)
@given(data=st.data())
def test_the_checker_finds_nothing_wrong(data, an_event, checker, tmp_path_factory):
    """The Nu HTML checker accepts the page in any language."""
    events = data.draw(st.lists(an_event, min_size=1, max_size=3))
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(written(events, wishes=Wishes(language="ar", script="both")), "utf-8")
    command = [*checker("vnu"), "--errors-only", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "" == said.stderr


@pytest.mark.parametrize(
    ("edtf", "exact"),
    [
        ("2013", True),
        ("2013-11", True),
        ("2013-11-02T09:30+09:00", True),
        ("2013-21", False),
        ("0000", False),
        ("2013-11~", False),
    ],
)
def test_only_dates_of_the_language_are_marked_as_such(edtf, exact):
    """A season, the year 0 and a date about are words: HTML has no value for them."""
    event = shapes.Event(
        title="It happened",
        date=shapes.Date(edtf=edtf),
        type=EventType.CONSULT,
        citations=(shapes.Citation(source=shapes.SourceIn(slug="a", csl={"title": "A"})),),
    )
    page = written([event])

    assert exact == (f'<time datetime="{edtf}">' in page)
    assert f'data-edtf="{edtf}"' in page


def test_an_archived_copy_stands_beside_its_link():
    """A link to a source names the copy for those who follow it when it is dead."""
    csl = {
        "title": "A",
        "URL": "https://a.example/1",
        "custom": {"archive_url": "https://archive.example/1"},
    }
    source = shapes.SourceIn(slug="a", csl=csl)
    event = shapes.Event(
        title="It happened",
        date=shapes.Date(edtf="2013-11-02"),
        type=EventType.CONSULT,
        citations=(shapes.Citation(source=source),),
    )
    page = written([event])

    assert 'href="https://a.example/1" data-versionurl="https://archive.example/1"' in page
    assert '<time datetime="2013-11-02">2 November</time>' in page
    assert re.search(r"<h2 id=\"y2013\">2013</h2>", page)
