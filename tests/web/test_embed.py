"""Hold what other sites show to its promises: small, whole, quiet, with its sources in sight."""

import base64
import hashlib
import html
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

LIMIT = 25_000
EMBEDS = (
    "/embed/timeline",
    "/embed/timeline?from=2012&to=2014&limit=30",
    "/embed/events",
    "/embed/events?actor=japan&actor=russia&order=newest&limit=30",
    "/embed/events?actor=japan&theme=disaster&from=1990&to=1991",
    "/embed/map",
    "/embed/map?bbox=120,20,160,60&actor=japan",
    "/embed/event/30",
    "/embed/event/1?lang=ja",
    "/embed/timeline?lang=ru",
)
PICTURES = ("/timeline.svg", "/timeline.svg?actor=japan&lang=ja", "/event/30.svg")
REFUSED = (
    ("/embed/event/999999", 404),
    ("/embed/event/99999999999999999999", 404),
    ("/embed/events?from=foo", 400),
    ("/embed/timeline?actor=nobody-at-all", 400),
    ("/embed/map?bbox=here", 400),
)
TITLES = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(3)> \' onmouseover=alert(4) x="',
    "\u202eturned round",
    "A" * 500,
    "日本とロシアが初めての外務・防衛閣僚協議を東京で開催した" * 15,
    "🚀🔥👩‍👩‍👧‍👦 and 'quotes' ]]> & <",
    "اتفاق بين اليابان وروسيا " * 20,
    "{{ 7 * 7 }} \x07\x1b control </title></main>",
)


def serve(database: str) -> FlaskClient:
    """Make a client of the pages over a database."""
    from timeline.settings import Settings
    from timeline.web.app import create_app

    return create_app(Settings(database=database)).test_client()


@pytest.fixture(scope="module")
def client(seeded) -> Iterator[FlaskClient]:
    """Give a client of the pages over the seeds."""
    made = serve(seeded("sqlite"))
    yield made
    made.application.extensions["timeline"].engine.dispose()


@pytest.fixture(scope="module")
def changed(seeded, tmp_path_factory) -> Iterator[FlaskClient]:
    """Give a client over seeds with hostile events; event 2 was merged into 3, 30 amended."""
    from timeline.review.act import Act, now
    from timeline.review.desk import amend, retract
    from timeline.review.merge import merge
    from timeline.store.directory import load_directory
    from timeline.store.session import open_engine, writing

    copy = tmp_path_factory.mktemp("changed") / "changed.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    engine = open_engine(f"sqlite:///{copy}")
    with writing(engine) as session:
        act = Act("editor", now(), reason="a test")
        merge(session, load_directory(session), act, 2, 3)
        retract(session, load_directory(session), act, 5)
        amend(session, load_directory(session), act, 30, {"summary": "It was told again."})
        enter(session, act)
    engine.dispose()
    made = serve(f"sqlite:///{copy}")
    yield made
    made.application.extensions["timeline"].engine.dispose()


def enter(session, act) -> None:
    """Enter an event and a source for each title."""
    from timeline import shapes
    from timeline.intake.proposal import Proposal
    from timeline.review.take import take
    from timeline.store.directory import load_directory
    from timeline.store.sources import Source
    from timeline.terms import EventType, SourceKind, State

    for number, title in enumerate(TITLES):
        csl = {"type": "webpage", "title": title, "URL": "javascript:alert(5)"}
        session.add(Source(slug=f"hostile-{number}", kind=SourceKind.WEBPAGE, title=title, csl=csl))
    session.flush()
    proposals = [
        Proposal(
            number,
            shapes.Event(
                title=title,
                slug=f"hostile-{number}",
                summary=title * 3,
                type=EventType.AGREE,
                state=State.ACCEPTED,
                date=shapes.Date(edtf=f"2016-05-{number + 1:02d}"),
                actors=(shapes.ActorIn(slug="japan"),),
                citations=tuple(
                    shapes.Citation(source=shapes.SourceIn(slug=f"hostile-{n}"))
                    for n in range(len(TITLES))
                ),
            ),
        )
        for number, title in enumerate(TITLES)
    ]
    taken = take(session, load_directory(session), proposals, act)
    assert ([], len(TITLES)) == (taken.refused, len(taken.created))


