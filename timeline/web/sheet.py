"""Give style and scripts as readers need them; a page with a picture holds its style itself."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
BLANKS = re.compile(r"\s*([{};,])\s*")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINES_OF_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""Comments of scripts, which there stand on lines of their own."""
INDENTED = re.compile(r"^[ \t\n]+", re.MULTILINE)
FIRST_VIEW = "/* The rest lies below the first view"


@cache
def first_sheet() -> str:
    """Give the style of what a page with a picture shows first, which it holds within itself.

    The reader's first paint then waits for no second answer. Only this text is allowed to stand
    in a page: the security policy names its digest.
    """
    site = (FOLDER / "site.css").read_text(encoding="utf-8").partition(FIRST_VIEW)[0]
    own = (FOLDER / "timeline.css").read_text(encoding="utf-8")
    return _lean(site + own)


@cache
def rest_of_sheet() -> str:
    """Give the style of the site without what `first_sheet` has."""
    site = (FOLDER / "site.css").read_text(encoding="utf-8")
    return _lean(site.partition(FIRST_VIEW)[2].partition("*/")[2])


@cache
def lean_script(name: str) -> str:
    """Give a script of the site without comments and indentation, a seventh of what is sent.

    Nothing else is changed: line breaks stay, and no text of a script reaches over lines.
    """
    text = (FOLDER / name).read_text(encoding="utf-8")
    return INDENTED.sub("", LINES_OF_COMMENT.sub("", text))


def _lean(sheet: str) -> str:
    """Leave out of a style sheet what only its writers read."""
    return BLANKS.sub(r"\1", COMMENT.sub("", sheet)).strip()


@cache
def first_sheet_digest() -> str:
    """Give the source expression that allows the style within a page (CSP 3, section 2.3.1)."""
    digest = hashlib.sha256(first_sheet().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
