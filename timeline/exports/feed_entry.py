"""Put a record that changed into words for feeds: a title, a body in HTML, its sources."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from timeline import shapes
from timeline.chronology.recent import Recent
from timeline.exports.head import Head
from timeline.exports.items import Item, Reader
from timeline.exports.places import base, event_iri
from timeline.exports.plain_text import one_line
from timeline.exports.to_html import shown
from timeline.terms import HAPPENED, Stance, Via

SINCE = "2026"
"""The year in which addresses of the form tag: begin. Source: RFC 4151."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed says of one event; all texts are plain but `html`."""

    recent: Recent
    tag: str
    address: str
    title: str
    html: str
    sources: tuple[Item, ...]
    categories: tuple[str, ...]


def host_of(head: Head) -> str:
    """Give the host that tags and identifiers bear."""
    return urlsplit(base(head)).hostname or "timeline.invalid"


def feed_tag(head: Head) -> str:
    """Give the lasting identifier of the feed of a filter."""
    return f"tag:{host_of(head)},{SINCE}:chronology?{head.query}"


def form_address(head: Head, form: str) -> str:
    """Give the address of the same chronology in another form."""
    query = f"?{head.query}" if head.query else ""
    return f"{base(head)}/events.{form}{query}"


def list_address(head: Head) -> str:
    """Give the address at which the chronology is read."""
    query = f"?{head.query}" if head.query else ""
    return f"{base(head)}/events{query}"


def told(one: Recent, head: Head, reader: Reader) -> Told:
    """Put one record into words."""
    event = one.event
    sources = tuple(reader.read(citation.source) for citation in event.citations)
    return Told(
        recent=one,
        tag=f"tag:{host_of(head)},{SINCE}:event/{event.id}",
        address=event_iri(base(head), event),
        title=title_of(one),
        html=_html(one, sources),
        sources=tuple({item.slug: item for item in sources}.values()),
        categories=tuple(event.themes),
    )


def title_of(one: Recent) -> str:
    """Begin with the date of the event, and with what was done to its record."""
    event = one.event
    mark = "Withdrawn: " if one.gone else "Corrected: " if one.corrected else ""
    standing = "" if event.status in HAPPENED else f" [{event.status.value}]"
    return f"{mark}{one_line(event.date.words)}: {one_line(event.title)}{standing}"


def _html(one: Recent, sources: tuple[Item, ...]) -> str:
    event = one.event
    parts = [f"<p>{shown(event.summary)}</p>"] if event.summary.strip() else []
    if one.reason:
        word = "Withdrawn" if one.gone else "Changed"
        parts.insert(0, f"<p><strong>{word}:</strong> {shown(one.reason)}</p>")
    taking = [shown(actor.name or actor.slug) for actor in event.actors if actor.via is Via.DIRECT]
    parts += [f"<p>With: {', '.join(taking)}.</p>"] if taking else []
    lines = [
        f"<li>{_source(item, citation)}</li>"
        for item, citation in zip(sources, event.citations, strict=True)
    ]
    parts += ["<p>Sources:</p><ol>" + "".join(lines) + "</ol>"] if lines else []
    return "".join(parts)


def _source(item: Item, citation: shapes.Citation) -> str:
    title = shown(item.title)
    linked = f'<a href="{shown(item.url)}">{title}</a>' if item.url else title
    label = item.label if item.label != item.title else ""
    where = (label, item.issued.words, citation.locator)
    told_ = [linked, *(shown(text) for text in where if text)]
    if item.archive_url:
        told_.append(f'<a href="{shown(item.archive_url)}">archived</a>')
    if citation.stance is not Stance.SUPPORTS:
        told_.append(citation.stance.value)
    return ", ".join(told_)
