"""Have every citation of a document worded in its style, once, and mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.citation_text import archived_copy, archived_words
from timeline.exports.documents import nodes
from timeline.exports.documents.again import is_note
from timeline.exports.documents.engine import run
from timeline.exports.documents.mending import mend
from timeline.exports.documents.nodes import Node, Nodes
from timeline.exports.documents.records import (
    LESS_THAN,
    THIS,
    VERBATIM,
    chronology_item,
    engine_item,
    engine_key,
)
from timeline.exports.documents.style import Style
from timeline.exports.documents.tree import Tree
from timeline.exports.fixed import directed
from timeline.exports.notes import csl_of
from timeline.exports.outline import Outline
from timeline.exports.script import Script

LOCALES = {
    "en": "en-US",
    "ru": "ru-RU",
    "ja": "ja-JP",
    "fr": "fr-FR",
    "de": "de-DE",
    "ar": "ar",
}
"""The locale of CSL for each language of documents."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document tree whose citations are worded.

    Attributes:
        tree: the tree.
        outline: what it tells.
        style: how it cites.
        locale: the language of the whole document, as CSL and BCP 47 name it.
        sources: one citation of each source, by the key of the engine.
        items: the CSL items of the sources, by the key of the engine.
        notes: the citations by the place of their note, from 1.
    """

    tree: Node
    outline: Outline
    style: Style
    locale: str
    sources: Mapping[str, shapes.Citation]
    items: Mapping[str, Mapping[str, Any]]
    notes: Mapping[int, shapes.Citation]


def locale_of(language: str, style: Style) -> str:
    """Give the locale of a document: that of the style, where it is of the same language.

    Args:
        language: A BCP 47 tag; one with a region stands as it is.
        style: OSCOLA, for one, is right only in British English.
    """
    base = language.partition("-")[0]
    if style.locale.partition("-")[0] == base:
        return style.locale
    return language if "-" in language else LOCALES.get(base, language)


def cite(outline: Outline, style: Style, folder: Path, epoch: int) -> Cited:
    """Word the citations of a chronology.

    Args:
        outline: The chronology.
        style: The citation style.
        folder: An empty folder that the engine may work in.
        epoch: The time that the document bears.

    Raises:
        NotInstalled: If there is no engine.
        Failed: If it fails.
    """
    made = Tree(outline, style)
    document = made.document()
    locale = locale_of(outline.head.wishes.language, style)
    document["meta"]["lang"] = nodes.meta_string(locale)
    if outline.said.right_to_left:
        document["meta"]["dir"] = nodes.meta_string("rtl")
    sources: dict[str, shapes.Citation] = {}
    for citation in made.cited.values():
        sources.setdefault(engine_key(citation.source), citation)
    script = Script(outline.head.wishes.script)
    items = {key: engine_item(one, script, notes=style.notes) for key, one in sources.items()}
    every = [*items.values(), chronology_item(outline.head, outline.version)]
    (folder / "sources.json").write_bytes(msgspec.json.encode(every))
    (folder / "style.csl").write_text(style.text, encoding="utf-8")
    arguments = ["-f", "json", "-t", "json", "--citeproc"]
    arguments += ["--bibliography", "sources.json", "--csl", "style.csl"]
    worded = msgspec.json.decode(run(arguments, msgspec.json.encode(document), folder, epoch))
    for name in ("csl", "bibliography", "nocite"):
        worded["meta"].pop(name, None)
    return mended(Cited(worded, outline, style, locale, sources, items, made.notes))


def mended(cited: Cited) -> Cited:
    """Mend a worded tree, and add what the engine does not know of: archived copies."""
    tree = cited.tree
    listed: dict[str, Node] = {}
    every = tuple(nodes.each(tree["blocks"]))
    for node in every:
        if node["t"] == "Str" and not node["c"].isascii():
            node["c"] = directed(node["c"].replace(LESS_THAN, "<").replace(VERBATIM, ""))
        if node["t"] == "Div" and nodes.key_of(node) == "refs":
            listed = _entries(node, cited)
    mend(
        every,
        american=cited.locale == "en-US",
        chicago=cited.style.name.startswith("chicago-"),
    )
    _cite_this(every, listed.get(f"ref-{THIS}"))
    if cited.outline.said.right_to_left:
        _isolate(every)
    if cited.style.notes:
        _copies_in_notes(cited, every, set(listed))
        apart(every)
    return cited


def _isolate(every: Sequence[Node]) -> None:
    """Let each note and each entry of the list run in the direction of its own first letters."""
    for node in every:
        listed = node["t"] == "Div" and nodes.key_of(node).startswith("ref-")
        for block in node["c"] if node["t"] == "Note" else node["c"][1] if listed else []:
            inlines = block["c"]
            block["c"] = [{"t": "Str", "c": "\u2068"}, *inlines, {"t": "Str", "c": "\u2069"}]


def _entries(refs: Node, cited: Cited) -> dict[str, Node]:
    """Put archived copies behind the entries of the list, and take out those without words."""
    found = {nodes.key_of(one): one for one in refs["c"][1] if nodes.plain(one).strip()}
    refs["c"][1] = [one for key, one in found.items() if key != f"ref-{THIS}"]
    for key, entry in found.items():
        entry["c"][0][2].append(["custom-style", "Bibliography"])
        source = cited.sources.get(key.removeprefix("ref-"))
        if source is not None:
            _add_copy(entry, source, cited)
    return found


def _add_copy(entry: Node, source: shapes.Citation, cited: Cited) -> None:
    csl = csl_of(source)
    copy = archived_copy(csl)
    paragraphs = entry["c"][1]
    if copy and paragraphs:
        words = nodes.text(" " + archived_words(csl, cited.outline.said))
        last = nodes.link(nodes.text(copy), copy)
        paragraphs[-1]["c"] += [*words, last, *nodes.text(cited.outline.said("stop"))]
    address = csl.get("URL")
    for node in nodes.each(paragraphs):
        if copy and node["t"] == "Link" and node["c"][2][0] == address:
            dated = (csl.get("custom") or {}).get("archived")
            node["c"][0][2] += [["data-versionurl", copy]]
            node["c"][0][2] += [["data-versiondate", str(dated)]] if dated else []


def _cite_this(every: Sequence[Node], entry: Node | None) -> None:
    """Let the chronology be cited in its own style, where that has words for it."""
    if entry is None:
        return
    inlines = entry["c"][1][-1]["c"] if entry["c"][1] else []
    for node in every:
        if node["t"] == "Span" and "this-chronology" in nodes.classes_of(node) and inlines:
            node["c"][1] = inlines


def _copies_in_notes(cited: Cited, every: Sequence[Node], listed: set[str]) -> None:
    """Give the archived copy in the first note of a source that no list names."""
    done: set[str] = set()
    for node in every:
        if node["t"] != "Cite" or not any(one["t"] == "Note" for one in node["c"][1]):
            continue
        key = node["c"][0][0]["citationId"]
        source = cited.sources.get(key)
        if source is None or key in done or f"ref-{key}" in listed:
            continue
        done.add(key)
        if copy := archived_copy(csl_of(source)):
            note = next(one for one in node["c"][1] if one["t"] == "Note")
            inlines = note["c"][-1]["c"]
            inlines += [*nodes.text(" ["), nodes.link(nodes.text(copy), copy), *nodes.text("].")]


def apart(every: Sequence[Node]) -> None:
    """Put a raised comma between the numbers of notes that stand together."""
    for node in every:
        if node["t"] != "Para" or not any(map(_is_mark, node["c"])):
            continue
        found: Nodes = []
        for one in node["c"]:
            if found and _is_mark(one) and _is_mark(found[-1]):
                found.append(nodes.raised(","))
            found.append(one)
        node["c"] = found


def _is_mark(node: Node) -> bool:
    return is_note(node) or (node["t"] == "Span" and "again" in nodes.classes_of(node))
