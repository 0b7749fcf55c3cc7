"""Hold the counts on the timeline to those of the list, and empty windows to ways out that hold."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

FACET = re.compile(r"<h3>([^<]+)</h3>\s*<ul>(.*?)</ul>", re.DOTALL)
VALUE = re.compile(
    r'<a href="([^"]+)"[^>]*>.*?<span class="name"[^>]*>([^<]*)</span> '
    r'<span class="n">(\d+)(?:<span class="may"><span[^>]*>\+(\d+))?',
    re.DOTALL,
)
FILTERS = (
    "from=2010&to=2019",
    "actor=japan&from=2012-09-01&to=2013-12-31",
    "theme=energy&type=AGREE&from=2000&to=2020",
    "actor=japan&actor=russia&status=planned&from=1990&to=2026",
    "q=gas&when=certain&from=2011&to=2019",
)


@pytest.fixture(scope="module")
def client(seeded) -> Iterator[FlaskClient]:
    """Give a client of the pages over the seeds."""
    from timeline.settings import Settings
    from timeline.web.app import create_app

    app = create_app(Settings(database=seeded("sqlite")))
    yield app.test_client()
    app.extensions["timeline"].engine.dispose()


def facets_of(body: str) -> dict[str, list[tuple[str, str, str]]]:
    """Read the values of each facet with their two counts."""
    nav = body[body.index('class="facets"') :]
    return {
        title: [(name, certain, possible) for _, name, certain, possible in VALUE.findall(values)]
        for title, values in FACET.findall(nav)
        if VALUE.search(values) and title != "Years"
    }


def links_of(body: str) -> list[str]:
    """Read where the values of facets lead."""
    return [unescape(one[0]) for one in VALUE.findall(body[body.index('class="facets"') :])]


@pytest.mark.parametrize("query", FILTERS)
def test_the_timeline_counts_as_the_list_does(client, query):
    """Each value has on the timeline the counts, certain and possible, that the list gives it."""
    listed = client.get(f"/events?{query}").get_data(as_text=True)
    shown = client.get(f"/timeline?{query}&facets=1").get_data(as_text=True)

    assert facets_of(listed)
    assert facets_of(listed) == facets_of(shown)


@pytest.mark.parametrize("query", FILTERS)
def test_the_script_is_told_the_same_counts(client, query):
    """What the script is told of facets is what the page shows: names, counts, links, choice."""
    page = client.get(f"/timeline?{query}&facets=1").get_data(as_text=True)
    told = client.get(f"/timeline/facets.json?{query}").get_json()
    values = [one for facet in told["facets"] for one in (*facet["first"], *facet["more"])]

    assert links_of(page) == [one["href"] for one in values]
    assert {facet["title"] for facet in told["facets"]} == set(facets_of(page))
    first = [(one["name"], str(one["certain"])) for one in told["facets"][0]["first"]]
    assert first == [
        (unescape(name), n) for name, n, _ in facets_of(page)[told["facets"][0]["title"]]
    ]


def test_a_facet_keeps_window_lanes_and_panel(client):
    """A value leads to the same window and lanes with the counts open; a chosen one away."""
    query = "actor=japan&from=2010-03&to=2013&q=gas&lanes=theme&facets=1"
    links = links_of(client.get(f"/timeline?{query}").get_data(as_text=True))

    assert len(links) >= 10
    assert all(link.startswith("/timeline?") for link in links)
    assert all("from=2010-03&to=2013" in link for link in links)
    assert all(link.endswith("&lanes=theme&facets=1") for link in links)
    assert any("actor=" not in link for link in links)
    for link in links[:6]:
        body = client.get(link).get_data(as_text=True)
        assert 'value="2010-03"' in body
        assert 'aria-expanded="true"' in body


def test_a_facet_finds_as_many_as_it_says(client):
    """Following a value shows as many events as its two counts promised."""
    told = client.get("/timeline/facets.json?actor=japan&from=2010&to=2019").get_json()
    for facet in told["facets"]:
        if facet["title"] in {"Types", "Status"}:
            continue
        one = next(value for value in facet["first"] if not value["chosen"])
        view = client.get(one["href"].replace("/timeline?", "/timeline/view.json?")).get_json()

        assert one["certain"] + one["possible"] == view["total"], one


def test_without_the_panel_a_link_opens_it(client):
    """The page has no counts until they are asked for; its link asks for them in this window."""
    body = client.get("/timeline?actor=japan&from=2012&to=2013").get_data(as_text=True)
    link = re.search(r'data-facets href="([^"]+)"', body)[1]

    assert 'class="facets"' not in body
    assert "/timeline?actor=japan&from=2012&to=2013&facets=1#facets" == unescape(link)


def test_an_empty_window_says_what_to_leave_out(client):
    """Each part that would help is named with how many events there are then, and leads there."""
    query = "actor=japan&theme=disaster&from=1990&to=1991"
    empty = client.get(f"/timeline/view.json?{query}").get_json()["empty"]
    page = unescape(client.get(f"/timeline?{query}").get_data(as_text=True))

    assert empty["outs"]
    assert empty["nearest"]
    for out in empty["outs"]:
        found = client.get(out["href"].replace("/timeline", "/timeline/view.json")).get_json()
        assert out["href"] in page
        assert found["total"] > 0
        if "from=" in out["href"]:
            assert out["total"] == str(found["total"])


def test_a_window_with_events_is_not_called_empty(client):
    """Only where no event lies in the window is anything said of that."""
    assert client.get("/timeline/view.json?from=2012&to=2013").get_json()["empty"] is None
