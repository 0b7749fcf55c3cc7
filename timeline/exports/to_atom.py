"""Write what changed last in a chronology as an Atom feed, what was taken back included."""

from collections.abc import Iterable, Iterator

from timeline import shapes
from timeline.exports.feed_entry import Told, feed_tag, form_address, list_address, told
from timeline.exports.head import Head
from timeline.exports.items import Reader
from timeline.exports.places import base
from timeline.exports.plain_text import one_line
from timeline.exports.xml_text import element, escaped

NAMES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:at="http://purl.org/atompub/tombstones/1.0"'
)


def to_atom(_events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a feed (RFC 4287): the newest records first, corrected ones with the reason.

    The date of the event stands in the title and in `dcterms:temporal` (EDTF); `published` and
    `updated` are those of the record. What was taken back is a deleted entry (RFC 6721).
    """
    yield _opening(head)
    reader = Reader()
    for one in head.recent:
        entry = told(one, head, reader)
        yield _deleted(entry) if one.gone else _entry(entry, base(head))
    yield "</feed>\n"


def _opening(head: Head) -> str:
    itself = {"rel": "self", "type": "application/atom+xml", "href": form_address(head, "atom")}
    page = {"rel": "alternate", "type": "text/html", "href": list_address(head)}
    updated = max((one.updated for one in head.recent), default=head.changed)
    author = element("name", one_line(head.compiler) or "Geopolitical Event Timeline")
    lines = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed {NAMES} xml:lang="en">',
        element("id", feed_tag(head)),
        element("title", one_line(head.title) or "Chronology"),
        element("subtitle", one_line(head.words)) if head.words else "",
        element("updated", updated or "1970-01-01T00:00:00Z"),
        f"<author>{author}</author>",
        element("generator", "Geopolitical Event Timeline"),
        element("link", "", itself),
        element("link", "", page),
    )
    return "\n".join(line for line in lines if line) + "\n"


def _entry(one: Told, root: str) -> str:
    event = one.recent.event
    lines = [
        "<entry>" + element("id", one.tag),
        element("title", one.title),
        element("link", "", {"rel": "alternate", "type": "text/html", "href": one.address}),
    ]
    lines += [
        element(
            "link",
            "",
            {
                "rel": "via",
                "title": item.title,
                "hreflang": item.text("language"),
                "href": item.url,
            },
        )
        for item in one.sources
        if item.url
    ]
    lines += [
        element("published", one.recent.published),
        element("updated", one.recent.updated),
        element("dcterms:temporal", event.date.edtf),
    ]
    lines += [
        element("category", "", {"scheme": f"{root}/themes", "term": slug})
        for slug in one.categories
    ]
    return "\n".join(lines) + f'\n<content type="html">{escaped(one.html)}</content></entry>\n'


def _deleted(one: Told) -> str:
    words = one.title + (f" ({one_line(one.recent.reason)})" if one.recent.reason else "")
    return (
        f'<at:deleted-entry ref="{escaped(one.tag)}" when="{escaped(one.recent.updated)}">'
        f"{element('at:comment', words)}</at:deleted-entry>\n"
    )
