"""Tell which text every database can keep, before it is asked for it."""

import re

UNSOUND = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> bool:
    """Tell whether every database can keep a text: no NUL, no half of a surrogate pair."""
    return UNSOUND.search(text) is None


def mended(text: str) -> str:
    """Put a replacement character for what no database can keep, in a text that only reports."""
    return UNSOUND.sub("\ufffd", text)
