"""Hold refusals to the language of who asks: a page for browsers, a problem for programs."""

import pytest

FILES = (
    ("/events.csv?from=foo", 400, "from=foo: not a date"),
    ("/events.json?actor=nobody-at-all", 400, "there is no such actor"),
    ("/events.md?order=sideways", 400, "oldest, newest, significant"),
    ("/events.jsonl?status=occured", 400, "Nearest: occurred"),
    ("/events.doc", 404, "csv, json, jsonl"),
    ("/event/1.csv", 404, "json, "),
    ("/event/999999.json", 404, "no event 999999"),
)
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(("path", "status", "said"), FILES)
def test_a_file_that_cannot_be_given_is_a_problem(client, path, status, said):
    """A program that asks for data is told in data what was wrong and what is possible."""
    answer = client.get(path, headers={"Accept": "*/*"})

    assert (status, "application/problem+json") == (answer.status_code, answer.mimetype)
    assert said in answer.json["detail"]
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(("path", "status", "said"), FILES)
def test_a_browser_gets_a_page_for_it(client, path, status, said):
    """Someone who followed a link to a file reads the same on a page that leads on."""
    answer = client.get(path, headers=BROWSER)

    assert (status, "text/html") == (answer.status_code, answer.mimetype)
    assert said in answer.text
    assert "Where to go on" in answer.text


def test_a_page_that_there_is_not_is_named(client):
    """What nothing answers to is named as it was asked for, as text."""
    assert "no page at /nowhere/&lt;b&gt; here" in client.get("/nowhere/<b>").text
    assert "/api/v1/nothing" in client.get("/api/v1/nothing").json["detail"]


def test_a_window_open_on_its_side_is_no_window(client):
    """A start without a first day, or an end without a last, bounds nothing and shows nothing."""
    for path in ("/events?from=../2012", "/events?to=2012/.."):
        page = client.get(path).text

        assert "Filters in force" not in page
        assert client.get("/events").text.count('class="entry') == page.count('class="entry')


def test_words_of_one_kind_can_be_added(client):
    """With one type chosen the others stay on offer, each with what it has by itself."""
    page = client.get("/events?type=AGREE").text
    whole = {one["slug"]: one for one in client.get("/api/v1/facets").json["type"]}
    other = next(slug for slug in whole if slug != "AGREE")

    assert f'href="/events?type=AGREE,{other}"' in page
    assert 'href="/events"' in page
