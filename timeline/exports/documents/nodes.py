"""Make and walk the nodes of pandoc's document tree, so that no text is ever read as markup."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from timeline.exports.plain_text import one_line

Node = dict[str, Any]
Nodes = list[Node]
API_VERSION = [1, 23, 1]
"""Of pandoc-types; pandoc 3 reads it."""
SPACE: Node = {"t": "Space"}


def text(words: str) -> Nodes:
    """Write words as inline nodes; blanks at either end stay, what is hidden is left out."""
    found: Nodes = [SPACE] if words[:1].isspace() else []
    for place, word in enumerate(one_line(words).split(" ")):
        if place:
            found.append(SPACE)
        if word:
            found.append({"t": "Str", "c": word})
    if words[-1:].isspace() and found and found[-1] is not SPACE:
        found.append(SPACE)
    return found


def strong(inlines: Nodes) -> Node:
    """Set inlines bold."""
    return {"t": "Strong", "c": inlines}


def emph(inlines: Nodes) -> Node:
    """Set inlines in italics."""
    return {"t": "Emph", "c": inlines}


def raised(words: str) -> Node:
    """Set words above the line."""
    return {"t": "Superscript", "c": text(words)}


def link(inlines: Nodes, target: str, **attributes: str) -> Node:
    """Lead to an address or, with #, to a place in the document."""
    return {"t": "Link", "c": [_attr("", (), attributes), inlines, [target, ""]]}


def raw(form: str, code: str) -> Node:
    """Put code of one output format among inlines; never made of anyone's text."""
    return {"t": "RawInline", "c": [form, code]}


def span(inlines: Nodes, *classes: str, **attributes: str) -> Node:
    """Mark inlines."""
    return {"t": "Span", "c": [_attr("", classes, attributes), inlines]}


def para(inlines: Nodes) -> Node:
    """Make a paragraph."""
    return {"t": "Para", "c": inlines}


def div(blocks: Nodes, *classes: str, key: str = "", **attributes: str) -> Node:
    """Mark blocks; `custom_style` names their style in word processors."""
    return {"t": "Div", "c": [_attr(key, classes, attributes), blocks]}


def header(level: int, words: str, key: str) -> Node:
    """Make a head."""
    return {"t": "Header", "c": [level, _attr(key, (), {}), text(words)]}


def bullets(items: Sequence[Nodes]) -> Node:
    """Make a list of single lines."""
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": inlines}] for inlines in items]}


def _attr(key: str, classes: Sequence[str], attributes: dict[str, str]) -> list[Any]:
    return [key, list(classes), [[name.replace("_", "-"), v] for name, v in attributes.items()]]


def meta_text(words: str) -> Node:
    """Give metadata as inlines."""
    return {"t": "MetaInlines", "c": text(words)}


def meta_string(words: str) -> Node:
    """Give metadata as a plain string."""
    return {"t": "MetaString", "c": words}


def classes_of(node: Node) -> list[str]:
    """Give the classes of a Span, Div or Link."""
    content = node.get("c")
    return list(content[0][1]) if node["t"] in ("Span", "Div", "Link") and content else []


def key_of(node: Node) -> str:
    """Give the identifier of a Span or Div."""
    return str(node["c"][0][0]) if node["t"] in ("Span", "Div", "Link") else ""


def plain(nodes: object) -> str:
    """Give the words of nodes, without their notes."""
    if isinstance(nodes, dict):
        kind = nodes.get("t")
        if kind == "Str":
            return str(nodes["c"])
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if kind == "Quoted":
            return _quoted(nodes)
        return "" if kind in ("Note", "RawInline") else plain(nodes.get("c"))
    if isinstance(nodes, list):
        return "".join(plain(one) for one in nodes)
    return ""


def _quoted(node: Node) -> str:
    single = node["c"][0]["t"] == "SingleQuote"
    opening, closing = ("‘", "’") if single else ("“", "”")
    return f"{opening}{plain(node['c'][1])}{closing}"


def each(node: object) -> Iterator[Node]:
    """Give every node under one, before what is inside it, in the order of the text."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "t" in one:
                yield one
            waiting += [part for part in reversed(one.values()) if isinstance(part, list | dict)]
        elif isinstance(one, list):
            waiting += [part for part in reversed(one) if isinstance(part, list | dict)]


def rebuilt(node: Any, change: Callable[[Node], Nodes | None]) -> Any:  # noqa: ANN401 - JSON
    """Copy a tree, putting other nodes in the place of some.

    Args:
        node: A node, a list of them, or any other part of a tree.
        change: Gives what stands in the place of a node; None keeps it and looks inside.
    """
    if isinstance(node, dict):
        return {name: rebuilt(value, change) for name, value in node.items()}
    if not isinstance(node, list):
        return node
    found: list[Any] = []
    for one in node:
        instead = change(one) if isinstance(one, dict) and "t" in one else None
        if instead is None:
            found.append(rebuilt(one, change))
        else:
            found += instead
    return found
