"""Write what changed last in a chronology as RSS, for readers that know nothing newer."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime

from timeline import shapes
from timeline.exports.feed_entry import Told, form_address, list_address, told
from timeline.exports.head import Head
from timeline.exports.items import Reader
from timeline.exports.plain_text import one_line
from timeline.exports.xml_text import element

NAMES = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"'


def to_rss(_events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a feed (RSS 2.0): newest records first; what was taken back says so in its title."""
    yield _opening(head)
    reader = Reader()
    for one in head.recent:
        yield _item(told(one, head, reader))
    yield "</channel>\n</rss>\n"


def _opening(head: Head) -> str:
    itself = {"rel": "self", "type": "application/rss+xml", "href": form_address(head, "rss")}
    updated = max((one.updated for one in head.recent), default=head.changed)
    lines = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {NAMES}>\n<channel>',
        element("title", one_line(head.title) or "Chronology"),
        element("link", list_address(head)),
        element("description", one_line(head.words) or "Events with their sources"),
        element("language", "en"),
        element("lastBuildDate", _date(updated)) if updated else "",
        element("generator", "Geopolitical Event Timeline"),
        element("atom:link", "", itself),
    )
    return "\n".join(line for line in lines if line) + "\n"


def _item(one: Told) -> str:
    lines = [
        "<item>" + element("title", one.title),
        element("link", one.address),
        element("guid", f"{one.tag}#{one.recent.event.revision}", {"isPermaLink": "false"}),
        element("pubDate", _date(one.recent.updated)),
        element("description", one.html),
        element("dcterms:temporal", one.recent.event.date.edtf),
    ]
    lines += [element("category", slug) for slug in one.categories]
    return "\n".join(lines) + "</item>\n"


def _date(at: str) -> str:
    """Write a time as RFC 822 has it, with four digits of the year."""
    return format_datetime(datetime.fromisoformat(at))