def hostile(client: FlaskClient) -> list[str]:
    """List the embeds and pictures in which the hostile events stand."""
    found = client.get("/api/v1/events?from=2016-05&to=2016-05&limit=50").json["events"]
    ids = [one["id"] for one in found if one["slug"].startswith("hostile")]
    assert len(TITLES) == len(ids)
    lists = [
        f"{path}?from=2016-05&to=2016-05"
        for path in ("/embed/events", "/embed/timeline", "/embed/map", "/timeline.svg")
    ]
    return [*lists, *(f"/embed/event/{one}" for one in ids), *(f"/event/{one}.svg" for one in ids)]


@pytest.mark.parametrize("path", EMBEDS)
def test_an_embed_is_small_and_whole(client, path):
    """It weighs less than 25 kB as it is, has no script, and its one style is what is allowed."""
    answer = client.get(path)
    page = answer.get_data(as_text=True)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()

    assert answer.status_code == 200
    assert len(answer.data) < LIMIT
    assert 1 == len(styles)
    assert f"style-src 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert [] == re.findall(r"<script|<link rel=\"stylesheet|\son\w+=|\sstyle=", page)


@pytest.mark.parametrize("path", EMBEDS)
def test_an_embed_may_be_framed_and_knows_nobody(client, path):
    """Any site may frame it and nothing else may; it sets no cookie and runs no script."""
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))

    assert policy["frame-ancestors"] == "*"
    assert ("'none'", "'none'", "'none'") == tuple(
        policy[one] for one in ("default-src", "script-src", "form-action")
    )
    assert "Set-Cookie" not in headers
    assert "X-Frame-Options" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_other_page_may_be_framed(client):
    """Pages, pictures and data stay out of frames."""
    for path in ("/", "/events", "/map", "/event/30.svg", "/timeline.svg", "/api/v1/events"):
        policy = client.get(path, follow_redirects=True).headers["Content-Security-Policy"]
        assert (path, True) == (path, "frame-ancestors 'none'" in policy)


@pytest.mark.parametrize("path", [one for one in EMBEDS if "disaster" not in one])
def test_the_sources_are_in_sight(client, path):
    """Every number leads to a source of the embed, and every source has its title and link."""
    page = client.get(path).get_data(as_text=True)
    numbers = set(re.findall(r'<a href="#([sc]\d+)" target="_self"', page))
    notes = re.findall(r'<li id="([sc]\d+)" value="\d+"><cite[^>]*><a href="/source/', page)

    assert numbers
    assert numbers <= set(notes)


def test_all_of_it_is_one_link_away(client):
    """Each embed leads to the page with the same filter."""
    for path, full in (
        ("/embed/events?actor=japan&from=2012", "/events?actor=japan&amp;from=2012"),
        ("/embed/timeline?actor=japan&from=2012", "/timeline?actor=japan&amp;from=2012"),
        ("/embed/map?actor=japan&bbox=1,2,3,4", "/map?actor=japan&amp;bbox=1,2,3,4"),
    ):
        assert f'<footer><a href="{full}">' in client.get(path).get_data(as_text=True), path


@pytest.mark.parametrize(("path", "status"), REFUSED)
def test_a_refusal_is_a_small_page(client, path, status):
    """What cannot be shown is said in a page of the same making, which may be framed too."""
    answer = client.get(path)

    assert (status, True) == (answer.status_code, len(answer.data) < LIMIT)
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "<header" not in answer.get_data(as_text=True)


