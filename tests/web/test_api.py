"""Hold the API to its contract: lists, single records, refusals that help, validators, origins."""

import msgspec
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.settings import Settings
from timeline.store.events import Event
from timeline.store.session import open_engine, writing
from timeline.terms import EventType
from timeline.web.app import create_app


def problem(response) -> dict:
    """Read a problem, which it must be."""
    assert "application/problem+json" == response.mimetype
    assert response.status_code == response.json["status"]
    return response.json


def test_a_list_has_events_counts_and_cursors(own_client):
    """A list of events has the shape of the contract, and each event its own shape."""
    answer = own_client.get("/api/v1/events?actor=japan&limit=3").json

    assert {"events", "count", "next", "previous"} == set(answer)
    assert {"certain", "possible"} == set(answer["count"])
    assert 3 == len(msgspec.convert(answer["events"], list[shapes.Event]))


def test_pages_lead_to_one_another(own_client):
    """Following the links forward gives every event once, and back again the page before."""
    address, pages = "/api/v1/events?limit=20", []
    while address:
        answer = own_client.get(address)
        pages.append([event["id"] for event in answer.json["events"]])
        links = answer.headers.get("Link", "")
        address = links.partition(">")[0].lstrip("<") if 'rel="next"' in links else ""
    total = sum(answer.json["count"].values())
    back = own_client.get(f"/api/v1/events?limit=20&before={answer.json['previous']}").json

    assert total == sum(len(page) for page in pages)
    assert total == len({number for page in pages for number in page})
    assert pages[-2] == [event["id"] for event in back["events"]]


def test_japan_with_russia_on_energy_is_one_address(own_client):
    """Actors together, a theme with its narrower ones and a window are one query."""
    query = "actor=japan&actor=russia&theme=energy&from=2012&to=2018"
    listed = own_client.get(f"/api/v1/events?{query}").json
    counted = own_client.get(f"/api/v1/facets?{query}").json

    assert listed["count"] == counted["count"]
    assert 0 < listed["count"]["certain"] == len(listed["events"])
    assert {"japan", "russia"} <= {value["slug"] for value in counted["actor"][:2]}


def test_one_event_is_the_same_as_in_the_list(own_client):
    """An event by its id is, byte for byte, the one in the list."""
    first = own_client.get("/api/v1/events?limit=1").json["events"][0]

    assert first == own_client.get(f"/api/v1/events/{first['id']}").json


def test_a_merged_event_leads_to_its_survivor(own_client, seeded_url):
    """The address of an event that has become part of another leads there for good."""
    engine = open_engine(seeded_url)
    with writing(engine) as session:
        session.execute(update(Event).where(Event.id == 2).values(merged_into_id=1))
    engine.dispose()

    assert ("/api/v1/events/1", 308) == (
        own_client.get("/api/v1/events/2").location,
        own_client.get("/api/v1/events/2").status_code,
    )
    assert "/event/1.md" == own_client.get("/event/2.md").location


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("/api/v1/events?actr=japan", 400, "actor"),
        ("/api/v1/events?actor=japn", 400, "japan"),
        ("/api/v1/events?from=2012-13", 400, "2012"),
        ("/api/v1/events?limit=1001", 400, "1000"),
        ("/api/v1/events?limit=zwei", 400, "1000"),
        ("/api/v1/events?after=here", 400, "cursor"),
        ("/api/v1/events?actor=%00", 400, "NUL"),
        ("/api/v1/events?q=-", 400, "word"),
        ("/api/v1/events/0", 404, "0"),
        ("/api/v1/events/9999999999999999999999", 404, "whole numbers"),
        ("/api/v1/events/one", 404, "one"),
        ("/api/v1/events/1?full=1", 400, "full"),
        ("/api/v1/actors/japn", 404, "japan"),
        ("/api/v1/actors/%00", 404, "NUL"),
        ("/api/v1/themes/enrgy", 404, "energy"),
        ("/api/v1/places/tokio-", 404, "tokyo"),
        ("/api/v1/sources/none-such", 404, "none-such"),
        ("/api/v1/actors?lmit=3", 400, "limit"),
        ("/api/v1/actors?q=" + "a" * 401, 400, "400"),
        ("/api/v1/nothing", 404, "no page at"),
    ],
)
def test_what_cannot_be_answered_says_why(own_client, address, status, named):
    """A refusal is a problem that names what was wrong, or what comes near."""
    answer = own_client.get(address)

    assert status == answer.status_code
    assert named in str(problem(answer))


