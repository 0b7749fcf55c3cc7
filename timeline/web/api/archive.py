"""Serve the archive of a filter, which another installation takes in."""

from contextlib import ExitStack

from flask import Response, request

from timeline.chronology.archive import Named, records
from timeline.chronology.filter import parse
from timeline.chronology.grammar import PAGING
from timeline.chronology.stamp import data_version
from timeline.chronology.whole import Needs, events_of, overview_of
from timeline.exports import Head, Wishes
from timeline.exports.archive import write_archive
from timeline.exports.heading import head_of
from timeline.names.latin import slug
from timeline.store.session import reading
from timeline.web.api import answers
from timeline.web.api.documents import Stream, imprint
from timeline.web.session import service

PATH = "/events.zip"
BY_SLUG = Needs(by_slug=True)


def archive() -> Response:
    """Serve accepted events with what they refer to; never the tables of the installation.

    Raises:
        BadFilter: If the filter cannot be read, or names what there is not.
    """
    asked = {name: several for name, several in request.args.lists() if name not in PAGING}
    given = parse(asked, strict=False)
    with ExitStack() as stack:
        opened = stack.enter_context(reading(service().engine))
        version = data_version(opened)
        validator = answers.tag(version, f"{request.path} {given.query(paging=False)}")
        same = answers.unchanged(validator)
        if same:
            return same
        told = overview_of(opened, given, version, BY_SLUG)
        head = head_of(told, imprint(), Wishes())
        if request.method == "HEAD":
            return answers.validated(_download(b"", head), validator)
        known = Named()
        events = known.note(events_of(opened, given, BY_SLUG))
        pieces = write_archive(events, lambda: records(opened, known), head)
        return answers.validated(_download(Stream(pieces, stack.pop_all()), head), validator)


def _download(body: bytes | Stream, head: Head) -> Response:
    response = Response(body, mimetype="application/zip")
    name = f"{slug(head.title)}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
