"""Makes of many words one regular expression that finds the longest of them in one walk."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie(forms: Iterable[str]) -> str:
    """Build a regular expression that matches the longest of many forms in one walk.

    Args:
        forms: Lower-case texts; a blank stands for any white space, an apostrophe for both kinds.
    """
    root: dict[str, dict[str, object]] = {}
    for form in forms:
        node = root
        for char in form:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _branch(root)


_LOOSE = {" ": r"[^\S\n]*(?:\n|\s)[^\S\n]*", "'": "['’]", "-": "[-‐‑]"}


def _branch(node: dict[str, dict[str, object]]) -> str:
    ends = "" in node
    options = [
        (_LOOSE.get(char) or re.escape(char)) + _branch(child)  # type: ignore[arg-type]
        for char, child in sorted(node.items())
        if char
    ]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and not ends else "(?:" + "|".join(options) + ")"
    return body + "?" if ends else body
