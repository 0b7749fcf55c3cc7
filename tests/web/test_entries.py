"""Hold the markup of entries to what a template would set, whatever the events are called."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jinja2 import Template
from markupsafe import escape

from timeline import shapes
from timeline.chronology.rows import RefRow
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.settings import Settings
from timeline.terms import HAPPENED, About, EventType, State, Status, Via
from timeline.web.app import create_app
from timeline.web.pages import dated, pieces
from timeline.web.pages.bibliography import read_line
from timeline.web.pages.chronicle import chronicle, sources
from timeline.web.pages.dated import date_words
from timeline.web.pages.entries import Month, Year, entries, source_notes
from timeline.web.pages.entry import Setting, set_events
from timeline.web.pages.escaped import safe
from timeline.web.pages.fragments import Fragments
from timeline.web.pages.labels import OTHER_FAMILY, family
from timeline.web.pages.listed import shown_actors
from timeline.web.pages.told import Told

LANGUAGES = ("en", "ru", "ja")
BLANKS = re.compile(r"\s+")
TEXTS = some.text(max_size=60) | some.sampled_from(
    (
        "<script>alert(1)</script>",
        '"><svg onload=alert(2)> \' x="',
        "\u202eturned round\u2066 & kept apart",
        "🚀👩‍👩‍👧‍👦 'quotes'",
        "A" * 500,
        "{{ 7 * 7 }} %(title)s {0} &amp;",
    )
)
SLUGS = some.text("abcdefghij-0123456789éя/", min_size=1, max_size=12)
DATES = some.sampled_from(
    (
        *("2013-05-01", "2000-02-29", "2013-11", "2013", "2013~", "[2013-10-21..2013-10-31]"),
        *("../2013", "2012-09-08/2012-09-09", "-0043-03-15", "Y-17000", "XXXX", "0999-01-01"),
    )
)
THEMES = {
    "energy/lng": RefRow(slug="energy/lng", name="<LNG> & more"),
    "security": RefRow(slug="security", name="Security"),
}


@pytest.fixture(scope="module")
def app(seeded, tmp_path_factory) -> Iterator[Flask]:
    """Give an application over a copy of the seeds."""
    copy = tmp_path_factory.mktemp("entries") / "entries.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    made = create_app(Settings(database=f"sqlite:///{copy}"))
    yield made
    made.extensions["timeline"].engine.dispose()


@pytest.fixture(scope="module")
def template(app) -> Template:
    """Give the template of a list, which escapes everything by itself."""
    path = Path(__file__).parent / "list.html"
    return app.jinja_env.from_string(path.read_text(encoding="utf-8"))


def csl(title: str, author: str, address: str, issued: str) -> dict[str, object]:
    """Make the record of a source."""
    return {
        "type": "webpage",
        "title": title,
        "author": [{"literal": author}],
        "publisher": author,
        "container-title": title[:9],
        "language": "ja",
        "issued": {"edtf": issued},
        "URL": address,
        "custom": {"archive_url": address, "archived": issued},
    }


ADDRESSES = some.sampled_from(
    (
        "",
        "https://www.example.org/a?b=<c>&d='e'",
        "javascript:alert(5)",
        "http://[::1",
        'https://"x',
    )
)
ACTORS = some.builds(
    shapes.ActorIn, slug=SLUGS | some.just(""), name=TEXTS, via=some.sampled_from(Via)
)
CITED = some.builds(
    shapes.SourceIn, slug=SLUGS, csl=some.none() | some.builds(csl, TEXTS, TEXTS, ADDRESSES, DATES)
)
EVENTS = some.builds(
    shapes.Event,
    id=some.integers(1, 10**9),
    slug=SLUGS,
    title=TEXTS,
    summary=TEXTS,
    date=some.builds(shapes.Date, edtf=DATES),
    type=some.sampled_from(EventType),
    status=some.sampled_from(Status),
    state=some.just(State.ACCEPTED),
    actors=some.lists(ACTORS, max_size=4).map(tuple),
    themes=some.lists(some.sampled_from([*THEMES, "none"]), max_size=3, unique=True).map(tuple),
    places=some.lists(some.builds(shapes.PlaceIn, slug=SLUGS, name=TEXTS), max_size=2).map(tuple),
    citations=some.lists(some.builds(shapes.Citation, source=CITED), max_size=10).map(tuple),
    disputed=some.booleans(),
)


def by_template(template: Template, events: list[shapes.Event], sought: str, state: str) -> str:
    """Set a list by the template."""
    cited: dict[str, tuple[object, dict[int, shapes.Event]]] = {}
    for event in events:
        for one in event.citations:
            line = read_line(one.source.slug, one.source.csl)
            cited.setdefault(one.source.slug, (line, {}))[1][event.id or 0] = event
    numbers = {slug: number for number, slug in enumerate(cited, start=1)}
    rows = [
        {
            "event": event,
            "date": date_words(event.date.edtf),
            "family": family(event.themes[0]) if event.themes else OTHER_FAMILY,
            "happened": event.status in HAPPENED,
            "actors": shown_actors(event),
            "themes": [THEMES[slug] for slug in event.themes if slug in THEMES],
            "notes": sorted({numbers[one.source.slug] for one in event.citations}),
        }
        for event in events
    ]
    notes = [(numbers[slug], line, [*resting.values()]) for slug, (line, resting) in cited.items()]
    return template.render(rows=rows, notes=notes, sought=sought, state=state)


def by_code(events: list[shapes.Event], code: str, sought: str, state: str) -> str:
    """Set the same list as pages do."""
    documents = [msgspec.json.encode(event) for event in events]
    made = set_events(documents, Setting(code, sought, whole=True), lambda some: (some, THEMES))
    numbers, notes = source_notes(made)
    from timeline.chronology.filter import EventFilter
    from timeline.chronology.listing import Count

    shown = entries(made, EventFilter(), numbers)
    years = (Year("", "", (Month("", shown),)),)
    told = Told(EventFilter(), Count(0, 0), years, notes, None, None, len(shown))
    return chronicle(told, state) + sources(notes)


def lean(markup: str) -> str:
    """Write markup without regard to how much white space stands where there is any."""
    return BLANKS.sub(" ", markup).replace("> <", "><").strip()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=some.lists(EVENTS, min_size=1, max_size=4, unique_by=lambda event: event.id),
    code=some.sampled_from(LANGUAGES),
    sought=some.sampled_from(("", "script", "quotes", "turned -none")),
    state=some.sampled_from(("", "actor=japan&q=<b>", 'q="')),
)
def test_entries_are_set_as_a_template_would(app, template, events, code, sought, state):
    """Entries and sources are what a template gives that escapes everything, in each language."""
    with app.test_request_context(f"/events?lang={code}"):
        expected = by_template(template, events, sought, state)

        assert lean(expected) == lean(by_code(events, code, sought, state))
        assert lean(expected) == lean(by_code(events, code, sought, state)), "kept"


@given(text=some.text() | some.text("<>&\"'ab"))
def test_texts_are_escaped_as_templates_do(text):
    """What code escapes is what templates escape."""
    assert str(escape(text)) == str(safe(text))


@given(day=some.dates(min_value=date(1000, 1, 1)), code=some.sampled_from(LANGUAGES))
def test_days_are_worded_alike_in_every_year(day, code):
    """A day that is worded from the same day of another year is worded as by itself."""
    edtf, span = day.isoformat(), Span.parse(day.isoformat())
    made = dated.dated(edtf, code)

    assert words(span, code) == made.words.words
    assert words(span, code, year=False) == made.words.short
    assert (span, edtf[:4], edtf[:7]) == (made.span, made.year, made.month)


def test_no_more_bytes_are_kept_than_allowed():
    """Pieces that were used longest ago go when the bytes run out, and what is huge never comes."""
    memory = Fragments(budget=10_000)
    for number in range(100):
        memory.keep([(("piece", number), "x" * 600, 600)])
        memory.get([("piece", 0)])
    memory.keep([(("huge",), "x" * 9_000, 9_000)])

    assert memory.size <= 10_000
    assert [True, False, True, False] == [
        one is not None
        for one in memory.get([("piece", 0), ("piece", 50), ("piece", 99), ("huge",)])
    ]
    assert 10 == len(memory)


def test_many_filters_keep_to_the_bytes(app):
    """However many filters are asked for, what is kept of them stays within its bytes."""
    client = app.test_client()
    with app.app_context():
        from timeline.web.pages.fragments import fragments

        memory = fragments()
    memory.budget = 400_000
    for year in range(1950, 1990):
        assert 200 == client.get(f"/events?from={year}&limit=5").status_code

    assert 0 < memory.size <= 400_000


def test_a_change_shows_at_once_in_every_list(app):
    """An event that is amended is set anew, and a list that counted it counts it anew."""
    from timeline.review import desk
    from timeline.review.act import Act, now
    from timeline.store.directory import load_directory
    from timeline.store.session import writing

    client = app.test_client()
    paths = ("/events?q=Vladivostok", "/actor/japan?limit=200", "/events?limit=200&lang=ru")
    before = [client.get(path).get_data(as_text=True) for path in paths]
    with writing(app.extensions["timeline"].engine) as session:
        directory, act = load_directory(session), Act("tester", now(), "a reason")
        desk.amend(session, directory, act, 15, {"title": "Changed <b>title</b>"})
    after = [client.get(path).get_data(as_text=True) for path in paths]

    assert [False] * 3 == ["Changed &lt;b&gt;title" in one for one in before]
    assert [True] * 3 == ["Changed &lt;b&gt;title" in one for one in after]


def test_what_is_claimed_is_no_part_of_a_list(app):
    """A claim, whose words may be long, takes nothing from how an entry is set."""
    claim = shapes.Claim(about=About.DATE, as_printed="<i>late</i>", edtf="2012")
    source = shapes.SourceIn(slug="one")
    event = shapes.Event(
        id=1,
        title="T",
        date=shapes.Date(edtf="2012"),
        type=EventType.AGREE,
        citations=(shapes.Citation(source=source, claims=(claim,)),),
    )
    bare = msgspec.structs.replace(event, citations=(shapes.Citation(source=source),))
    with app.test_request_context("/events"):
        assert by_code([bare], "en", "", "") == by_code([event], "en", "", "")
        assert "1</a></sup>" in pieces.refs((1,), "en")
