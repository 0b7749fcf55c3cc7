"""Write the folder of a chronology file by file: pages, data, licence, a manifest of digests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO

import msgspec

from timeline import shapes
from timeline.exports.archive.packing import packed
from timeline.exports.filing import file_under
from timeline.exports.form import File, TooMany, Write
from timeline.exports.head import Head
from timeline.exports.site.markup import page
from timeline.exports.site.pages import (
    DATA,
    Known,
    event_page,
    in_list,
    note_event,
    opening,
    path_of,
    sources_page,
    year_head,
)
from timeline.exports.to_biblatex import to_biblatex
from timeline.exports.to_csl import to_csl
from timeline.exports.to_csv import to_csv
from timeline.exports.to_geojson import to_geojson
from timeline.exports.to_json import to_json
from timeline.exports.to_ris import to_ris
from timeline.terms import Order

MOST = 20_000
"""How many events make a folder; the first page lists them all."""
WRITERS: dict[str, Write] = {
    "csv": to_csv,
    "json": to_json,
    "geojson": to_geojson,
    "csl": to_csl,
    "ris": to_ris,
    "bib": to_biblatex,
}
README = """{title}

{words}. {count} events, version {version} of the data.
Open index.html in any browser; nothing is fetched from anywhere.
{address}
Every file is listed with its SHA-256 in manifest.json.
"""
LICENCE = """The selection, dates and wording of this chronology are those of {compiler}, who says
under which terms they may be used: {address}
What the sources say belongs to them; each is named where it is cited.
"""
EVENT = msgspec.json.Decoder(shapes.Event)


def to_site(events: Iterable[shapes.Event], head: Head) -> Iterator[bytes]:
    """Write the folder packed into one zip file.

    Raises:
        TooMany: If there are more than 20,000 events.
    """
    return packed((one.path, [one.body]) for one in site_files(events, head))


def site_files(events: Iterable[shapes.Event], head: Head) -> Iterator[File]:
    """Make the files of the folder, one after the other; events wait on disk meanwhile.

    Names are small letters, digits and hyphens. No page holds a script or asks for anything.

    Raises:
        TooMany: If there are more than 20,000 events.
    """
    if head.total > MOST:
        raise TooMany(f"a folder of pages takes {MOST:,} events at most; these are {head.total:,}")
    listed: list[dict[str, object]] = []
    with TemporaryFile() as kept:
        for one in _files(_keep(events, kept), kept, head):
            digest = sha256(one.body).hexdigest()
            listed.append({"path": one.path, "bytes": len(one.body), "sha256": digest})
            yield one
    manifest = {
        "title": head.title,
        "words": head.words,
        "filter": head.query,
        "version": head.version,
        "changed": head.changed,
        "address": head.address,
        "files": listed,
    }
    yield File("manifest.json", msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def _keep(events: Iterable[shapes.Event], kept: IO[bytes]) -> Known:
    """Write the events to disk, so that every form can read them, and gather what pages need."""
    known = Known({}, {}, {}, Counter())
    for number, event in enumerate(events, start=1):
        kept.write(msgspec.json.encode(event) + b"\n")
        note_event(event, number, known)
    return known


def _again(kept: IO[bytes]) -> Iterator[shapes.Event]:
    kept.seek(0)
    return (EVENT.decode(line) for line in kept)


def _files(known: Known, kept: IO[bytes], head: Head) -> Iterator[File]:
    yield File("index.html", _index(known, kept, head))
    for number, event in enumerate(_again(kept), start=1):
        yield File(path_of(event, number), event_page(event, known))
    yield File("sources.html", sources_page(known))
    for name, form in DATA:
        pieces = WRITERS[form](_again(kept), head)
        text = b"".join(one.encode() if isinstance(one, str) else one for one in pieces)
        yield File(f"data/{name}", text)
    told = {
        "title": head.title,
        "words": head.words or "One event",
        "count": head.total,
        "version": head.version,
        "address": head.address,
        "compiler": head.compiler or "its compilers",
    }
    for name, text_of in (("README.txt", README), ("LICENCE.txt", LICENCE)):
        yield File(name, text_of.format(**told).encode("utf-8", "replace"))


def _index(known: Known, kept: IO[bytes], head: Head) -> bytes:
    parts = [opening(head, known)]
    before: object = ""
    years: set[int | None] = set()
    for number, event in enumerate(_again(kept), start=1):
        filed = file_under(event.date.edtf)
        if filed.year != before and head.order is not Order.SIGNIFICANT:
            parts.append(year_head(filed, first=filed.year not in years))
            before = filed.year
            years.add(filed.year)
        parts.append(in_list(event, path_of(event, number)))
    return page(head.title, "\n".join(parts), home="")
