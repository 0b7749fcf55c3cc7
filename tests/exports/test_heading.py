"""Hold the head of an export to its filter, its wishes and where it is published."""

from timeline import shapes
from timeline.chronology.filter import parse
from timeline.chronology.listing import Count
from timeline.chronology.whole import Needs, Overview
from timeline.exports import FORMATS, Wishes
from timeline.exports.heading import Imprint, head_of, head_of_one
from timeline.exports.places import NOWHERE, base
from timeline.terms import EventType

AT = "2026-11-22T10:00:00Z"


def overview(**asked: str) -> Overview:
    """Make what is told of a filter whose names are its slugs."""
    given = parse({name: [value] for name, value in asked.items()}, strict=True)
    return Overview(given, given, Count(3, 2), 12, AT)


def imprint(at: str) -> Imprint:
    """Say that it is published at an address, or nowhere."""
    return Imprint(compiler="Institute", base=at, generated=AT)


def test_a_head_tells_filter_counts_and_address():
    """Title, words, counts, version and address are those of the filter, whatever its host."""
    head = head_of(overview(actor="Japan"), imprint("https://events.example/all"), Wishes())

    assert "Japan: a chronology" == head.title
    assert (3, 2, 5, 12) == (head.certain, head.possible, head.total, head.version)
    assert "https://events.example/all/events?actor=Japan" == head.address
    assert "https://events.example/all" == base(head)


def test_a_head_speaks_the_language_wished_for():
    """Its title and words are in the language of the document."""
    head = head_of(overview(), imprint(""), Wishes(language="ru"))

    assert "ru" == head.wishes.language
    assert head.title != head_of(overview(), imprint(""), Wishes()).title


def test_what_is_published_nowhere_has_no_address():
    """Without a site there is no address, and identifiers name a host that cannot be."""
    head = head_of(overview(), imprint(""), Wishes())

    assert ("", "", NOWHERE) == (head.address, head.base, base(head))


def test_one_event_is_headed_by_its_title():
    """The head of one event names it, counts one and leads to its page."""
    event = shapes.Event(
        id=7, slug="talks", title="Talks", date=shapes.Date(edtf="2013"), type=EventType.CONSULT
    )
    head = head_of_one(event, 12, AT, imprint("https://site.example"), Wishes())

    assert ("Talks", "", 1) == (head.title, head.words, head.total)
    assert "https://site.example/event/7/talks" == head.address


def test_each_form_says_what_it_is_made_from():
    """Feeds need what changed last, a calendar the events too, tables the events alone."""
    assert Needs(events=False, recent=True) == FORMATS["atom"].needs
    assert Needs(events=True, recent=True) == FORMATS["ics"].needs
    assert Needs() == FORMATS["jsonl"].needs
    assert Needs(by_slug=True) == FORMATS["csv"].needs
