"""Serve a chronology, or one event, in the forms that are taken away: tables, data, documents."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
from flask import Response, request
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.detail import read_document, survivor
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.grammar import PAGING
from timeline.chronology.listing import EVENT as DOCUMENT
from timeline.chronology.listing import count_events, data_version, every_event
from timeline.chronology.naming import linked_by_slug, with_names
from timeline.exports import FORMATS, SINGLE, Format, Head
from timeline.exports.sentence import sentence, title
from timeline.names.latin import slug
from timeline.store.session import reading
from timeline.web.api import answers
from timeline.web.api.events import event_number
from timeline.web.session import service, session

LIST = f"/events.<any({', '.join(FORMATS)}):form>"
EVENT = f"/event/<int:number>.<any({', '.join(SINGLE)}):form>"


class Stream:
    """A document on its way, its first piece made; it closes the session that it is read from."""

    def __init__(self, text: Iterator[bytes], opened: ExitStack) -> None:
        """Make the first piece, so that what goes wrong there can still be said."""
        self._text = text
        self._opened = opened
        try:
            self._first = next(text, b"")
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        """Give the pieces."""
        yield self._first
        yield from self._text

    def close(self) -> None:
        """Close the session; the server calls this at the end, or when the reader has gone."""
        self._opened.close()


def listed(form: str) -> Response:
    """Serve every event under a filter, from the first to the last whatever page was asked.

    The text is read while it is sent, longer than the request has its session: from its own.

    Raises:
        BadFilter: If the filter cannot be read, or names what there is not.
    """
    asked = {name: several for name, several in request.args.lists() if name not in PAGING}
    given = parse(asked, strict=False)
    made = FORMATS[form]
    marked = made.marked is not None and request.args.get("bom") == "1"
    with ExitStack() as stack:
        opened = stack.enter_context(reading(service().engine))
        version = data_version(opened)
        what = f"{request.path} {given.query(paging=False)} {marked}"
        validator = answers.tag(version, what)
        same = answers.unchanged(validator)
        if same:
            return same
        head = _head(opened, given, version)
        if request.method == "HEAD":
            return answers.validated(_download(b"", made, head.title), validator)
        pieces = made.stream(_events(opened, given, made), head, marked=marked)
        text = Stream(pieces, stack.pop_all())
    return answers.validated(_download(text, made, head.title), validator)


def event(number: int, form: str) -> Response:
    """Serve one event.

    Raises:
        NotFound: If there is none, or none that readers may see.
        Moved: If it has become part of another one.
    """
    version = data_version(session())
    validator = answers.tag(version, request.path)
    same = answers.unchanged(validator)
    if same:
        return same
    found = _event(number, form)
    if form == "json":
        text = msgspec.json.encode(found)
    else:
        address = f"{_base()}/event/{found.id}/{found.slug}"
        head = _stamped(Head(title=found.title, words="", certain=1), version, address)
        text = b"".join(FORMATS[form].stream([found], head))
    return answers.validated(_download(text, FORMATS[form], found.title), validator)


def _event(number: int, form: str) -> shapes.Event:
    key = event_number(str(number))
    other = survivor(session(), key)
    if other is not None:
        raise answers.Moved(f"/event/{other}.{form}")
    return DOCUMENT.decode(read_document(session(), key))


def _events(opened: Session, given: EventFilter, made: Format) -> Iterator[shapes.Event]:
    events = every_event(opened, given)
    return linked_by_slug(opened, events) if made.by_slug else events


def _head(opened: Session, given: EventFilter, version: int) -> Head:
    named = with_names(opened, given)
    count = count_events(opened, given)
    query = given.query(paging=False)
    address = f"{_base()}/events?{query}" if query else f"{_base()}/events"
    head = Head(
        title=title(named),
        words=sentence(named),
        query=query,
        certain=count.certain,
        possible=count.possible,
        order=given.order,
    )
    return _stamped(head, version, address)


def _stamped(head: Head, version: int, address: str) -> Head:
    """Say as of when, by whom and from where."""
    return replace(
        head,
        version=version,
        generated=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        compiler=service().settings.site_title,
        address=address,
    )


def _base() -> str:
    return service().settings.base_url.rstrip("/") or request.host_url.rstrip("/")


def _download(text: bytes | Stream, made: Format, named: str) -> Response:
    response = Response(text, mimetype=made.media_type)
    file = f"{slug(named)}.{made.name}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
