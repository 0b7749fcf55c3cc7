"""Write a chronology as Turtle: events in SEM, their origins in PROV-O, conflicts in CiTO."""

import re
from collections.abc import Iterable, Iterator

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.items import Item, key_of, new_items
from timeline.exports.places import base, event_iri, record_iri
from timeline.exports.plain_text import LONE
from timeline.terms import Stance, Via

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "cito": "http://purl.org/spar/cito/",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
BOUNDS = (
    "sem:hasEarliestBeginTimeStamp",
    "sem:hasLatestBeginTimeStamp",
    "sem:hasEarliestEndTimeStamp",
    "sem:hasLatestEndTimeStamp",
)
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\Z")
SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\]')
Lines = Iterator[tuple[str, str]]
"""What is said of a subject: predicates with their objects, written out."""


def to_turtle(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write the chronology as a collection, each record where it is first named, each event.

    Nothing is held but the names of records that were written. Days are `xsd:date`, the date
    itself is a literal of the EDTF datatype; actors, places and themes are resources.
    Source: RDF 1.1 Turtle; Simple Event Model; PROV-O; CiTO 2.8.
    """
    root = base(head)
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "\n"
    whole = head.address or f"{root}/events"
    yield _block(_iri(whole), _about(head))
    yield from chunks(_blocks(events, root, whole))


def _about(head: Head) -> Lines:
    yield "a", "prov:Collection, schema:Report"
    yield "dcterms:title", _literal(head.title, "en")
    if head.words:
        yield "dcterms:description", _literal(head.words, "en")
    yield "schema:version", _literal(str(head.version))
    if head.generated:
        yield "prov:generatedAtTime", f'"{head.generated}"^^xsd:dateTime'


def _blocks(events: Iterable[shapes.Event], root: str, whole: str) -> Iterator[str]:
    seen: set[str] = set()
    known: set[str] = set()
    for event in events:
        for item in new_items(event, seen):
            yield _block(_iri(record_iri(root, "source", item.slug)), _source(item))
        yield from _records(event, root, known)
        own = event_iri(root, event)
        claims = list(_claims(event, root, own))
        yield _block(_iri(own), _event(event, root, whole))
        yield from claims


def _block(subject: str, lines: Lines) -> str:
    body = " ;\n  ".join(f"{predicate} {value}" for predicate, value in lines)
    return f"{subject} {body} .\n\n"


def _event(event: shapes.Event, root: str, whole: str) -> Lines:
    yield "a", "sem:Event, prov:Entity"
    yield "rdfs:label", _literal(event.title, "en")
    if event.summary:
        yield "dcterms:description", _literal(event.summary, "en")
    yield "dcterms:isPartOf", _iri(whole)
    yield "sem:hasTimeStamp", f'"{event.date.edtf}"^^edtf:EDTF'
    for predicate, day in zip(BOUNDS, (*event.date.begins, *event.date.ends), strict=True):
        if day and (date := _date(day)):
            yield predicate, date
    yield "sem:eventType", _literal(event.type.value)
    yield "schema:eventStatus", _literal(event.status.value)
    yield from _ties(event, root)
    if event.updated:
        yield "prov:generatedAtTime", f"{_literal(event.updated)}^^xsd:dateTime"


def _ties(event: shapes.Event, root: str) -> Lines:
    for one in event.actors:
        if one.slug:
            direct = one.via is Via.DIRECT
            predicate = "sem:hasActor" if direct else "prov:wasAttributedTo"
            yield predicate, _iri(record_iri(root, "actor", one.slug))
    for place in event.places:
        if place.slug:
            yield "sem:hasPlace", _iri(record_iri(root, "place", place.slug))
    for theme in event.themes:
        yield "dcterms:subject", _iri(record_iri(root, "theme", theme))
    for slug in dict.fromkeys(key_of(one.source) for one in event.citations):
        yield "prov:wasDerivedFrom", _iri(record_iri(root, "source", slug))


def _source(item: Item) -> Lines:
    yield "a", "prov:Entity, schema:CreativeWork"
    yield "schema:headline", _literal(item.title, item.text("language"))
    for person in item.authors:
        yield "schema:author", _literal(person.literal or person.inverted or person.body)
    if item.text("publisher"):
        yield "schema:publisher", _literal(item.text("publisher"))
    if item.container:
        yield "schema:isPartOf", _literal(item.container)
    if item.text("language"):
        yield "schema:inLanguage", _literal(item.text("language"))
    if item.issued.edtf:
        yield "dcterms:issued", f'"{item.issued.edtf}"^^edtf:EDTF'
    if item.url:
        yield "schema:url", _iri(item.url)
    if item.archive_url:
        yield "schema:archivedAt", _iri(item.archive_url)


def _records(event: shapes.Event, root: str, known: set[str]) -> Iterator[str]:
    """Write actors, places and themes that were not named before."""
    named: list[tuple[str, str, str, shapes.PlaceIn | None]] = [
        ("actor", one.slug, one.name, None) for one in event.actors
    ]
    named += [("place", one.slug, one.name, one) for one in event.places]
    named += [("theme", slug, slug, None) for slug in event.themes]
    for sort, slug, name, place in named:
        iri = record_iri(root, sort, slug)
        if slug and iri not in known:
            known.add(iri)
            yield _block(_iri(iri), _record(sort, name or slug, place))


def _record(sort: str, name: str, place: shapes.PlaceIn | None) -> Lines:
    classes = {"actor": "sem:Actor, prov:Agent", "place": "sem:Place", "theme": "sem:Type"}
    yield "a", classes[sort]
    yield "rdfs:label", _literal(name, "en")
    if place is not None and place.lat is not None and place.lon is not None:
        yield "wgs:lat", f'"{place.lat!r}"^^xsd:double'
        yield "wgs:long", f'"{place.lon!r}"^^xsd:double'


def _claims(event: shapes.Event, root: str, own: str) -> Iterator[str]:
    """Write what each source states; claims of those that dispute disagree with the others."""
    stated: list[tuple[str, shapes.Claim, shapes.Citation]] = []
    for note, citation in enumerate(event.citations, start=1):
        for number, claim in enumerate(citation.claims, start=1):
            stated.append((f"{own}#claim-{note}-{number}", claim, citation))
    for iri, claim, citation in stated:
        against = [
            other
            for other, another, cited in stated
            if another.about is claim.about
            and (cited.stance is Stance.DISPUTES) != (citation.stance is Stance.DISPUTES)
        ]
        yield _block(_iri(iri), _claim(claim, citation, (root, own), against))


def _claim(
    claim: shapes.Claim, citation: shapes.Citation, where: tuple[str, str], against: list[str]
) -> Lines:
    root, own = where
    yield "a", "prov:Entity, schema:Claim"
    yield "rdfs:label", _literal(f"{claim.about.value}: {claim.as_read or claim.as_printed}", "en")
    yield "schema:text", _literal(claim.as_printed)
    if claim.edtf:
        yield "dcterms:temporal", f'"{claim.edtf}"^^edtf:EDTF'
    yield "schema:about", _iri(own)
    yield "prov:hadPrimarySource", _iri(record_iri(root, "source", key_of(citation.source)))
    for other in against:
        yield "cito:disagreesWith", _iri(other)


def _date(day: str) -> str:
    """Write a day as `xsd:date`; a year beyond four digits has no plus sign there."""
    return f'"{day.removeprefix("+")}"^^xsd:date'


def _iri(address: str) -> str:
    clean = NOT_IN_IRIS.sub(lambda one: f"%{ord(one[0]):02X}", LONE.sub("\ufffd", address))
    return f"<{clean}>"


def _literal(text: str, language: str = "") -> str:
    body = SPECIAL.sub(_escaped, LONE.sub("\ufffd", text))
    return f'"{body}"@{language}' if language and LANGUAGE.match(language) else f'"{body}"'


def _escaped(one: re.Match[str]) -> str:
    return SHORT.get(one[0]) or f"\\u{ord(one[0]):04X}"
