"""Answer sites that ask how a page of this one is embedded (oEmbed 1.0)."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from flask import Response, abort, jsonify, request

from timeline.chronology import naming
from timeline.chronology.detail import NotFound, read_event, survivor
from timeline.chronology.filter import parse
from timeline.web.errors import answer
from timeline.web.pages.door import blueprint, frame
from timeline.web.pages.embedding import WIDTH, Embedding, embedding_of
from timeline.web.pages.heading import event_title, heading
from timeline.web.session import session

VERSION = "1.0"
CACHE_SECONDS = 3600
NO_ID = 1 << 62
LONGEST = 10_000
"""How long an address may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a site asks for: a page of ours, and how much room it has for it."""

    embedding: Embedding
    title: str
    width: int
    height: int


@blueprint.get("/oembed")
def oembed() -> Response:
    """Say how the page at `url` is embedded: `rich`, with `html`, `width` and `height`.

    Source: oEmbed 1.0 (oembed.com), sections 2.2 and 2.3: 404 where there is no such page here,
    501 for a format that is not given.
    """
    form = request.args.get("format", "json").lower()
    if form != "json":
        detail = f"There is no answer in the format “{form[:20]}”; there is json."
        return answer(HTTPStatus.NOT_IMPLEMENTED, "Not implemented", detail)
    site = frame()["site"]
    base = site.base
    asked = _asked(base)
    response = jsonify(
        {
            "version": VERSION,
            "type": "rich",
            "title": asked.title,
            "provider_name": site.title,
            "provider_url": f"{base}/",
            "cache_age": CACHE_SECONDS,
            "html": asked.embedding.code(base, asked.title, asked.width, asked.height),
            "width": asked.width,
            "height": asked.height,
        }
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Language")
    return response


def _asked(base: str) -> Asked:
    url = request.args.get("url", "").strip()
    if not url or len(url) > LONGEST:
        abort(HTTPStatus.BAD_REQUEST, "Name in `url` the address of a page of this site.")
    try:
        parts = urlsplit(url)
    except ValueError:
        abort(HTTPStatus.NOT_FOUND, "This is no address.")
    hosts = {urlsplit(base).netloc.lower(), request.host.lower()}
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in hosts:
        abort(HTTPStatus.NOT_FOUND, f"{parts.netloc[:80] or 'This'} is not this site.")
    found = embedding_of(parts.path.removeprefix(urlsplit(base).path) or "/", parts.query)
    if found is None:
        abort(HTTPStatus.NOT_FOUND, f"There is nothing to embed at {parts.path[:80]}.")
    return Asked(
        found,
        _title(found),
        min(WIDTH, _most("maxwidth")),
        min(found.height, _most("maxheight")),
    )


def _most(name: str) -> int:
    """Read how much room there is; as much as is wanted where nothing is said."""
    text = request.args.get(name, "").strip()
    if not text:
        return 1 << 20
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) > 0):
        abort(HTTPStatus.BAD_REQUEST, f"`{name}` is a number of pixels, as in {name}=480.")
    return int(text)


def _title(found: Embedding) -> str:
    parts = urlsplit(found.path)
    if found.kind == "event":
        number = int(parts.path.rpartition("/")[2])
        if number >= NO_ID:
            raise NotFound(f"there is no event {number}")
        kept = survivor(session(), number)
        return event_title(read_event(session(), kept if kept is not None else number).event)
    given = parse(parse_qs(parts.query), strict=False)
    return heading(naming.canonical(session(), given))