@pytest.mark.parametrize("record", ["actor", "theme", "place", "source"])
def test_records_are_listed_and_read(own_client, record):
    """Lists go on from where they end; each record in them can be read."""
    first = own_client.get(f"/api/v1/{record}s?limit=2&used=1").json
    second = own_client.get(f"/api/v1/{record}s?limit=2&used=1&after={first['next']}").json
    slugs = [row["slug"] for row in first[f"{record}s"] + second[f"{record}s"]]
    one = own_client.get(f"/api/v1/{record}s/{slugs[0]}").json

    assert 4 == len(set(slugs))
    assert slugs[0] == one["slug"]
    assert one["events"] == first[f"{record}s"][0]["events"] > 0


def test_records_are_found_by_part_of_a_name(own_client):
    """A list of records can be narrowed by a name in any language."""
    found = own_client.get("/api/v1/actors?q=Путин").json["actors"]

    assert ["vladimir-putin"] == [row["slug"] for row in found]


def test_what_has_not_changed_is_not_sent_again(own_client, seeded_url):
    """A validator holds until the data changes, and then no longer."""
    address = "/api/v1/events?actor=japan"
    first = own_client.get(address)
    again = {"If-None-Match": first.headers["ETag"]}
    same = own_client.get("/api/v1/events?actor=japan&limit=50", headers=again)
    other = own_client.get("/api/v1/events?actor=russia", headers=again)
    assert (304, b"") == (same.status_code, same.data)
    assert first.headers["ETag"] == same.headers["ETag"]
    assert 200 == other.status_code

    amend(seeded_url)

    assert 200 == own_client.get(address, headers=again).status_code


def amend(url: str) -> None:
    """Change the data as a writer does: with a revision."""
    from timeline.intake.proposal import Proposal
    from timeline.review.act import Act, now
    from timeline.review.take import take
    from timeline.store.directory import load_directory

    engine = open_engine(url)
    with writing(engine) as session:
        event = shapes.Event(title="A", date=shapes.Date(edtf="2020"), type=EventType.AGREE)
        take(session, load_directory(session), [Proposal(2, event)], Act("tester", now()))
    engine.dispose()


def test_every_origin_may_read(own_client):
    """Answers and refusals are open to programs on other sites, who may send a validator."""
    for address in ("/api/v1/events", "/api/v1/events/0", "/api/v1/none", "/openapi.json"):
        assert "*" == own_client.get(address).headers["Access-Control-Allow-Origin"]
    asked = own_client.options("/api/v1/events")
    assert {"GET", "HEAD", "OPTIONS"} == set(asked.headers["Allow"].split(", "))
    assert "If-None-Match" == asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_only_reading_is_possible(own_client, method):
    """Every other method is refused, naming those that there are."""
    answer = own_client.open("/api/v1/events", method=method)

    assert 405 == answer.status_code
    assert {"GET", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))
    problem(answer)


def test_heads_are_the_same_without_a_body(own_client):
    """HEAD answers as GET does, with nothing in it."""
    for address in ("/api/v1/events", "/api/v1/actors/japan", "/events.csv", "/openapi.json"):
        head, full = own_client.head(address), own_client.get(address)
        assert (200, b"") == (head.status_code, head.data)
        assert full.headers["ETag"] == head.headers["ETag"]


def test_the_service_tells_how_it_is(own_client):
    """It is alive and ready; each in its own place."""
    assert {"status": "alive"} == own_client.get("/healthz").json
    assert {"status": "ready"} == own_client.get("/readyz").json


def test_a_database_of_another_schema_is_not_ready(tmp_path):
    """An empty database answers, but the service cannot serve from it, and says what to do."""
    app = create_app(Settings(database=f"sqlite:///{tmp_path}/empty.sqlite"))

    answer = app.test_client().get("/readyz")

    assert (503, True) == (answer.status_code, "timeline db upgrade" in problem(answer)["detail"])
    assert "5" == answer.headers["Retry-After"]
    app.extensions["timeline"].engine.dispose()


def test_the_session_is_a_reading_one(own_client):
    """Answering changes nothing in the database."""
    app = own_client.application
    with Session(app.extensions["timeline"].engine) as session:
        before = session.query(Event.updated).all()
    own_client.get("/api/v1/events")
    with Session(app.extensions["timeline"].engine) as session:
        assert before == session.query(Event.updated).all()
