"""Tests of fetching a page: what is inside the network is never reached, and all is bounded."""

import gzip
from http.server import BaseHTTPRequestHandler

import pytest

from timeline.intake import fetch as room
from timeline.intake.fetch import MOST_BYTES, NotFetched, fetch, may_reach


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:db8::1",
        "2001:0:7f00:1::", "nonsense", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_reached(address):
    """Private, local, shared, reserved and translated addresses are not of the open internet."""
    assert not may_reach(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_addresses_that_are_reached(address):
    """Global addresses are."""
    assert may_reach(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "http://", "http://u:p@example.org/",
        "http://example.org:22/", "http://example.org:99999/", "javascript:alert(1)", "",
        "http://[::1", "http://127.0.0.1/", "http://[::1]/", "http://localhost/",
        "http://2130706433/", "http://0x7f.1/",
    ],
)  # fmt: skip
def test_urls_that_are_not_fetched(url):
    """Other schemes, ports, credentials and hosts inside the network are refused."""
    with pytest.raises(NotFetched):
        fetch(url)


class _Pages(BaseHTTPRequestHandler):
    """Serves the pages of these tests."""

    def do_GET(self) -> None:
        """Answer by the path."""
        pages = {
            "/page": (200, {}, f"<p>{self.headers['Host']}</p>".encode()),
            "/to-page": (302, {"Location": "/page"}, b""),
            "/to-inside": (302, {"Location": "http://inside.example/"}, b""),
            "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * (MOST_BYTES + 9))),
            "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"hello")),
            "/odd": (200, {"Content-Encoding": "br"}, b"x"),
            "/broken": (200, {"Content-Encoding": "gzip"}, b"not gzip"),
        }
        status, headers, body = pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch, serving) -> str:
    """Serve the pages on this machine, and let its port stand for 80."""
    monkeypatch.setitem(room.PORTS, "http", serving(_Pages))
    return "http://site.example"


def resolve(host: str, port: int) -> list[str]:
    """Resolve the names of these tests."""
    del port
    return ["127.0.0.1"] if host == "site.example" else ["10.0.0.1"]


def get(url: str) -> bytes:
    """Fetch a page; only this machine's own address may be reached."""
    return fetch(url, resolver=resolve, allowed=lambda one: one == "127.0.0.1").body


def test_a_page_is_fetched(site):
    """The page comes from the address that was checked, under the name that was asked for."""
    assert get(f"{site}/page").startswith(b"<p>site.example")
    assert get(f"{site}/to-page").startswith(b"<p>site.example")
    assert b"hello" == get(f"{site}/packed")


@pytest.mark.parametrize(
    "path", ["to-inside", "to-file", "round", "bomb", "odd", "broken", "nowhere"]
)
def test_what_is_not_fetched(site, path):
    """Redirects inside or in a circle, bombs, odd packing and errors are refused."""
    with pytest.raises(NotFetched):
        get(f"{site}/{path}")


def test_one_address_inside_is_enough(site):
    """A host of which one address is inside the network is not fetched from at all."""
    with pytest.raises(NotFetched, match="inside"):
        fetch(
            f"{site}/page",
            resolver=lambda _host, _port: ["127.0.0.1", "10.0.0.1"],
            allowed=lambda one: one == "127.0.0.1",
        )
