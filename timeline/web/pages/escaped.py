"""Escape texts for markup that code puts together, as templates do by themselves."""

import re

from markupsafe import escape

SPECIAL = re.compile("[&<>\"']")


def safe(text: str) -> str:
    """Escape a text as templates do; most have nothing to escape, which is told at less cost."""
    return escape(text) if SPECIAL.search(text) else text
