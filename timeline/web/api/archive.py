"""Serve the archive of a filter, which another installation takes in."""

from contextlib import ExitStack

from flask import Response, request

from timeline.chronology.archive import Named, records
from timeline.chronology.filter import parse
from timeline.chronology.grammar import PAGING
from timeline.chronology.listing import count_events, data_version, every_event
from timeline.chronology.naming import linked_by_slug, with_names
from timeline.chronology.stamp import changed_at
from timeline.exports import Head
from timeline.exports.archive import write_archive
from timeline.exports.sentence import sentence, title
from timeline.names.latin import slug
from timeline.store.session import reading
from timeline.web.api import answers
from timeline.web.api.documents import Stream
from timeline.web.session import service

PATH = "/events.zip"


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
        named = with_names(opened, given)
        count = count_events(opened, given)
        head = Head(
            title=title(named),
            words=sentence(named),
            query=given.query(paging=False),
            certain=count.certain,
            possible=count.possible,
            version=version,
            changed=changed_at(opened, version),
        )
        if request.method == "HEAD":
            return answers.validated(_download(b"", head), validator)
        known = Named()
        events = known.note(linked_by_slug(opened, every_event(opened, given)))
        pieces = write_archive(events, lambda: records(opened, known), head)
        return answers.validated(_download(Stream(pieces, stack.pop_all()), head), validator)


def _download(body: bytes | Stream, head: Head) -> Response:
    response = Response(body, mimetype="application/zip")
    name = f"{slug(head.title)}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
