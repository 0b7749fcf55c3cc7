"""Write any text so that Markdown shows it as it is, whatever it holds."""

import re

from timeline.exports.citation_text import Run, Runs, address
from timeline.exports.fixed import directed

SPECIAL = re.compile(r"([\\`*_\[\]<>|~^$&#{}])")
OPENING = re.compile(r"(?P<mark>[-+=:!])|(?P<number>\d{1,9})(?P<stop>[.)])")
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
TURNS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
HIDDEN = re.compile(f"[{CONTROLS}{TURNS}]")
"""Control characters, and those that turn the direction of what follows them."""
LONE = re.compile("[\ud800-\udfff]")


def escape(text: str) -> str:
    """Write a text as one line of Markdown that reads as the text.

    Blanks of all sorts become single ones; control characters and changes of direction are left
    out, as they could disorder the lines around them.
    Source: CommonMark 0.31.2, section 2.4 (any ASCII punctuation may be escaped).
    """
    line = directed(" ".join(LONE.sub("\ufffd", HIDDEN.sub("", text)).split()))
    line = SPECIAL.sub(r"\\\1", line)
    opening = OPENING.match(line)
    if opening is None:
        return line
    number, stop = opening["number"], opening["stop"]
    return f"{number}\\{stop}{line[opening.end() :]}" if number else "\\" + line


def rendered(runs: Runs) -> str:
    """Write a citation as Markdown: italics, and addresses as links that show themselves."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.address and address(run.text):
        return f"<{run.text}>"
    text = run.text
    inner = escape(text)
    if run.italic and inner:
        return f"*{inner}*"
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return before + inner + after
