"""Give records their addresses in what is taken away: from where the chronology was read."""

from urllib.parse import quote

from timeline import shapes
from timeline.exports.head import Head

NOWHERE = "https://timeline.invalid"
"""What addresses begin with where a chronology is published nowhere (RFC 2606: no such host)."""


def base(head: Head) -> str:
    """Give the address of the site, without a slash at its end."""
    return head.base or NOWHERE


def event_iri(root: str, event: shapes.Event) -> str:
    """Write the address of an event, which its id alone decides."""
    return (
        f"{root}/event/{event.id}" if event.id is not None else f"{root}/event/{_part(event.slug)}"
    )


def record_iri(root: str, sort: str, slug: str) -> str:
    """Write the address of an actor, theme, place or source."""
    return f"{root}/{sort}/{_part(slug)}"


def _part(slug: str) -> str:
    return quote(slug.encode("utf-8", "replace"), safe="/")
