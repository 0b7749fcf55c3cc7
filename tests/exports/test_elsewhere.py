"""Hold a chronology to lead from the other dates of disputed events to where they are entered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import shapes
from timeline.exports import FORMATS, Head, Wishes
from timeline.exports.documents.engine import installed
from timeline.exports.fixed import LANGUAGES
from timeline.exports.outline import Elsewhere, Entry, Heading, Outline
from timeline.exports.tally import Tally
from timeline.terms import About, EventType, Order

TALKS = "See 2 November 2013: The talks."


def event(number: int, edtf: str, *others: str, title: str = "The talks") -> shapes.Event:
    """Make an event that sources date as it is entered, and otherwise."""
    claims = [shapes.Claim(about=About.DATE, as_printed=one, edtf=one) for one in (edtf, *others)]
    cited = [
        shapes.Citation(source=shapes.SourceIn(slug=f"s{place}", csl={"title": "A"}), claims=(one,))
        for place, one in enumerate(claims)
    ]
    return shapes.Event(
        id=number,
        title=title,
        date=shapes.Date(edtf=edtf),
        type=EventType.CONSULT,
        disputed=bool(others),
        citations=tuple(cited),
    )


def blocks(*events: shapes.Event, order: Order = Order.OLDEST) -> list[Heading | Entry | Elsewhere]:
    """Lay events out."""
    head = Head(title="A chronology", certain=len(events), order=order)
    with Tally.of(events) as tally:
        return list(Outline.of(tally, head).blocks())


def told(*events: shapes.Event, order: Order = Order.OLDEST) -> list[str | int | None]:
    """Name the blocks: heads by their words, entries by their ids, the rest by its words."""
    return [
        one.words if not isinstance(one, Entry) else one.event.id
        for one in blocks(*events, order=order)
    ]


DISPUTED = event(2, "2013-11-02", "2013-10")
FIRST, BETWEEN = event(1, "2013-01-05"), event(3, "2013-09-20")


def test_the_other_date_leads_to_the_entry():
    """It stands where it lies in time, before later entries, whichever way the list runs."""
    years = ["2013"]

    assert [*years, 1, 3, TALKS, 2] == told(FIRST, BETWEEN, DISPUTED)
    assert [*years, 2, TALKS, 3, 1] == told(DISPUTED, BETWEEN, FIRST, order=Order.NEWEST)


def test_what_has_no_order_of_time_has_no_other_dates():
    """A list by significance has every event once."""
    assert [2, 1] == told(DISPUTED, FIRST, order=Order.SIGNIFICANT)


@pytest.mark.parametrize("other", ["2013-11", "2013-11-20", "2013", "2013-11-02", "2009-10"])
def test_dates_of_the_month_and_beyond_the_list_lead_nowhere(other):
    """A date of the same month, one that may be the same day, or a year outside adds nothing."""
    assert ["2013", 1, 2] == told(FIRST, event(2, "2013-11-02", other))


def test_the_last_entry_may_have_a_later_date():
    """What other sources date later in the last year stands behind the entry, once a date."""
    late = event(2, "2013-11-02", "2013-12-24", "2013-12-24", "2015")

    assert ["2013", 2, TALKS] == told(late)


def test_heads_are_opened_for_other_dates():
    """In a chronology with months, the month of the other date has its head."""
    many = [event(number, "2013-01-05", title=f"T{number}") for number in range(10, 22)]
    words = told(*many, DISPUTED)

    assert ["October 2013", TALKS, "November 2013", 2] == words[-4:]


@pytest.mark.parametrize("form", ["md", "html", "wiki", "tex"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_it_in_every_language(form, language, absent):
    """The title of the event stands once more than it is told, and notes stay what they were."""
    if not installed():
        absent("no pandoc: the extra `export` is not installed")
    head = Head(title="A", certain=2, wishes=Wishes(language=language))
    written = [
        b"".join(FORMATS[form].stream(events, head)).decode()
        for events in ([FIRST, DISPUTED], [FIRST, event(2, "2013-11-02", "2013-11-20")])
    ]

    assert [3, 2] == [text.count("The talks") for text in written]


@given(others=st.lists(st.sampled_from(["2013-10", "2012", "1999", "2013-12-24", "201X"])))
def test_entries_and_notes_are_those_of_the_events(others):
    """Whatever sources say of dates, each event is one entry, and each citation one note."""
    events = [FIRST, event(2, "2013-11-02", *others)]
    entries = [one for one in blocks(*events) if isinstance(one, Entry)]

    assert [1, 2] == [one.event.id for one in entries]
    assert sum(len(one.citations) for one in events) == sum(len(one.notes) for one in entries)
