"""Hold links that leave the site to its public address, behind a prefix and without."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient

from timeline.settings import Settings
from timeline.web.app import create_app

PREFIXED = {"SCRIPT_NAME": "/history"}


@pytest.fixture
def opened(seeded) -> Iterator[Callable[..., FlaskClient]]:
    """Open clients of the service on the seeded database, which is only read, with settings."""
    apps = []

    def client(**settings) -> FlaskClient:
        apps.append(create_app(Settings(database=seeded("sqlite"), **settings)))
        return apps[-1].test_client()

    yield client
    for app in apps:
        app.extensions["timeline"].engine.dispose()


@pytest.mark.parametrize(
    ("settings", "environment", "base"),
    [
        ({}, {}, "http://localhost"),
        ({}, PREFIXED, "http://localhost/history"),
        ({"base_url": "https://events.example/all/"}, {}, "https://events.example/all"),
        ({"base_url": "https://events.example/all"}, PREFIXED, "https://events.example/all"),
    ],
    ids=["plain", "prefix", "setting", "both"],
)
def test_addresses_are_public_ones(opened, settings, environment, base):
    """Files, pages, moments and embeds name the setting, else the host with its prefix."""
    client = opened(**settings)

    def asked(address: str):
        return client.get(address, environ_overrides=environment)

    feed = asked("/events.atom?actor=japan")
    file = asked("/event/30.md")
    page = asked("/events?as_of=2099&actor=japan")
    times = asked("/timemap?actor=japan")
    told = asked(f"/oembed?url={base}/event/30")
    links = page.headers["Link"]

    assert 200 == told.status_code
    assert f'href="{base}/events?actor=japan"' in feed.text
    assert f"{base}/event/30/" in file.text
    assert f'<{base}/events?actor=japan>; rel="original"' in links
    assert f'<{base}/timemap?actor=japan>; rel="timemap"' in links
    assert f'<{base}/events?as_of=2099&actor=japan>; rel="cite-as"' in links
    assert f'<{base}/timemap?actor=japan>; rel="self"' in times.text
    assert f'href="{base}/events?as_of=2099&amp;actor=japan&amp;lang=ru"' in page.text
    assert f'src="{base}/embed/' in told.json["html"]


def test_an_error_at_a_foreign_host_names_no_address(opened):
    """A request to a host that is not ours is refused, and its page leads to no such host."""
    client = opened(trusted_hosts=("events.example",))
    answer = client.get("/events", headers={"Host": "other.example"})

    assert 400 == answer.status_code
    assert "//other.example" not in answer.text
