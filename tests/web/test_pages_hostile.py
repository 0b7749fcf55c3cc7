"""Hold the pages to their shape whatever a title, a source or an editor is called."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

TITLES = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)> \' onmouseover=alert(4) x="',
    "\u202eturned round \u2066and kept apart\u2069",
    "A" * 500,
    "日本とロシアが初めての外務・防衛閣僚協議を東京で開催した" * 6,
    "🚀🔥👩‍👩‍👧‍👦 and 'quotes'",
    "اتفاق بين اليابان وروسيا",
    "{{ 7 * 7 }} {% raw %} </title></main></h1>",
)
DATES = (
    *("2013-05-01", "2013~", "[2013-10-21..2013-10-31]", "../2013"),
    *("2013-21", "-0043-03-15", "Y-17000", "9999-12-31"),
)


DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
"""Data about the page, which no browser runs; nothing in it may look like markup."""


class Faults(HTMLParser):
    """Find in a page what data must never become: scripts, pictures, handlers, live addresses."""

    def __init__(self, body: str):
        """Read the page."""
        super().__init__()
        self.found: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        """Note a tag or an attribute that our templates do not have."""
        data = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        if tag in {"script", "img", "iframe", "object"} and not data:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name == "href" and (value or "").startswith("java")):
                self.found.append(f"{tag} {name}={value}")


@pytest.fixture(scope="module")
def client(seeded, tmp_path_factory) -> Iterator[FlaskClient]:
    """Give a client of the pages over a copy of the seeds with hostile events among them."""
    import shutil

    from timeline.settings import Settings
    from timeline.web.app import create_app

    copy = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    enter(f"sqlite:///{copy}")
    app = create_app(Settings(database=f"sqlite:///{copy}"))
    yield app.test_client()
    app.extensions["timeline"].engine.dispose()


def enter(database: str) -> None:
    """Enter an event and a source for each title."""
    from timeline.intake.proposal import Proposal
    from timeline.review.act import Act, now
    from timeline.review.take import take
    from timeline.store.directory import load_directory
    from timeline.store.session import open_engine, writing
    from timeline.store.sources import Source
    from timeline.terms import SourceKind

    engine = open_engine(database)
    with writing(engine) as session:
        for number, title in enumerate(TITLES):
            csl = {
                "type": "webpage",
                "title": title,
                "URL": "javascript:alert(5)",
                "language": "ja",
            }
            session.add(
                Source(slug=f"hostile-{number}", kind=SourceKind.WEBPAGE, title=title, csl=csl)
            )
        session.flush()
        proposals = [Proposal(number, hostile(number)) for number in range(len(TITLES))]
        taken = take(session, load_directory(session), proposals, Act("<b>editor</b>", now()))
        assert ([], len(TITLES)) == (taken.refused, len(taken.created))
    engine.dispose()


def hostile(number: int):
    """Make the event of a title."""
    from timeline import shapes
    from timeline.terms import About, EventType, State, Status

    title = TITLES[number]
    claim = shapes.Claim(about=About.DATE, as_printed=title[:80], edtf="2012")
    citation = shapes.Citation(
        source=shapes.SourceIn(slug=f"hostile-{number}"),
        locator=title[:60],
        quote=shapes.Quote(exact=title[:200]),
        claims=(claim,),
    )
    return shapes.Event(
        title=title,
        slug=f"hostile-{number}",
        summary=title * 2,
        type=EventType.AGREE,
        status=tuple(Status)[number],
        state=State.ACCEPTED,
        date=shapes.Date(edtf=DATES[number]),
        actors=(shapes.ActorIn(slug="japan"),),
        themes=("energy/lng",),
        citations=(citation,),
    )


def addresses(client: FlaskClient) -> list[str]:
    """List the addresses of the hostile events and sources."""
    body = client.get("/events?limit=200").get_data(as_text=True)
    events = sorted(set(re.findall(r'href="(/event/\d+/hostile-\d)[?"]', body)))
    return ["/events?limit=200", "/sources", *events, *(f"/source/hostile-{n}" for n in range(8))]


def test_nothing_of_the_data_becomes_markup(client):
    """No page has a script, an event handler, a foreign image or a javascript address from data."""
    for path in addresses(client):
        body = client.get(path).get_data(as_text=True)

        assert [] == Faults(body).found, path
        assert [] == [one for one in DATA.findall(body) if "<" in one], path
        head, _end, rest = body.partition("</head>")

        assert 1 == head.count("</title>") == rest.count("</main>") == rest.count("</h1>"), path


def test_every_title_is_shown_as_it_is(client):
    """A title stands whole, escaped, in an element that takes its direction from it."""
    body = client.get("/events?limit=200").get_data(as_text=True)
    shown = re.findall(r'<h\d dir="auto"><a [^>]+>(.*?)</a></h\d>', body, re.DOTALL)

    assert set(TITLES) <= {html.unescape(title) for title in shown}


def test_all_kinds_of_dates_have_a_page(client):
    """Events dated in every manner answer, and `datetime` holds only what HTML knows."""
    found = addresses(client)
    bodies = [client.get(path) for path in found]
    stamps = {
        stamp
        for body in bodies
        for stamp in re.findall(r'datetime="([^"]+)"', body.get_data(as_text=True))
    }
    known = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?)?)?\Z")

    assert [200] * len(found) == [body.status_code for body in bodies]
    assert [] == [stamp for stamp in stamps if not known.match(stamp)]


def test_words_sought_come_back_as_words(client):
    """What was searched for is shown in the form and the heading, and is nothing but text."""
    body = client.get('/events?q="><script>alert(1)</script>').get_data(as_text=True)

    assert "<script" not in DATA.sub("", body)
    assert "&lt;script&gt;" in body
