"""Write a chronology as JSON-LD in the words of schema.org: a report, its events, their sources."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.items import Item, Person, key_of, new_items
from timeline.exports.places import base, event_iri, record_iri
from timeline.exports.plain_text import LONE
from timeline.terms import SourceKind, Stance, Status, Via

CONTEXT = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    "graph": "@graph",
    "edtf": {
        "@id": "http://purl.org/dc/terms/temporal",
        "@type": "http://id.loc.gov/datatypes/edtf/EDTF",
    },
    "url": {"@type": "@id"},
    "archivedAt": {"@type": "@id"},
    "eventStatus": {"@type": "@id"},
}
"""The whole context, so that nothing need be fetched to read the file."""
KINDS = {
    SourceKind.NEWS: "NewsArticle",
    SourceKind.MAGAZINE: "Article",
    SourceKind.JOURNAL: "ScholarlyArticle",
    SourceKind.WEBPAGE: "WebPage",
    SourceKind.BLOG: "BlogPosting",
    SourceKind.POST: "SocialMediaPosting",
    SourceKind.REPORT: "Report",
    SourceKind.LEGISLATION: "Legislation",
    SourceKind.BOOK: "Book",
    SourceKind.CHAPTER: "Chapter",
    SourceKind.DATASET: "Dataset",
}
STATUSES = {
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Value = dict[str, Any]


def to_jsonld(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a graph: each source where it is first cited, each event, and the report at the end.

    `citation` and `archivedAt` are for works, not for events: the report cites the sources, an
    event is the subject of them, and what a source states of it is a claim that appears in it.
    Source: schema.org 30.0.
    """
    root = base(head)
    seen: dict[str, None] = {}
    told: list[str] = []
    yield f'{{"@context":{_json(CONTEXT)},"@graph":[\n'
    yield from chunks(_nodes(events, root, seen, told))
    yield f"{_json(report(head, root, seen, told))}\n]}}\n"


def _nodes(
    events: Iterable[shapes.Event], root: str, seen: dict[str, None], told: list[str]
) -> Iterator[str]:
    known: set[str] = set()
    for event in events:
        for item in new_items(event, known):
            seen[record_iri(root, "source", item.slug)] = None
            yield f"{_json(source(item, root))},\n"
        told.append(event_iri(root, event))
        yield f"{_json(occurrence(event, root))},\n"


def report(head: Head, root: str, sources: Iterable[str], events: Iterable[str]) -> Value:
    """Give the chronology as a report that cites its sources and lists its events."""
    positions = enumerate(events, start=1)
    listed = [
        {"type": "ListItem", "position": number, "item": {"id": iri}} for number, iri in positions
    ]
    found: Value = {
        "id": head.address or f"{root}/events",
        "type": "Report",
        "name": head.title,
        "description": head.words,
        "version": str(head.version),
        "citation": [{"id": iri} for iri in sources],
        "mainEntity": {"type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed},
    }
    if head.compiler:
        found["publisher"] = {"type": "Organization", "name": head.compiler}
    return found | ({"dateModified": head.generated} if head.generated else {})


def source(item: Item, root: str) -> Value:
    """Give a source as a work."""
    found: Value = {
        "id": record_iri(root, "source", item.slug),
        "type": KINDS.get(item.kind, "CreativeWork"),
        "name": item.title,
        "headline": item.title,
        "author": [_person(one) for one in item.authors],
        "publisher": _body(item.text("publisher")),
        "isPartOf": {"type": "CreativeWork", "name": item.container} if item.container else None,
        "inLanguage": item.text("language"),
        "datePublished": _iso(item.issued.level_one),
        "url": item.url,
        "archivedAt": item.archive_url,
        "edtf": item.issued.edtf,
    }
    return {name: value for name, value in found.items() if value}


def occurrence(event: shapes.Event, root: str) -> Value:
    """Give an event, the subject of the sources that speak of it."""
    begins, ends = event.date.begins, event.date.ends
    found: Value = {
        "id": event_iri(root, event),
        "type": "Event",
        "name": event.title,
        "description": event.summary,
        "edtf": event.date.edtf,
        "startDate": _iso(begins[0]) if begins[0] == begins[1] else None,
        "endDate": _iso(ends[0]) if ends[0] == ends[1] else None,
        "eventStatus": STATUSES.get(event.status),
        "about": [*_actors(event, root), *_themes(event, root)],
        "location": [_place(one, root) for one in event.places],
        "subjectOf": [{"id": iri} for iri in _sources(event, root)] + _claims(event, root),
    }
    return {name: value for name, value in found.items() if value}


def _sources(event: shapes.Event, root: str) -> list[str]:
    found = (record_iri(root, "source", key_of(one.source)) for one in event.citations)
    return list(dict.fromkeys(found))


def _claims(event: shapes.Event, root: str) -> list[Value]:
    """Give every claim with the source that it appears in; what a source disputes is said so."""
    found = []
    for citation in event.citations:
        iri = record_iri(root, "source", key_of(citation.source))
        for claim in citation.claims:
            disputes = "disputes; " if citation.stance is Stance.DISPUTES else ""
            read = claim.edtf or claim.as_read or ""
            told: Value = {
                "type": "Claim",
                "name": f"{claim.about.value}: {disputes}{read or claim.as_printed}",
                "text": claim.as_printed,
                "appearance": {"id": iri},
            }
            found.append(told | ({"edtf": claim.edtf} if claim.edtf else {}))
    return found


def _actors(event: shapes.Event, root: str) -> list[Value]:
    named = {one.slug or one.name: one for one in event.actors if one.via is Via.DIRECT}
    return [
        ({"id": record_iri(root, "actor", one.slug)} if one.slug else {})
        | {"type": "Thing", "name": one.name or one.slug}
        for one in named.values()
    ]


def _themes(event: shapes.Event, root: str) -> list[Value]:
    return [
        {"id": record_iri(root, "theme", slug), "type": "DefinedTerm", "termCode": slug}
        for slug in event.themes
    ]


def _place(one: shapes.PlaceIn, root: str) -> Value:
    found: Value = {"id": record_iri(root, "place", one.slug)} if one.slug else {}
    found |= {"type": "Place", "name": one.name or one.slug}
    if one.lat is None or one.lon is None:
        return found
    return found | {
        "geo": {"type": "GeoCoordinates", "latitude": one.lat, "longitude": one.lon},
    }


def _person(one: Person) -> Value:
    if one.literal or not one.inverted:
        return {"type": "Organization" if one.literal else "Person", "name": one.body}
    name = f"{one.given} {one.family}"
    return {"type": "Person", "name": name, "familyName": one.family, "givenName": one.given}


def _body(name: str) -> Value | None:
    return {"type": "Organization", "name": name} if name else None


def _iso(text: str | None) -> str | None:
    """Give a date only where it is one of ISO 8601 that schema.org knows."""
    plain = text is not None and text.replace("-", "").isdigit() and not text.startswith("-")
    return text if plain and len(text or "") in (4, 7, 10) and (text or "")[5:6] != "2" else None


def _json(value: Value) -> str:
    return LONE.sub("\ufffd", msgspec.json.encode(value).decode())
