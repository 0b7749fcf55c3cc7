"""Write a PDF that screen readers can read (PDF/UA-1), with notes at the foot of the page."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from timeline.exports.documents import again, nodes
from timeline.exports.documents.citing import Cited
from timeline.exports.documents.engine import SECONDS, Failed
from timeline.exports.documents.fonts import VARIANTS, Fonts, choose
from timeline.exports.documents.nodes import Node, Nodes
from timeline.exports.documents.writers import with_blocks, written
from timeline.exports.form import NotInstalled
from timeline.exports.plain_text import one_line

MISSING = (
    "PDF is set by typst, which comes with the extra `export`:"
    " pip install 'geopolitical-timeline[export]'"
)


def typesetter() -> None:
    """See that there is a typesetter.

    Raises:
        NotInstalled: If the extra is not installed.
    """
    if find_spec("typst") is None:
        raise NotInstalled(MISSING)


def to_pdf(cited: Cited, folder: Path, epoch: int) -> bytes:
    """Set a document as PDF.

    Raises:
        NotInstalled: If there is no typesetter.
        NoGlyphs: If no font has some letter of it.
        Failed: If it takes too long or too much memory.
    """
    typesetter()
    head = cited.outline.head
    about = [head.title, head.compiler, _line(cited)]
    words = (one["c"] for one in nodes.each(cited.tree["blocks"]) if one["t"] == "Str")
    text = " ".join([*about, *words])
    fonts = choose(unicodedata.normalize("NFC", text) + "0123456789,", head.font_folders)
    blocks = again.led(cited.tree["blocks"], again.in_typst, again.labelled_in_typst)
    tree = with_blocks(cited, named(blocks, fonts))
    body = written(tree, folder, epoch, "-t", "typst-citations", "--wrap=preserve")
    source = folder / "document.typ"
    source.write_bytes(_opening(cited, fonts).encode() + body)
    return _set(source, fonts, epoch)


def named(blocks: Nodes, fonts: Fonts) -> Nodes:
    """Copy blocks with signs that have no glyph named by their numbers; letters are composed."""
    instead = {one: "" if one in VARIANTS else f"[U+{one:04X}]" for one in fonts.strange}

    def change(node: Node) -> Nodes | None:
        if node["t"] != "Str" or node["c"].isascii():
            return None
        return [{"t": "Str", "c": unicodedata.normalize("NFC", node["c"]).translate(instead)}]

    found: Nodes = nodes.rebuilt(blocks, change)
    return found


def _line(cited: Cited) -> str:
    outline = cited.outline
    return " · ".join(part for part in (outline.version, outline.as_of) if part)


def _opening(cited: Cited, fonts: Fonts) -> str:
    """Write what stands before the text: fonts, language, the look of the house, the title."""
    head = cited.outline.head
    strange = {one: f"[U+{one:04X}]" for one in fonts.strange}
    title, compiler, line = (
        quoted(unicodedata.normalize("NFC", one_line(one)).translate(strange))
        for one in (head.title, head.compiler, _line(cited))
    )
    language, _dash, region = cited.locale.partition("-")
    where = f', region: "{region.lower()}"' if len(region) == 2 else ""
    direction = ", dir: rtl" if cited.outline.said.right_to_left else ""
    families = ", ".join(quoted(one) for one in fonts.families)
    look = files("timeline.exports.documents").joinpath("look", "page.typ").read_text("utf-8")
    if direction:
        look = look.replace("(left:", "(right:")
    author = f", author: {compiler}" if head.compiler else ""
    return (
        f"#set document(title: {title}{author})\n"
        f'#set text(font: ({families},), size: 10.5pt, lang: "{language}"{where}{direction})\n'
        f"{look}"
        f"#chronology-title({title})\n"
        f'#text(9.5pt, fill: rgb("#5b6670"), {line}) \\\n'
        f'#text(9.5pt, weight: "bold", fill: rgb("#5b6670"), {compiler})\n\n'
    )


def quoted(text: str) -> str:
    """Write a text as a string of typst, in which nothing is markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _set(source: Path, fonts: Fonts, epoch: int) -> bytes:
    output = source.with_suffix(".pdf")
    given = {
        "source": str(source),
        "output": str(output),
        "fonts": _folder_of(fonts.files, source.parent),
        "epoch": epoch,
        "seconds": SECONDS,
    }
    command: Sequence[str] = [sys.executable, "-I", str(Path(__file__).with_name("typeset.py"))]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command,
            input=json.dumps(given).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"the PDF took longer than {SECONDS} seconds; ask for fewer events") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-300:]
        raise Failed(f"the PDF could not be set: {said or 'it needs too much time or memory'}")
    return output.read_bytes()


def _folder_of(fonts: Sequence[Path], folder: Path) -> list[str]:
    """Give a folder that holds these fonts and no others; all of a system take long to look at."""
    chosen = folder / "fonts"
    chosen.mkdir(exist_ok=True)
    for number, path in enumerate(fonts):
        (chosen / f"{number}{path.suffix}").symlink_to(path)
    return [str(chosen)]
