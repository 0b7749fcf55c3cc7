"""Write a worded tree as web page, book, LaTeX or Markdown."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import msgspec

from timeline.exports.documents import again, nodes
from timeline.exports.documents.citing import Cited
from timeline.exports.documents.engine import run
from timeline.exports.documents.nodes import Node, Nodes
from timeline.exports.to_html import PAGE_END, page_head

MARKDOWN = "markdown-citations-bracketed_spans-fenced_divs-header_attributes-smart-raw_attribute"


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


def to_page(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write one web page that works from a file, with nothing to fetch."""
    blocks = lowered(again.led(cited.tree["blocks"], again.linked()))
    body = written(with_blocks(cited, blocks), folder, epoch, "-t", "html5", "--wrap=preserve")
    opening = page_head(cited.outline, cited.locale)
    return opening.encode() + body + b"\n" + PAGE_END.encode()


def lowered(blocks: Nodes) -> Nodes:
    """Copy blocks with every head a level lower, as the title of a page is its first."""

    def change(node: Node) -> Nodes | None:
        if node["t"] != "Header":
            return None
        level, attributes, words = node["c"]
        return [{"t": "Header", "c": [level + 1, attributes, words]}]

    found: Nodes = nodes.rebuilt(blocks, change)
    return found


def to_book(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write a book for readers of EPUB 3, a chapter for each year."""
    places = again.in_chapters(cited.tree["blocks"])
    link = again.linked()
    blocks = again.led(cited.tree["blocks"], lambda number: link(places.get(number, number)))
    look = files("timeline.exports.documents").joinpath("look", "book.css").read_text("utf-8")
    style = {"t": "RawBlock", "c": ["html", f"<style>\n{look}</style>"]}
    head = cited.outline.head
    meta = {
        "identifier": nodes.meta_string(f"urn:sha256:{cited.outline.tally.checksum}"),
        "header-includes": {"t": "MetaBlocks", "c": [style]},
        "date": nodes.meta_string((head.changed or head.generated or "1970-01-01")[:10]),
    }
    arguments = ["-t", "epub3", "--split-level=1", "--toc-depth=1", "-o", "-"]
    return written(with_blocks(cited, blocks), folder, epoch, *arguments, meta=meta)


def to_latex(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write a LaTeX document, to be set with LuaLaTeX or XeLaTeX."""
    blocks = again.led(cited.tree["blocks"], again.in_latex, again.labelled_in_latex)
    arguments = ["-t", "latex", "-s", "--wrap=preserve", "-V", "geometry:margin=2.6cm"]
    arguments += ["-V", "documentclass=article", "-V", "fontsize=11pt"]
    text = written(with_blocks(cited, blocks), folder, epoch, *arguments)
    return b"% Set with LuaLaTeX or XeLaTeX; all letters are UTF-8.\n" + text


def to_styled_markdown(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write Markdown with notes of the kind [^1]; every mark of a text is escaped."""
    blocks = unwrapped(again.led(cited.tree["blocks"], again.in_markdown))
    title: Node = {"t": "Header", "c": [1, ["", [], []], cited.tree["meta"]["title"]["c"]]}
    about = nodes.para(nodes.text(cited.outline.about))
    tree = {**cited.tree, "meta": {}, "blocks": [title, about, *blocks]}
    arguments = ["-t", MARKDOWN, "--wrap=none", "--reference-location=document"]
    return written(tree, folder, epoch, *arguments)


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
