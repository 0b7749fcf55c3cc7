"""Write XML element by element, so that no text can be more than text."""

from collections.abc import Mapping

from timeline.exports.plain_text import sound


def escaped(text: str) -> str:
    """Write a text so that it stands as it is in an element or between double quotes."""
    text = sound(text)
    for letter, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(letter, written)
    return text.replace("\r", "&#13;")


def element(name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """Write an element that holds nothing but text; attributes without a value are left out.

    Args:
        name: Its name, from the writer alone.
        text: What it holds; without any it is empty.
        attributes: By name.
    """
    given = "".join(
        f' {key}="{escaped(value)}"' for key, value in (attributes or {}).items() if value
    )
    return f"<{name}{given}>{escaped(text)}</{name}>" if text else f"<{name}{given}/>"
