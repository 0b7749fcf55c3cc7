"""Hold GeoJSON, JSON-LD, Turtle and Parquet to their promises, by programs of others."""

import io
import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from pyld import jsonld
from rdflib.namespace import RDFS

from timeline import shapes
from timeline.dates import Span
from timeline.exports import FORMATS
from timeline.exports.places import base
from timeline.exports.to_geojson import to_geojson, when
from timeline.exports.to_jsonld import to_jsonld
from timeline.exports.to_parquet import to_parquet
from timeline.exports.to_turtle import PREFIXES, to_turtle

FAST = (Phase.explicit, Phase.reuse, Phase.generate)
TERMS = json.loads(Path(__file__).with_name("schema_org_terms.json").read_text("utf-8"))
SCHEMA = "https://schema.org/"
CHECK = """
const { check } = require('@placemarkio/check-geojson');
const text = require('fs').readFileSync(process.argv[2], 'utf8');
process.stdout.write(JSON.stringify(check(text).features.length));
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; sh:targetClass sem:Event ;
  sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class schema:CreativeWork ] ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path sem:hasTimeStamp ; sh:minCount 1 ; sh:maxCount 1 ;
                sh:datatype edtf:EDTF ] ;
  sh:property [ sh:path sem:hasEarliestBeginTimeStamp ; sh:maxCount 1 ; sh:datatype xsd:date ] ;
  sh:property [ sh:path sem:hasActor ; sh:class sem:Actor ] ;
  sh:property [ sh:path sem:hasPlace ; sh:class sem:Place ] .
[] a sh:NodeShape ; sh:targetClass schema:CreativeWork ;
  sh:property [ sh:path schema:headline ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path schema:archivedAt ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path schema:url ; sh:nodeKind sh:IRI ] .
[] a sh:NodeShape ; sh:targetClass schema:Claim ;
  sh:property [ sh:path prov:hadPrimarySource ; sh:minCount 1 ; sh:class schema:CreativeWork ] ;
  sh:property [ sh:path schema:about ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sem:Event ] .
"""


def graph(events, head) -> rdflib.Graph:
    """Read the Turtle of events with another program."""
    return rdflib.Graph().parse(data="".join(to_turtle(events, head)), format="turtle")


@given(data=st.data())
def test_every_event_is_a_feature(data, an_event, head):
    """Each event is one feature with its title, null where it stands on no map, with its time."""
    events = data.draw(st.lists(an_event, max_size=3))

    written = json.loads("".join(to_geojson(events, head)))

    assert [event.title for event in events] == [
        one["properties"]["title"] for one in written["features"]
    ]
    placed = [any(place.lat is not None for place in event.places) for event in events]
    assert placed == [one["geometry"] is not None for one in written["features"]]
    assert all(
        {"timespans", "certainty", "label"} <= set(one["when"]) for one in written["features"]
    )


@pytest.mark.parametrize(
    ("edtf", "spans", "certainty"),
    [
        ("2013-11-02", [{"start": {"in": "2013-11-02"}, "end": {"in": "2013-11-02"}}], "certain"),
        (
            "2012-09-08/2012-09-09",
            [{"start": {"in": "2012-09-08"}, "end": {"in": "2012-09-09"}}],
            "certain",
        ),
        (
            "../2013-03-04",
            [{"start": {"latest": "2013-03-04"}, "end": {"in": "2013-03-04"}}],
            "certain",
        ),
        (
            "2013-11-02?",
            [{"start": {"in": "2013-11-02"}, "end": {"in": "2013-11-02"}}],
            "uncertain",
        ),
        (
            "[2013-10-21..2013-10-22]",
            [
                {
                    "start": {"earliest": "2013-10-21", "latest": "2013-10-22"},
                    "end": {"earliest": "2013-10-21", "latest": "2013-10-22"},
                }
            ],
            "less-certain",
        ),
    ],
)
def test_time_is_told_as_linked_places_do(edtf, spans, certainty, an_event):
    """`when` gives the days of beginning and end, and how certain they are."""
    begins, ends = Span.parse(edtf).iso()
    dated = shapes.Date(edtf=edtf, begins=begins, ends=ends, words="then")
    told = when(shapes.Event(title="x", type="AGREE", date=dated))

    assert {"timespans": spans, "certainty": certainty, "label": "then", "edtf": edtf} == told


def test_check_geojson_takes_it(hostile_events, head, checker, tmp_path):
    """The checker for RFC 7946 finds no fault, and every feature."""
    path, script = tmp_path / "events.geojson", tmp_path / "check.cjs"
    path.write_bytes(b"".join(FORMATS["geojson"].stream(hostile_events, head)))
    script.write_text(CHECK)
    library = Path(__file__).parents[1] / "checkers" / "node_modules"

    said = subprocess.run(
        [*checker("node"), script, path],
        capture_output=True,
        text=True,
        check=False,
        env={"NODE_PATH": str(library), "PATH": "/usr/bin:/bin"},
    )

    assert str(len(hostile_events)) == said.stdout, said.stderr[-500:]


