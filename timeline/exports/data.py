"""List the forms that carry data: tables and JSON."""

from timeline.exports.form import Format
from timeline.exports.site import site_files, to_site
from timeline.exports.to_csv import to_csv, to_marked_csv
from timeline.exports.to_geojson import to_geojson
from timeline.exports.to_json import stored_json, stored_json_lines, to_json, to_json_lines
from timeline.exports.to_jsonld import to_jsonld
from timeline.exports.to_parquet import to_parquet
from timeline.exports.to_timelinejs import to_timelinejs
from timeline.exports.to_turtle import to_turtle
from timeline.exports.to_xlsx import to_xlsx

FORMS = (
    Format(
        "csv",
        "text/csv",
        "table for spreadsheets; imports again",
        to_csv,
        by_slug=True,
        marked=to_marked_csv,
    ),
    Format(
        "json",
        "application/json",
        "the events with all that is known of them",
        to_json,
        stored=stored_json,
    ),
    Format(
        "jsonl",
        "application/jsonl",
        "the same, one event a line",
        to_json_lines,
        stored=stored_json_lines,
    ),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "workbook with events, citations, claims and sources",
        to_xlsx,
        single=True,
    ),
    Format(
        "parquet",
        "application/vnd.apache.parquet",
        "typed columns for computing with",
        to_parquet,
    ),
    Format(
        "geojson",
        "application/geo+json",
        "places on the map, with their time",
        to_geojson,
        single=True,
    ),
    Format(
        "jsonld",
        "application/ld+json",
        "linked data in the words of schema.org",
        to_jsonld,
        single=True,
    ),
    Format("ttl", "text/turtle", "linked data in SEM and PROV-O", to_turtle, single=True),
    Format(
        "timelinejs",
        "application/json",
        "slides for TimelineJS, at most 500",
        to_timelinejs,
        single=True,
        ending="timelinejs.json",
    ),
    Format(
        "site",
        "application/zip",
        "a folder of pages and data that works from a disk",
        to_site,
        ending="site.zip",
        files=site_files,
    ),
)
