"""Give the style that a page with a picture holds within itself, and leave for it to do so."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FIRST_VIEW = "/* The rest lies below the first view"


@cache
def first_sheet() -> str:
    """Give the style of what a page with a picture shows first, which it holds within itself.

    The reader's first paint then waits for no second answer. Only this text is allowed to stand
    in a page: the security policy names its digest.
    """
    site = (FOLDER / "site.css").read_text(encoding="utf-8").partition(FIRST_VIEW)[0]
    own = (FOLDER / "timeline.css").read_text(encoding="utf-8")
    lines = (line.strip() for line in COMMENT.sub("", site + own).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


@cache
def rest_of_sheet() -> str:
    """Give the style of the site without what `first_sheet` has."""
    return (
        (FOLDER / "site.css")
        .read_text(encoding="utf-8")
        .partition(FIRST_VIEW)[2]
        .partition("*/")[2]
    )


@cache
def first_sheet_digest() -> str:
    """Give the source expression that allows the style within a page (CSP 3, section 2.3.1)."""
    digest = hashlib.sha256(first_sheet().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
