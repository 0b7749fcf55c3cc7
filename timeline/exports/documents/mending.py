"""Mend what the citation engine gets wrong in quotation marks and commas."""

from collections.abc import Iterable

from timeline.exports.documents import nodes
from timeline.exports.documents.nodes import Node, Nodes

PAIRS = {"“": "”", "„": "“", "«": "»", "「": "」", "‘": "’", '"': '"'}
INNER = {"‘": "’"}


def mend(every: Iterable[Node], *, american: bool, chicago: bool) -> None:
    """Mend worded citations in place.

    What the desk supplies in brackets stands without quotation marks (Chicago Manual of Style 18,
    14.101: descriptions); a comma or stop goes inside the inner of two closing marks, as Americans
    have it; and the comma is put back that the engine loses before an approximate date.

    Args:
        every: The nodes of a tree.
        american: Whether stops go inside closing quotation marks.
        chicago: Whether parts of a note are divided by commas.
    """
    for node in every:
        inlines = node.get("c")
        if node["t"] == "Note" and chicago:
            for block in inlines or []:
                _commas(block["c"])
        if node["t"] == "Emph" and len(inlines or []) == 1 and _is_supplied(node["c"][0]):
            node.update(node["c"][0])
        elif node["t"] == "Span" and _is_quote(node):
            if american:
                _stop_inside(node)
            _unquoted(node)


def _is_quote(node: Node) -> bool:
    key, classes, attributes = node["c"][0]
    inside = node["c"][1]
    if key or classes or attributes or len(inside) < 2:
        return False
    first, last = inside[0], inside[-1]
    return bool(
        first.get("t") == "Str" and last.get("t") == "Str" and PAIRS.get(first["c"]) == last["c"]
    )


def _stop_inside(quote: Node) -> None:
    inside = quote["c"][1]
    if len(inside) < 4 or inside[-2] not in ({"t": "Str", "c": ","}, {"t": "Str", "c": "."}):
        return
    inner = inside[-3]
    if inner.get("t") == "Span" and _is_quote(inner) and inner["c"][1][0]["c"] in INNER:
        inner["c"][1].insert(-1, inside.pop(-2))


def _unquoted(quote: Node) -> None:
    """Take the marks off a title that is nothing but a description in brackets."""
    inside = quote["c"][1]
    if _is_supplied(inside[1]):
        quote["c"][1] = inside[1:-1]


def _is_supplied(title: Node) -> bool:
    if title.get("t") != "Span" or "nocase" not in nodes.classes_of(title):
        return False
    told = nodes.plain(title)
    return told.startswith("[") and told.endswith("]")


def _commas(inlines: Nodes) -> None:
    """Put a comma at the end of a quoted title that a name follows without one."""
    for place, node in enumerate(inlines[:-2]):
        if node["t"] != "Span" or not _is_quote(node) or inlines[place + 1]["t"] != "Space":
            continue
        inside = node["c"][1]
        before, after = nodes.plain(inside[:-1])[-1:], nodes.plain(inlines[place + 2])
        if before not in {",", ".", "?", "!"} and after[:1].isupper():
            inside.insert(-1, {"t": "Str", "c": ","})
