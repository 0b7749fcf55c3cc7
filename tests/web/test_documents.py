"""Hold the files that are taken away to the lists that they come from."""

import csv
import json
from io import BytesIO, StringIO

import pytest

from timeline.intake import events as intake
from timeline.intake.table import read_stream
from timeline.store.session import open_engine, writing

QUERY = "actor=japan&actor=russia&theme=energy&from=2012&to=2018"


def test_the_same_filter_gives_the_same_events_in_every_form(own_client):
    """API, table, data, lines and document hold the same events in the same order."""
    listed = [one["title"] for one in own_client.get(f"/api/v1/events?{QUERY}").json["events"]]
    table = own_client.get(f"/events.csv?{QUERY}").text
    document = own_client.get(f"/events.md?{QUERY}").text
    lines = own_client.get(f"/events.jsonl?{QUERY}").text.splitlines()
    data = own_client.get(f"/events.json?{QUERY}").json

    assert listed == [row["title"] for row in csv.DictReader(StringIO(table, newline=""))]
    assert listed == [one["title"] for one in data["events"]]
    assert listed == [json.loads(line)["title"] for line in lines]
    places = [document.index(f" {title}.") for title in listed]
    assert places == sorted(places)


def test_a_page_of_a_list_is_no_limit_to_its_file(own_client):
    """A file holds all events under the filter, whichever page it was asked for from."""
    everything = own_client.get("/api/v1/events?limit=1000").json
    file = own_client.get("/events.json?limit=1&utm_source=a").json

    assert everything["events"] == file["events"]


def test_files_have_a_plain_name(own_client):
    """The name of a file is made of Latin letters, digits and hyphens, after what is in it."""
    answer = own_client.get(f"/events.md?{QUERY}&q=%22%0d%0aX:%20y%22")
    named = own_client.get(f"/events.csv?{QUERY}").headers["Content-Disposition"]

    assert 'attachment; filename="japan-russia-energy-a-chronology-2012-2018.csv"' == named
    assert "\n" not in answer.headers["Content-Disposition"]


def test_the_table_leads_to_events_by_slug(own_client):
    """Links in the table name slugs, which mean the same in a fresh installation."""
    table = own_client.get("/events.csv?bom=1").get_data()
    rows = read_stream(BytesIO(table), "events.csv", intake.EVENT_COLUMNS, intake.EVENT_NEEDS)
    events = [intake.event(row) for row in rows]
    slugs = {event.slug for event in events}

    assert b"\xef\xbb\xbf" == table[:3]
    assert {link.to for event in events for link in event.links} <= slugs
    assert any(event.links for event in events)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_what_is_taken_away_can_be_brought_back(own_client, seeded_url, tmp_path, form):
    """A file of all events, imported where it came from, changes nothing."""
    from timeline.intake.file import fingerprint, read
    from timeline.review.imports import Manner, run_import

    path = tmp_path / f"events.{form}"
    path.write_bytes(own_client.get(f"/events.{form}").get_data())
    engine = open_engine(seeded_url)
    with writing(engine) as session:
        manner = Manner("events", form, fingerprint(path), "tester", accept=True)
        report = run_import(session, read(path), manner)
    engine.dispose()

    assert [] == report.refusals
    assert (0, 0) == (report.created, report.updated)
    assert sum(own_client.get("/api/v1/events").json["count"].values()) == report.unchanged


def test_the_two_plus_two_gives_both_dates(own_client):
    """The document says what the newspaper and what the record say, each with its note."""
    document = own_client.get("/events.md?q=two-plus-two&from=2013-10&to=2013-11").text

    assert "Reports differ on the date: “late October”" in document
    assert "It is entered here under 2 November 2013." in document


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "md"])
def test_a_file_that_has_not_changed_is_not_sent_again(own_client, form):
    """Files have a validator of their own, for each form and filter."""
    first = own_client.get(f"/events.{form}?actor=japan")
    again = {"If-None-Match": first.headers["ETag"]}

    assert 304 == own_client.get(f"/events.{form}?actor=japan&limit=7", headers=again).status_code
    assert 200 == own_client.get(f"/events.{form}?actor=russia", headers=again).status_code


def test_what_cannot_be_read_is_refused_before_a_file_begins(own_client):
    """An unknown value gives a page that says so, not a file that is empty."""
    answer = own_client.get("/events.csv?actor=japn")

    assert 400 == answer.status_code
    assert "Content-Disposition" not in answer.headers
    assert "japan" in answer.text


def test_one_event_can_be_taken_away(own_client):
    """An event is there as the API gives it, and as a document."""
    assert own_client.get("/api/v1/events/1").json == own_client.get("/event/1.json").json
    assert own_client.get("/event/1.md").text.startswith("# Japan governed southern Sakhalin")
    assert 404 == own_client.get("/event/99999.md").status_code
    assert 404 == own_client.get("/event/1.exe").status_code


def test_a_reader_who_leaves_gives_the_database_back(own_client):
    """When a file is broken off, the connection that it was read from is free again."""
    pool = own_client.application.extensions["timeline"].engine.pool
    answer = own_client.get("/events.json", buffered=False)
    next(answer.iter_encoded())
    assert 1 == pool.checkedout()

    answer.close()

    assert 0 == pool.checkedout()