@settings(max_examples=40, phases=FAST)
@given(data=st.data())
def test_turtle_says_what_the_events_say(data, an_event, head):
    """Another program reads the Turtle, and finds each title, date and source as they are."""
    events = {one.id or 0: one for one in data.draw(st.lists(an_event, max_size=3)) if one.id}

    read = graph(events.values(), head)

    for number, event in events.items():
        node = rdflib.URIRef(f"{base(head)}/event/{number}")
        assert rdflib.Literal(event.title, lang="en") == read.value(node, RDFS.label)
        stamp = read.value(node, rdflib.URIRef(PREFIXES["sem"] + "hasTimeStamp"))
        assert event.date.edtf == str(stamp)
        derived = read.objects(node, rdflib.URIRef(PREFIXES["prov"] + "wasDerivedFrom"))
        assert len({one.source.slug for one in event.citations}) == len(set(derived))


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_the_shapes_hold(hostile_events, head):
    """Each event has a source and one date, each source a headline, each claim its source."""
    read = graph(hostile_events, head)
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

    conforms, _graph, said = pyshacl.validate(read, shacl_graph=prefixes + SHAPES)

    assert conforms, said[:2000]
    disagree = rdflib.URIRef(PREFIXES["cito"] + "disagreesWith")
    assert 2 * len(hostile_events) == len(list(read.triples((None, disagree, None))))


def test_json_ld_holds_to_schema_org(hostile_events, head):
    """Every term is one of schema.org, and stands on a type that may have it."""
    written = json.loads("".join(to_jsonld(hostile_events, head)))

    quads = jsonld.to_rdf(written)["@default"]

    types: dict[str, set[str]] = {}
    for one in quads:
        if one["predicate"]["value"].endswith("#type"):
            name = one["object"]["value"].removeprefix(SCHEMA)
            types.setdefault(one["subject"]["value"], set()).add(name)
    wrong = set()
    for one in quads:
        name = one["predicate"]["value"].removeprefix(SCHEMA)
        if name != one["predicate"]["value"]:
            had = {up for kind in types.get(one["subject"]["value"], ()) for up in wider(kind)}
            if not had & set(TERMS["domains"].get(name, ())):
                wrong.add((name, *sorted(types.get(one["subject"]["value"], ()))))
    assert set() == wrong
    assert 2 * len(hostile_events) == sum("Claim" in kinds for kinds in types.values())


def wider(kind: str) -> set[str]:
    """Give a type of schema.org and everything that it is one of."""
    return {kind} | {up for parent in TERMS["parents"][kind] for up in wider(parent)}


def test_json_ld_cites_every_source(hostile_events, head):
    """The report cites each source, lists each event, and events are subjects of their sources."""
    nodes = json.loads("".join(to_jsonld(hostile_events, head)))["@graph"]
    report = nodes[-1]

    assert "Report" == report["type"]
    assert len(hostile_events) == len(report["citation"])
    assert len(hostile_events) == report["mainEntity"]["numberOfItems"]
    events = [one for one in nodes if one["type"] == "Event"]
    assert all("citation" not in one and "archivedAt" not in one for one in events)
    sources = {one["id"] for one in nodes if "headline" in one}
    assert sources == {one["id"] for event in events for one in event["subjectOf"] if "id" in one}


@settings(max_examples=40, phases=FAST)
@given(data=st.data())
def test_parquet_comes_back_as_it_was(data, an_event, head):
    """Another program reads the columns, and finds texts, actors and claims as they were."""
    events = data.draw(st.lists(an_event, max_size=3))

    rows = parquet.read_table(io.BytesIO(b"".join(to_parquet(events, head)))).to_pylist()

    assert [event.title for event in events] == [row["title"] for row in rows]
    assert [[one.name for one in event.actors] for event in events] == [
        [one["name"] for one in row["actors"]] for row in rows
    ]
    claims = [[c.as_printed for one in e.citations for c in one.claims] for e in events]
    found = [[c["as_printed"] for one in r["citations"] for c in one["claims"]] for r in rows]
    assert claims == found


def test_parquet_has_types(hostile_events, head):
    """Days are dates, times are times, words are dictionaries, and the file says what it is."""
    table = parquet.read_table(io.BytesIO(b"".join(to_parquet(hostile_events, head))))

    types = {
        name: str(table.schema.field(name).type) for name in ("id", "begins_earliest", "updated")
    }
    assert {
        "id": "int64",
        "begins_earliest": "date32[day]",
        "updated": "timestamp[us, tz=UTC]",
    } == types
    row = next(one for one in table.to_pylist() if one["edtf"] == "2013-11-02")
    assert date(2013, 11, 2) == row["begins_earliest"]
    assert datetime(2026, 11, 22, 10, tzinfo=UTC) == row["updated"]
    assert b"12" == table.schema.metadata[b"version"]


@pytest.mark.parametrize("name", ["geojson", "jsonld", "ttl", "parquet", "csl", "ris", "bib"])
def test_the_same_is_the_same_bytes(name, hostile_events, head):
    """Two runs of a form give one file."""
    form = FORMATS[name]

    assert b"".join(form.stream(hostile_events, head)) == b"".join(
        form.stream(hostile_events, head)
    )


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_chronology_without_events_is_a_whole_file(name, head):
    """Nothing found makes an empty file of its form, not a broken one."""
    assert b"".join(FORMATS[name].stream((), head)) is not None
