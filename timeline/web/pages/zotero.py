"""Let Zotero and its like take the sources of a page in one click: unAPI, and words in the head."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import msgspec
from flask import Response, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.detail import NotFound, read_document
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.listing import EVENT, every_event
from timeline.chronology.records import read_source
from timeline.chronology.stamp import changed_at, data_version
from timeline.exports import FORMATS, Head
from timeline.exports.items import items
from timeline.exports.to_jsonld import CONTEXT, occurrence, source
from timeline.store.session import reading
from timeline.terms import EventType
from timeline.web.api.documents import Stream
from timeline.web.errors import answer
from timeline.web.pages.door import blueprint
from timeline.web.pages.fragments import kept
from timeline.web.pages.records import settle
from timeline.web.pages.told import Told
from timeline.web.session import service, session

MOST = 5_000
"""How many events a page may have whose sources are offered; Zotero takes them all at once."""
OFFERED = {"ris": "ris", "bibtex": "bib"}
"""The forms by the names that unAPI has for them."""
KEY = re.compile(r"(?P<sort>[a-z]+)\.(?P<version>\d{1,18})\.(?P<what>[A-Za-z0-9_-]*)\Z")
FILES = f"/source/<slug>.<any({', '.join(('csl', *OFFERED.values()))}):form>"


@dataclass(frozen=True, slots=True)
class Grab:
    """What the head of a page says of its sources.

    Attributes:
        key: by which unAPI gives them: what sort of page, which version of the data, which filter,
            in letters that no address needs to escape, as Zotero escapes none.
        metas: names and contents of elements for Google Scholar and the like.
        data: the same as JSON-LD.
    """

    key: str
    metas: tuple[tuple[str, str], ...]
    data: Markup


def grab(title: str, address: str, told: object = None, event: object = None) -> Grab | None:
    """Say how the sources of a page are taken; None where it has none, or too many.

    Args:
        title: Of the page.
        address: Of the page.
        told: The chronology that it shows, where it shows one.
        event: The event that it shows.
    """
    if isinstance(event, shapes.Event):
        version = data_version(session())
        graph = [occurrence(event, _root(address)), *_works(event, _root(address))]
        key = f"event.{version}.{event.id}"
    elif isinstance(told, Told) and 0 < told.total <= MOST:
        version = data_version(session())
        graph = [_report(title, address, version, told)]
        key = f"events.{version}.{packed(told.filter)}"
        if request.path.startswith("/source/"):
            key = f"source.{version}.{_packed(request.path.removeprefix('/source/'))}"
    else:
        return None
    site = service().settings.site_title
    metas = (
        ("citation_title", title),
        ("citation_technical_report_institution", site),
        ("citation_technical_report_number", f"data version {version}"),
        ("citation_publication_date", _changed(version)[:10].replace("-", "/")),
        ("citation_public_url", address),
    )
    return Grab(key, metas, _script({"@context": CONTEXT, "@graph": graph}))


def _changed(version: int) -> str:
    """Give the time of the newest change, which is asked for once for each version."""
    return kept(("changed",), lambda: changed_at(session(), version))


def _root(address: str) -> str:
    return address.partition("/event/")[0]


def _works(event: shapes.Event, root: str) -> list[dict[str, Any]]:
    return [source(item, root) for item in items([event])]


def _report(title: str, address: str, version: int, told: Told) -> dict[str, Any]:
    return {
        "id": address,
        "type": "Report",
        "name": title,
        "version": str(version),
        "publisher": {"type": "Organization", "name": service().settings.site_title},
        "mainEntity": {"type": "ItemList", "numberOfItems": told.total},
    }


def _script(value: dict[str, Any]) -> Markup:
    """Write data so that no text of it can end the element that it stands in."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - escaped


def packed(given: EventFilter) -> str:
    """Write a filter in letters that no address needs to escape."""
    return _packed(given.query(paging=False))


def _packed(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _unpacked(text: str) -> str:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError as error:
        raise NotFound("there is nothing of this id") from error


@blueprint.get("/unapi")
def unapi() -> Response:
    """Answer as unAPI asks: which forms there are, and the sources of a page in one of them.

    Source: unAPI specification, version 1 (2006).
    """
    key, wanted = request.args.get("id", ""), request.args.get("format", "")
    if not wanted:
        if key:
            _read_key(key)
        return _formats(key)
    if wanted not in OFFERED:
        near = ", ".join(OFFERED)
        return answer(HTTPStatus.NOT_ACCEPTABLE, "No such form", f"There are {near}.")
    return _sources(key, OFFERED[wanted])


def _formats(key: str) -> Response:
    named = f' id="{key}"' if key else ""
    lines = "".join(
        f'<format name="{name}" type="{FORMATS[form].media_type}"/>'
        for name, form in OFFERED.items()
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<formats{named}>{lines}</formats>\n'
    status = HTTPStatus.MULTIPLE_CHOICES if key else HTTPStatus.OK
    return Response(body, status, mimetype="application/xml")


def _read_key(key: str) -> re.Match[str]:
    found = KEY.match(key)
    if found is None or found["sort"] not in ("events", "event", "source"):
        raise NotFound("there is nothing of this id")
    return found


def _sources(key: str, form: str) -> Response:
    found = _read_key(key)
    made = FORMATS[form]
    with ExitStack() as stack:
        opened = stack.enter_context(reading(service().engine))
        events = _events(opened, found["sort"], found["what"], int(found["version"]))
        text = Stream(made.stream(events, Head(title="Sources")), stack.pop_all())
    return Response(text, mimetype=made.media_type)


def _events(opened: Session, sort: str, what: str, version: int) -> Iterator[shapes.Event]:
    """Find the events of an id as they stood in its version of the data."""
    if sort == "event":
        if not what.isdigit() or len(what) > 18:
            raise NotFound("there is nothing of this id")
        return iter([EVENT.decode(read_document(opened, int(what)))])
    if sort == "source":
        return iter([_citing(opened, _unpacked(what))])
    given = parse(parse_qs(_unpacked(what)), strict=False)
    stood = changed_at(opened, version) if version < data_version(opened) else ""
    return every_event(opened, given.changed(as_of=stood) if stood and not given.as_of else given)


def _citing(opened: Session, slug: str) -> shapes.Event:
    """Make an event that cites one source and nothing else, for forms that write sources."""
    page = read_source(opened, slug)
    cited = shapes.Citation(source=shapes.SourceIn(slug=page.slug, csl=dict(page.csl)))
    date = shapes.Date(edtf="XXXX")
    return shapes.Event(title=page.title, date=date, type=EventType.STATEMENT, citations=(cited,))


@blueprint.get(FILES)
def source_file(slug: str, form: str) -> Response:
    """Serve the record of one source in a form for reference managers."""
    known = settle("source", slug)
    made = FORMATS[form]
    pieces = made.stream([_citing(session(), known)], Head(title=known))
    response = Response(b"".join(pieces), mimetype=made.media_type)
    name = f"{known}.{made.file_ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.app_context_processor
def grabbing() -> dict[str, object]:
    """Give the frame of every page the means to offer its sources."""
    return {"grab": grab}