def test_an_embed_follows_the_desk(changed):
    """A merged event leads on, a retracted one is gone, an amended one tells since when."""
    moved = changed.get("/embed/event/2")
    page = changed.get("/embed/event/30").get_data(as_text=True)

    assert (301, "/embed/event/3") == (moved.status_code, moved.location)
    assert changed.get("/embed/event/5").status_code == 410
    assert "It was told again." in page
    assert "Corrected on" in page
    assert "Corrected on" in changed.get("/embed/events?q=two-plus-two").get_data(as_text=True)
    assert "Corrected on" not in changed.get("/embed/event/1").get_data(as_text=True)


def test_the_past_is_not_corrected(changed):
    """As of a day before the first revision nothing is shown; today's correction is of today."""
    assert changed.get("/embed/event/30?as_of=2001").status_code == 404
    assert changed.get("/embed/event/30?as_of=2099").status_code == 200


def test_hostile_words_stay_words(changed):
    """Whatever a title or source is called, nothing becomes markup and nothing grows too large."""
    for path in hostile(changed):
        answer = changed.get(path)
        page = answer.get_data(as_text=True)

        assert (path, 200) == (path, answer.status_code)
        assert (path, []) == (
            path,
            re.findall(r"<script|onload=alert|href=\"java", unescaped(page)),
        )
        assert (path, True) == (path, len(answer.data) < LIMIT)


def unescaped(page: str) -> str:
    """Leave of a page its markup alone: text and values of attributes are taken out."""
    return re.sub(r">[^<]*<", "><", re.sub(r'="(?!java)[^"]*"', "", page))


@pytest.mark.parametrize("path", PICTURES)
def test_a_picture_stands_for_itself(client, path):
    """It is XML with a name, in words, with its sources, and asks for no other file."""
    answer = client.get(path)
    text = answer.get_data(as_text=True)
    root = ET.fromstring(text)
    named = root.find("{http://www.w3.org/2000/svg}title")
    said = " ".join(one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text"))

    assert (200, "image/svg+xml") == (answer.status_code, answer.mimetype)
    assert named is not None
    assert named.text
    assert re.search(r"Sources: |出典|Источники", said) or "lang=ja" in path
    assert "http://localhost" in said
    assert [] == re.findall(r"<image|<script|@import|url\(http|<foreignObject", text)
    assert "Accept-Language" in answer.headers["Vary"]


def test_pictures_of_hostile_words_are_xml(changed):
    """Control signs, markup and unending words leave a picture that can be read."""
    for path in hostile(changed):
        if ".svg" in path:
            ET.fromstring(changed.get(path).get_data(as_text=True))


def test_a_picture_of_what_is_not_there_is_refused(changed):
    """No event answers 404, a merged one leads on, a bad filter answers 400."""
    assert changed.get("/event/999999.svg").status_code == 404
    assert changed.get("/event/2.svg").location == "/event/3.svg"
    assert changed.get("/timeline.svg?from=foo").status_code == 400


@pytest.fixture
def texts() -> Callable[[str], list[str]]:
    """Read out of a page the code that it offers to be copied."""

    def read(page: str) -> list[str]:
        return [
            html.unescape(one)
            for one in re.findall(r"<textarea [^>]*readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
        ]

    return read


@pytest.mark.parametrize("path", ["/events?actor=japan", "/event/30", "/map?actor=japan"])
def test_pages_offer_what_can_be_copied(client, texts, path):
    """The frame and the picture that a page offers can be had, and are named."""
    page = client.get(path, follow_redirects=True).get_data(as_text=True)
    offered = texts(page)
    sources = [html.unescape(re.findall(r'src="([^"]+)"', one)[0]) for one in offered]

    assert offered
    assert [200] * len(sources) == [
        client.get(one.removeprefix("http://localhost")).status_code for one in sources
    ]
    assert all(re.search(r'(?:title|alt)="[^"]+"', one) for one in offered)
    assert 'sandbox="allow-scripts allow-popups' in offered[0]
