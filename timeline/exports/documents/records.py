"""Give sources to the citation engine as CSL items, by the rules that make any style come out."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.head import Head
from timeline.exports.items import key_of, read_item
from timeline.exports.plain_text import one_line
from timeline.exports.script import Script, record
from timeline.exports.to_csl import csl_data

THIS = "this-chronology"
"""The key under which the chronology itself is cited."""
LESS_THAN = "\ue0c1"
"""Stands for < while a text is with the engine, which would read <i> and <b> as formatting."""
VERBATIM = "\ue0c2"
"""Stands before the place in a source that the engine is not to take apart."""
LEFT_HOME = ("note", "custom", "abstract", "annote", "keyword", "archive", "archive_location")
"""Fields that some styles would print: notes of the desk, and places in archives of paper."""
TEXTS = ("title", "container-title", "publisher", "title-short", "collection-title", "genre")
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)
KEY = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def engine_key(source: shapes.SourceIn) -> str:
    """Give the key by which the engine knows a source: Latin letters, digits and hyphens."""
    key = key_of(source)
    return key if KEY.match(key) else key_of(shapes.SourceIn(csl={"key": key}))


def engine_item(citation: shapes.Citation, script: Script, *, notes: bool) -> dict[str, Any]:
    """Give a source as the engine is to print it.

    A language is always there (else titles of other languages get English capitals), nobody is
    named twice, what the desk supplies in brackets keeps its small letters, and a name whose order
    is fixed is given as one in styles of notes.
    Source: CSL 1.0.2; APA 7, section 9.29 (publisher the same as the author).

    Args:
        citation: A citation of the source.
        script: In which script titles and names are given.
        notes: Whether the style cites in notes.
    """
    csl = record(citation, script)
    item = csl_data(read_item(msgspec.structs.replace(citation.source, csl=dict(csl))))
    for name in LEFT_HOME:
        item.pop(name, None)
    item = {name: value for name, value in item.items() if value not in ("", [], {})}
    item["id"] = engine_key(citation.source)
    item["language"] = item.get("language") or language_of(str(item["title"]))
    people = item.get("author") or []
    said = {str(one.get("literal")) for one in people if one.get("literal")}
    for name in ("container-title", "publisher"):
        if item.get(name) in said:
            item.pop(name)
    if people:
        item["author"] = [_person(one, notes=notes) for one in people]
    for name in TEXTS:
        if isinstance(item.get(name), str):
            item[name] = one_line(item[name]).replace("<", LESS_THAN)
    item["title"] = _title(item["title"], _translated(citation))
    return item


def language_of(title: str) -> str:
    """Guess the language of a title by its script; `und` where that tells nothing.

    Source: BCP 47 (`und` for a language that is not known).
    """
    return next((code for code, script in SCRIPTS if script.search(title)), "und")


def _person(one: Mapping[str, Any], *, notes: bool) -> dict[str, Any]:
    kept = {key: str(value).replace("<", LESS_THAN) for key, value in one.items()}
    if notes and one.get("static-ordering") and kept.get("family") and kept.get("given"):
        return {"literal": f"{kept['family']} {kept['given']}"}
    return kept


def _translated(citation: shapes.Citation) -> str:
    custom = (citation.source.csl or {}).get("custom")
    told = custom.get("title_translated") if isinstance(custom, Mapping) else ""
    return one_line(told).replace("<", LESS_THAN) if isinstance(told, str) else ""


def _title(title: str, translated: str) -> str:
    if title.startswith("[") and title.endswith("]"):
        return f'<span class="nocase">{title}</span>'
    return f'{title} <span class="nocase">[{translated}]</span>' if translated else title


def chronology_item(head: Head, version: str) -> dict[str, Any]:
    """Give the chronology itself as an item, so that its style says how to cite it."""
    day = (head.changed or head.generated)[:10]
    item: dict[str, Any] = {
        "id": THIS,
        "type": "report",
        "title": one_line(head.title).replace("<", LESS_THAN),
        "language": head.wishes.language,
    }
    if head.compiler:
        item["author"] = [{"literal": one_line(head.compiler)}]
    if version:
        item["genre"] = version
    if day:
        item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    if head.address:
        item["URL"] = head.address
    return item
