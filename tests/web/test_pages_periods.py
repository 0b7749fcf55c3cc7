"""Hold the pages of years, months, days and pairs to the events that they count."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology.by_day import count_days
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.listing import count_events, every_event
from timeline.chronology.pairs import COOPERATIVE, HOSTILE, read_deeds, tenor
from timeline.dates import Span
from timeline.dates.days import day_of, last_day
from timeline.store.session import open_engine, reading
from timeline.terms import EventType
from timeline.web.pages.calendar import LEVELS, busiest_year
from timeline.web.pages.sought import found, passage


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind_url(seeded, request) -> str:
    """Give the seeds, read only, on each kind of database."""
    return seeded(request.param)


@pytest.mark.parametrize("past", ["", "2099"])
def test_days_count_what_began_on_a_known_day(kind_url, past):
    """A day has as many events as began on it for certain, now and in the past alike."""
    engine = open_engine(kind_url)
    asked = EventFilter(as_of=past)
    first, last = day_of(2012), last_day(2018)
    with reading(engine) as session:
        counts = count_days(session, asked, first, last)
        spans = [Span.parse(event.date.edtf) for event in every_event(session, EventFilter())]
    engine.dispose()
    begun = [span.begins[0] for span in spans if span.begins[0] == span.begins[1]]
    wanted = {day: begun.count(day) for day in begun if day is not None and first <= day <= last}

    assert wanted == counts


def test_deeds_are_the_same_now_and_in_the_past(kind_url):
    """Who acts on whom is counted alike by the database and from the events, none left out."""
    engine = open_engine(kind_url)
    both = parse({"actor": ["japan", "russia"]}, strict=True)
    with reading(engine) as session:
        now = read_deeds(session, both, "japan", "russia")
        past = read_deeds(session, both.changed(as_of="2099"), "japan", "russia")
        other = read_deeds(session, both, "russia", "japan")
        total = count_events(session, both).total
    engine.dispose()

    assert now == past
    assert total == sum(one.count for one in now)
    assert {"first": 8, "second": 3} == {
        way: sum(one.count for one in now if one.direction == way) for way in ("first", "second")
    }
    assert {"first": 3, "second": 8} == {
        way: sum(one.count for one in other if one.direction == way) for way in ("first", "second")
    }


def test_every_type_has_one_tenor():
    """No type is both cooperative and hostile, and the lists name types that there are."""
    types = {one.value for one in EventType}

    assert set() == COOPERATIVE & HOSTILE
    assert types >= COOPERATIVE | HOSTILE
    assert {"cooperative", "neutral", "hostile"} == {tenor(one).value for one in EventType}


def test_a_year_has_a_square_for_each_day(client):
    """The grid has 365 days, each a link, and as many events as its sentence says."""
    body = client.get("/year/2013").text
    days = re.findall(r'<a href="/day/(2013-\d\d-\d\d)" tabindex="-1">', body)
    said = re.search(r"(\d+) events are dated to the day", body)
    shown = [int(n) for n in re.findall(r'<text class="in[^"]*"[^>]*>(\d+)</text>', body)]
    table = [int(n) for n in re.findall(r"</th><td>(\d+)</td>", body)]

    assert 365 == len(days) == len(set(days))
    assert said is not None
    assert int(said[1]) == sum(shown) == sum(table) > 0
    assert 12 == len(table)


def test_a_day_shows_its_events(client):
    """The page of a day shows what certainly happened on it first, then what may have."""
    body = client.get("/day/2013-11-02").text
    certain, _head, possible = body.partition("Possibly: 2 November 2013")

    assert "Japan and Russia held their first two-plus-two" in certain
    assert 'class="entry' in possible
    assert 'href="/year/2013/11"' in body
    assert 'rel="prev" href="/day/2013-11-01"' in body
    assert 'rel="next" href="/day/2013-11-03"' in body


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/year/2013/9", "/year/2013/09"),
        ("/year/905", "/year/0905"),
        ("/year/2013/9?actor=japan", "/year/2013/09?actor=japan"),
    ],
)
def test_times_have_one_address(client, path, leads_to):
    """Another way of writing a year or month leads on for good, with its filter."""
    answer = client.get(path)

    assert (301, leads_to) == (answer.status_code, answer.location)


@pytest.mark.parametrize(
    "path",
    ["/year/2013/13", "/day/2013-02-30", "/day/2013-11", "/day/x", "/year/20x", "/day/2013~"],
)
def test_times_that_there_are_not_say_how_to_write_them(client, path):
    """What is no year, month or day answers 404 and shows how one is written."""
    answer = client.get(path)

    assert 404 == answer.status_code
    assert "Write a" in answer.text


@pytest.mark.parametrize(
    "path", ["/year/-0043", "/year/-0043/03", "/day/-0043-03-15", "/year/9999"]
)
def test_far_times_have_pages(client, path):
    """Years before our era and at the end of the calendar answer."""
    assert 200 == client.get(path).status_code


def test_a_pair_is_mirrored(client):
    """Turned round, what the first did to the second is what the second did to the first."""
    one = client.get("/actor/japan/with/russia").text
    other = client.get("/actor/russia/with/japan").text
    ways = re.compile(r'class="way-(\w+)">.*?<span class="n">(\d+)</span>', re.DOTALL)
    there, back = dict(ways.findall(one)), dict(ways.findall(other))

    assert (there["first"], there["second"]) == (back["second"], back["first"])
    assert there["together"] == back["together"]
    assert 'href="/actor/russia/with/japan"' in one


def test_shares_of_a_decade_make_a_whole(client):
    """The events of a decade are those of its tenors together."""
    body = client.get("/actor/japan/with/russia").text.split('class="tenor"')[1]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", body, re.DOTALL)
    for row in rows:
        total = int(re.findall(r"<td>(\d+)</td>", row)[0])

        assert total == sum(int(n) for n in re.findall(r"\((\d+)\)", row))
    assert rows


def test_records_are_narrowed_by_everything_but_themselves(client):
    """A page offers every facet but its own, each value with what is certain and what possible."""
    body = client.get("/theme/energy?from=2013&to=2013").text
    panel = body.split('id="narrow-head"')[1]

    assert "<h3>Actors</h3>" in panel
    assert "<h3>Themes</h3>" not in panel
    assert 'href="/events?actor=japan&amp;theme=energy&amp;from=2013&amp;to=2013"' in panel
    assert re.search(r'class="may"><span aria-hidden="true">\+\d+', panel)


def test_events_of_one_event_s_year_are_around_it(client):
    """The strip names the event itself once, and events within a year of it."""
    body = client.get("/event/30/two-plus-two-tokyo-2013").text
    near = body.split('id="nearby-head"')[1].split("</section>")[0]

    assert 1 == near.count('<li aria-current="true">')
    assert 10 < near.count("<li")


def test_an_event_is_cited_in_every_style(client):
    """Each style names the title, the site and the revision or the address."""
    body = client.get("/event/30/two-plus-two-tokyo-2013").text
    styles = body.split('<dl class="styles">')[1].split("</dl>")[0]

    assert ["Chicago", "APA", "MLA", "BibTeX", "Wikipedia"] == re.findall("<dt>(.*?)</dt>", styles)
    assert 5 == styles.count("Japan and Russia held their first two-plus-two in Tokyo")
    assert 5 == styles.count("http://localhost/event/30")


@pytest.mark.parametrize(
    ("text", "q", "marked"),
    [
        ("Japan's minister met in Tokyo", "tokyo japan", ["Japan", "Tokyo"]),
        ("The U.S. and Japan agree", "us", ["U.S."]),
        ("日本とロシアの平和条約交渉", "平和条約 日本", ["日本", "平和条約"]),
        ("Переговоры с Путиным", "путиным", ["Путиным"]),
        ("São Paulo & <b>café</b>", "sao cafe", ["São", "café"]),
        ("the two-plus-two talks", '"two plus two"', ["two-plus-two"]),
        ("G20サミット", "g20", ["G20"]),
        ("اتفاق السلام", "السلام", ["السلام"]),
        ("islands and a treaty", "treaty -islands", ["treaty"]),
        ("nothing here", "else", []),
    ],
)
def test_words_sought_are_marked(text, q, marked):
    """The words of a search are marked as they stand in the text, in any script."""
    said = str(found(text, q))

    assert marked == [one.replace("&amp;", "&") for one in re.findall("<mark>(.*?)</mark>", said)]
    assert "<b>" not in said or not marked


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_loses_no_letter(text, q):
    """Without its marks a text is what it was, whatever is searched for."""
    said = found(text, q)
    plain = re.sub("</?mark>", "", str(said)) if hasattr(said, "__html__") else said
    unescaped = (
        plain.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", '"')
        .replace("&#39;", "'")
        .replace("&amp;", "&")
    )

    assert text == (unescaped if hasattr(said, "__html__") else plain)


def test_a_long_text_is_cut_to_its_passage():
    """Of a long text the passage is shown in which the words stand."""
    said = str(passage("far away " * 100 + "a peace treaty was signed", "treaty"))

    assert said.startswith("… ")
    assert said.endswith("a peace <mark>treaty</mark> was signed")
    assert len(said) < 300


def test_a_search_is_marked_in_the_list(client):
    """Titles and summaries of a list show what was searched for."""
    body = client.get("/events?q=gas+pipeline").text

    assert re.search(r"<mark>gas</mark>\s<mark>pipeline</mark>", body)


def test_the_busiest_year_is_the_one_with_most():
    """Of equal years it is the latest; without events there is none."""
    assert 2014 == busiest_year({2012: 3, 2014: 5, 2013: 5})
    assert busiest_year({}) is None
    assert sorted(LEVELS) == list(LEVELS)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/japan", "/actor/japan"),
        ("/vladivostok", "/place/vladivostok"),
        ("/energi", "/theme/energy"),
    ],
)
def test_a_word_that_is_no_page_leads_to_what_is_meant(client, path, near):
    """An address of one word leads to the record of that name, and to a search for it."""
    body = client.get(path).text

    assert f'href="{near}"' in body
    assert f'value="{path[1:]}"' in body
