"""Make any text fit for formats of lines, for XML and for names of files, whatever it holds."""

import re

LONE = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which UTF-8 cannot write."""
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
TURNS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML 1.0 document may hold. Source: XML 1.0, fifth edition, production 2 (Char)."""
HIDDEN = re.compile(f"[{CONTROLS}{TURNS}\ufffe\uffff]")
"""Control characters, and those that turn the direction of what follows them."""
NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 80
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z")
"""Names that Windows keeps for devices."""


def one_line(text: str) -> str:
    """Write a text as one line: blanks become single ones, what is hidden is left out."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " else text.rstrip()
    return HIDDEN.sub("", " ".join(LONE.sub("\ufffd", text).split()))


def sound(text: str) -> str:
    """Write a text so that UTF-8 and XML can hold it; line ends, tabs and directions stay."""
    if text.isascii() and text.isprintable():
        return text
    return FORBIDDEN.sub("", LONE.sub("\ufffd", text))


def shown(text: str) -> str:
    """Write a text of several lines without what is hidden in it."""
    return HIDDEN.sub("", LONE.sub("\ufffd", text))


def file_name(text: str, otherwise: str) -> str:
    """Make a name of a file that every system takes: small letters, digits, hyphens.

    Args:
        text: What the file is about, in Latin letters where it is to show.
        otherwise: The name where nothing of the text is left.
    """
    name = NOT_IN_NAMES.sub("-", text.lower()).strip("-")[:LONGEST_NAME].rstrip("-")
    if not name:
        return otherwise
    return f"{name}-" if RESERVED.match(name) else name
