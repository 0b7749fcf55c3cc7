"""Hold the pages to what Zotero needs: one id for all sources of a page, and RIS behind it."""

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
import rispy


def key_of(page: str) -> str:
    """Find the id of a page as Zotero does."""
    return unescape(re.search(r'<abbr class="unapi-id" title="([^"]+)"', page)[1])


def records(client, key: str) -> list[dict]:
    """Ask as Zotero does, which escapes nothing, and read the answer with another program."""
    answer = client.get(f"/unapi?id={key}&format=ris")
    assert (200, "application/x-research-info-systems") == (answer.status_code, answer.mimetype)
    return rispy.loads(answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "address",
    [
        "/events",
        "/events?actor=japan&actor=russia&theme=energy&from=2012&to=2018",
        "/events?q=Gazprom&order=newest&limit=1",
        "/actor/japan",
        "/theme/energy",
        "/year/2012",
    ],
)
def test_all_sources_of_a_list_are_offered(client, address):
    """One id gives each source that the whole list cites, once, whatever page of it is shown."""
    page = client.get(address, follow_redirects=True)
    key = key_of(page.get_data(as_text=True))

    assert re.fullmatch(r"[A-Za-z0-9._-]+", key)
    found = [one["id"] for one in records(client, key)]
    assert len(set(found)) == len(found) > 0


def test_an_event_offers_its_own_sources(client):
    """The page of an event gives the sources that the event cites."""
    event = json.loads(client.get("/api/v1/events?limit=1").data)["events"][0]
    page = client.get(f"/event/{event['id']}/{event['slug']}").get_data(as_text=True)

    expected = list(dict.fromkeys(one["source"]["slug"] for one in event["citations"]))
    assert expected == [one["id"] for one in records(client, key_of(page))]


def test_a_source_offers_itself(client):
    """The page of a source gives that source, and its files do too."""
    page = client.get("/source/daiss-oilprice-2018").get_data(as_text=True)

    assert ["daiss-oilprice-2018"] == [one["id"] for one in records(client, key_of(page))]
    for form in ("ris", "bib", "csl"):
        answer = client.get(f"/source/daiss-oilprice-2018.{form}")
        assert "daiss-oilprice-2018" in answer.get_data(as_text=True)
        assert "attachment" in answer.headers["Content-Disposition"]


def test_the_server_says_what_it_has(client):
    """Without a form it names those there are: 200 of all, 300 of one id."""
    for key, status in (("", 200), ("events.1.", 300)):
        answer = client.get(f"/unapi?id={key}" if key else "/unapi")
        tree = ElementTree.fromstring(answer.data)
        assert status == answer.status_code
        assert ["ris", "bibtex"] == [one.get("name") for one in tree]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("id=x", 404),
        ("id=events.1.%%%&format=ris", 404),
        ("id=events.1.!&format=ris", 404),
        ("id=event.1.999999999&format=ris", 404),
        ("id=event.1.x&format=ris", 404),
        ("id=source.1.bm90aGluZw&format=ris", 404),
        ("id=events.1.YWN0b3I9bm9ib2R5&format=ris", 400),
        ("id=events.1.&format=marc", 406),
        ("id=%3Cscript%3E", 404),
    ],
)
def test_what_there_is_not_is_said(client, query, status):
    """Unknown ids, filters and forms are refused in words, never with a traceback."""
    assert status == client.get(f"/unapi?{query}").status_code


def test_the_head_says_it_for_others(client):
    """Metas, JSON-LD and the address of the server stand in the head; no COinS anywhere."""
    page = client.get("/events?actor=japan").get_data(as_text=True)

    head = page.partition("</head>")[0]
    assert re.search(r'<link rel="unapi-server"[^>]* href="http[^"]+/unapi">', head)
    assert 'name="citation_technical_report_institution"' in head
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head)[1])
    assert ["Report"] == [one["type"] for one in data["@graph"]]
    assert "Z3988" not in page


def test_pages_without_sources_offer_none(client):
    """A page that shows no event has no id."""
    assert "unapi" not in client.get("/about").get_data(as_text=True)
    assert "unapi" not in client.get("/nothing-here").get_data(as_text=True)
