"""Hold oEmbed to its standard: found from every page, bounded, honest about what is not here."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

PAGES = {
    "/": "/embed/timeline",
    "/timeline?actor=japan&from=2012&to=2014": "/embed/timeline?actor=japan&from=2012&to=2014",
    "/events?actor=japan&actor=russia&q=gas": "/embed/events?actor=japan&actor=russia&q=gas",
    "/map?actor=japan&bbox=120,20,160,60": "/embed/map?actor=japan&bbox=120,20,160,60",
    "/event/30": "/embed/event/30",
    "/actor/japan": "/embed/events?actor=japan",
    "/actor/japan/with/russia": "/embed/events?actor=japan&actor=russia",
    "/theme/energy/lng": "/embed/events?theme=energy/lng",
    "/place/vladivostok": "/embed/events?place=vladivostok",
    "/source/japan-times-2014-01-15": "/embed/events?source=japan-times-2014-01-15",
    "/year/2013": "/embed/events?from=2013&to=2013",
}
MEMBERS = {
    "version": str,
    "type": str,
    "title": str,
    "provider_name": str,
    "provider_url": str,
    "cache_age": int,
    "html": str,
    "width": int,
    "height": int,
}


class Frame(HTMLParser):
    """Read the one element of an embed code."""

    def __init__(self, code: str):
        """Read it."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(code)

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(scope="module")
def client(seeded) -> Iterator[FlaskClient]:
    """Give a client of a site with a public address, over the seeds."""
    from timeline.settings import Settings
    from timeline.web.app import create_app

    settings = Settings(database=seeded("sqlite"), base_url="https://chronicle.example")
    app = create_app(settings)
    yield app.test_client()
    app.extensions["timeline"].engine.dispose()


def ask(client: FlaskClient, url: str, **more: object):
    """Ask how a page is embedded."""
    return client.get("/oembed", query_string={"url": url, "format": "json", **more})


@pytest.mark.parametrize("path", PAGES)
def test_every_page_tells_where_to_ask(client, path):
    """A page names its oEmbed address; what is told there leads to an embed of the same events."""
    page = client.get(path, follow_redirects=True).get_data(as_text=True)
    (found,) = re.findall(
        r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page
    )
    address = html.unescape(found)
    answer = client.get(address.removeprefix("https://chronicle.example"))
    ((tag, frame),) = Frame(answer.json["html"]).tags
    embed = client.get(frame["src"].removeprefix("https://chronicle.example"))

    assert address.startswith("https://chronicle.example/oembed?")
    assert MEMBERS == {name: type(value) for name, value in answer.json.items()}
    assert ("1.0", "rich") == (answer.json["version"], answer.json["type"])
    assert (tag, f"https://chronicle.example{PAGES[path]}") == ("iframe", frame["src"])
    assert (str(answer.json["width"]), str(answer.json["height"])) == (
        frame["width"],
        frame["height"],
    )
    assert frame["title"]
    assert embed.status_code == 200


def test_room_is_respected(client):
    """Neither side is longer than the site has room for."""
    url = "https://chronicle.example/events"
    narrow = ask(client, url, maxwidth=320, maxheight=200).json
    wide = ask(client, url, maxwidth=4000, maxheight=4000).json

    assert (320, 200) == (narrow["width"], narrow["height"])
    assert wide["width"] < 1000
    assert 'width="320" height="200"' in narrow["html"]


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://elsewhere.example/events", 404),
        ("ftp://chronicle.example/events", 404),
        ("//chronicle.example/events", 404),
        ("https://chronicle.example.evil.example/events", 404),
        ("https://chronicle.example@evil.example/events", 404),
        ("https://[::1", 404),
        ("https://chronicle.example/about", 404),
        ("https://chronicle.example/event/999999", 404),
        ("https://chronicle.example/event/999999999999999999", 404),
        ("https://chronicle.example/events?from=foo", 400),
        ("", 400),
        ("x" * 20_000, 400),
    ],
)
def test_what_is_not_here_is_refused(client, url, status):
    """Foreign, unknown and unreadable addresses are answered with a problem that says why."""
    answer = ask(client, url)

    assert (status, "application/problem+json") == (answer.status_code, answer.mimetype)
    assert answer.json["detail"]


def test_other_formats_are_not_given(client):
    """XML is answered 501, as the standard has it."""
    url = "https://chronicle.example/events"

    assert ask(client, url, format="xml").status_code == 501
    assert client.get(f"/oembed?url={quote(url)}").status_code == 200
    for name in ("maxwidth", "maxheight"):
        for value in ("0", "-1", "wide", "9999999"):
            assert ask(client, url, **{name: value}).status_code == 400


def test_a_title_cannot_leave_its_attribute(client):
    """Words that were searched for stand in the code as words."""
    answer = ask(client, 'https://chronicle.example/events?q="><script>alert(1)</script>')
    ((tag, frame),) = Frame(answer.json["html"]).tags

    assert tag == "iframe"
    assert "<script>" in frame["title"]


def test_programs_of_any_site_may_ask(client):
    """The answer may be read from pages of other origins, and sets no cookie."""
    headers = ask(client, "https://chronicle.example/").headers

    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in headers
