"""What changed since a moment: on the page, as text, by the API, at the command, in the feeds."""

import pytest
from sqlalchemy import select

from timeline.chronology.filter import BadFilter, parse
from timeline.chronology.since import Fate, changed_between, read_point
from timeline.chronology.stamp import data_version
from timeline.review import desk
from timeline.review.merge import merge
from timeline.store.events import Event
from timeline.store.session import reading

MEMORANDUM, FORUM, TWO = (
    "gazprom-mitsui-memorandum-2018",
    "eastern-economic-forum-2018",
    "two-plus-two-tokyo-2013",
)


def ids(engine) -> dict[str, int]:
    """Give the ids of events by slug."""
    with reading(engine) as session:
        return {slug: number for number, slug in session.execute(select(Event.id, Event.slug))}


@pytest.fixture
def changed(seeds, do) -> tuple[int, dict[str, int]]:
    """Retract, amend and merge; give the version before, and the ids."""
    with reading(seeds) as session:
        before = data_version(session)
    known = ids(seeds)
    do(desk.retract, known[MEMORANDUM], reason="never signed")
    do(desk.amend, known[TWO], {"title": "The first two-plus-two"}, reason="shorter")
    other = next(n for slug, n in known.items() if slug not in {MEMORANDUM, TWO, FORUM})
    do(merge, other, known[FORUM], reason="the same")
    return before, known | {"other": other}


def test_every_sort_of_change_is_told(seeds, changed):
    """What was withdrawn, changed and merged is told with before, after and reason."""
    before, known = changed
    with reading(seeds) as session:
        found = changed_between(session, parse({}, strict=True), before)
        nothing = changed_between(session, parse({}, strict=True), data_version(session))
    by_id = {turn.id: turn for turn in found}

    assert () == nothing
    assert Fate.RETRACTED is by_id[known[MEMORANDUM]].fate
    assert "never signed" == by_id[known[MEMORANDUM]].steps[-1].reason
    assert Fate.MERGED is by_id[known["other"]].fate
    turn = by_id[known[TWO]]
    assert Fate.CHANGED is turn.fate
    assert "The first two-plus-two" in [one.after for one in turn.changes if one.field == "title"]
    assert [found[0].id, found[-1].id] == [found[0].id, known[MEMORANDUM]]


def test_a_filter_tells_only_of_its_events(seeds, changed):
    """An event counts where the filter finds it before or after; another one does not."""
    before, known = changed
    with reading(seeds) as session:
        found = changed_between(session, parse({"actor": ["gazprom"]}, strict=True), before)

    assert [known[MEMORANDUM]] == [turn.id for turn in found]


def test_the_whole_chronology_was_added_since_before_it(seeds):
    """Since the version before everything each event was added, and none twice."""
    with reading(seeds) as session:
        found = changed_between(session, parse({}, strict=True), read_point("since", "v0"))

    assert {Fate.ADDED} == {turn.fate for turn in found}
    assert len(ids(seeds)) == len({turn.id for turn in found}) == len(found)


@pytest.mark.parametrize("value", ["", "yesterday", "v", "2026-13-45", "v1x"])
def test_what_is_no_moment_is_refused(value):
    """A moment that cannot be read is refused with examples."""
    with pytest.raises(BadFilter, match="since"):
        read_point("since", value)


def test_page_text_and_api_tell_the_same(own_client, changed):
    """The same events are named on the page, in the text and by the API."""
    before, _known = changed
    page = own_client.get(f"/changes?since=v{before}").text
    text = own_client.get(f"/changes.md?since=v{before}").text
    answer = own_client.get(f"/api/v1/changes?since=v{before}").json

    assert {"retracted", "merged", "changed"} <= {one["fate"] for one in answer["changes"]}
    for one in answer["changes"]:
        event = one["after"] or one["before"]
        assert f"(event {event['id']}," in text
    assert "never signed" in page
    assert "never signed" in text
    assert 400 == own_client.get("/changes?since=nonsense").status_code
    assert 400 == own_client.get("/api/v1/changes?since=nonsense").status_code
    assert 400 == own_client.get("/api/v1/changes?limit=3").status_code
    assert 200 == own_client.get("/changes").status_code


def test_feeds_tell_of_corrections_and_withdrawals(own_client, changed):
    """The feed of a filter begins with what changed last, and names what was taken back."""
    _before, known = changed
    feed = own_client.get("/events.jsonfeed").json["items"]
    atom = own_client.get("/events.atom?actor=gazprom").text
    calendar = own_client.get("/events.ics?actor=gazprom").text

    told = {one["id"].rpartition("/")[2]: one for one in feed}
    assert told[str(known[MEMORANDUM])]["_timeline"]["withdrawn"]
    assert told[str(known[TWO])]["_timeline"]["corrected"]
    assert {str(known[MEMORANDUM]), str(known[TWO]), str(known["other"])} <= {
        one["id"].rpartition("/")[2] for one in feed[:4]
    }
    assert "deleted-entry" in atom
    assert "STATUS:CANCELLED" in calendar


def test_lists_lead_to_their_feeds(own_client):
    """Every filtered page names its feeds and its calendar in its head."""
    for path in ("/events?actor=japan", "/actor/japan", "/theme/energy", "/year/2013"):
        page = own_client.get(path).text
        assert 'type="application/atom+xml"' in page, path
        assert 'type="text/calendar"' in page, path


def test_the_past_says_that_it_is_the_past(own_client, changed):
    """A list of the past bears its time and leads to that of now and to its other times."""
    answer = own_client.get("/events?actor=japan&as_of=2027-01-01")
    export = own_client.get("/events.csv?actor=japan&as_of=2027-01-01")
    times = own_client.get("/timemap?actor=japan")

    for one in (answer, export):
        assert "Fri, 01 Jan 2027 23:59:59 GMT" == one.headers["Memento-Datetime"]
        assert '<http://localhost/timemap?actor=japan>; rel="timemap"' in one.headers["Link"]
        assert 'rel="original"' in one.headers["Link"]
    assert "Memento-Datetime" not in own_client.get("/events?actor=japan").headers
    assert "application/link-format" == times.mimetype
    assert 'rel="original"' in times.text
    assert 'rel="memento"' in times.text
    assert 400 == own_client.get("/timemap?actor=nobody-there").status_code


def test_a_document_tells_what_was_corrected(own_client, changed):
    """Asked for with `since`, documents end with what was changed, withdrawn and merged."""
    before, _known = changed
    answer = own_client.get(f"/events.md?since=v{before}")
    told = answer.text.partition(f"## Corrections since data version {before} (")[2]
    lines = [line for line in told.splitlines() if line.startswith("- ")]

    assert told.startswith(f"{len(lines)})")
    assert any("(withdrawn, " in line and line.endswith(": never signed") for line in lines)
    assert any("(corrected, " in line and line.endswith(": shorter") for line in lines)
    assert any("(merged into another event, " in line for line in lines)
    assert "Corrections" not in own_client.get("/events.md").text
    assert 400 == own_client.get("/events.md?since=soon").status_code
    assert own_client.get("/events.csv").data == own_client.get("/events.csv?since=soon").data
