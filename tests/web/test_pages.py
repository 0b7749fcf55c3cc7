"""Hold the pages to what they promise: sound, linked, counted alike, helpful when empty."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

PAGES = (
    "/",
    "/events",
    "/events?actor=japan&actor=russia&theme=energy&from=2012&to=2018",
    "/events?order=significant&limit=5",
    "/events?actor=japan&theme=disaster&from=1990&to=1991",
    "/event/{two}/japan-russia-two-plus-two-2013",
    "/actor/russia",
    "/actor/vladimir-putin",
    "/actor/gazprom",
    "/actor/japan/with/russia",
    "/actor/japan/with/gazprom",
    "/theme/energy",
    "/theme/energy/lng",
    "/place/vladivostok",
    "/source/japan-times-2014-01-15",
    "/year/2013",
    "/year/1500",
    "/actors",
    "/actors?q=%D0%BF%D1%83%D1%82%D0%B8%D0%BD",
    "/themes",
    "/places",
    "/sources",
    "/about",
    "/nothing-here",
    "/actor/nobody-at-all",
    "/events?actor=rusiaa",
    "/events?from=yesterdayish",
)
VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Page(HTMLParser):
    """A page as read: its tags in order, ids, links, and faults in its nesting."""

    html: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        """Note a tag that opens."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note a tag that holds nothing."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        """Note a tag that closes another than the last opened."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def all(self, name: str, attribute: str) -> list[str]:
        """List the values of an attribute of all tags of a name."""
        return [held[attribute] for tag, held in self.tags if tag == name and attribute in held]

    @property
    def ids(self) -> list[str]:
        """List the ids of the page."""
        return [held["id"] for _tag, held in self.tags if "id" in held]


def harmless(script: dict[str, str]) -> bool:
    """Tell whether a script is a file of the site, or data that no browser runs."""
    data = script.get("type") in ("application/json", "application/ld+json")
    return script.get("src", "").startswith("/s/") or data


@pytest.fixture(scope="module")
def two_plus_two(client) -> str:
    """Find the address of the event on whose date the sources differ."""
    found = re.findall(
        r'href="(/event/\d+/[^"?]*)[^"]*">Japan and Russia held their first', text(client)
    )
    return found[0]


def text(client: FlaskClient, path: str = "/events?limit=200") -> str:
    """Fetch a page as text."""
    return client.get(path).get_data(as_text=True)


def shown(html: str) -> list[str]:
    """List the ids of the entries that a page shows, in order."""
    return re.findall(r'<li class="entry[^"]*" id="e(\d+)"', html)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound(client, two_plus_two, path):
    """A page nests rightly, has one h1 and one main, no id twice, no inline script or style."""
    path = two_plus_two if "{two}" in path else path
    page = Page(text(client, path))
    names = [name for name, _held in page.tags]

    assert [] == page.faults + page.open
    assert (1, 1) == (names.count("h1"), names.count("main"))
    assert [] == [one for one in page.ids if page.ids.count(one) > 1]
    assert [] == [held for name, held in page.tags if name == "script" and not harmless(held)]
    assert [] == [held for _name, held in page.tags if "style" in held or "onclick" in held]


@pytest.mark.parametrize("path", PAGES)
def test_every_fragment_leads_somewhere(client, two_plus_two, path):
    """Notes, back-links and skip links lead to something on the page."""
    path = two_plus_two if "{two}" in path else path
    page = Page(text(client, path))
    wanted = {href[1:] for href in page.all("a", "href") if href.startswith("#")}

    assert set() == wanted - set(page.ids)


@pytest.mark.parametrize("path", ["/", "/about", "/actor/vladimir-putin", "/theme/energy"])
def test_no_link_is_dead(client, path):
    """Whatever a page links to on this site answers."""
    hrefs = {href for href in Page(text(client, path)).all("a", "href") if href.startswith("/")}
    dead = [href for href in sorted(hrefs)[:120] if client.get(href).status_code >= 400]

    assert [] == dead


def test_the_list_counts_as_the_interface_does(client):
    """A page says of a filter what the API says: how many certainly, how many possibly."""
    query = "actor=japan&from=2013&to=2014"
    count = client.get(f"/api/v1/events?{query}").get_json()["count"]
    said = re.search(r"(\d+) certainly, (\d+) possibly", text(client, f"/events?{query}"))

    assert said is not None
    assert (count["certain"], count["possible"]) == (int(said[1]), int(said[2]))


def test_pages_of_a_list_show_every_event_once(client):
    """Following the next page to the end shows what one long page shows, in the same order."""
    whole = shown(text(client))
    found, path = [], "/events?limit=7"
    while path and len(found) <= len(whole):
        page = Page(text(client, path))
        found += shown(page.html)
        rel = [h["href"] for t, h in page.tags if t == "a" and h.get("rel") == "next"]
        path = rel[0] if rel else ""

    assert whole == found


def test_the_files_hold_what_the_page_shows(client):
    """The links to save a chronology carry its filter, and give the same events."""
    page = Page(text(client, "/events?actor=japan&theme=energy&limit=200"))
    links = [href for href in page.all("a", "href") if href.startswith("/events.json")]
    saved = client.get(links[0]).get_json()

    assert shown(page.html) == [str(event["id"]) for event in saved["events"]]


def test_a_value_chosen_twice_is_not_chosen(client):
    """The link of a facet value asks for it; on the page that follows it takes it away again."""
    first = Page(text(client, "/events"))
    href = next(h for h in first.all("a", "href") if h == "/events?theme=energy")
    chosen = [
        held["href"]
        for tag, held in Page(text(client, href)).tags
        if tag == "a" and held.get("aria-current") == "true" and "order" not in held["href"]
    ]

    assert "/events" in chosen


def test_both_dates_of_the_two_plus_two_are_told(client, two_plus_two):
    """Where sources differ, each side stands with its source, and what it is filed under."""
    block = text(client, two_plus_two).split("Where the sources differ")[1].split("</section>")[0]

    assert "late October" in block
    assert "The Japan Times, 15 January 2014" in block
    assert "2 November 2013" in block
    assert "Ministry of Foreign Affairs of Japan" in block


def test_every_claim_has_its_note(client, two_plus_two):
    """Each claim carries a note that leads to a source, and the source leads back to the claim."""
    html = text(client, two_plus_two)
    claims = html.split('id="claims-head"')[1].split("</section>")[0]
    notes = re.findall(r'<dd><q[^>]*>.*?href="#(c\d+)" id="(r\d+)"', claims, re.DOTALL)

    assert claims.count("<dd>") == len(notes) > 0
    assert all(f'id="{note}"' in html and f'href="#{back}"' in html for note, back in notes)


def test_what_did_not_happen_stands_apart(client):
    """An event that is not told as fact has a hollow mark and says in a word what it is."""
    entries = re.findall(r'<li class="entry.*?</li>\n', text(client), re.DOTALL)
    apart = [entry for entry in entries if 'class="entry apart"' in entry]

    assert apart
    assert all("hollow" in entry and 'class="badge"' in entry for entry in apart)
    assert all(entry in apart or "hollow" not in entry for entry in entries)


def test_represented_actors_say_by_whom(client):
    """An actor that counts through another is shown with the one who acted for it."""
    html = text(client)
    address = re.findall(r'href="(/event/\d+/noda-putin-meeting-2012)', html)[0]
    said = re.sub(r"<[^>]+>|\s+", " ", text(client, address))

    assert re.search(r"Russia\s*, represented by\s+Vladimir Putin", said)


def test_only_the_id_of_an_event_decides(client, two_plus_two):
    """Another slug leads on for good to the right one, and keeps the filter."""
    number = two_plus_two.split("/")[2]
    answer = client.get(f"/event/{number}/something-else?actor=japan")

    assert (301, f"{two_plus_two}?actor=japan") == (answer.status_code, answer.location)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/actor/RU", "/actor/russia"),
        ("/actor/RU/with/JP", "/actor/russia/with/japan"),
        ("/year/0905x", None),
        ("/events?q=&from=2012&to=", "/events?from=2012"),
    ],
)
def test_other_spellings_lead_on(client, path, leads_to):
    """A code or a name leads to the address of its record, empty fields fall away."""
    answer = client.get(path)

    assert leads_to == answer.location
    assert (leads_to is None) == (answer.status_code == 404)


@pytest.mark.parametrize(
    ("path", "status", "link"),
    [
        ("/actor/rusiaa", 404, "/actor/russia"),
        ("/theme/energi", 404, "/theme/energy"),
        ("/events?actor=rusiaa&theme=energy", 400, "/events?theme=energy&amp;actor=russia"),
        ("/events?from=2012-13", 400, "/events?from=2012"),
        ("/events?order=upwards", 400, "/events?order=oldest"),
        ("/event/987654321", 404, "/events"),
        ("/event/99999999999999999999999", 404, "/events"),
        ("/nothing", 404, "/actors"),
    ],
)
def test_what_there_is_not_names_what_there_is(client, path, status, link):
    """A page for what cannot be found or read links to the nearest that can."""
    answer = client.get(path)

    assert status == answer.status_code
    assert f'href="{link}"' in answer.get_data(as_text=True)


def test_an_empty_list_says_what_would_help(client):
    """It offers to drop each part that helps with its count, and the nearest event."""
    html = text(client, "/events?actor=japan&theme=disaster&from=1990&to=1991")
    said = re.sub(r"<[^>]+>|\s+", " ", html)

    assert re.search(r"without\s+Dates\s+1990 – 1991\s+– \d+ events", said)
    assert "Nearest later event" in said


def test_certain_dates_alone_are_counted_alone(client):
    """Where only certain dates are wanted, the list has as many events as it says."""
    html = text(client, "/events?actor=japan&from=2013&to=2013&when=certain")
    said = re.search(r"(\d+) certainly, (\d+) possibly", html)

    assert said is not None
    assert int(said[1]) == count_of(html) == len(shown(html)) > 0
    assert int(said[2]) > 0


def test_a_year_shows_its_own_events_first(client):
    """What is filed under a year stands before what only may fall in it."""
    html = text(client, "/year/2013")
    heads = re.findall(r'id="y(\d+)"', html)

    assert heads[0] == "2013"
    assert heads.count("2013") == 1 < len(heads)
    assert "Nearest later event" in html


def test_more_is_offered_where_actors_count_through_others(client):
    """With an actor chosen, the page says how many more there are through companies and owners."""
    html = text(client, "/events?actor=russia")
    href, more = re.findall(r'href="([^"]+via=[^"]+)">(\d+) more if actors', html)[0]
    wide = text(client, href.replace("&amp;", "&"))

    assert int(more) == count_of(wide) - count_of(html) > 0


def count_of(html: str) -> int:
    """Read the number of events that a page says it has."""
    return int(re.findall(r"<strong>\s*(\d+) event", html)[0])


def test_assets_may_be_kept_only_under_their_present_address(client):
    """The style sheet is immutable where the page links to it, and not under an old address."""
    href = next(h for h in Page(text(client, "/about")).all("link", "href") if "site.css" in h)
    with client.get(href) as now, client.get("/s/000000000000/site.css") as old:
        assert (200, True) == (now.status_code, bool(now.cache_control.immutable))
        assert (200, False) == (old.status_code, bool(old.cache_control.immutable))
    assert client.get("/s/000000000000/../app.py").status_code == 404


def test_tracking_does_no_harm(client):
    """A parameter that the grammar does not have changes nothing on a page."""
    assert shown(text(client, "/events?limit=9")) == shown(
        text(client, "/events?limit=9&utm_source=x")
    )


def test_a_host_that_is_not_ours_is_refused_with_a_page(client):
    """A request for another host gets a page that says so, never an error of ours."""
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
