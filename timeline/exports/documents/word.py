"""Write documents for word processors in a look of the house, with notes that are notes."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from timeline.exports.documents import again, nodes
from timeline.exports.documents.citing import Cited
from timeline.exports.documents.writers import with_blocks, written
from timeline.exports.documents.zotero import alive, preferences

WORD = {
    "content_types.xml": "[Content_Types].xml",
    "rels.xml": "_rels/.rels",
    "document_rels.xml": "word/_rels/document.xml.rels",
    "document.xml": "word/document.xml",
    "styles.xml": "word/styles.xml",
    "settings.xml": "word/settings.xml",
    "fontTable.xml": "word/fontTable.xml",
    "footnotes.xml": "word/footnotes.xml",
    "footer1.xml": "word/footer1.xml",
    "theme/theme1.xml": "word/theme/theme1.xml",
}
"""Where each file of the look lies in the document that shows it (ECMA-376, part 2)."""
OPEN_DOCUMENT = {
    "content.xml": "content.xml",
    "styles.xml": "styles.xml",
    "meta.xml": "meta.xml",
    "manifest.xml": "META-INF/manifest.xml",
}
"""The same for OpenDocument 1.3, part 2."""
PARAGRAPHS = "<w:pPrDefault><w:pPr>"
"""Where the look says what holds for every paragraph."""
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can name; what it is does not matter, that it is the same does."""


@cache
def look(form: str, *, right_to_left: bool = False) -> bytes:
    """Give the empty document, docx or odt, whose styles every other one takes over."""
    places: Mapping[str, str] = WORD if form == "docx" else OPEN_DOCUMENT
    folder = files("timeline.exports.documents").joinpath("look", form)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        if form == "odt":
            kind = "application/vnd.oasis.opendocument.text"
            packed.writestr(zipfile.ZipInfo("mimetype", BEGINNING), kind)
        for name, place in places.items():
            part = folder.joinpath(name).read_text("utf-8")
            if right_to_left:
                part = part.replace(PARAGRAPHS, f"{PARAGRAPHS}<w:bidi/>")
            packed.writestr(zipfile.ZipInfo(place, BEGINNING), part)
    return made.getvalue()


def to_docx(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write a document for Word; live citations can go on being edited by Zotero."""
    (folder / "look.docx").write_bytes(look("docx", right_to_left=cited.outline.said.right_to_left))
    blocks = cited.tree["blocks"]
    meta = {}
    if cited.outline.head.wishes.live:
        blocks = alive(blocks, cited)
        for number, part in enumerate(preferences(cited), start=1):
            meta[f"ZOTERO_PREF_{number}"] = nodes.meta_string(part)
    blocks = again.led(blocks, again.fielded, again.bookmarked)
    arguments = ["-t", "docx", "--reference-doc", "look.docx", "-o", "-"]
    return written(with_blocks(cited, blocks), folder, epoch, *arguments, meta=meta)


def to_odt(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Write a document for LibreOffice and other programs that know OpenDocument."""
    (folder / "look.odt").write_bytes(look("odt"))
    blocks = again.led(cited.tree["blocks"], again.in_open_document)
    arguments = ["-t", "odt", "--reference-doc", "look.odt", "-o", "-"]
    return written(with_blocks(cited, blocks), folder, epoch, *arguments)
