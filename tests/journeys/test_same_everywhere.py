"""Hold every door to the same answer: page, API, command line and files under one filter."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO
from urllib.parse import parse_qsl, urlencode

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from timeline.chronology.grammar import PAGING, PARAMETERS
from timeline.cli import main
from timeline.exports.markdown_text import escape
from timeline.settings import Settings
from timeline.terms import Order, Via, When
from timeline.web.app import create_app

QUESTION = "actor=japan&actor=russia&theme=energy&from=2012&to=2018"
FILTERS = (
    "",
    QUESTION,
    "actor=japan,gazprom",
    "actor=Россия&actor=JP",
    "actor=gazprom&role=signatory",
    *(f"actor=russia&via={via}" for via in Via),
    "actor=russia&via=direct,represented,affiliated,member",
    "role=signatory,host",
    "theme=energy/lng",
    "theme=energy&theme=security",
    "type=AGREE",
    "type=AGREE,FORECAST",
    "place=russia",
    "place=vladivostok,tokyo",
    "source=japan-times-2014-01-15",
    "status=claimed",
    "status=planned,proposed,possible",
    "from=2013-10-25&to=2013-10-28",
    "from=2013-10-25&to=2013-10-28&when=certain",
    "from=201X",
    "to=1990-06~",
    "from=[2013-10-21..2013-10-31]&to=2013/2014",
    *(f"from=2013&when={when}" for when in When),
    "disputed=1",
    "uncertain=1",
    "disputed=1&uncertain=1&actor=japan",
    "q=memorandum",
    'q="two-plus-two" -caucus',
    "q=Газпром",
    "as_of=2100-01-01",
    "as_of=2000",
    *(f"order={order}&from=2012" for order in Order),
    f"{QUESTION}&when=certain&order=newest&status=occurred&via=direct",
)
NAMES = frozenset(PARAMETERS) - PAGING
PAGE = 20


@dataclass(frozen=True)
class Doors:
    """The ways in to one database."""

    web: FlaskClient
    shell: CliRunner

    def run(self, command: list[str], query: str) -> str:
        """Run a command with the filter as long options; gives what it prints."""
        options = [
            f"--{name}" if name in ("disputed", "uncertain") else f"--{name}={value}"
            for name, value in parse_qsl(query)
        ]
        answer = self.shell.invoke(main, [*command, *options])
        assert (0, query) == (answer.exit_code, query), answer.stderr
        return answer.stdout_bytes.decode()

    def get(self, path: str, query: str, **more: object) -> str:
        """Fetch an address with the filter as its query."""
        answer = self.web.get(f"{path}?{urlencode([*parse_qsl(query), *more.items()])}")
        assert (200, query) == (answer.status_code, query)
        return answer.text


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def doors(request, seeded) -> Iterator[Doors]:
    """Open the seeds by all doors, on each kind of database; nothing here writes."""
    url = seeded(request.param)
    app = create_app(Settings(database=url))
    yield Doors(app.test_client(), CliRunner(env={"TIMELINE_DATABASE": url}))
    app.extensions["timeline"].engine.dispose()


def by_pages(doors: Doors, query: str) -> list[int]:
    """List the ids that the pages show, leafing from the first to the last by their own links."""
    found: list[int] = []
    html = doors.get("/events", query, limit=PAGE)
    while True:
        found += map(int, re.findall(r'<li class="entry[^"]*" id="e(\d+)"', html))
        onward = re.search(r'<link rel="next" href="([^"]*)"', html)
        if onward is None:
            return found
        html = doors.web.get(unescape(onward[1])).text


def by_cursors(doors: Doors, query: str) -> list[int]:
    """List the ids that the API gives, leafing by its cursors."""
    found: list[int] = []
    after = ""
    while True:
        page = json.loads(doors.get("/api/v1/events", query, limit=PAGE, after=after))
        found += [event["id"] for event in page["events"]]
        after = page["next"]
        if not after:
            return found


def by_lines(text: str) -> list[dict[str, object]]:
    """Read one event a line."""
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_finds_the_same_events_by_every_door(doors, query):
    """Pages, API, command and files give the same events, in the same order, for one filter."""
    whole = json.loads(doors.run(["events", "--json", "--limit", "1000"], query))
    ids = [event["id"] for event in whole["events"]]
    slugs = [event["slug"] for event in whole["events"]]
    table = csv.DictReader(StringIO(doors.get("/events.csv", query), newline=""))

    assert ids == by_pages(doors, query)
    assert ids == by_cursors(doors, query)
    assert ids == [event["id"] for event in json.loads(doors.get("/events.json", query))["events"]]
    assert ids == [event["id"] for event in by_lines(doors.get("/events.jsonl", query))]
    assert slugs == [row["slug"] for row in table]
    told = doors.get("/events.md", query).split("**Scope.**")[1].split("\n**")[1:]
    assert len(ids) == len(told)
    titles = [escape(event["title"]) for event in whole["events"]]
    assert [] == [title for title, entry in zip(titles, told, strict=True) if title not in entry]


@pytest.mark.parametrize("query", [QUESTION, "from=2013-10-25&to=2013-10-28", "status=denied"])
def test_a_filter_counts_the_same_by_every_door(doors, query):
    """Page, API, command, facets and data say the same two counts."""
    count = json.loads(doors.get("/api/v1/events", query))["count"]
    words = f"{count['certain']} certainly, {count['possible']} possibly"

    assert count == json.loads(doors.run(["events", "--json"], query))["count"]
    assert count == json.loads(doors.run(["facets", "--json"], query))["count"]
    assert count == json.loads(doors.get("/api/v1/facets", query))["count"]
    assert words == doors.run(["events"], query).splitlines()[-1]
    shown = re.search(r'role="status"[^>]*>(.*?)</', doors.get("/events", query), re.DOTALL)
    assert shown is not None
    assert str(sum(count.values())) in re.findall(r"\d+", shown[1])


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "md"])
def test_a_command_writes_what_the_address_gives(doors, form):
    """A file made at the command line tells the same as the one taken from the site."""
    made = exported(doors, form, QUESTION)
    taken = doors.get(f"/events.{form}", QUESTION)

    assert telling(taken, form) == telling(made, form)


def exported(doors: Doors, form: str, query: str) -> str:
    """Write a file of the filter at the command line."""
    return doors.run(["export", "--format", form], query)


def telling(text: str, form: str) -> object:
    """Give what a file says of events: without when, by whom and from where it was made."""
    if form == "json":
        return json.loads(text)["events"]
    return text.rsplit("**Scope.**", maxsplit=1)[-1].split("\n---\n", maxsplit=1)[0]


def test_every_parameter_is_tried():
    """No parameter of the grammar, and no way of ordering, is left out of the filters above."""
    assert set() == NAMES - {name for query in FILTERS for name, _value in parse_qsl(query)}
