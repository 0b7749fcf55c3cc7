"""Write a worded tree in each form that pandoc writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from timeline.exports.documents import again, nodes
from timeline.exports.documents.citing import Cited
from timeline.exports.documents.engine import run
from timeline.exports.documents.nodes import Node, Nodes

Finish = Callable[[Cited, Path, int], bytes]
"""Writes a worded tree, in a folder to work in, with the time that the document bears."""


def written(
    tree: Node, folder: Path, epoch: int, *arguments: str, meta: Mapping[str, Node] | None = None
) -> bytes:
    """Have pandoc write a tree.

    Raises:
        Failed: If it cannot.
    """
    whole = tree | {"meta": tree["meta"] | dict(meta or {})}
    return run(["-f", "json", *arguments], msgspec.json.encode(whole), folder, epoch)


def with_blocks(cited: Cited, blocks: Nodes) -> Node:
    """Give a tree with other blocks."""
    return cited.tree | {"blocks": blocks}


def unwrapped(blocks: Nodes) -> Nodes:
    """Take the marks off blocks and inlines, which plain Markdown has no use for."""

    def change(node: Node) -> Nodes | None:
        if node["t"] in ("Div", "Span"):
            inside: Nodes = nodes.rebuilt(node["c"][1], change)
            return inside
        if node["t"] == "Header":
            level, _attributes, words = node["c"]
            return [{"t": "Header", "c": [level + 1, ["", [], []], words]}]
        return None

    found: Nodes = nodes.rebuilt(blocks, change)
    return found


def to_markdown(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write Markdown with notes of the kind [^1]; every mark of a text is escaped."""
    blocks = unwrapped(again.led(cited.tree["blocks"], again.in_markdown))
    title = {"t": "Header", "c": [1, ["", [], []], cited.tree["meta"]["title"]["c"]]}
    about = nodes.para(nodes.text(cited.outline.about))
    tree = {**cited.tree, "meta": {}, "blocks": [title, about, *blocks]}
    form = "markdown-citations-bracketed_spans-fenced_divs-header_attributes-smart+raw_attribute"
    form = form.replace("+raw_attribute", "-raw_attribute")
    return written(tree, folder, epoch, "-t", form, "--wrap=none", "--reference-location=document")


def to_latex(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write a LaTeX document, to be set with LuaLaTeX or XeLaTeX."""
    blocks = again.led(cited.tree["blocks"], again.in_latex, again.labelled_in_latex)
    arguments = ["-t", "latex", "-s", "--wrap=preserve", "-V", "geometry:margin=2.6cm"]
    arguments += ["-V", "documentclass=article", "-V", "fontsize=11pt"]
    text = written(with_blocks(cited, blocks), folder, epoch, *arguments)
    return b"% Set with LuaLaTeX or XeLaTeX; all letters are UTF-8.\n" + text


def restyled(blocks: Nodes, change: Callable[[Node], Nodes | None]) -> Nodes:
    """Copy blocks with some changed."""
    found: Any = nodes.rebuilt(blocks, change)
    return list(found)


def numbered(cited: Cited, places: Mapping[int, int]) -> Nodes:
    """Lead by links to notes that are counted anew in each chapter."""
    link = again.linked()
    return again.led(cited.tree["blocks"], lambda number: link(places.get(number, number)))


__all__ = ["Finish", "Sequence", "dataclass", "replace", "to_latex", "to_markdown", "written"]
