"""Write pages of HTML from safe parts: every text is escaped, and what is hidden in it left out."""

import re
from functools import cache
from html import escape
from importlib.resources import files

from timeline.exports.citation_text import Runs, address
from timeline.exports.plain_text import one_line, shown

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""No script, no picture and no address is ever loaded, whatever a text holds."""
UNFIT = re.compile(r"[\[\]{}|\\^`]|%(?![0-9A-Fa-f]{2})")
"""What no address of the web holds as it is. Source: URL Standard, URL code points."""


@cache
def style() -> str:
    """Give the look of the pages."""
    return files("timeline.exports.site").joinpath("look.css").read_text("utf-8")


def text(said: str) -> str:
    """Write a text as one line that shows as it is."""
    return escape(one_line(said), quote=True)


def paragraphs(said: str) -> str:
    """Write a text of several lines as paragraphs."""
    parts = (part.strip() for part in shown(said).split("\n"))
    return "".join(f'<p dir="auto">{escape(part, quote=True)}</p>' for part in parts if part)


def link(to: str, said: str) -> str:
    """Write a link to another page of the folder, or to the web where that is http or https."""
    outside = ' rel="external noopener noreferrer"' if address(to) else ""
    leads = UNFIT.sub(lambda one: f"%{ord(one[0]):02X}", to) if outside else to
    return f'<a href="{escape(leads, quote=True)}"{outside}>{text(said)}</a>'


def runs(several: Runs) -> str:
    """Write a citation: titles in italics, addresses as links."""
    return "".join(_run(run.text, italic=run.italic, leads=run.address) for run in several)


def _run(said: str, *, italic: bool, leads: bool) -> str:
    if leads and address(said):
        return link(said, said)
    body = escape(shown(said), quote=True)
    return f"<i>{body}</i>" if italic else body


def page(title: str, body: str, *, home: str, language: str = "en") -> bytes:
    """Write a whole page.

    Args:
        title: Of the page.
        body: Its content, as HTML.
        home: Where the first page lies, relative to this one; empty on the first page.
        language: Of the fixed words, BCP 47.
    """
    nav = f'<nav aria-label="Chronology"><p><a href="{home}">All events</a></p></nav>'
    way = nav if home else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{text(title)}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style()}</style>\n</head>\n<body>\n{way}\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
