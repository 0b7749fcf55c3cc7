"""Lead a number that comes again to the note that stands already, as each form can."""

from collections.abc import Callable
from typing import Any

from timeline.exports.documents import nodes
from timeline.exports.documents.nodes import Node, Nodes

Lead = Callable[[int], Nodes]
"""Makes what stands for a note that has come before, by its place among the notes."""


def number_of(node: Node) -> int:
    """Give the place of the note that a node leads to again; 0 where it leads to none."""
    if node["t"] != "Span" or "again" not in nodes.classes_of(node):
        return 0
    return int(dict(node["c"][0][2])["number"])


def is_note(node: Node) -> bool:
    """Tell whether a node is a citation that has become a note."""
    return node["t"] == "Cite" and any(one["t"] == "Note" for one in node["c"][1])


def led(blocks: Nodes, lead: Lead, mark: Callable[[int, Node], Nodes] | None = None) -> Nodes:
    """Copy a tree with its repeated numbers made, and the notes that they lead to marked.

    Args:
        blocks: A worded tree.
        lead: Makes a repeated number.
        mark: Makes what a note becomes that is led to; None leaves notes as they are.
    """
    wanted = {number_of(node) for node in nodes.each(blocks)} - {0}
    place = 0

    def change(node: Node) -> Nodes | None:
        nonlocal place
        if number := number_of(node):
            return lead(number)
        if is_note(node):
            place += 1
            if mark is not None and place in wanted:
                return mark(place, node)
        return None

    made: Nodes = nodes.rebuilt(blocks, change)
    return made


def in_chapters(blocks: Nodes) -> dict[int, int]:
    """Count the notes anew in each chapter, as books do.

    Returns:
        By the place of a note in the whole document, its place in its chapter.
    """
    places: dict[int, int] = {}
    within = 0
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == 1:
            within = 0
        for node in nodes.each(block):
            if is_note(node):
                within += 1
                places[len(places) + 1] = within
    return places


def linked(prefix: str = "fn") -> Lead:
    """Lead by a link to the note, whose identifier is a prefix and its place."""
    return lambda number: [
        {"t": "Superscript", "c": [nodes.link(nodes.text(str(number)), f"#{prefix}{number}")]}
    ]


def fielded(number: int) -> Nodes:
    """Lead by a field of a word processor (ECMA-376, part 1, section 17.16.5.42, NOTEREF)."""
    code = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> NOTEREF note{number} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{number}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return [nodes.raw("openxml", code)]


def bookmarked(number: int, note: Node) -> Nodes:
    """Mark a note of a word processor, so that a field can lead to it."""
    opening = f'<w:bookmarkStart w:id="{100_000 + number}" w:name="note{number}"/>'
    return [
        nodes.raw("openxml", opening),
        note,
        nodes.raw("openxml", f'<w:bookmarkEnd w:id="{100_000 + number}"/>'),
    ]


def in_open_document(number: int) -> Nodes:
    """Lead by a reference to a note (OpenDocument 1.3, part 3, section 7.7.7)."""
    code = (
        '<text:span text:style-name="Footnote_20_anchor">'
        '<text:note-ref text:note-class="footnote" text:reference-format="text"'
        f' text:ref-name="ftn{number - 1}">{number}</text:note-ref></text:span>'
    )
    return [nodes.raw("opendocument", code)]


def in_typst(number: int) -> Nodes:
    """Lead by the label of a note."""
    return [nodes.raw("typst", f"#footnote(<note-{number}>)")]


def labelled_in_typst(number: int, note: Node) -> Nodes:
    """Put a label behind a note."""
    return [note, nodes.raw("typst", f"<note-{number}>")]


def in_latex(number: int) -> Nodes:
    """Lead by the label of a note."""
    return [nodes.raw("latex", f"\\textsuperscript{{\\ref{{note-{number}}}}}")]


def labelled_in_latex(number: int, note: Node) -> Nodes:
    """Put a label into a note."""
    marked: Any = nodes.rebuilt([note], lambda _node: None)[0]
    inside = next(one for one in marked["c"][1] if one["t"] == "Note")["c"][-1]["c"]
    inside.append(nodes.raw("latex", f"\\label{{note-{number}}}"))
    return [marked]


def in_markdown(number: int) -> Nodes:
    """Lead by the mark of the note itself."""
    return [nodes.raw("markdown", f"[^{number}]")]
