"""Write a chronology as GeoJSON, so that maps show where and, by `when`, at what time."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.items import Reader
from timeline.exports.places import base, event_iri, record_iri
from timeline.terms import Via

Value = dict[str, Any]


def to_geojson(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write one feature an event; an event without a place on the map has a null geometry.

    Source: RFC 7946; `when` after the Linked Places format 1.3.
    """
    root = base(head)
    yield '{"type":"FeatureCollection","features":[\n'
    yield from chunks(_parted(events, root))
    about = {
        "title": head.title,
        "words": head.words,
        "version": head.version,
        "generated": head.generated,
        "address": head.address,
    }
    yield f'],\n"chronology":{msgspec.json.encode(about).decode()}}}\n'


def _parted(events: Iterable[shapes.Event], root: str) -> Iterator[str]:
    comma = ""
    sources = Reader()
    for event in events:
        yield f"{comma}{msgspec.json.encode(feature(event, root, sources)).decode()}\n"
        comma = ","


def feature(event: shapes.Event, root: str, sources: Reader) -> Value:
    """Give an event as a feature."""
    return {
        "type": "Feature",
        "id": event_iri(root, event),
        "geometry": geometry(event),
        "when": when(event),
        "properties": {
            "title": event.title,
            "summary": event.summary,
            "type": event.type.value,
            "status": event.status.value,
            "edtf": event.date.edtf,
            "date": event.date.words,
            "actors": [_actor(one) for one in event.actors if one.via is Via.DIRECT],
            "themes": event.themes,
            "places": [one.name or one.slug for one in event.places],
            "disputed": event.disputed,
            "significance": event.significance,
            "citations": [_citation(one, root, sources) for one in event.citations],
        },
    }


def geometry(event: shapes.Event) -> Value | None:
    """Give the points of an event, longitude first (RFC 7946, section 3.1.1)."""
    points = [
        (one.lon, one.lat) for one in event.places if one.lat is not None and one.lon is not None
    ]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def when(event: shapes.Event) -> Value:
    """Give the time of an event: the days of its beginning and end, how certain, in words."""
    date = event.date
    span: Value = {}
    if bounds := _bounds(date.begins):
        span["start"] = bounds
    if bounds := _bounds(date.ends):
        span["end"] = bounds
    found: Value = {"timespans": [span]} if span else {"timespans": []}
    return found | {"certainty": _certainty(date.edtf), "label": date.words, "edtf": date.edtf}


def _bounds(days: tuple[str | None, str | None]) -> Value:
    earliest, latest = days
    if earliest == latest:
        return {"in": earliest} if earliest else {}
    pairs = {"earliest": earliest, "latest": latest}
    return {name: day for name, day in pairs.items() if day}


def _certainty(edtf: str) -> str:
    if "?" in edtf or "%" in edtf:
        return "uncertain"
    return "less-certain" if "~" in edtf or edtf.startswith("[") or "X" in edtf else "certain"


def _actor(one: shapes.ActorIn) -> Value:
    return {"slug": one.slug, "name": one.name or one.slug, "role": one.role.value}


def _citation(one: shapes.Citation, root: str, sources: Reader) -> Value:
    item = sources.read(one.source)
    label = ", ".join(part for part in (item.label, item.issued.words) if part)
    found: Value = {
        "label": label,
        "@id": record_iri(root, "source", item.slug),
        "title": item.title,
        "locator": one.locator,
        "stance": one.stance.value,
    }
    found |= {"url": item.url} if item.url else {}
    return found | ({"archived": item.archive_url} if item.archive_url else {})
