"""Write what changed last in a chronology as a JSON Feed, with sources as CSL-JSON beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.feed_entry import Told, form_address, list_address, told
from timeline.exports.head import Head
from timeline.exports.items import Reader
from timeline.exports.plain_text import one_line, sound


def to_jsonfeed(_events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a feed (JSON Feed 1.1); `_timeline` carries EDTF, status and the sources."""
    reader = Reader()
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(head.title) or "Chronology",
        "description": one_line(head.words),
        "home_page_url": list_address(head),
        "feed_url": form_address(head, "jsonfeed"),
        "language": "en",
        "authors": [{"name": one_line(head.compiler) or "Geopolitical Event Timeline"}],
        "items": [_item(told(one, head, reader)) for one in head.recent],
    }
    yield msgspec.json.encode(feed).decode()


def _item(one: Told) -> dict[str, Any]:
    event, recent = one.recent.event, one.recent
    return {
        "id": one.tag,
        "url": one.address,
        "title": sound(one.title),
        "content_html": sound(one.html) or "<p></p>",
        "date_published": recent.published,
        "date_modified": recent.updated,
        "tags": list(one.categories),
        "_timeline": {
            "about": "https://schema.org/Event",
            "edtf": event.date.edtf,
            "status": event.status.value,
            "revision": event.revision,
            "withdrawn": recent.gone,
            "corrected": recent.corrected,
            "reason": one_line(recent.reason),
            "sources": [dict(item.csl) | {"id": item.slug} for item in one.sources],
        },
    }
