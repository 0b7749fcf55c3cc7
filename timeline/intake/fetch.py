"""Fetch one web page that a person has named, and nothing from inside the network."""

import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

MOST_BYTES = 5_000_000
MOST_REDIRECTS = 3
SECONDS = 10.0
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BLOCK = 65_536

Resolve = Callable[[str, int], list[str]]


class NotFetched(OSError):
    """A page was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page: its bytes, unpacked, and the address that gave it."""

    body: bytes
    url: str


def resolve(host: str, port: int) -> list[str]:
    """Find the addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"there is no host {host!r}") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def may_reach(address: str) -> bool:
    """Tell whether an address is of the open internet.

    Addresses within IPv6 that stand for IPv4 ones (mapped, NAT64, 6to4, Teredo) are refused.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        hidden = found.ipv4_mapped or found.sixtofour or found.teredo
        if hidden or found in ipaddress.ip_network("64:ff9b::/32"):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def fetch(
    url: str, *, resolver: Resolve = resolve, allowed: Callable[[str], bool] = may_reach
) -> Page:
    """Fetch a page; each redirect is checked anew, and the connection goes to the checked address.

    Args:
        url: An http or https address on the usual port, without credentials.
        resolver: Finds addresses; another one only in tests.
        allowed: Says which addresses may be reached; another one only in tests.

    Raises:
        NotFetched: If it may not be, takes too long, is too large, or answers with an error.
    """
    until = monotonic() + SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        parts = _parts(url)
        address = _address(parts, resolver, allowed)
        answer = _ask(parts, address, until)
        if answer.status not in REDIRECTS:
            return Page(_body(answer, until), url)
        url = urljoin(url, answer.getheader("Location") or "")
        answer.close()
    raise NotFetched(f"more than {MOST_REDIRECTS} redirects")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotFetched(f"not an address: {error}") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotFetched(f"{url[:80]!r} is not an http or https address")
    if parts.username or parts.password:
        raise NotFetched("an address with credentials is not fetched")
    if port not in (None, *PORTS.values()):
        raise NotFetched(f"port {port} is not fetched from, only 80 and 443")
    return parts


def _address(parts: SplitResult, resolver: Resolve, allowed: Callable[[str], bool]) -> str:
    host = str(parts.hostname)
    found = resolver(host, parts.port or PORTS[parts.scheme])
    inside = [one for one in found if not allowed(one)]
    if inside or not found:
        raise NotFetched(f"{host} leads inside a network; only the open internet is fetched from")
    return found[0]


def _ask(parts: SplitResult, address: str, until: float) -> HTTPResponse:
    host = str(parts.hostname)
    connection = HTTPConnection(host, parts.port or PORTS[parts.scheme])
    try:
        raw = socket.create_connection((address, connection.port), timeout=_left(until))
        if parts.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        connection.sock = raw
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "text/html, text/plain", "Accept-Encoding": "gzip, identity"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetched(f"{host} does not answer: {error}") from error
    if answer.status not in REDIRECTS and not 200 <= answer.status < 300:
        raise NotFetched(f"{host} answers {answer.status} {answer.reason}")
    return answer


def _body(answer: HTTPResponse, until: float) -> bytes:
    """Read and unpack an answer, block by block, within the limits of size and time."""
    packed = (answer.getheader("Content-Encoding") or "identity").lower()
    if packed not in ("identity", "gzip"):
        raise NotFetched(f"the page is packed as {packed!r}, which is not read")
    unpack = zlib.decompressobj(wbits=31) if packed == "gzip" else None
    body = bytearray()
    try:
        while block := answer.read(BLOCK):
            body += unpack.decompress(block, MOST_BYTES + 1 - len(body)) if unpack else block
            if len(body) > MOST_BYTES:
                raise NotFetched(f"the page has more than {MOST_BYTES:,} bytes")
            _left(until)
    except (OSError, HTTPException, zlib.error) as error:
        if isinstance(error, NotFetched):
            raise
        raise NotFetched(f"the page broke off: {error}") from error
    return bytes(body)


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise NotFetched(f"it took longer than {SECONDS:g} seconds")
    return left
