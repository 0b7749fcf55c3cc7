"""Hold the appendix of corrections to what changed, in every form and language."""

import re

import pytest

from timeline import shapes
from timeline.chronology.detail import RevisionRow
from timeline.chronology.since import Fate, Turn
from timeline.exports import FORMATS, Head, Wishes
from timeline.exports.corrections import (
    CORRECTED,
    correction_line,
    corrections_head,
    corrections_of,
)
from timeline.exports.documents.engine import installed
from timeline.exports.fixed import LANGUAGES, said
from timeline.exports.wishes import read_wishes
from timeline.terms import EventType, Verb

VERSION = re.compile("(?<![0-9a-f])120(?![0-9a-f])")
AT = "2026-11-22T10:00:00Z"


def event(edtf: str, title: str = "The talks") -> shapes.Event:
    """Make an event with a source."""
    citation = shapes.Citation(source=shapes.SourceIn(slug="a", csl={"title": "A"}))
    return shapes.Event(
        title=title,
        date=shapes.Date(edtf=edtf),
        type=EventType.CONSULT,
        citations=(citation,),
    )


def turn(fate: Fate, before: shapes.Event | None, after: shapes.Event | None, why: str) -> Turn:
    """Say what became of an event by one revision."""
    return Turn(1, fate, before, after, (RevisionRow(2, AT, "editor", Verb.AMEND, why),), ())


MOVED = turn(Fate.CHANGED, event("2013-11-01"), event("2013-11-02"), "the record says so")
GONE = turn(Fate.RETRACTED, event("2012", "A rumour"), None, "")
NEW = turn(Fate.ADDED, None, event("2014"), "")


def test_what_only_came_is_no_correction():
    """What was changed, withdrawn, merged or left is told; what is new stands in its place."""
    assert [Fate.CHANGED, Fate.RETRACTED] == [
        one.fate for one in corrections_of([MOVED, NEW, GONE])
    ]


def test_a_line_tells_event_fate_day_and_reason():
    """The date before stands ahead of the one that holds now."""
    english = said("en")

    moved, gone = (correction_line(one, english) for one in corrections_of([MOVED, GONE]))

    dates = "1 November 2013 → 2 November 2013"
    assert f"{dates}: The talks (corrected, 22 November 2026): the record says so" == moved
    assert "2012: A rumour (withdrawn, 22 November 2026)" == gone


@pytest.mark.parametrize(
    ("since", "head"),
    [
        ("v120", "Corrections since data version 120 (2)"),
        ("2026-11", "Corrections since November 2026 (2)"),
        (AT, "Corrections since 2026-11-22T10:00:00Z (2)"),
    ],
)
def test_the_head_names_the_moment(since, head):
    """A version, a day and a time are told as what they are."""
    words = corrections_head(since, 2, said("en"))

    assert head == words or (since == AT and words.startswith("Corrections since 22 November"))


@pytest.mark.parametrize("form", ["md", "html", "wiki", "tex"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_the_appendix(form, language, absent):
    """It stands once where it is wished for, also when nothing was corrected, and else not."""
    if not installed():
        absent("no pandoc: the extra `export` is not installed")
    some = corrections_of([MOVED, GONE])

    def written(since: str, corrections: tuple) -> str:
        head = Head(
            title="A",
            certain=1,
            wishes=Wishes(language=language, since=since),
            corrections=corrections,
        )
        return b"".join(FORMATS[form].stream([event("2013-11-02")], head)).decode()

    texts = [written("v120", some), written("v120", ()), written("", ())]

    assert [1, 0, 0] == [text.count("A rumour") for text in texts]
    assert [1, 1, 0] == [len(VERSION.findall(text)) for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_word_for_every_fate(language):
    """No fate of a correction is without its word."""
    assert all(said(language)(f"fate.{fate.value}") for fate in CORRECTED)


def test_a_moment_that_is_none_is_refused():
    """A wish for corrections names a day, a time or a version."""
    with pytest.raises(ValueError, match="since"):
        read_wishes(since="yesterday")
