"""Write the sources of a chronology as CSL-JSON, which reference managers lose least of."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.items import Item, field, items, read_date
from timeline.exports.moment import Moment
from timeline.exports.plain_text import one_line, sound

Value = dict[str, Any]


def to_csl(events: Iterable[shapes.Event], _head: Head) -> Iterator[str]:
    """Write each source once, in the order in which they are first cited, as a JSON array.

    What CSL has no variable for goes into `custom`: the archived copy, and the whole EDTF of dates;
    the copy stands in `note` too, where Zotero keeps it.
    Source: JSON schema of CSL 1.0.2 (csl-data.json).
    """
    yield "[\n"
    yield from chunks(_parted(items(events)))
    yield "]\n"


def _parted(several: Iterable[Item]) -> Iterator[str]:
    comma = ""
    for item in several:
        yield f"{comma}{msgspec.json.encode(csl_data(item)).decode()}\n"
        comma = ","


@cache
def variables() -> Mapping[str, frozenset[str]]:
    """Give the names of CSL variables by what they hold."""
    text = files("timeline.exports").joinpath("csl_variables.toml").read_text("utf-8")
    return {sort: frozenset(names.split()) for sort, names in tomllib.loads(text).items()}


def csl_data(item: Item) -> Value:
    """Give a source as an item of CSL-JSON that holds to its schema."""
    known = variables()
    kind = field(item.csl, "type")
    data: Value = {"id": item.slug, "type": kind if kind in known["kind"] else item.kind.value}
    for name, value in item.csl.items():
        if name in known["text"] | known["number"]:
            said = sound(value) if isinstance(value, str) else field(item.csl, name)
            data |= {name: said} if said else {}
        elif name in known["name"]:
            people = _people(value, known["person"])
            data |= {name: people} if people else {}
        elif name in known["date"]:
            dated = csl_date(read_date(value))
            data |= {name: dated} if dated else {}
    if not item.publisher:  # the container or an author says the same (APA 7, rule for web pages)
        data.pop("publisher", None)
    data["title"] = sound(str(item.csl.get("title") or "")) or item.title
    return data | _addresses(item, data) | _more(item)


def _people(value: object, parts: frozenset[str]) -> list[Value]:
    given = value if isinstance(value, list) else []
    found = (
        {part: one_line(str(text)) for part, text in one.items() if part in parts and text}
        for one in given
        if isinstance(one, Mapping)
    )
    return [one for one in found if one]


def csl_date(date: Moment) -> Value:
    """Write a date as CSL does; astronomical years become years before our era, which has no 0."""
    if not date.first:
        return {"literal": date.words} if date.words else {}
    parts = [[_historical(one[0]), *one[1:]] for one in (date.first, date.last) if one]
    written: Value = {"date-parts": parts}
    written |= {"season": date.season} if date.season else {}
    return written | ({"circa": True} if date.circa else {})


def _historical(year: int) -> int:
    return year if year > 0 else year - 1


def _addresses(item: Item, data: Value) -> Value:
    """Give the address only where it is one that may be followed, and the copy as a note."""
    found: Value = {}
    if "URL" in data and not item.url:
        found["URL"] = ""
    if item.archive_url:
        line = f"Archive URL: {item.archive_url}"
        found["note"] = f"{data['note']}\n{line}" if data.get("note") else line
    return found


def _more(item: Item) -> Value:
    """Keep what CSL has no variable for."""
    custom = item.csl.get("custom")
    kept: Value = {}
    if isinstance(custom, Mapping):
        kept = {str(key): value for key, value in custom.items()}
    for name, date in (("issued", item.issued), ("accessed", item.accessed)):
        if date.edtf:
            kept[f"{name}_edtf"] = date.edtf
    return {"custom": kept} if kept else {}
