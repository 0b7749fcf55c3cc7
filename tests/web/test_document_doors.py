"""Hold documents at their addresses to the list: every form, every wish, jobs for the long ones."""

import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from timeline.exports.documents.engine import installed
from timeline.exports.documents.style import find_style
from timeline.settings import Settings
from timeline.web.api import documents, jobs
from timeline.web.app import create_app

QUERY = "actor=japan&actor=russia&theme=energy&from=2012&to=2013"


@pytest.fixture
def client(seeded, absent) -> Iterator[FlaskClient]:
    """Give a client that no other test has asked: a short document, or a job, is made anew."""
    if not installed():
        absent("no pandoc: the extra `export` is not installed")
    app = create_app(Settings(database=seeded("sqlite")))
    yield app.test_client()
    app.extensions["timeline"].engine.dispose()


@pytest.fixture
def queue(monkeypatch, tmp_path):
    """Let every document be a job, in a folder of the test's own."""
    monkeypatch.setattr(documents, "AT_ONCE", 0)
    monkeypatch.setattr(jobs.tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("form", "opening"),
    [
        ("docx", b"PK"),
        ("odt", b"PK"),
        ("epub", b"PK"),
        ("pdf", b"%PDF"),
        ("html", b"<!DOCTYPE html>"),
        ("tex", b"% Set with"),
        ("wiki", b"'''Scope.'''"),
        ("md", b"# Japan"),
    ],
)
def test_every_form_has_its_address(client, form, opening):
    """The list under a filter, and one event, are there in every form of document."""
    answer = client.get(f"/events.{form}?{QUERY}")

    assert 200 == answer.status_code, answer.text
    assert answer.get_data().startswith(opening)
    assert f'-2012-2013.{form}"' in answer.headers["Content-Disposition"]
    assert 200 == client.get(f"/event/1.{form}").status_code


def test_wishes_are_part_of_the_address(client):
    """Style, language and script change the document, and its validator with it."""
    plain = client.get(f"/events.html?{QUERY}")
    styled = client.get(f"/events.html?{QUERY}&style=apa&lang=de&script=romanised")
    again = {"If-None-Match": plain.headers["ETag"]}

    assert "APA, 7th edition" in styled.text
    assert "Quellen (" in styled.text
    assert "Akteure: Japan und Russia" in styled.text
    assert plain.headers["ETag"] != styled.headers["ETag"]
    assert 304 == client.get(f"/events.html?{QUERY}", headers=again).status_code
    assert 200 == client.get(f"/events.html?{QUERY}&style=apa", headers=again).status_code


@pytest.mark.parametrize(
    ("wish", "named"),
    [("style=nope", "oscola"), ("lang=xx", "fr"), ("script=runes", "romanised"), ("live=2", "1")],
)
def test_unknown_wishes_are_refused(client, wish, named):
    """A wish that is not known is refused with what there is."""
    answer = client.get(f"/events.docx?{QUERY}&{wish}")

    assert 400 == answer.status_code
    assert wish.partition("=")[0] == answer.json["parameter"]
    assert named in answer.json["detail"] + " ".join(answer.json["nearest"])


def test_data_have_no_use_for_wishes(client):
    """The language of a page that is asked for its table is left alone."""
    assert 200 == client.get(f"/events.csv?{QUERY}&lang=xx").status_code


def test_the_same_address_gives_the_same_bytes(client):
    """A document that is asked for again is the same, though the clock has gone on."""
    first = client.get(f"/events.docx?{QUERY}").get_data()
    time.sleep(1.1)

    assert first == client.get(f"/events.docx?{QUERY}").get_data()


def test_the_past_is_a_document_too(client):
    """A chronology as of a day before anything was entered has no entries."""
    answer = client.get(f"/events.html?{QUERY}&as_of=2000-01-01")

    assert 200 == answer.status_code
    assert 'class="entry"' not in answer.text


def test_a_long_document_is_a_job(client, queue):
    """A program is told where to look, then handed the document, the same for the same address."""
    begun = client.get(f"/events.docx?{QUERY}")
    again = client.get(f"/events.docx?{QUERY}")
    where = begun.headers["Location"]

    assert 202 == begun.status_code
    assert where == again.headers["Location"]
    assert "working" == begun.json["state"]
    for _ in range(200):
        answer = client.get(where)
        if answer.status_code == 303:
            break
        assert answer.status_code == 202
        time.sleep(0.1)
    document = client.get(answer.headers["Location"], buffered=True)

    assert document.get_data().startswith(b"PK")
    assert document.headers["Content-Disposition"].endswith("2012-2013.docx")
    assert "no-store" == document.headers["Cache-Control"]


def test_a_reader_watches_a_page(client, queue):
    """A browser is led to a page that looks again by itself, without a script."""
    html = {"Accept": "text/html,application/xhtml+xml"}
    begun = client.get(f"/events.pdf?{QUERY}", headers=html)
    page = client.get(begun.headers["Location"], headers=html)

    assert 303 == begun.status_code
    if page.status_code == 200:
        assert '<meta http-equiv="refresh"' in page.text
        assert "<script" not in page.text.partition("</head>")[2]
    assert 404 == client.get("/jobs/0123456789abcdef").status_code
    assert 404 == client.get("/jobs/..%2f..%2fetc").status_code


def test_the_queue_is_bounded(client, queue, monkeypatch):
    """When too many documents wait, more are asked to come again."""
    monkeypatch.setattr(jobs, "QUEUE", 0)
    answer = client.get(f"/events.odt?{QUERY}")

    assert 503 == answer.status_code
    assert "30" == answer.headers["Retry-After"]


def test_what_was_made_is_thrown_away(client, queue, monkeypatch):
    """A document is kept for an hour and no longer."""
    where = client.get(f"/events.tex?{QUERY}").headers["Location"]
    for _ in range(200):
        if client.get(where).status_code == 303:
            break
        time.sleep(0.1)
    monkeypatch.setattr(jobs, "KEPT_SECONDS", -1)
    with client.application.test_request_context():
        jobs.sweep(jobs.root())

    assert 404 == client.get(where).status_code


def test_what_goes_wrong_in_a_job_is_said(client, queue, monkeypatch):
    """A job that cannot make its document says why."""
    from timeline.exports.documents import engine

    monkeypatch.setattr(engine, "SECONDS", 0.001)
    where = client.get(f"/events.epub?{QUERY}").headers["Location"]
    for _ in range(100):
        answer = client.get(where)
        if answer.json and answer.json["state"] == "failed":
            break
        time.sleep(0.1)

    assert "took longer" in answer.json["detail"]
    assert "took longer" in client.get(where, headers={"Accept": "text/html"}).text


def test_a_style_of_the_installation_is_asked_for_by_its_name(seeded, absent, tmp_path):
    """A CSL file of the folder that the settings name serves every reader; others are refused."""
    if not installed():
        absent("no pandoc: the extra `export` is not installed")
    (tmp_path / "mine.csl").write_text(find_style("apa").text, "utf-8")
    settings = Settings(database=seeded("sqlite"), style_folder=str(tmp_path))
    app = create_app(settings)
    own, known, none = (
        app.test_client().get(f"/events.md?{QUERY}&style={name}") for name in ("mine", "apa", "his")
    )
    app.extensions["timeline"].engine.dispose()

    assert 200 == own.status_code
    list_of = [one.text.partition("# Sources")[2].partition("\n#")[0] for one in (known, own)]
    assert list_of[0] == list_of[1] != ""
    assert 400 == none.status_code
    assert "mine" in none.text
