"""Keep the citations of a Word document alive, so that Zotero can go on editing them."""

import hashlib
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

import msgspec

from timeline.exports.documents import again, nodes
from timeline.exports.documents.citing import Cited
from timeline.exports.documents.nodes import Node, Nodes
from timeline.exports.documents.records import LESS_THAN
from timeline.exports.documents.style import STYLES

SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
LABELS = {
    "p": "page",
    "pp": "page",
    "para": "paragraph",
    "chap": "chapter",
    "art": "article",
    "sec": "section",
    "vol": "volume",
    "no": "issue",
}
"""Places in a source by their short names (CSL 1.0.2, appendix III)."""
PLACE = re.compile(rf"(?P<label>{'|'.join(LABELS)})\. ?(?P<number>\d+(?:[-–]\d+)?)\Z")
BRACES = dict.fromkeys(map(ord, "{}"))
PROPERTY = 255
"""Characters that a property of a document holds; longer ones are divided."""


def field_begin(code: str) -> Node:
    """Open a field whose result follows (ECMA-376, part 1, section 17.16)."""
    return nodes.raw(
        "openxml",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> ADDIN {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    )


def field_end() -> Node:
    """Close a field."""
    return nodes.raw("openxml", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def alive(blocks: Nodes, cited: Cited) -> Nodes:
    """Copy a worded tree with each citation and the list of sources inside fields of Zotero."""
    place = 0

    def change(node: Node) -> Nodes | None:
        nonlocal place
        if node["t"] == "Cite" and _known(node, cited):
            place += 1
            return [_citation(node, place, cited)]
        if node["t"] == "Div" and nodes.key_of(node) == "refs":
            return [_bibliography(node)]
        return None

    found: Nodes = nodes.rebuilt(blocks, change)
    return found


def _known(node: Node, cited: Cited) -> bool:
    return all(one["citationId"] in cited.items for one in node["c"][0])


def _citation(node: Node, place: int, cited: Cited) -> Node:
    citations, worded = node["c"]
    if not again.is_note(node):
        code = _code(citations, nodes.plain(worded), 0, place, cited)
        return nodes.span([field_begin(code), *worded, field_end()])
    blocks = next(one for one in worded if one["t"] == "Note")["c"]
    inlines = blocks[0]["c"]
    code = _code(citations, nodes.plain(inlines), place, place, cited)
    first = blocks[0] | {"c": [field_begin(code), *inlines, field_end()]}
    return {"t": "Cite", "c": [citations, [{"t": "Note", "c": [first, *blocks[1:]]}]]}


def _code(citations: Nodes, words: str, note: int, place: int, cited: Cited) -> str:
    """Write what Zotero keeps of a citation (its schema csl-citation.json)."""
    items = [_item(one, cited) for one in citations]
    body = {
        "citationID": hashlib.sha256(f"{place} {words}".encode()).hexdigest()[:8],
        "properties": {"formattedCitation": words, "plainCitation": words, "noteIndex": note},
        "citationItems": items,
        "schema": SCHEMA,
    }
    written = msgspec.json.encode(body).decode().replace(LESS_THAN, "<")
    return f"ZOTERO_ITEM CSL_CITATION {written}"


def _item(one: Node, cited: Cited) -> dict[str, object]:
    key = one["citationId"]
    data = dict(cited.items[key])
    base = cited.outline.head.base
    uris = [f"{base}/source/{key}"] if base else [f"urn:source:{key}"]
    item: dict[str, object] = {"id": key, "uris": uris, "itemData": data}
    place = nodes.plain(one["citationSuffix"]).translate(BRACES).strip(" ,")
    known = PLACE.match(place)
    if known:
        item |= {"locator": known["number"], "label": LABELS[known["label"]]}
    elif place:
        item["suffix"] = f", {place}"
    return item


def _bibliography(refs: Node) -> Node:
    """Open the field in the first entry of the list, and close it in the last."""
    entries = refs["c"][1]
    if not entries:
        return refs
    empty = '{"uncited":[],"omitted":[],"custom":[]}'
    code = f"ZOTERO_BIBL {empty} CSL_BIBLIOGRAPHY"
    changed = [_with(one, [], []) for one in entries]
    changed[0] = _with(changed[0], [field_begin(code)], [])
    changed[-1] = _with(changed[-1], [], [field_end()])
    return {"t": "Div", "c": [refs["c"][0], changed]}


def _with(entry: Node, before: Nodes, after: Nodes) -> Node:
    blocks = list(entry["c"][1])
    if blocks:
        blocks[0] = blocks[0] | {"c": [*before, *blocks[0]["c"]]}
        blocks[-1] = blocks[-1] | {"c": [*blocks[-1]["c"], *after]}
    return {"t": "Div", "c": [entry["c"][0], blocks]}


def preferences(cited: Cited) -> Sequence[str]:
    """Tell Zotero, in properties of the document, which style its citations are in."""
    style = cited.style.name if cited.style.name in STYLES else "chicago-notes-bibliography"
    session = hashlib.sha256(cited.outline.tally.checksum.encode()).hexdigest()[:8]
    listed = int(cited.style.listed)
    told = (
        '<data data-version="3" zotero-version="7.0">'
        f'<session id="{session}"/>'
        f'<style id="http://www.zotero.org/styles/{style}" locale="{cited.locale}"'
        f' hasBibliography="{listed}" bibliographyStyleHasBeenSet="{listed}"/>'
        '<prefs><pref name="fieldType" value="Field"/>'
        f'<pref name="noteType" value="{int(cited.style.notes)}"/></prefs></data>'
    )
    return [told[start : start + PROPERTY] for start in range(0, len(told), PROPERTY)]
