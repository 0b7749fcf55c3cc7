"""Hold wikitext to its promise: a cite template for each citation, and nothing but text in them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from timeline import shapes
from timeline.exports import Head, Wishes
from timeline.exports.to_wiki import to_wiki, wiki
from timeline.terms import EventType

MINISTRY = {
    "type": "webpage",
    "title": "北朝鮮による弾道ミサイルの発射について",
    "author": [{"literal": "外務省"}],
    "language": "ja",
    "URL": "https://gov.example/2?a=1|2",
    "issued": {"edtf": "2024-01-14"},
    "accessed": {"edtf": "2024-01-15"},
    "custom": {
        "archive_url": "https://archive.example/2",
        "archived": "2024-01-15",
        "title_translated": "On North Korea's launch",
    },
}


def written(events, **head) -> str:
    """Write wikitext."""
    return "".join(to_wiki(events, Head(title="Talks", certain=len(events), **head)))


def told(csl: dict, title: str = "It happened") -> shapes.Event:
    """Make an event with one source."""
    return shapes.Event(
        title=title,
        date=shapes.Date(edtf="2024-01-14"),
        type=EventType.CONSULT,
        citations=(shapes.Citation(source=shapes.SourceIn(slug="a", csl=csl), locator="para. 3"),),
    )


def test_a_source_fills_its_template():
    """Original title, translation, language, archived copy and dates are in their parameters."""
    text = written([told(MINISTRY)])

    assert (
        '<ref name="note1">{{cite web |author=外務省'
        " |script-title=ja:北朝鮮による弾道ミサイルの発射について"
        " |trans-title=On North Korea's launch"
        " |language=ja |date=14 January 2024 |at=para. 3"
        " |url=https://gov.example/2?a&#61;1%7C2 |access-date=15 January 2024"
        " |archive-url=https://archive.example/2 |archive-date=15 January 2024"
        " |url-status=live}}</ref>"
    ) in text


def test_titles_can_be_in_latin_letters():
    """A Cyrillic title is given in Latin letters, with the original beside it or without."""
    csl = {"title": "Новости дня", "language": "ru"}

    both = written([told(csl)], wishes=Wishes(script="both"))
    latin = written([told(csl)], wishes=Wishes(script="romanised"))

    assert "|title=Novosti dnya |script-title=ru:Новости дня" in both
    assert "script-title" not in latin


@given(data=st.data())
def test_no_text_is_wikitext(data, an_event):
    """Each citation is one note; no text opens a link, a template, a tag or a table."""
    events = data.draw(st.lists(an_event, min_size=1, max_size=3))
    text = written(events)
    notes = sum(len(one.citations) for one in events)

    assert notes == len(re.findall(r'<ref name="note\d+">\{\{', text))
    assert notes == text.count("}}</ref>")
    assert notes + (1 if notes else 0) == text.count("{{")
    assert "[" not in text
    assert set() == set(re.findall(r"<(?!/?ref\b)", text))


@given(text=st.text(max_size=60))
def test_marks_are_entities(text):
    """No mark of wikitext is left as it is."""
    assert not re.search(r"\[\[|\{\{|\}\}|<|''|~~~|://", wiki(text))
