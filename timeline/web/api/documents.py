"""Serve a chronology, or one event, in the forms that are taken away: tables, data, documents."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import msgspec
from flask import Response, request
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.detail import read_document, survivor
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.grammar import PAGING
from timeline.chronology.listing import EVENT as DOCUMENT
from timeline.chronology.listing import every_document
from timeline.chronology.stamp import changed_at, data_version
from timeline.chronology.whole import events_of, overview_of
from timeline.exports import FORMATS, SINGLE, Format, Head, Wishes
from timeline.exports.documents.forms import check_length
from timeline.exports.heading import Imprint, head_of, head_of_one
from timeline.exports.setting import Setting, setting_of
from timeline.exports.wishes import PARAMETERS, WORDED, read_wishes
from timeline.names.latin import slug
from timeline.review.act import now
from timeline.store.session import reading
from timeline.web.api import answers, jobs, watching
from timeline.web.api.events import event_number
from timeline.web.public import public_base
from timeline.web.session import service, session

LIST = f"/events.<any({', '.join(FORMATS)}):form>"
EVENT = f"/event/<int:number>.<any({', '.join(SINGLE)}):form>"
AT_ONCE = 500
"""Up to how many events a document is set while the reader waits."""


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is asked for: its form, whose events, how, and of which version of the data."""

    made: Format
    given: EventFilter
    wishes: Wishes
    marked: bool
    version: int

    @property
    def validator(self) -> str:
        """What tells it from every other file."""
        what = f"{request.path} {self.given.query(paging=False)} {self.marked} {self.wishes}"
        return answers.tag(self.version, what)


def listed(form: str) -> Response:
    """Serve every event under a filter, from the first to the last whatever page was asked.

    The text is read while it is sent, longer than the request has its session: from its own. A long
    document that is set as a whole becomes a job, whose page tells when it is ready.

    Raises:
        BadFilter: If the filter or a wish cannot be read, or names what there is not.
        NotInstalled: If the form is made by a library that is not here.
        TooMany: If it has too many events for its form.
    """
    asked = {name: several for name, several in request.args.lists() if name not in PAGING}
    given = parse(asked, strict=False)
    made = FORMATS[form]
    marked = made.marked is not None and request.args.get("bom") == "1"
    with ExitStack() as stack:
        opened = stack.enter_context(reading(service().engine))
        wanted = Wanted(made, given, wishes_of(form), marked, data_version(opened))
        same = answers.unchanged(wanted.validator)
        if same:
            return same
        told = overview_of(opened, given, wanted.version, made.needs, wanted.wishes.since)
        head = head_of(told, imprint(), wanted.wishes)
        setting = setting_of(form, head)
        if setting is not None:
            return _set(opened, wanted, head, setting)
        if request.method == "HEAD":
            return answers.validated(_download(b"", made, head.title), wanted.validator)
        pieces = (
            made.stored(every_document(opened, given), head)
            if made.stored
            else made.stream(events_of(opened, given, made.needs), head, marked=marked)
        )
        text = Stream(pieces, stack.pop_all())
    return answers.validated(_download(text, made, head.title), wanted.validator)


def wishes_of(form: str) -> Wishes:
    """Read how the document is wished for; forms that are no documents have no use for wishes.

    Raises:
        BadFilter: If a wish is not known.
    """
    if form not in WORDED:
        return Wishes()
    style, language, script, live, since = (request.args.get(name, "") for name in PARAMETERS)
    folder = service().settings.style_folder
    return read_wishes(style, language, script, live, since, folder=folder)


def _set(opened: Session, wanted: Wanted, head: Head, setting: Setting) -> Response:
    """Set a document as a whole: at once where it is short, else as a job."""
    made, validator = wanted.made, wanted.validator
    check_length(head.total, setting.most)
    setting.check()
    if request.method == "HEAD":
        return answers.validated(_download(b"", made, head.title), validator)
    events = events_of(opened, wanted.given, made.needs)
    if head.total > AT_ONCE:
        return watching.begun(validator, made, head, events)
    with jobs.turn():
        text = b"".join(made.stream(events, head))
    return answers.validated(_download(text, made, head.title), validator)


def event(number: int, form: str) -> Response:
    """Serve one event.

    Raises:
        NotFound: If there is none, or none that readers may see.
        Moved: If it has become part of another one.
    """
    version = data_version(session())
    wishes = wishes_of(form)
    validator = answers.tag(version, f"{request.path} {wishes}")
    same = answers.unchanged(validator)
    if same:
        return same
    found = _event(number, form)
    if form == "json":
        text = msgspec.json.encode(found)
    else:
        changed = changed_at(session(), version)
        with jobs.turn():
            head = head_of_one(found, version, changed, imprint(), wishes)
            text = b"".join(FORMATS[form].stream([found], head))
    return answers.validated(_download(text, FORMATS[form], found.title), validator)


def _event(number: int, form: str) -> shapes.Event:
    key = event_number(str(number))
    other = survivor(session(), key)
    if other is not None:
        raise answers.Moved(f"/event/{other}.{form}")
    return DOCUMENT.decode(read_document(session(), key))


def imprint() -> Imprint:
    """Say who publishes what is taken away here, where and when."""
    settings = service().settings
    return Imprint(
        compiler=settings.site_title,
        base=public_base(),
        generated=now(),
        font_folders=settings.font_folders,
    )


def _download(text: bytes | Stream, made: Format, named: str) -> Response:
    response = Response(text, mimetype=made.media_type)
    file = f"{slug(named)}.{made.file_ending}"
    manner = "inline" if made.recent else "attachment"
    response.headers["Content-Disposition"] = f'{manner}; filename="{file}"'
    return response
