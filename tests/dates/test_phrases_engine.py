"""Holds the engine to its promises: vague publication, traces, hostile text, other languages."""

import datetime

import pytest

from timeline.dates import NotADate, Span
from timeline.dates.phrases import find, timexes
from timeline.dates.phrases.pattern import BadTable
from timeline.dates.phrases.table import forms, languages, table

FRIDAY = datetime.date(2013, 3, 22)


def edtf(text: str, **more: object) -> list[str | None]:
    """Return the EDTF text of all that is found in a text."""
    return [one.span.edtf if one.span else None for one in find(text, **more)]


def test_published_in_every_form() -> None:
    """A day of publication may be a date, EDTF text or a Span."""
    for published in (FRIDAY, "2013-03-22", Span.parse("2013-03-22")):
        assert ["2013-03-21"] == edtf("It ended yesterday.", published=published)


def test_published_wrongly() -> None:
    """A day of publication that is no EDTF is refused by name."""
    with pytest.raises(NotADate):
        find("yesterday", published="soon")
    with pytest.raises(ValueError, match="possible are"):
        find("yesterday", style="poem")


def test_no_publication_day() -> None:
    """Without a day of publication a relative date is found, has no days, and says why."""
    (found,) = find("They met last week.", published=None)
    assert found.span is None
    assert "no day of publication" in found.trace.note


def test_vague_publication_day() -> None:
    """A vague day of publication gives a correspondingly vague, marked date."""
    (found,) = find("They met yesterday.", published="2012-10~")
    assert found.span is not None
    assert Span.parse("2012-09-30/2012-10-30").earliest == found.span.earliest
    assert Span.parse("2012-09-30/2012-10-30").latest == found.span.latest
    assert "~" in found.span.edtf
    assert "vague" in found.trace.note


def test_order_of_day_and_month() -> None:
    """The publisher's country decides 09/08/2012; the other reading is kept for the desk."""
    (american,) = find("on 09/08/2012", published=FRIDAY, country="US")
    (british,) = find("on 09/08/2012", published=FRIDAY, country="GB")
    assert "2012-09-08" == american.span.edtf
    assert ("2012-08-09",) == american.trace.alternatives
    assert "2012-08-09" == british.span.edtf
    (plain,) = find("on 13/08/2012", published=FRIDAY, country="US")
    assert () == plain.trace.alternatives


def test_trace_says_why() -> None:
    """The trace names words, language, anchor, day and rule, and becomes a dictionary."""
    (found,) = find("It was signed on Monday.", published=FRIDAY)
    assert {
        "words": "Monday",
        "language": "en",
        "anchor": "publication day",
        "anchor_day": "2013-03-22",
        "rule": "weekday",
        "alternatives": (),
        "note": "",
    } == found.trace.as_dict()


def test_narrative_leans_on_what_was_told() -> None:
    """A history's month belongs to the year told before, not to the day of publication."""
    text = "In 1939 war began. In September 1939 Warsaw fell. In October the front moved. In 1940"
    assert "1939-10" in edtf(text + " it spread; in 1941 it grew.", published=FRIDAY)
    assert "1939-10" in edtf(text, published=FRIDAY, style="narrative")
    assert "2012-10" in edtf(text, published=FRIDAY, style="news")


def test_own_events() -> None:
    """The service's own events can anchor a date, by mapping or by function."""
    events = {"apec-summit": "2012-09-08/2012-09-09"}
    for given in (events, events.get):
        (found,) = find("two days after the APEC summit", published=FRIDAY, events=given)
        assert "2012-09-11" == found.span.edtf


def test_tense_decides() -> None:
    """A weekday lies ahead where the sentence looks ahead."""
    assert ["2013-03-25"] == edtf("The talks will resume on Monday.", published=FRIDAY)
    assert ["2013-03-18"] == edtf("The talks resumed on Monday.", published=FRIDAY)
    assert ["2013-03-25"] == edtf("A ruling will be announced Monday.", published=FRIDAY)


def test_ranges_as_timex() -> None:
    """TIMEX3 has no ranges: in a sentence the ends stand apart, alone the whole is kept."""
    sentence = "The war of 1914-1918 ended."
    assert ["1914", "1918"] == [
        one.timex for one in timexes(sentence, find(sentence, published=FRIDAY))
    ]
    (whole,) = timexes("1914-1918", find("1914-1918", published=FRIDAY))
    assert "1914/1918" == whole.value


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "text",
    [
        "7" * 50_000,
        "May " * 20_000,
        "may " * 20_000,
        "(" * 50_000 + ")" * 50_000,
        "1-" * 50_000,
        "[(" * 20_000,
        "the last " * 10_000,
        "\u0660" * 20_000,
    ],
)
def test_hostile_text(language: str, text: str) -> None:
    """Digits, names and brackets without end are read without an exception and never overlap."""
    end = 0
    for found in find(text, published=FRIDAY, language=language):
        assert end <= found.start
        end = found.end


def test_language_without_a_table() -> None:
    """A language without a table is read through dateparser; an unknown one finds nothing."""
    text = "Il vertice dell'8 settembre 2012, ieri e la settimana scorsa."
    assert ["2012-09-08", "2013-03-21", "[2013-03-11..2013-03-17]"] == edtf(
        text, published=FRIDAY, language="it"
    )
    assert [] == edtf(text, published=FRIDAY, language="xx")
    assert [] == edtf(text, published=FRIDAY, language="../it")


def test_shorthand_of_forms() -> None:
    """Groups in a table's words stand for all their forms."""
    assert ["monats", "monate", "monat"] == forms("Monat(s|e)?")


def test_unknown_table() -> None:
    """There is no table for a language that has no file."""
    with pytest.raises(KeyError):
        table("xx")
    assert issubclass(BadTable, ValueError)
